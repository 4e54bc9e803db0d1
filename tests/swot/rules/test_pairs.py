"""Which pairs are worth a strategy: ranking and suggesting (content 5.4), for every board and every way of marking."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.document.values import QUADRANT_LETTERS
from swot.rules.pairs import MARKS, Pair, crossing_list, crossings, suggested, written_as
from swot.rules.quadrants import FAMILY_ORDER
from tests.swot.rules.build import document, entry, strategy

SIDES = [f"{letter}{number}" for letter in "SWOT" for number in range(1, 6)]


@st.composite
def boards(draw):
    """Up to five scored entries a quadrant, and a mark, 0 or none for each of their crossings."""
    scores = st.tuples(st.integers(1, 5), st.integers(1, 5))
    scored = draw(st.dictionaries(st.sampled_from(SIDES), scores, max_size=12))
    given_marks = cycle(draw(st.lists(st.sampled_from((None, *MARKS)), min_size=1, max_size=11)))
    plain = crossings([entry(ref, *weights, grade=3) for ref, weights in scored.items()], {})
    return [Pair(pair.inside, pair.outside, next(given_marks)) for pair in plain]


def two(mark, inside=("S1", 4, 3), outside=("O1", 2, 5)):
    return Pair(entry(*inside), entry(*outside), mark)


@pytest.mark.parametrize(("mark", "weight"), [(None, 0), (0, 0), (1, 22), (2, 44)])
def test_a_pair_weighs_its_mark_times_both_priorities_added(mark, weight):
    assert two(mark).weight == weight


def test_an_entry_without_scores_adds_nothing():
    assert two(2, inside=("S1",)).weight == 20


@given(boards())
def test_never_more_than_eight_are_suggested(pairs):
    assert len(suggested(pairs)) <= 8


@given(boards())
def test_each_family_that_has_a_mark_of_one_or_two_is_among_them(pairs):
    present = {pair.family for pair in pairs if pair.mark}
    assert {pair.family for pair in suggested(pairs)} == present


@given(boards())
def test_what_is_not_marked_or_marked_nothing_is_never_suggested(pairs):
    assert all(pair.mark for pair in suggested(pairs))


@given(boards(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_that_came_in(pairs, random):
    mixed = list(pairs)
    random.shuffle(mixed)
    assert [pair.key for pair in suggested(mixed)] == [pair.key for pair in suggested(pairs)]


@given(boards())
def test_the_heaviest_come_first_then_the_higher_priorities_then_the_ids(pairs):
    found = [(-one.weight, -one.priorities) for one in suggested(pairs)]
    assert found == sorted(found)


@given(boards())
def test_nothing_heavier_is_left_out_unless_for_a_family_that_would_have_none(pairs):
    found = suggested(pairs)
    families = [pair.family for pair in found]
    for left in (pair for pair in pairs if pair.mark and pair not in found):
        assert len(found) == 8
        for kept in found:
            assert kept.weight >= left.weight or families.count(kept.family) == 1


def test_every_pair_is_suggested_while_there_are_no_more_than_eight():
    entries = [entry(ref, 3, 3) for ref in ("S1", "S2", "W1", "O1", "T1", "T2")]
    pairs = crossings(entries, {(i, o): 1 for i in ("S1", "S2", "W1") for o in ("O1", "T1")})
    assert len(suggested(pairs)) == 6


def test_a_light_pair_of_a_rare_family_takes_the_place_of_the_eighth():
    heavy = [entry(f"{letter}{number}", 5, 5, grade=3) for letter in "SO" for number in (1, 2, 3)]
    light = [entry("W1", 1, 1), entry("T1", 1, 1)]
    marks = {(f"S{i}", f"O{o}"): 2 for i in (1, 2, 3) for o in (1, 2, 3)} | {("W1", "T1"): 1}
    found = suggested(crossings([*heavy, *light], marks))
    assert [pair.family for pair in found] == ["SO"] * 7 + ["WT"]
    assert found[-1].weight == 2


def test_the_same_weight_goes_by_priorities_then_by_ids_as_numbers():
    one, two_ = entry("S2", 2, 2), entry("S10", 2, 2)
    chance, better = entry("O1", 2, 2), entry("O2", 4, 3)
    pairs = [Pair(two_, chance, 2), Pair(one, chance, 2), Pair(one, better, 1)]
    assert [pair.key for pair in suggested(pairs)] == [("S2", "O2"), ("S2", "O1"), ("S10", "O1")]
    even = [Pair(one, chance, 2), Pair(one, better, 1), Pair(entry("S3", 2, 2), entry("O3", 4, 3), 1)]
    assert [pair.weight for pair in suggested(even)] == [16, 16, 16]
    assert [pair.key for pair in suggested(even)] == [("S2", "O2"), ("S3", "O3"), ("S2", "O1")]


def test_crossings_are_asked_family_by_family_and_row_by_row():
    entries = [entry(ref, 3, 3) for ref in ("T1", "S2", "S1", "O1", "W1", "O2")]
    assert [pair.key for pair in crossings(entries, {})] == [
        *[("S1", "O1"), ("S1", "O2"), ("S2", "O1"), ("S2", "O2")],
        *[("S1", "T1"), ("S2", "T1")],
        *[("W1", "O1"), ("W1", "O2")],
        ("W1", "T1"),
    ]
    assert list(dict.fromkeys(pair.family for pair in crossings(entries, {}))) == list(FAMILY_ORDER)


def test_five_a_quadrant_cross_and_the_inclusion_entry_carried_by_rule():
    board = [entry(f"{letter}{number}", 5, 5, grade=3) for letter in "SWOT" for number in range(1, 8)]
    low = entry("W8", 1, 1, inclusion=True)
    listed = crossing_list([*board, low])
    assert {QUADRANT_LETTERS[quadrant]: len(found) for quadrant, found in listed.items()} == {
        "S": 5,
        "W": 6,
        "O": 5,
        "T": 5,
    }
    assert listed["weakness"][-1] == low


def test_an_unmarked_crossing_has_no_mark_and_nothing_is_a_mark():
    entries = [entry("S1", 3, 3), entry("O1", 3, 3), entry("O2", 3, 3)]
    assert [pair.mark for pair in crossings(entries, {("S1", "O1"): 0})] == [0, None]


def test_a_pair_is_written_once_a_strategy_stands_on_both():
    pair = two(2)
    book = document(strategies=(strategy("X10"), strategy("X2"), strategy("X1", "S1", "O2")))
    assert written_as(pair, book) == "X2"
    assert written_as(pair, document(strategies=(strategy("X1", "S2", "O1"),))) is None
