"""A strategy pairs what is inside with what is outside, says so in its family, and holds what it stands on."""

import pytest

from swot.models import Strategy
from swot.models.strategy import family_of
from tests import factories
from tests.swot.models.recorded import last, late, nothing_written, recorded, refused

pytestmark = pytest.mark.django_db
BOTH_SIDES = "Choose at least one entry from inside and one from outside."
ONE_KIND = "Pair strengths or weaknesses with opportunities or threats: one kind from each side."


@pytest.fixture
def entries(workbook, cast):
    """S1, S2, W1, O1, T1 and N1, by ref."""
    quadrants = ["strength", "strength", "weakness", "opportunity", "threat", ""]
    made = [factories.entry(workbook, by=cast.ana, quadrant=quadrant) for quadrant in quadrants]
    return {entry.ref: entry for entry in made}


@pytest.fixture
def strategy(workbook, cast, entries):
    """X1, on S1 and T1."""
    return add(workbook, cast.ana, entries, "S1", "T1", text="Own the yard", key="one")


def add(workbook, by, entries, *refs, **fields):
    return workbook.add_strategy(by=by, entries=[entries[ref] for ref in refs], **fields)


def stored(strategy):
    return Strategy.objects.get(pk=strategy.pk)


def behind(strategy):
    return sorted(strategy.entries.values_list("ref", flat=True))


# ---------- families ----------


@pytest.mark.parametrize(
    ("refs", "family"),
    [(("S1", "O1"), "SO"), (("S1", "S2", "T1"), "ST"), (("O1", "W1"), "WO"), (("W1", "T1"), "WT")],
)
def test_its_family_is_what_its_entries_make_it(workbook, cast, entries, refs, family):
    strategy = add(workbook, cast.ana, entries, *refs)
    assert (strategy.family, behind(strategy)) == (family, sorted(refs))


@pytest.mark.parametrize(
    ("refs", "sentence"),
    [
        ((), BOTH_SIDES),
        (("S1",), BOTH_SIDES),
        (("S1", "W1"), BOTH_SIDES),
        (("O1", "T1"), BOTH_SIDES),
        (("S1", "W1", "O1"), ONE_KIND),
        (("S1", "O1", "T1"), ONE_KIND),
        (("S1", "T1", "N1"), "N1 behind it is in the tray. Give it a place first."),
    ],
)
def test_what_does_not_pair_is_refused(workbook, cast, entries, strategy, refs, sentence):
    with refused(workbook, sentence):
        add(workbook, cast.ana, entries, *refs)
    with refused(workbook, sentence):
        strategy.edit(by=cast.ana, seen=1, entries=[entries[ref] for ref in refs], text="Other words")
    assert (stored(strategy).family, behind(strategy), stored(strategy).text) == ("ST", ["S1", "T1"], "Own the yard")


def test_it_never_stands_on_what_is_deleted(workbook, cast, entries):
    entries["O1"].delete_gently(by=cast.ana, seen=1)
    with refused(workbook, "O1 behind it is deleted. Bring the entry back first."):
        add(workbook, cast.ana, entries, "S1", "O1")
    with pytest.raises(Exception, match="O1 behind it is deleted"):
        family_of([entries["S1"], entries["O1"]])


# ---------- adding and changing ----------


def test_what_is_added_has_the_next_ref_and_is_recorded(workbook, cast, strategy):
    assert (strategy.ref, str(strategy), strategy.changed_by) == ("X1", "X1 Own the yard", cast.ana)
    assert recorded(workbook)[-1] == ("Ana", "added", "X1")
    behind_it = [entry.pk for entry in strategy.entries.order_by("pk")]
    assert last(workbook).left_as == {"family": "ST", "text": "Own the yard", "entries": behind_it}


def test_one_key_sent_twice_is_one_strategy_that_keeps_what_it_stands_on(workbook, cast, entries, strategy):
    strategy.edit(by=cast.ben, seen=1, entries=[entries["W1"], entries["O1"]])
    with nothing_written(workbook):
        assert add(workbook, cast.ana, entries, "S1", "T1", key="one") == strategy
    assert (behind(strategy), stored(strategy).family) == (["O1", "W1"], "WO")


def test_new_words_leave_its_entries_alone(workbook, cast, strategy):
    strategy.edit(by=cast.ben, seen=1, text="Lease the yard", kept=False)
    after = stored(strategy)
    assert (after.text, after.kept, after.family, after.revision, behind(after)) == (
        "Lease the yard",
        False,
        "ST",
        2,
        ["S1", "T1"],
    )
    assert recorded(workbook)[-1] == ("Ben", "edited", "X1")
    assert last(workbook).left_as == {"text": "Lease the yard", "kept": False}


