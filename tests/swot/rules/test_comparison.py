"""What came, what went, what moved: matched by marks and origins, never guessed, and nothing lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from swot.document.values import Entry, Outcome
from swot.rules.comparison import change, moves, peaks
from tests.swot.rules.build import document


def entry(ref, quadrant="strength", **fields):
    return Entry(ref, "PLA", f"Point {ref}", quadrant, **fields)


def doc(*entries, title="2025 workbook"):
    return replace(document(), entries=entries, title=title)


def test_a_marked_entry_is_the_one_it_became_even_under_another_ref():
    found = moves(doc(entry("S3")), doc(entry("S1"), title="now"), [Outcome("S3", fate="changed", now="S1")])
    assert [(pair.then.id, pair.now.id) for pair in found.pairs] == [("S3", "S1")]
    assert not found.new
    assert not found.gone


def test_an_origin_matches_without_a_mark_and_only_of_that_workbook():
    now = doc(entry("S1", from_={"workbook": "2025 workbook", "ref": "S3"}), title="now")
    assert moves(doc(entry("S3")), now).pairs[0].now.id == "S1"
    other = doc(entry("S1", from_={"workbook": "2019 workbook", "ref": "S3"}), title="now")
    assert not moves(doc(entry("S3")), other).pairs


def test_equal_words_alone_are_not_a_match():
    found = moves(doc(entry("S1")), doc(entry("S1"), title="now"))
    assert ([one.entry.id for one in found.gone], [one.id for one in found.new]) == (["S1"], ["S1"])


def test_quadrants_and_weights_that_changed_are_told_apart():
    then = doc(entry("S1", impact=4, certainty=2), entry("S2", impact=1, certainty=1))
    now = doc(entry("W1", "weakness", impact=4, certainty=2), entry("S2", impact=5, certainty=1), title="now")
    found = moves(then, now, [Outcome("S1", now="W1"), Outcome("S2", now="S2")])
    assert [pair.now.id for pair in found.moved] == ["W1"]
    assert [pair.now.id for pair in found.reweighed] == ["S2"]


def test_one_not_yet_weighed_is_not_said_to_weigh_otherwise():
    found = moves(doc(entry("S1", impact=4, certainty=2)), doc(entry("S1"), title="n"), [Outcome("S1", now="S1")])
    assert not found.reweighed


def test_what_is_not_known_neither_rises_nor_falls():
    found = change({"INC": 3, "IDE": 2, "MAR": None}, {"INC": 2, "IDE": 4, "MAR": 5, "CON": 1})
    assert (found.up, found.down, found.unknown) == (("IDE",), ("INC",), ("MAR", "CON"))
    assert found.warns


def test_inclusion_falling_alone_does_not_warn_of_the_pattern():
    assert not change({"INC": 3}, {"INC": 2}).warns


def test_a_shape_has_its_own_ends_whatever_its_level():
    low, high = {"A": 1, "B": 2, "C": None}, {"A": 4, "B": 5, "C": None}
    assert peaks(low) == peaks(high) == (("B",), ("A",))
    assert peaks({"A": 3, "B": 3}) == ((), ())


REFS = [f"S{number}" for number in range(1, 8)]


@given(
    st.sets(st.sampled_from(REFS)),
    st.sets(st.sampled_from(REFS)),
    st.dictionaries(st.sampled_from(REFS), st.sampled_from(REFS)),
)
def test_every_entry_is_told_exactly_once_on_each_side(before, after, became):
    then, now = doc(*map(entry, sorted(before))), doc(*map(entry, sorted(after)), title="now")
    one_to_one = {ref: to for ref, to in became.items() if list(became.values()).count(to) == 1}
    found = moves(then, now, [Outcome(ref, now=to) for ref, to in one_to_one.items()])
    assert sorted([p.then.id for p in found.pairs] + [g.entry.id for g in found.gone]) == sorted(before)
    assert sorted([p.now.id for p in found.pairs] + [e.id for e in found.new]) == sorted(after)
