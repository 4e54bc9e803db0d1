"""What leaves the server of a room, value by value: turns, counts, what changed since a place, votes and results."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests import factories
from workshops.models import Ballot, Contribution, Participant, State, Step, Workshop
from workshops.projection import counts, leader, own, scene, screen, sees_notes, state
from workshops.room import room
from workshops.rules.marks import MOST_ON_ONE

NOW = datetime(2030, 6, 1, 14, 0, tzinfo=UTC)


@pytest.fixture
def stage(cast):
    return factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)


@pytest.fixture
def pia(stage):
    return factories.guest(stage, who="live")


def is_now(stage, step=None, **fields):
    """The room as it stands once its step and itself are changed so."""
    Step.objects.filter(pk=stage.step_id).update(**(step or {}))
    Workshop.objects.filter(pk=stage.pk).update(**fields)
    return room(stage.pk)


def shown(stage, **fields):
    """A room whose notes are on the screen."""
    return is_now(stage, {"others_visible": True}, **fields)


# ---------- for everybody ----------


def test_everybody_is_told_the_step_the_clock_and_the_counts(stage, pia):
    factories.contribution(stage, by=pia)
    ends = NOW + timedelta(minutes=4)
    told = state(is_now(stage, ends_at=ends), NOW)
    assert (told["now"], told["ends"] - told["now"], told["left"]) == (NOW.timestamp() * 1000, 240_000, None)
    assert (told["status"], told["step"]["kind"], told["step"]["input"]) == ("running", "collect", True)
    assert (told["step"]["n"], told["step"]["of"]) == (2, 12)
    assert {name: told[name] for name in ("written", "writers", "local", "voted")} == {
        "written": 1,
        "writers": 1,
        "local": 1,
        "voted": 0,
    }


def test_a_clock_that_stands_still_tells_what_is_left(stage):
    told = state(is_now(stage, ends_at=None, left_seconds=95), NOW)
    assert (told["ends"], told["left"]) == (None, 95)


def test_a_room_without_a_step_has_none(stage):
    Workshop.objects.filter(pk=stage.pk).update(step=None, status="lobby")
    told = state(room(stage.pk), NOW)
    assert (told["step"], told["status"]) == (None, "lobby")


def test_a_step_that_is_left_out_is_not_counted(stage):
    stage.steps.filter(kind="vote").update(is_skipped=True)
    assert state(room(stage.pk), NOW)["step"]["of"] == 11


def test_counts_are_of_people_and_notes_and_nothing_else(stage, pia):
    factories.contribution(stage, by=pia)
    assert counts(room(stage.pk)).keys() == {"here", "local", "written", "writers", "voted"}


def test_a_vote_is_told_with_its_groups_while_it_is_open(stage):
    group = stage.groups.create(number=1, title="A press", quadrant="strength", place=stage.bump())
    gone = 9_999
    told = state(is_now(stage, {"vote_open": True, "budget": 4, "vote_on": [group.pk, gone]}), NOW)["vote"]
    assert told == {
        "budget": 4,
        "most": MOST_ON_ONE,
        "groups": [{"id": group.pk, "n": 1, "title": "A press", "quadrant": "strength"}],
    }
    assert "vote" not in state(is_now(stage, {"vote_open": False}), NOW)


# ---------- for the screen ----------


@pytest.mark.parametrize("why", [{"is_blank": True}, {"status": "lobby"}, {"status": "draft"}])
def test_no_note_is_on_a_screen_that_is_dark_or_before_it_begins(stage, pia, why):
    factories.contribution(stage, by=pia)
    there = shown(stage, **why)
    assert not sees_notes(there)
    assert screen(there, NOW)["notes"] == []


def test_in_silence_a_screen_has_counts_alone(stage, pia):
    factories.contribution(stage, by=pia)
    told = screen(room(stage.pk), NOW)
    assert (told["notes"], told["quadrants"]) == ([], {"strength": 1})


def test_only_what_changed_since_a_place_is_told(stage, pia):
    first = factories.contribution(stage, by=pia)
    factories.contribution(stage, by=pia, text="The canteen")
    told = screen(shown(stage), NOW, since=first.place)
    assert (told["whole"], [one["text"] for one in told["notes"]]) == (False, ["The canteen"])


def test_a_note_that_leaves_the_screen_is_told_as_gone_without_its_words(stage, pia):
    note = factories.contribution(stage, by=pia)
    seen = room(stage.pk).workshop.place
    place = stage.bump()
    Contribution.objects.filter(pk=note.pk).update(state=State.HIDDEN, place=place)
    assert screen(shown(stage), NOW, since=seen)["notes"] == [{"id": note.pk, "gone": True}]
    assert screen(shown(stage), NOW)["notes"] == []


def test_a_screen_begins_anew_after_a_turn(stage, pia):
    note = factories.contribution(stage, by=pia)
    stage.bump(turns=True)
    told = screen(shown(stage), NOW, since=note.place)
    assert (told["whole"], [one["id"] for one in told["notes"]]) == (True, [note.pk])


def test_a_group_that_was_taken_in_is_gone(stage):
    into = stage.groups.create(number=1, title="A press", place=stage.bump())
    stage.groups.create(number=2, title="The press", place=stage.bump(), merged_into=into)
    seen = screen(shown(stage), NOW)["groups"]
    assert [one["title"] for one in seen] == ["A press"]


def test_results_are_told_once_they_may_be_seen(stage, pia):
    group = stage.groups.create(number=1, title="A press", quadrant="strength", place=stage.bump())
    voted = {"vote_on": [group.pk], "budget": 3, "voted_at": timezone.now()}
    Step.objects.filter(pk=stage.step_id).update(**voted)
    Ballot.objects.create(step=stage.step, participant=pia, seq=1, marks={str(group.pk): 2})
    assert "results" not in screen(shown(stage), NOW)
    told = screen(is_now(stage, {"results_visible": True}), NOW)["results"]
    assert told == [{"group": group.pk, "rank": 1, "marks": 2, "voters": 1, "twos": 1}]


@pytest.mark.parametrize(
    ("step", "fields", "name"),
    [
        ({}, {}, "collect"),
        ({"others_visible": True}, {}, "reveal"),
        ({"others_visible": True, "kind": "group"}, {}, "group"),
        ({"kind": "vote"}, {}, "vote"),
        ({"results_visible": True}, {}, "results"),
        ({"kind": "break"}, {}, "break"),
        ({}, {"is_blank": True}, "blank"),
        ({}, {"status": "lobby"}, "lobby"),
        ({}, {"status": "closed"}, "closed"),
    ],
)
def test_each_state_of_a_room_has_its_scene(stage, step, fields, name):
    assert scene(is_now(stage, step, **fields).workshop) == name


# ---------- for one alone ----------


def test_how_many_have_finished_is_told_to_the_screen_and_to_whoever_leads_as_a_count_alone(stage, pia):
    factories.guest(stage)
    Participant.objects.filter(pk=pia.pk).update(finished=stage.step)
    now = room(stage.pk)
    assert (screen(now, NOW)["finished"], leader(now, NOW)["finished"]) == (1, 1)
    assert "finished" not in state(now, NOW)
    Workshop.objects.filter(pk=stage.pk).update(step=stage.steps.get(kind="vote"))
    assert screen(room(stage.pk), NOW)["finished"] == 0


def test_whoever_leads_is_told_what_waits(stage, pia):
    note = factories.contribution(stage, by=pia)
    Contribution.objects.filter(pk=note.pk).update(state=State.HELD)
    told = leader(room(stage.pk), NOW)
    assert (told["held"], told["late"], told["joined"], told["unsent"]) == (1, 0, 1, 0)


def test_ones_own_note_says_where_it_is(stage, pia):
    note = factories.contribution(stage, by=pia)
    assert own(note, room(stage.pk).workshop)["where"] == "saved"
    assert own(note, shown(stage).workshop)["where"] == "screen"
    note.state = State.HELD
    assert own(note, shown(stage).workshop)["where"] == "saved"