def test_other_entries_make_it_another_family(workbook, cast, entries, strategy):
    strategy.edit(by=cast.ana, seen=1, entries=[entries["W1"], entries["T1"]])
    assert (stored(strategy).family, behind(strategy)) == ("WT", ["T1", "W1"])
    assert last(workbook).left_as == {"family": "WT", "entries": sorted(entries[ref].pk for ref in ("W1", "T1"))}


def test_whoever_edits_late_changes_neither_words_nor_entries(workbook, cast, entries, strategy):
    stored(strategy).edit(by=cast.ana, seen=1, text="Theirs")
    mine = {"text": "Mine", "entries": [entries["W1"], entries["O1"]]}
    current = late(workbook, strategy.edit, by=cast.ben, seen=1, **mine)
    assert (current.text, current.revision, behind(current)) == ("Theirs", 2, ["S1", "T1"])


def test_the_questions_without_an_answer_are_named(strategy):
    strategy.who_gains, strategy.who_could_lose = "46 tenants", "  "
    assert strategy.unanswered == ["who_could_lose", "how_we_will_know", "with_the_grain", "who_must_agree"]


# ---------- deleting and bringing back ----------


def test_it_is_deleted_and_comes_back_with_what_it_stood_on(workbook, cast, strategy):
    strategy.delete_gently(by=cast.ben, seen=1)
    assert stored(strategy).deleted_at
    strategy.bring_back(by=cast.ana, seen=2)
    after = stored(strategy)
    assert (after.deleted_at, after.revision, behind(after)) == (None, 3, ["S1", "T1"])
    assert recorded(workbook)[-2:] == [("Ben", "deleted", "X1"), ("Ana", "brought back", "X1")]


@pytest.mark.parametrize("verb", ["delete_gently", "bring_back"])
def test_whoever_comes_late_is_told_what_stands(workbook, cast, strategy, verb):
    stored(strategy).edit(by=cast.ana, seen=1, text="Theirs")
    assert late(workbook, getattr(strategy, verb), by=cast.ben, seen=1).text == "Theirs"


def test_its_number_is_not_used_again(workbook, cast, entries, strategy):
    strategy.delete_gently(by=cast.ana, seen=1)
    assert add(workbook, cast.ana, entries, "S1", "O1").ref == "X2"


def test_it_is_not_deleted_while_an_action_serves_it(workbook, cast, strategy):
    action = workbook.add_action(by=cast.ana, strategy=strategy)
    with refused(workbook, "Action A1 serves X1. Give the action another strategy first."):
        strategy.delete_gently(by=cast.ana, seen=1)
    action.delete_gently(by=cast.ana, seen=1)
    strategy.delete_gently(by=cast.ana, seen=1)
    assert stored(strategy).deleted_at


@pytest.mark.parametrize(
    ("ref", "to", "sentence"),
    [
        ("S1", None, "S1 behind it is deleted. Bring the entry back first."),
        ("S1", "", "S1 behind it is in the tray. Give it a place first."),
        ("S1", "opportunity", BOTH_SIDES),
        ("S2", "weakness", ONE_KIND),
    ],
)
def test_it_does_not_come_back_when_what_it_stood_on_pairs_no_more(workbook, cast, entries, ref, to, sentence):
    strategy = add(workbook, cast.ana, entries, "S1", "S2", "O1")
    strategy.delete_gently(by=cast.ana, seen=1)
    move(entries[ref], to, by=cast.ana)
    if to == "opportunity":
        move(entries["S2"], to, by=cast.ana)
    with refused(workbook, sentence):
        strategy.bring_back(by=cast.ana, seen=2)
    assert stored(strategy).deleted_at


def move(entry, to, *, by):
    if to is None:
        entry.delete_gently(by=by, seen=1)
    else:
        entry.move(by=by, seen=1, quadrant=to)


def test_it_comes_back_in_the_family_its_entries_make_now(workbook, cast, entries, strategy):
    strategy.delete_gently(by=cast.ana, seen=1)
    move(entries["S1"], "weakness", by=cast.ana)
    strategy.bring_back(by=cast.ana, seen=2)
    assert (stored(strategy).family, strategy.family) == ("WT", "WT")
