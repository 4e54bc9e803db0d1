"""Running a workshop: from step to step, by the clock, with what is open, what is held; each press once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusters.errors import Refusal, Stale
from clusters.ids import uuid7
from tests import factories
from workshops.models import Contribution, Operation, Participant, State, Workshop
from workshops.operations import operate
from workshops.room import room
from workshops.verbs import VERBS


@pytest.fixture
def stage(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    return factories.workshop(book, by=cast.ana)


@pytest.fixture
def press(stage, cast):
    def pressed(verb, key=None, **params):
        now = Workshop.objects.get(pk=stage.pk)
        params = {"base": now.revision, **params}
        return operate(now, VERBS, verb, key=key or uuid7(), by=cast.ana, **params)

    return pressed


def now(stage):
    return Workshop.objects.with_it().get(pk=stage.pk)


def step(stage, kind):
    return stage.steps.filter(kind=kind).first()


# ---------- the path ----------


@pytest.mark.parametrize(
    ("was", "to", "then"),
    [
        ("draft", "open", "lobby"),
        ("lobby", "start", "running"),
        ("running", "pause", "paused"),
        ("paused", "resume", "running"),
        ("running", "close", "closed"),
        ("closed", "resume", "running"),
        ("closed", "archive", "archived"),
    ],
)
def test_the_path_of_a_workshop(stage, press, was, to, then):
    Workshop.objects.filter(pk=stage.pk).update(status=was)
    press("move", to=to)
    assert now(stage).status == then


@pytest.mark.parametrize(
    ("was", "to"), [("draft", "start"), ("archived", "resume"), ("closed", "pause"), ("running", "open")]
)
def test_a_way_that_there_is_not_is_refused_with_a_sentence(stage, press, was, to):
    Workshop.objects.filter(pk=stage.pk).update(status=was)
    with pytest.raises(Refusal, match="This workshop is"):
        press("move", to=to)
    assert now(stage).status == was


def test_starting_begins_the_first_step_with_its_clock(stage, press):
    Workshop.objects.filter(pk=stage.pk).update(status="lobby", step=None)
    press("move", to="start")
    begun = now(stage)
    assert begun.step == stage.steps.first()
    assert begun.ends_at - timezone.now() > timedelta(minutes=begun.step.minutes - 1)


def test_going_on_closes_what_was_open_and_opens_what_the_next_begins_with(stage, press):
    before, after = stage.step, step(stage, "reveal")
    press("go", step=after.pk)
    before.refresh_from_db()
    after.refresh_from_db()
    assert (before.input_open, before.done_at is not None) == (False, True)
    assert (after.others_visible, after.input_open, now(stage).step) == (True, False, after)


def test_going_back_deletes_nothing_and_opens_writing_again(stage, press):
    note = factories.contribution(stage, by=factories.guest(stage))
    press("go", step=step(stage, "vote").pk)
    press("go", step=stage.step_id)
    assert now(stage).takes_notes
    assert Contribution.objects.get(pk=note.pk).state == State.SHOWN


def test_a_step_of_another_workshop_is_no_step(stage, press, cast):
    other = factories.workshop(stage.workbook, by=cast.ana)
    with pytest.raises(Refusal, match="taken out"):
        press("go", step=other.step_id)


def test_a_vote_that_was_open_is_closed_and_counted_when_the_room_goes_on(stage, press):
    vote = step(stage, "vote")
    press("go", step=vote.pk)
    stage.steps.filter(pk=vote.pk).update(vote_open=True)
    press("go", step=step(stage, "results").pk)
    vote.refresh_from_db()
    assert (vote.vote_open, vote.voted_at is not None) == (False, True)


def test_repeating_a_step_while_its_vote_is_open_closes_the_vote_and_counts_it(stage, press):
    vote = step(stage, "vote")
    press("go", step=vote.pk)
    stage.steps.filter(pk=vote.pk).update(vote_open=True)
    press("go", step=vote.pk)
    vote.refresh_from_db()
    assert (vote.vote_open, vote.voted_at is not None, vote.done_at) == (False, True, None)


# ---------- the clock ----------


def test_the_clock_stands_while_it_is_paused_and_runs_on_from_there(stage, press):
    Workshop.objects.filter(pk=stage.pk).update(ends_at=timezone.now() + timedelta(seconds=100))
    press("move", to="pause")
    paused = now(stage)
    assert paused.ends_at is None
    assert 95 <= paused.left_seconds <= 100
    press("clock", seconds=60)
    press("move", to="resume")
    assert 150 <= (now(stage).ends_at - timezone.now()).total_seconds() <= 160


def test_a_clock_at_zero_closes_nothing_and_a_minute_more_counts_from_now(stage, press):
    Workshop.objects.filter(pk=stage.pk).update(ends_at=timezone.now() - timedelta(minutes=5))
    assert now(stage).takes_notes
    press("clock", seconds=60)
    assert 50 <= (now(stage).ends_at - timezone.now()).total_seconds() <= 60


# ---------- switches and ways ----------


def test_a_switch_opens_and_closes_one_thing(stage, press):
    press("switch", what="input_open", on=False)
    assert not now(stage).takes_notes
    press("switch", what="input_open", on=True)
    assert now(stage).takes_notes


@pytest.mark.parametrize("what", ["vote_open", "pk", "title"])
def test_only_what_is_a_switch_is_switched(stage, press, what):
    with pytest.raises(Refusal):
        press("switch", what=what, on=True)


def test_settling_changes_the_ways_of_the_room_alone(stage, press):
    press("settle", set={"moderation": "hold", "is_blank": True, "status": "archived"})
    settled = now(stage)
    assert (settled.moderation, settled.is_blank, settled.status) == ("hold", True, "running")
    with pytest.raises(Refusal):
        press("settle", set={"moderation": "shout"})


# ---------- the tray ----------


def test_a_late_note_is_taken_in_and_that_is_undone(stage, press):
    stage.steps.filter(pk=stage.step_id).update(input_open=False)
    note = factories.contribution(stage, by=factories.guest(stage))
    done = press("judge", notes=[note.pk], state="shown")
    assert Contribution.objects.get(pk=note.pk).state == State.SHOWN
    press("undo", of=done.pk)
    assert Contribution.objects.get(pk=note.pk).state == State.LATE
    with pytest.raises(Refusal, match="undone already"):
        press("undo", of=done.pk)


def test_undoing_what_moved_on_since_is_refused(stage, press):
    note = factories.contribution(stage, by=factories.guest(stage))
    done = press("judge", notes=[note.pk], state="hidden")
    press("judge", notes=[note.pk], state="held")
    with pytest.raises(Stale):
        press("undo", of=done.pk)
    assert Contribution.objects.get(pk=note.pk).state == State.HELD


def test_what_somebody_took_back_is_not_shown_again(stage, press):
    note = factories.contribution(stage, by=factories.guest(stage))
    Contribution.objects.filter(pk=note.pk).update(state=State.WITHDRAWN)
    assert press("judge", notes=[note.pk], state="shown").result == {"notes": 0}


def test_everything_from_one_phone_is_held_until_it_no_longer_is(stage, press):
    pia, other = factories.guest(stage), factories.guest(stage)
    note, _more = factories.contribution(stage, by=pia), factories.contribution(stage, by=pia, text="Twice")
    stays = factories.contribution(stage, by=other)
    assert press("block", note=note.pk, on=True).result == {"notes": 2}
    assert factories.contribution(stage, by=pia, text="Again").state == State.HELD
    assert Contribution.objects.get(pk=stays.pk).state == State.SHOWN
    press("block", note=note.pk, on=False)
    assert Participant.objects.get(pk=pia.pk).blocked_at is None


@pytest.mark.parametrize("was", ["shown", "held", "hidden", "late"])
def test_undoing_that_a_phone_is_held_lets_it_through_again(was, stage, press):
    pia = factories.guest(stage)
    note = factories.contribution(stage, by=pia)
    Contribution.objects.filter(pk=note.pk).update(state=was)
    done = press("block", note=note.pk, on=True)
    assert done.result == {"notes": int(was == "shown")}
    assert factories.contribution(stage, by=pia, text="Again").state == State.HELD
    press("undo", of=done.pk)
    assert Participant.objects.get(pk=pia.pk).blocked_at is None
    assert Contribution.objects.get(pk=note.pk).state == was
    assert factories.contribution(stage, by=pia, text="Once more").state == State.SHOWN


def test_undoing_another_press_lets_no_phone_through(stage, press):
    note = factories.contribution(stage, by=factories.guest(stage))
    done = press("judge", notes=[note.pk], state="hidden")
    Participant.objects.update(blocked_at=timezone.now())
    press("undo", of=done.pk)
    assert Participant.objects.get().blocked_at is not None


def test_there_is_no_phone_behind_a_note_from_paper(stage, press):
    note = factories.contribution(stage, by=factories.guest(stage))
    Contribution.objects.filter(pk=note.pk).update(participant=None)
    with pytest.raises(Refusal, match="no phone"):
        press("block", note=note.pk, on=True)


# ---------- one press ----------


def test_a_press_sent_twice_is_done_once_and_answers_the_same(stage, press):
    key = uuid7()
    done = press("clock", key=key, seconds=60)
    assert press("clock", key=key, seconds=60, base=0) == done
    assert Operation.objects.count() == 1
    assert now(stage).left_seconds == 60


def test_a_press_on_what_moved_on_changes_nothing(stage, press):
    base = now(stage).revision
    press("move", to="pause")
    with pytest.raises(Stale):
        press("move", to="close", base=base)
    assert (now(stage).status, Operation.objects.count()) == ("paused", 1)


def test_every_turn_is_told_as_one(stage, press):
    press("go", step=step(stage, "reveal").pk)
    turned = now(stage)
    assert turned.turned == turned.place


# ---------- reading ----------


def test_a_room_read_again_takes_what_did_not_change_from_the_last_reading(stage):
    pia = factories.guest(stage)
    one = factories.contribution(stage, by=pia)
    first = room(stage.pk)
    two = factories.contribution(stage, by=pia, text="The canteen")
    again = room(stage.pk, first)
    assert list(again.notes) == [one.pk, two.pk]
    assert again.notes[one.pk] is first.notes[one.pk]
    assert (again.counts.written, again.counts.writers, again.counts.quadrants) == (2, 1, {"strength": 2})


def test_a_workshop_of_a_deleted_workbook_is_no_room(stage):
    type(stage.workbook).objects.filter(pk=stage.workbook_id).update(deleted_at=timezone.now())
    assert room(stage.pk) is None
