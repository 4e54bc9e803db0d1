"""Typing in paper: numbers once a key, lines under keys of their own, so that typing twice doubles nothing."""

from uuid import uuid5

import pytest

from clusters.errors import Closed, Stale
from clusters.ids import uuid7
from tests import factories
from workshops.models import Contribution, PaperSheet, State, Step, Workshop
from workshops.paper import Line, lines_of, reserve, type_in
from workshops.writing import Outcome, write

HEAD = {"table": 6, "people": 7, "typed_by": "Joon-ho Park"}
TWO = {1: Line("We share a press", "strength"), 3: Line("Ladders lent both ways")}


@pytest.fixture
def stage(cast):
    return factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)


@pytest.fixture
def sheet(stage, cast):
    return reserve(stage, [stage.step], 1, key=uuid7(), by=cast.ana)[0]


def typed(sheet, lines, by, seen=None, **head):
    seen = PaperSheet.objects.get(pk=sheet.pk).revision if seen is None else seen
    return type_in(sheet, lines, seen=seen, by=by, **{**HEAD, **head})


def shown():
    return sorted(Contribution.objects.filter(state=State.SHOWN).values_list("text", flat=True))


def place(room):
    return Workshop.objects.get(pk=room.pk).place


# ---------- numbers ----------


def test_numbers_go_on_and_the_same_key_gives_the_same_sheets(stage, cast):
    key = uuid7()
    first = reserve(stage, [stage.step], 3, key=key, by=cast.ana)
    assert [one.number for one in reserve(stage, [stage.step], 2, key=uuid7(), by=cast.ana)] == [4, 5]
    assert reserve(stage, [stage.step], 3, key=key, by=cast.ana) == first
    assert PaperSheet.objects.count() == 5


def test_a_sheet_says_its_step_and_its_number_even_when_the_step_moves(stage, cast):
    steps = list(stage.steps.filter(kind="collect"))[:2]
    sheets = reserve(stage, steps, 2, key=uuid7(), by=cast.ana)
    assert [one.step for one in sheets] == [steps[0], steps[0], steps[1], steps[1]]
    code = sheets[3].code
    assert code == f"P-{steps[1].order:02}-04"
    Step.objects.filter(pk=steps[1].pk).update(order=40)
    assert PaperSheet.objects.get(pk=sheets[3].pk).code == code


# ---------- lines ----------


def test_a_line_is_a_note_of_its_sheet_and_of_nobody(stage, sheet, cast):
    assert typed(sheet, TWO, cast.ben)[1] is Outcome.NEW
    one, two = Contribution.objects.order_by("pk")
    assert (one.text, one.quadrant, one.state) == ("We share a press", "strength", State.SHOWN)
    assert (one.key, two.key) == (sheet.line_key(1), sheet.line_key(3))
    assert {(note.participant, note.sheet, note.step) for note in (one, two)} == {(None, sheet, stage.step)}
    assert one.place == place(stage)
    kept = PaperSheet.objects.get(pk=sheet.pk)
    assert (kept.table, kept.people, kept.typed_by, kept.by) == (6, 7, "Joon-ho Park", cast.ben)
    assert lines_of(kept) == TWO


def test_typing_a_sheet_twice_doubles_nothing_and_tells_nothing(stage, sheet, cast):
    typed(sheet, TWO, cast.ben)
    revision = PaperSheet.objects.get(pk=sheet.pk).revision
    assert typed(sheet, TWO, cast.ana, seen=sheet.revision)[1] is Outcome.SAME
    assert PaperSheet.objects.get(pk=sheet.pk).revision == revision
    assert Contribution.objects.count() == 2


def test_only_the_line_that_changed_moves_on(stage, sheet, cast):
    typed(sheet, TWO, cast.ben)
    before = {note.key: note.place for note in Contribution.objects.all()}
    typed(sheet, {**TWO, 3: Line("Ladders and vans lent both ways", "strength")}, cast.ben)
    after = {note.key: note.place for note in Contribution.objects.all()}
    assert after[sheet.line_key(1)] == before[sheet.line_key(1)]
    assert after[sheet.line_key(3)] == place(stage) > before[sheet.line_key(3)]
    assert shown() == ["Ladders and vans lent both ways", "We share a press"]


