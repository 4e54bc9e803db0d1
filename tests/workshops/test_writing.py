"""What people in the room send: each cell of the table of answers, on the verbs."""

import pytest

from clusters.errors import Closed, Stale
from clusters.ids import uuid7
from tests import factories
from workshops.models import Contribution, Participant, State, Step, Workshop
from workshops.writing import NotAllowed, Outcome, cast, join, take_back, write

WORDS = {"text": "We share a press", "quadrant": "strength", "tested": ""}


@pytest.fixture
def stage(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    return factories.workshop(book, by=cast.ana)


@pytest.fixture
def pia(stage):
    return factories.guest(stage, who="live")


def closed(room):
    Step.objects.filter(pk=room.step_id).update(input_open=False)


def voting(room, titles=("A press", "A canteen"), budget=3):
    groups = [room.groups.create(number=n, title=title, place=1) for n, title in enumerate(titles, 1)]
    Step.objects.filter(pk=room.step_id).update(vote_open=True, budget=budget, vote_on=[one.pk for one in groups])
    return groups


def place(room):
    return Workshop.objects.get(pk=room.pk).place


# ---------- joining ----------


def test_joining_is_new_once(stage):
    key = uuid7()
    person, outcome = join(stage, key, who="live")
    assert outcome is Outcome.NEW
    before = place(stage)
    assert join(stage, key, who="live") == (person, Outcome.SAME)
    assert place(stage) == before


def test_joining_again_with_another_description_changes_it(stage, pia):
    assert join(stage, pia.key, who="work")[1] is Outcome.CHANGED
    assert Participant.objects.get(pk=pia.pk).who == "work"


def test_a_name_is_kept_only_where_it_is_asked_for(stage):
    assert join(stage, uuid7(), name="Pia")[0].name == ""
    stage.asks_names = True
    assert join(stage, uuid7(), name="Pia")[0].name == "Pia"


@pytest.mark.parametrize("status", ["closed", "archived", "draft"])
def test_nobody_new_comes_in_once_it_is_over(stage, status):
    stage.status = status
    with pytest.raises(Closed):
        join(stage, uuid7())


def test_who_was_in_the_room_is_still_known_when_it_is_closed(stage, pia):
    stage.status = "closed"
    assert join(stage, pia.key, who="live")[1] is Outcome.SAME


# ---------- writing ----------


def sent(room, by, key=None, seq=1, **words):
    return write(room, key or uuid7(), seq=seq, by=by, step=room.step_id, **{**WORDS, **words})


def test_a_note_is_new_once_and_the_second_time_nothing_is_told(stage, pia):
    key = uuid7()
    note, outcome = sent(stage, pia, key)
    assert (outcome, note.state) == (Outcome.NEW, State.SHOWN)
    before = place(stage)
    assert sent(stage, pia, key) == (note, Outcome.SAME)
    assert place(stage) == before == note.place


def test_newer_words_win_and_older_ones_are_told_the_current(stage, pia):
    key = uuid7()
    sent(stage, pia, key, seq=1)
    assert sent(stage, pia, key, seq=3, text="We share two presses")[1] is Outcome.CHANGED
    note, outcome = sent(stage, pia, key, seq=2, text="We share nothing")
    assert (note.text, outcome) == ("We share two presses", Outcome.OLDER)


def test_a_key_of_somebody_else_is_refused(stage, pia):
    key = uuid7()
    sent(stage, pia, key)
    with pytest.raises(Stale):
        sent(stage, factories.guest(stage), key, seq=9)
    assert Contribution.objects.get(key=key).participant == pia


def test_a_closed_step_keeps_a_note_as_late(stage, pia):
    closed(stage)
    note, outcome = sent(stage, pia)
    assert (outcome, note.state) == (Outcome.LATE, State.LATE)


@pytest.mark.parametrize("status", ["lobby", "paused", "closed"])
def test_a_room_that_does_not_run_keeps_a_note_as_late(stage, pia, status):
    Workshop.objects.filter(pk=stage.pk).update(status=status)
    assert sent(stage, pia)[1] is Outcome.LATE


def test_a_note_for_a_step_that_is_gone_is_late(stage, pia):
    assert write(stage, uuid7(), seq=1, by=pia, step=0, **WORDS)[1] is Outcome.LATE


def test_nothing_is_taken_once_it_is_put_away(stage, pia):
    Workshop.objects.filter(pk=stage.pk).update(status="archived")
    with pytest.raises(Closed):
        sent(stage, pia)
    assert not Contribution.objects.exists()


def test_notes_are_held_where_all_are(stage, pia):
    Workshop.objects.filter(pk=stage.pk).update(moderation="hold")
    assert sent(stage, pia)[0].state == State.HELD


def test_notes_of_a_held_phone_are_held(stage, pia):
    Participant.objects.filter(pk=pia.pk).update(blocked_at="2030-06-01T10:00Z")
    assert sent(stage, pia)[0].state == State.HELD
    assert sent(stage, factories.guest(stage))[0].state == State.SHOWN


def test_one_takes_back_ones_own_note_alone(stage, pia):
    note = factories.contribution(stage, by=pia)
    with pytest.raises(Stale):
        take_back(stage, note.key, seq=2, by=factories.guest(stage))
    assert take_back(stage, note.key, seq=2, by=pia)[1] is Outcome.CHANGED
    assert take_back(stage, note.key, seq=2, by=pia)[1] is Outcome.SAME
    assert Contribution.objects.get(pk=note.pk).state == State.WITHDRAWN


def test_a_note_taken_back_and_written_again_is_shown(stage, pia):
    note = factories.contribution(stage, by=pia)
    take_back(stage, note.key, seq=2, by=pia)
    assert sent(stage, pia, note.key, seq=3)[0].state == State.SHOWN


@pytest.mark.parametrize("seq", [2, 3])
def test_a_note_with_newer_words_is_not_taken_back_and_told_as_it_stands(seq, stage, pia):
    note = factories.contribution(stage, by=pia)
    sent(stage, pia, note.key, seq=3, text="Newer words")
    kept, outcome = take_back(stage, note.key, seq=seq, by=pia)
    assert (kept.text, kept.seq, kept.state, outcome) == ("Newer words", 3, State.SHOWN, Outcome.OLDER)
    assert take_back(stage, uuid7(), seq=seq, by=pia) == (None, Outcome.SAME)


def test_other_words_leave_a_note_where_whoever_leads_put_it(stage, pia):
    note = factories.contribution(stage, by=pia)
    Contribution.objects.filter(pk=note.pk).update(quadrant="threat")
    kept, outcome = sent(stage, pia, note.key, seq=2, text="We share two presses", quadrant="strength")
    assert (kept.text, kept.quadrant, outcome) == ("We share two presses", "threat", Outcome.CHANGED)


HOLDS = {
    "a step that is closed": (lambda room, pia: closed(room), State.LATE),
    "a room that holds": (lambda room, pia: Workshop.objects.filter(pk=room.pk).update(moderation="hold"), State.HELD),
    "a phone that is held": (
        lambda room, pia: Participant.objects.filter(pk=pia.pk).update(blocked_at="2030-06-01T10:00Z"),
        State.HELD,
    ),
}


@pytest.mark.parametrize("why", HOLDS)
def test_a_note_taken_back_and_written_again_stands_where_a_new_one_would(why, stage, pia):
    does, state = HOLDS[why]
    note = factories.contribution(stage, by=pia)
    take_back(stage, note.key, seq=2, by=pia)
    does(stage, pia)
    assert sent(stage, pia, note.key, seq=3)[0].state == state


@pytest.mark.parametrize("why", [why for why in HOLDS if "step" not in why])
def test_other_words_for_a_note_that_was_let_through_are_read_again_first(why, stage, pia):
    does, _state = HOLDS[why]
    note = factories.contribution(stage, by=pia)
    does(stage, pia)
    assert sent(stage, pia, note.key, seq=2, text=note.text)[0].state == State.SHOWN
    assert sent(stage, pia, note.key, seq=3, text="Other words")[0].state == State.HELD


@pytest.mark.parametrize("state", [State.HIDDEN, State.HELD, State.LATE])
def test_other_words_move_a_note_nowhere(state, stage, pia):
    note = factories.contribution(stage, by=pia)
    Contribution.objects.filter(pk=note.pk).update(state=state)
    assert sent(stage, pia, note.key, seq=2, text="Other words")[0].state == state


# ---------- voting ----------


def test_a_ballot_counts_once_and_the_newer_one_wins(stage, pia):
    one, two = voting(stage)
    given = {"seq": 1, "by": pia, "marks": {str(one.pk): 2, str(two.pk): 1}}
    ballot, outcome = cast(stage, stage.step_id, **given)
    assert outcome is Outcome.NEW
    assert cast(stage, stage.step_id, **given)[1] is Outcome.SAME
    assert cast(stage, stage.step_id, seq=3, by=pia, marks={str(two.pk): 2})[1] is Outcome.CHANGED
    late, outcome = cast(stage, stage.step_id, seq=2, by=pia, marks={str(one.pk): 1})
    assert (late.pk, late.marks, outcome) == (ballot.pk, {str(two.pk): 2}, Outcome.OLDER)


@pytest.mark.parametrize("marks", [{0: 3}, {0: 2, 1: 2}, {0: -1}, {7: 1}, {0: True}])
def test_a_ballot_over_what_is_allowed_says_what_is(stage, pia, marks):
    groups = voting(stage)
    given = {str(groups[place].pk if place < 2 else 0): n for place, n in marks.items()}
    with pytest.raises(NotAllowed) as refusal:
        cast(stage, stage.step_id, seq=1, by=pia, marks=given)
    assert refusal.value.allowed["budget"] == 3
    assert refusal.value.sentence


def test_a_ballot_after_close_is_told_the_counted_one(stage, pia):
    one, _two = voting(stage)
    ballot, _ = cast(stage, stage.step_id, seq=1, by=pia, marks={str(one.pk): 1})
    Step.objects.filter(pk=stage.step_id).update(vote_open=False)
    with pytest.raises(Stale) as refusal:
        cast(stage, stage.step_id, seq=2, by=pia, marks={str(one.pk): 2})
    assert refusal.value.current == ballot
