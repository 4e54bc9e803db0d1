"""The page of whoever leads a workshop, and the tray, as editors get them and nobody else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.ids import new_key
from clusters.models import Cluster
from tests import factories
from workshops.models import Contribution, Participant, State, Step, Workshop


@pytest.fixture
def stage(cast, workbook):
    return factories.workshop(workbook, by=cast.ana)


def lead(room):
    return reverse("workshops:lead", args=[room.pk])


def tray(room):
    return reverse("workshops:tray", args=[room.pk])


def steps(room):
    return reverse("workshops:steps", args=[room.pk])


def now(room):
    return Workshop.objects.with_it().get(pk=room.pk)


def press(client, room, verb, *, headers=None, **sent):
    told = {"key": new_key(), "base": now(room).revision, "back": lead(room), **sent}
    return client.post(reverse("workshops:press", args=[room.pk, verb]), told, headers=headers)


def button(page, label):
    """The form of a button by what it says, as what it sends."""
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.S) if f">{label}<" in one)
    action = re.search(r'action="([^"]+)"', form)[1]
    return action, dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def put(room, kind, **fields):
    """The room in the first step of a kind."""
    step = room.steps.filter(kind=kind).first()
    Step.objects.filter(pk=step.pk).update(**fields)
    Workshop.objects.filter(pk=room.pk).update(step=step)
    return now(room)


# ---------- who leads ----------


@pytest.mark.parametrize("address", [lead, tray, steps])
def test_editors_lead_and_nobody_else(client, cast, stage, address):
    for person, status in [(cast.ana, 200), (cast.ben, 200), (cast.caro, 404), (cast.dev, 404), (cast.cleo, 404)]:
        client.force_login(person)
        assert client.get(address(stage)).status_code == status


def test_a_viewer_presses_nothing(client, cast, stage):
    client.force_login(cast.caro)
    assert press(client, stage, "move", to="pause").status_code == 404
    assert now(stage).status == "running"


# ---------- what it shows ----------


def test_the_page_says_what_is_asked_what_to_say_and_the_way_in(ana, stage):
    page = ana.get(lead(stage)).text
    assert stage.step.question in page
    assert all(line in page for line in stage.step.say)
    assert stage.step.tip in page
    assert stage.code_in_two in page
    assert "/join<" in page


def test_no_name_of_a_gap_is_left_in_a_workshop(stage):
    said = [line for step in stage.steps.all() for line in (step.title, step.question, *step.say)]
    assert [line for line in said if re.search(r"[\[\]{}]", line)] == []


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
@pytest.mark.parametrize("sheet", ["ninety", "two-hours", "two-and-a-half"])
def test_each_step_in_which_people_write_asks_a_question_of_its_own(cast, kind, sheet):
    book = factories.workbook(Cluster.found(by=cast.ana, name="Another one", kind=kind, place="Kelda"), by=cast.ana)
    asked = [step.question for step in factories.workshop(book, by=cast.ana, sheet=sheet).steps.filter(kind="collect")]
    assert asked
    assert all(asked)
    assert len(set(asked)) == len(asked)


def test_the_counts_are_by_quadrant_and_by_what_waits(ana, stage):
    guest = factories.guest(stage, who="live")
    factories.contribution(stage, by=guest)
    held = factories.contribution(stage, by=guest, text="A name and a price")
    Contribution.objects.filter(pk=held.pk).update(state=State.HELD)
    response = ana.get(lead(stage))
    assert [(row.quadrant, row.written, row.waiting) for row in response.context["quadrants"]] == [("strength", 2, 1)]
    assert "Read the one that waits" in response.text


def test_who_is_here_is_counted_and_a_group_from_which_nobody_came_is_named(ana, stage):
    factories.guest(stage, who="live")
    away = factories.guest(stage, who="work")
    Participant.objects.filter(pk=away.pk).update(unsent=3, seen_at=timezone.now() - timedelta(hours=1))
    response = ana.get(lead(stage))
    present = response.context["present"]
    assert (present.joined, present.here, present.away, present.phones, present.unsent) == (2, 1, 1, 1, 3)
    assert "3 notes are still on phones" in response.text
    assert "In the room: 1 of 2" in response.text
    assert response.text.count('class="zero"') == len(present.missing) > 0
    assert "I would rather not say" not in response.text


def test_nobody_who_wrote_is_named_or_numbered(ana, stage):
    Workshop.objects.filter(pk=stage.pk).update(asks_names=True)
    guest = factories.guest(now(stage), who="live", name="Zenobia")
    factories.contribution(stage, by=guest)
    for address in (lead, tray):
        page = ana.get(address(stage)).text
        assert "Zenobia" not in page
        assert str(guest.key) not in page


@pytest.mark.parametrize(
    ("status", "label"),
    [("draft", "Open the room"), ("paused", "Go on after the pause"), ("running", "Stop writing and go on:")],
)
def test_the_dark_button_is_the_next_thing(ana, stage, status, label):
    Workshop.objects.filter(pk=stage.pk).update(status=status)
    assert ana.get(lead(stage)).context["next"].label.startswith(label)


def test_before_showing_the_button_says_how_many(ana, stage):
    guest = factories.guest(stage)
    for number in range(3):
        factories.contribution(stage, by=guest, text=f"Fact {number}")
    last = stage.steps.filter(kind="collect").last()
    Workshop.objects.filter(pk=stage.pk).update(step=last)
    Step.objects.filter(pk=last.pk).update(input_open=True)
    page = ana.get(lead(stage)).text
    action, sent = button(page, "Stop writing and show all 3")
    assert ana.post(action, sent).status_code == 302
    assert now(stage).step.kind == "reveal"
    assert not Step.objects.get(pk=last.pk).input_open


def test_a_step_of_voting_leads_to_the_vote_before_it_goes_on(ana, stage):
    room = put(stage, "vote")
    page = ana.get(lead(stage))
    assert page.context["next"].address == "workshops:votes"
    assert f'class="btn btn-primary" href="{reverse("workshops:votes", args=[stage.pk])}"' in page.text
    Step.objects.filter(pk=room.step_id).update(voted_at=timezone.now())
    assert ana.get(lead(stage)).context["next"].label == "Go on: Look at the result"


def test_an_open_vote_is_closed_by_going_on_and_the_button_says_so(ana, stage):
    room = put(stage, "vote", vote_open=True)
    action, sent = button(ana.get(lead(stage)).text, "Close the vote and go on: Look at the result")
    ana.post(action, sent)
    assert not Step.objects.get(pk=room.step_id).vote_open


def test_after_the_last_step_the_next_thing_is_to_close(ana, stage):
    Workshop.objects.filter(pk=stage.pk).update(step=stage.steps.last())
    action, sent = button(ana.get(lead(stage)).text, "Close the workshop")
    ana.post(action, sent)
    assert now(stage).status == "closed"


def test_closing_says_how_many_phones_still_hold_notes(ana, stage):
    factories.guest(stage)
    Participant.objects.update(unsent=2)
    assert "1 phone still holds notes." in ana.get(lead(stage)).text


def test_a_dark_screen_is_said_on_the_page(ana, stage):
    action, sent = button(ana.get(lead(stage)).text, "Darken the screen")
    ana.post(action, sent)
    assert now(stage).is_blank
    assert "The room screen is dark." in ana.get(lead(stage)).text


def test_more_than_fifty_people_are_a_reason_to_hold_notes(ana, stage):
    words = "better hold notes until one of you has read them"
    rows = [Participant(workshop=stage, key=new_key()) for _ in range(51)]
    Participant.objects.bulk_create(rows[:50])
    assert words not in ana.get(lead(stage)).text
    Participant.objects.bulk_create(rows[50:])
    assert words in ana.get(lead(stage)).text


# The tray asks twice more: for the notes themselves, beside their counts, and whether one phone sent very many.
@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("address", "queries"), [(lead, 12), (tray, 14), (steps, 12)])
def test_as_many_queries_for_four_as_for_one(ana, cast, stage, address, queries, count, django_assert_num_queries):
    for number in range(count):
        guest = factories.guest(stage, who="live")
        note = factories.contribution(stage, by=guest, text=f"Fact {number}")
        factories.entry(stage.workbook, by=cast.ana, text=f"Fact {number}")
        press(ana, stage, "judge", notes=note.pk, state="held")
    ana.get(address(stage))
    with django_assert_num_queries(queries):
        ana.get(address(stage))


# ---------- pressing ----------


def test_every_button_of_the_page_has_a_key_of_its_own(ana, stage):
    page = ana.get(lead(stage)).text
    keys = re.findall(r'name="key" value="([^"]+)"', page)
    assert len(keys) > 20
    assert len(set(keys)) == len(keys)


def test_a_press_from_a_page_that_was_overtaken_is_told_so(ana, stage):
    action, sent = button(ana.get(lead(stage)).text, "Pause")
    press(ana, stage, "clock", seconds=60)
    told = ana.post(action, sent, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["sentence"]) == (
        409,
        "The workshop moved on meanwhile. Look again, then press.",
    )
    page = ana.post(action, sent, follow=True)
    assert "The workshop moved on meanwhile." in page.text
    assert now(stage).status == "running"


def test_a_step_is_left_out_and_taken_in_again(ana, stage):
    step = stage.steps.filter(kind="break").first() or stage.steps.filter(kind="vote").first()
    press(ana, stage, "skip", step=step.pk, on="on")
    assert "Left out" in ana.get(lead(stage)).text
    press(ana, stage, "skip", step=step.pk)
    assert not Step.objects.get(pk=step.pk).is_skipped


def test_the_present_step_is_not_left_out(ana, stage):
    told = press(ana, stage, "skip", step=stage.step_id, on="on", headers={"Accept": "application/json"})
    assert told.status_code == 409
    assert "The room is in this step." in told.json()["sentence"]
    assert not Step.objects.get(pk=stage.step_id).is_skipped


def test_a_new_code_ends_the_old_one_and_both_links(ana, stage):
    was = now(stage)
    press(ana, stage, "anew")
    new = now(stage)
    assert new.code != was.code
    assert list(Workshop.objects.for_code(was.code)) == []
    assert (
        list(Workshop.objects.for_square(was.join_token)) == list(Workshop.objects.for_screen(was.screen_token)) == []
    )
    assert [*Workshop.objects.for_square(new.join_token), *Workshop.objects.for_screen(new.screen_token)] == [new, new]


def test_a_welcome_that_asks_something_opens_writing(ana, stage):
    first = stage.steps.first()
    press(ana, stage, "go", step=first.pk)
    assert Step.objects.get(pk=first.pk).input_open
    last = stage.steps.last()
    press(ana, stage, "go", step=last.pk)
    assert (last.kind, Step.objects.get(pk=last.pk).input_open) == ("welcome", False)


# ---------- called out in the room ----------


def test_a_note_called_out_is_kept_without_a_writer_once(ana, stage):
    key = new_key()
    for _ in range(2):
        press(ana, stage, "scribe", key=key, text="The  kiln is\nours", quadrant="strength")
    note = Contribution.objects.get()
    assert (note.text, note.quadrant, note.participant, note.state) == ("The kiln is ours", "strength", None, "shown")
    assert note.step == stage.step


def test_a_note_called_out_is_undone_from_the_page(ana, stage):
    press(ana, stage, "scribe", text="The kiln is ours", quadrant="strength")
    action, sent = button(ana.get(lead(stage)).text, "Undo")
    ana.post(action, sent)
    assert Contribution.objects.get().state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Write the note first."), ("x" * 281, "A note has 280 characters at most.")]
)
def test_a_note_that_is_not_taken_is_given_back(ana, stage, text, sentence):
    told = press(ana, stage, "scribe", text=text, quadrant="threat")
    assert told.status_code == 422
    assert sentence in told.text
    assert text in told.text
    assert '<option value="threat" selected' in told.text
    assert not Contribution.objects.exists()


def test_a_note_for_a_workshop_that_is_put_away_is_given_back(ana, stage):
    Workshop.objects.filter(pk=stage.pk).update(status="archived")
    told = press(ana, stage, "scribe", text="The kiln is ours", quadrant="strength")
    assert told.status_code == 409
    assert "This workshop is put away." in told.text
    assert "The kiln is ours" in told.text


# ---------- the tray ----------


def waits(room, state, **fields):
    note = factories.contribution(room, by=factories.guest(room), **fields)
    Contribution.objects.filter(pk=note.pk).update(state=state)
    return note


def state(note):
    return Contribution.objects.get(pk=note.pk).state


def test_all_that_came_late_is_taken_in_by_one_tap_and_back(ana, stage):
    notes = [waits(stage, State.LATE, text=f"Late {number}") for number in range(3)]
    page = ana.get(tray(stage)).text
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.S) if "Take in all 3, and show them" in one)
    ticked = re.findall(r'name="notes" value="(\d+)"', form)
    press(ana, stage, "judge", notes=ticked, state="shown")
    assert {state(note) for note in notes} == {State.SHOWN}
    action, sent = button(ana.get(tray(stage)).text, "Undo")
    ana.post(action, sent)
    assert {state(note) for note in notes} == {State.LATE}


def test_a_held_note_is_kept_off_the_screen(ana, stage):
    note = waits(stage, State.HELD, text="A name and a price")
    page = ana.get(tray(stage)).text
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.S) if ">Keep off the screen<" in one)
    assert "A name and a price" in form
    press(ana, stage, "judge", notes=note.pk, state="hidden")
    assert state(note) == State.HIDDEN
    assert "One is kept off the screen" in ana.get(tray(stage)).text


def test_the_tray_says_that_one_phone_sent_very_many_and_holds_it(ana, stage):
    guest = factories.guest(stage, name="Pia")
    sent = [factories.contribution(stage, by=guest, text=f"Noise {n}") for n in range(31)]
    told = ana.get(tray(stage)).text
    assert "One phone sent 31 notes in this step." in told
    assert "Pia" not in told
    press(ana, stage, "block", note=sent[-1].pk, on="on")
    assert {state(one) for one in sent} == {"held"}
    assert "One phone sent" not in ana.get(tray(stage)).text


def test_everything_from_one_phone_is_held_and_let_through(ana, stage):
    guest, other = factories.guest(stage), factories.guest(stage)
    first, second = [factories.contribution(stage, by=guest, text=f"Noise {n}") for n in range(2)]
    calm = factories.contribution(stage, by=other)
    press(ana, stage, "block", note=first.pk, on="on")
    assert (state(first), state(second), state(calm)) == ("held", "held", "shown")
    assert "everything from this phone is held" in ana.get(tray(stage)).text
    press(ana, stage, "block", note=first.pk)
    assert Participant.objects.get(pk=guest.pk).blocked_at is None