def test_a_line_that_is_emptied_takes_its_note_back_and_written_again_it_is_the_same_note(sheet, cast):
    typed(sheet, TWO, cast.ben)
    typed(sheet, {1: Line("", "strength"), 3: TWO[3]}, cast.ben)
    assert shown() == ["Ladders lent both ways"]
    assert Contribution.objects.get(key=sheet.line_key(1)).state == State.WITHDRAWN
    typed(sheet, TWO, cast.ben)
    assert len(shown()) == Contribution.objects.count() == 2


def test_a_note_that_was_kept_off_the_screen_stays_so_when_its_words_are_mended(sheet, cast):
    typed(sheet, TWO, cast.ben)
    Contribution.objects.filter(key=sheet.line_key(1)).update(state=State.HIDDEN)
    typed(sheet, {**TWO, 1: Line("We share two presses", "strength")}, cast.ben)
    note = Contribution.objects.get(key=sheet.line_key(1))
    assert (note.text, note.state) == ("We share two presses", State.HIDDEN)


def test_two_scribes_on_one_sheet_the_second_is_told(sheet, cast):
    seen = sheet.revision
    typed(sheet, TWO, cast.ben, seen=seen)
    with pytest.raises(Stale) as refusal:
        typed(sheet, {1: Line("We own a press")}, cast.ana, seen=seen)
    assert refusal.value.current.by == cast.ben
    assert shown() == ["Ladders lent both ways", "We share a press"]


def test_an_empty_sheet_counts_as_typed(sheet, cast):
    assert typed(sheet, {}, cast.ben)[1] is Outcome.NEW
    assert PaperSheet.objects.get(pk=sheet.pk).typed_at
    assert not Contribution.objects.exists()


# ---------- when ----------


@pytest.mark.parametrize("status", ["running", "paused", "closed"])
def test_paper_of_a_closed_step_is_not_late(stage, sheet, cast, status):
    Step.objects.filter(pk=stage.step_id).update(input_open=False)
    Workshop.objects.filter(pk=stage.pk).update(status=status)
    typed(sheet, TWO, cast.ben)
    assert len(shown()) == 2


def test_paper_is_held_where_all_notes_are(stage, sheet, cast):
    Workshop.objects.filter(pk=stage.pk).update(moderation="hold")
    typed(sheet, TWO, cast.ben)
    assert set(Contribution.objects.values_list("state", flat=True)) == {State.HELD}


def test_nothing_is_typed_or_printed_once_it_is_put_away(stage, sheet, cast):
    Workshop.objects.filter(pk=stage.pk).update(status="archived")
    with pytest.raises(Closed):
        typed(sheet, TWO, cast.ben)
    with pytest.raises(Closed):
        reserve(stage, [stage.step], 1, key=uuid7(), by=cast.ana)
    assert not Contribution.objects.exists()
    assert PaperSheet.objects.count() == 1


def test_no_phone_can_write_under_the_key_of_a_line(stage, sheet, cast):
    typed(sheet, TWO, cast.ben)
    words = {"text": "Mine now", "quadrant": "", "tested": ""}
    with pytest.raises(Stale):
        write(stage, sheet.line_key(1), seq=9, by=factories.guest(stage), step=stage.step_id, **words)
    assert shown() == ["Ladders lent both ways", "We share a press"]


def test_no_phone_can_guess_the_key_of_a_line_and_write_there_first(stage, sheet, cast):
    told = {stage.pk, stage.workbook_id, *Contribution.objects.values_list("key", flat=True)}
    assert sheet.line_key(1) not in {uuid5(one, "sheet 1 line 1") for one in told}
    assert sheet.line_key(1) == uuid5(sheet.batch, "sheet 1 line 1")
