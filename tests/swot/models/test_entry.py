"""An entry keeps its ref for ever, never claims more than its evidence allows, and is moved only where nothing breaks."""

from datetime import date

import pytest
from django.db import connection

from swot.models import Entry
from swot.models.entry import Grade, Horizon, Quadrant
from tests import factories
from tests.swot.models.recorded import last, late, nothing_written, recorded, refused

pytestmark = pytest.mark.django_db
INSIDE, OUTSIDE = ("strength", "weakness"), ("opportunity", "threat")


@pytest.fixture
def entry(workbook, cast):
    """S1, on one account, sure to 3."""
    return factories.entry(workbook, by=cast.ana, key="one", evidence_grade=Grade.HEARD, certainty=3, impact=4)


def stored(entry):
    return Entry.objects.get(pk=entry.pk)


# ---------- adding ----------


@pytest.mark.parametrize(
    ("quadrant", "ref"), [("strength", "S1"), ("weakness", "W1"), ("opportunity", "O1"), ("threat", "T1"), ("", "N1")]
)
def test_the_ref_says_where_it_was_made(workbook, cast, quadrant, ref):
    assert factories.entry(workbook, by=cast.ana, quadrant=quadrant).ref == ref


def test_without_a_quadrant_it_waits_in_the_tray(workbook, cast):
    entry = workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    assert (entry.ref, entry.quadrant, entry.prompt) == ("N1", "", None)


def test_what_is_added_is_recorded_with_its_section_and_prompt(workbook, cast):
    entry = workbook.add_entry("Ropes", by=cast.ben, section="PLA", prompt="D-PLA-1", quadrant="strength")
    assert (entry.section.code, entry.prompt.code, entry.changed_by) == ("PLA", "D-PLA-1", cast.ben)
    assert str(entry) == "S1 Ropes"
    assert recorded(workbook) == [("Ben", "added", "S1")]
    assert (last(workbook).left_as["text"], last(workbook).left_as["quadrant"]) == ("Ropes", "strength")


def test_one_key_sent_twice_makes_one_entry_and_uses_one_number(workbook, cast, entry):
    with nothing_written(workbook):
        assert factories.entry(workbook, by=cast.ben, text="Other words", key="one") == entry
    assert stored(entry).text == entry.text
    assert factories.entry(workbook, by=cast.ana).ref == "S2"


def test_one_key_sent_again_after_the_entry_was_deleted_makes_no_other(workbook, cast, entry):
    entry.delete_gently(by=cast.ana, seen=1)
    assert factories.entry(workbook, by=cast.ana, key="one").deleted_at
    assert workbook.entries.count() == 1


def test_of_two_who_send_one_key_at_the_same_moment_one_makes_it(workbook, cast, entry):
    """The other's entry arrives after this one has looked for it, just before it takes its number."""
    entry.delete()

    def overtaken(execute, sql, params, many, context):
        if sql.startswith('UPDATE "swot_numbering"') and not Entry.objects.exists():
            entry.pk = None
            Entry.objects.bulk_create([entry])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(overtaken):
        kept = factories.entry(workbook, by=cast.ben, text="Other words", key="one")
    assert (kept.text, Entry.objects.count()) == (entry.text, 1)
    assert recorded(workbook) == [("Ana", "added", "S1")]


def test_a_ref_is_never_used_again(workbook, cast, entry):
    entry.delete_gently(by=cast.ana, seen=1)
    assert factories.entry(workbook, by=cast.ana).ref == "S2"
    Entry.objects.all().delete()
    assert factories.entry(workbook, by=cast.ana).ref == "S3"


@pytest.mark.parametrize("place", [{"section": "ABC"}, {"section": "PLA", "prompt": "W-INC-1"}])
def test_a_place_the_template_does_not_have_is_refused(workbook, cast, place):
    with nothing_written(workbook), pytest.raises(KeyError):
        workbook.add_entry("Ropes", by=cast.ana, **place)


# ---------- certainty within evidence ----------


@pytest.mark.parametrize(("grade", "cap"), [(0, 2), (1, 3), (2, 4), (3, 5)])
@pytest.mark.parametrize("certainty", [1, 2, 3, 4, 5])
def test_a_new_entry_is_as_sure_as_its_evidence_allows(workbook, cast, grade, cap, certainty):
    entry = factories.entry(workbook, by=cast.ana, evidence_grade=grade, certainty=certainty)
    assert (entry.cap, stored(entry).certainty) == (cap, min(certainty, cap))


@pytest.mark.parametrize(("grade", "cap"), [(0, 2), (1, 3), (2, 4), (3, 5)])
def test_an_edited_entry_is_as_sure_as_its_evidence_allows(cast, entry, grade, cap):
    entry.edit(by=cast.ana, seen=1, evidence_grade=grade, certainty=5)
    assert (stored(entry).evidence_grade, stored(entry).certainty) == (grade, cap)


def test_with_weaker_evidence_certainty_falls_and_with_better_it_does_not_rise(cast, entry):
    entry.edit(by=cast.ana, seen=1, evidence_grade=0)
    assert stored(entry).certainty == 2
    entry.edit(by=cast.ana, seen=2, evidence_grade=3)
    assert stored(entry).certainty == 2


def test_the_record_tells_the_certainty_that_was_kept_not_the_one_that_was_asked(workbook, cast, entry):
    entry.edit(by=cast.ana, seen=1, certainty=5)
    assert last(workbook).left_as["certainty"] == 3


