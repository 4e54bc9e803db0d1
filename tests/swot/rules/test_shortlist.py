"""Ranking, the short list, the carried inclusion entry, the find-out list, twins."""

from hypothesis import given
from hypothesis import strategies as st

from swot.document.values import ref_order
from swot.rules.shortlist import carried, find_out, parking_list, ranked, short_list, twins
from tests.swot.rules.build import entry

SCORES = st.one_of(st.none(), st.integers(1, 5))


@st.composite
def boards(draw):
    """Entries with unique refs in any quadrant or none, with any scores and marks."""
    refs = draw(st.lists(st.tuples(st.sampled_from("SWOTN"), st.integers(1, 40)), unique=True, max_size=40))
    return [entry(f"{a}{b}", draw(SCORES), draw(SCORES), inclusion=draw(st.booleans())) for a, b in refs]


def ids(entries):
    """The ids of entries."""
    return [one.id for one in entries]


@given(boards())
def test_never_more_than_five_are_listed_and_never_one_without_priority(board):
    for quadrant, listed in short_list(board).items():
        assert len(listed) <= 5
        assert all(one.priority is not None and one.quadrant == quadrant for one in listed)


@given(boards(), st.randoms())
def test_the_order_is_total_so_the_order_written_in_does_not_matter(board, random):
    shuffled = list(board)
    random.shuffle(shuffled)
    assert short_list(shuffled) == short_list(board)
    assert carried(shuffled) == carried(board)
    assert find_out(shuffled) == find_out(board)


@given(boards())
def test_nothing_left_out_outranks_what_is_listed(board):
    for quadrant, listed in short_list(board).items():
        left = [one for one in ranked(board, quadrant) if one not in listed and one.priority is not None]
        best = [(-one.priority, -one.impact, ref_order(one.id)) for one in [*listed, *left]]
        assert best == sorted(best)
        assert not left or len(listed) == 5


@given(boards())
def test_an_inclusion_entry_is_carried_exactly_when_some_are_sorted_and_none_is_listed(board):
    listed = [one for group in short_list(board).values() for one in group]
    tagged = [one for one in board if one.inclusion and one.quadrant]
    extra = carried(board)
    assert (extra is not None) == (bool(tagged) and not any(one.inclusion for one in listed))
    assert extra is None or (extra in tagged and extra not in listed)


def test_equal_priority_is_decided_by_impact_then_by_number_in_the_id():
    board = [entry("S10", 3, 4), entry("S2", 3, 4), entry("S1", 3, 4), entry("S3", 4, 3), entry("S4", 5, 4)]
    assert ids(short_list(board)["strength"]) == ["S4", "S3", "S1", "S2", "S10"]


def test_entries_without_priority_are_ranked_last_and_never_listed():
    board = [entry("W1"), entry("W2", 5), entry("W3", 1, 1)]
    assert ids(ranked(board, "weakness")) == ["W3", "W2", "W1"]
    assert ids(short_list(board)["weakness"]) == ["W3"]


def test_an_unsorted_entry_is_in_no_quadrant():
    assert not any(short_list([entry("N1", 5, 2)]).values())


def test_the_carried_entry_is_the_first_by_priority_impact_and_quadrant():
    full = [entry(f"{letter}{n}", 5, 5) for letter in "WT" for n in range(1, 6)]
    low = [entry("T9", 3, 2, inclusion=True), entry("W9", 3, 2, inclusion=True), entry("W8", 2, 3, inclusion=True)]
    assert carried([*full, *low]).id == "W9"


def test_an_inclusion_entry_without_priority_is_carried_when_there_is_no_other():
    assert carried([entry("S1", 5, 2), entry("W7", inclusion=True), entry("W2", inclusion=True)]).id == "W2"


def test_nothing_is_carried_while_an_inclusion_entry_is_listed():
    assert carried([entry("S1", 5, 2, inclusion=True), entry("W7", inclusion=True)]) is None


def test_an_entry_in_the_tray_is_never_carried():
    assert carried([entry("N1", 5, 2, inclusion=True)]) is None


def test_high_impact_with_low_certainty_goes_to_the_find_out_list():
    board = [
        entry("T4", 4, 2),
        entry("O5", 5, 1),
        entry("O6", 5, 3),
        entry("S1", 3, 1),
        entry("W5", 4),
        entry("N1", 4, 2),
    ]
    assert ids(find_out(board)) == ["O5", "T4", "N1"]


def test_twins_are_paired_once_when_one_side_names_the_other():
    board = [entry("T2"), entry("S10", twin_of="W1"), entry("S2", twin_of="T2"), entry("W1", twin_of="S10")]
    assert twins(board) == [("S2", "T2"), ("S10", "W1")]


def test_the_working_list_is_capped_at_twelve_a_quadrant():
    board = [entry(f"S{n}", 3, 3) for n in range(1, 15)]
    assert ids(parking_list(board, "strength")) == ["S13", "S14"]