def test_not_scored_stays_not_scored(workbook, cast, entry):
    entry.edit(by=cast.ana, seen=1, certainty=None, impact=None)
    assert (stored(entry).certainty, stored(entry).impact) == (None, None)
    assert factories.entry(workbook, by=cast.ana).certainty is None


# ---------- horizon ----------


@pytest.mark.parametrize("horizon", Horizon.values)
@pytest.mark.parametrize("quadrant", Quadrant.values)
def test_only_what_comes_from_outside_has_a_horizon(workbook, cast, quadrant, horizon):
    entry = factories.entry(workbook, by=cast.ana, quadrant=quadrant, horizon=horizon)
    assert stored(entry).horizon == ("" if quadrant in INSIDE else horizon)


@pytest.mark.parametrize(
    ("to", "left"), [("strength", ""), ("weakness", ""), ("opportunity", "1-3 years"), ("", "1-3 years")]
)
def test_a_move_inside_drops_the_horizon(workbook, cast, to, left):
    entry = factories.entry(workbook, by=cast.ana, quadrant="threat", horizon="1-3 years")
    entry.move(by=cast.ana, seen=1, quadrant=to)
    assert (stored(entry).quadrant, stored(entry).horizon) == (to, left)


# ---------- changing ----------


def test_everything_said_of_it_can_be_changed_and_is_recorded(workbook, cast, entry):
    said = {
        "text": "Fourteen of 46",
        "evidence_text": "Rent rolls",
        "evidence_date": date(2026, 3, 1),
        "inclusion": True,
    }
    entry.edit(by=cast.ben, seen=1, **said)
    after = stored(entry)
    assert {name: getattr(after, name) for name in said} == said
    assert (after.revision, after.changed_by, entry.revision) == (2, cast.ben, 2)
    assert recorded(workbook)[1:] == [("Ben", "edited", "S1")]
    assert last(workbook).left_as.items() >= {**said, "evidence_date": "2026-03-01"}.items()


def test_wherever_it_is_moved_it_keeps_its_ref(cast, entry):
    for seen, quadrant in enumerate(("threat", "opportunity", "", "weakness"), 1):
        entry.move(by=cast.ana, seen=seen, quadrant=quadrant)
        assert (stored(entry).ref, stored(entry).quadrant) == ("S1", quadrant)


@pytest.mark.parametrize(
    ("verb", "fields"), [("edit", {"text": "Mine"}), ("move", {"quadrant": "threat"}), ("delete_gently", {})]
)
def test_whoever_comes_late_is_told_what_stands(workbook, cast, entry, verb, fields):
    stored(entry).edit(by=cast.ana, seen=1, text="Theirs")
    current = late(workbook, getattr(entry, verb), by=cast.ben, seen=1, **fields)
    assert (current.text, current.revision, current.quadrant) == ("Theirs", 2, "strength")


def test_a_deleted_entry_comes_back_as_it_was(workbook, cast, entry):
    entry.delete_gently(by=cast.ben, seen=1)
    assert stored(entry).deleted_at
    entry.bring_back(by=cast.ana, seen=2)
    after = stored(entry)
    assert (after.deleted_at, after.ref, after.certainty, after.revision) == (None, "S1", 3, 3)
    assert recorded(workbook)[1:] == [("Ben", "deleted", "S1"), ("Ana", "brought back", "S1")]
    assert last(workbook).left_as == {"deleted_at": None}


def test_an_undo_that_comes_too_late_is_told(workbook, cast, entry):
    entry.delete_gently(by=cast.ana, seen=1)
    current = late(workbook, stored(entry).bring_back, by=cast.ana, seen=1)
    assert current.deleted_at


# ---------- a strategy stands on it ----------


@pytest.fixture
def strategy(workbook, cast, entry):
    outside = factories.entry(workbook, by=cast.ana, quadrant="threat")
    return workbook.add_strategy(by=cast.ana, entries=[entry, outside])


BEHIND = "S1 stands behind strategy X1. Take it out of the strategy first."


@pytest.mark.parametrize("quadrant", ["weakness", "threat", ""])
def test_what_stands_behind_a_strategy_stays_where_it_is(workbook, cast, entry, strategy, quadrant):
    with refused(workbook, BEHIND):
        entry.move(by=cast.ana, seen=1, quadrant=quadrant)
    assert stored(entry).quadrant == "strength"


def test_what_stands_behind_a_strategy_is_not_deleted(workbook, cast, entry, strategy):
    with refused(workbook, BEHIND):
        entry.delete_gently(by=cast.ana, seen=1)
    assert stored(entry).deleted_at is None


def test_its_words_may_change_all_the_same(cast, entry, strategy):
    entry.edit(by=cast.ana, seen=1, text="Fourteen of 46", quadrant="strength")
    assert stored(entry).text == "Fourteen of 46"


def test_once_taken_out_of_the_strategy_it_may_go(workbook, cast, entry, strategy):
    other = factories.entry(workbook, by=cast.ana)
    strategy.edit(by=cast.ana, seen=1, entries=[other, *strategy.entries.exclude(pk=entry.pk)])
    entry.move(by=cast.ana, seen=1, quadrant="weakness")
    entry.delete_gently(by=cast.ana, seen=2)
    assert stored(entry).deleted_at


def test_a_deleted_strategy_holds_nothing(cast, entry, strategy):
    strategy.delete_gently(by=cast.ana, seen=1)
    entry.move(by=cast.ana, seen=1, quadrant="")
    assert stored(entry).quadrant == ""


# ---------- words ----------


def test_each_quadrant_has_its_letter():
    assert [quadrant.letter for quadrant in Quadrant] == ["S", "W", "O", "T"]
