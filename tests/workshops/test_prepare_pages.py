"""Making a workshop of a run sheet, the list of workshops, and changing the steps."""

import re

import pytest
from django.urls import reverse

from clusters.ids import new_key
from tests import factories
from workshops.models import Participant, Step, Workshop


@pytest.fixture
def stage(cast, workbook):
    return factories.workshop(workbook, by=cast.ana)


def prepare(book, key="ninety"):
    return reverse("workshops:prepare", args=[book.pk, key])


def listed(book):
    return reverse("workshops:list", args=[book.pk])


def steps(room, *args):
    return reverse(f"workshops:step{'s' if not args else ''}", args=[room.pk, *args])


def filled(**more):
    told = {"key": new_key(), "title": "An afternoon", "held_on": "2030-06-01", "where": "The canteen"}
    return {**told, "moderation": "hide", **more}


def of(step, **more):
    told = {"title": step.title, "kind": step.kind, "minutes": step.minutes, "question": step.question}
    return {**told, "quadrants": step.quadrants, "place": step.section, "revision": step.revision, **more}


# ---------- making one ----------


def test_a_workshop_is_made_once_with_the_steps_of_its_sheet(ana, workbook):
    told = filled()
    for _ in range(2):
        response = ana.post(prepare(workbook), told)
    room = Workshop.objects.get()
    assert response["Location"] == reverse("workshops:lead", args=[room.pk])
    assert (room.title, room.where, room.status, room.moderation) == ("An afternoon", "The canteen", "draft", "hide")
    assert room.steps.count() == 12
    assert ana.get(response["Location"]).status_code == 200


def test_other_words_under_the_same_key_are_another_workshop(ana, workbook):
    told = filled()
    ana.post(prepare(workbook), told)
    ana.post(prepare(workbook), {**told, "title": "Another afternoon"})
    assert Workshop.objects.count() == 2


@pytest.mark.parametrize(("sheet", "offered"), [("ninety", "hide"), ("two-hours", "hold"), ("two-and-a-half", "hold")])
def test_holding_notes_is_offered_for_more_than_fifty_people(ana, workbook, sheet, offered):
    page = ana.get(prepare(workbook, sheet))
    assert page.context["form"]["moderation"].value() == offered
    assert ("With more than 50 people" in page.text) is (offered == "hold")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "What it is called is needed."),
        ("held_on", "soon", "Give a date such as"),
        ("held_on", "", "Day is needed."),
        ("moderation", "shout", "Select a valid choice."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(ana, workbook, field, value, sentence):
    response = ana.post(prepare(workbook), filled(**{field: value}))
    assert response.status_code == 422
    assert sentence in response.text
    assert "The canteen" in response.text
    assert not Workshop.objects.exists()


def test_a_viewer_prepares_nothing(client, cast, workbook):
    client.force_login(cast.caro)
    assert client.post(prepare(workbook), filled()).status_code == 404
    assert "Prepare a workshop" not in client.get(listed(workbook)).text
    assert not Workshop.objects.exists()


def test_the_list_shows_workshops_and_their_codes_to_those_who_lead(client, cast, stage):
    for person, leads in ((cast.ana, True), (cast.ben, True), (cast.caro, False)):
        client.force_login(person)
        page = client.get(listed(stage.workbook)).text
        assert stage.title in page
        assert "Running" in page
        assert (stage.code_in_two in page) is leads
        assert (reverse("workshops:lead", args=[stage.pk]) in page) is leads


@pytest.mark.parametrize(("status", "shown"), [("draft", False), ("lobby", True), ("running", True), ("closed", False)])
def test_every_page_leads_to_the_workshop_while_it_is_open(client, cast, stage, status, shown):
    Workshop.objects.filter(pk=stage.pk).update(status=status)
    for person, sees in ((cast.ana, shown), (cast.caro, False)):
        client.force_login(person)
        page = client.get(reverse("swot:board", args=[stage.workbook.pk])).text
        assert (f'href="{reverse("workshops:lead", args=[stage.pk])}"' in page) is sees


# ---------- changing steps ----------


def test_a_step_is_changed_whole(ana, stage):
    step = stage.steps.filter(kind="vote").first()
    section = stage.workbook.content().sections[1]
    prompt = section.prompts[0]
    told = of(step, title="Vote twice", minutes=7, say="One.\n\n Two. ", place=f"{section.code}/{prompt.id}")
    assert ana.post(steps(stage, step.pk), {**told, "quadrants": ["threat"]}).status_code == 302
    step.refresh_from_db()
    assert (step.title, step.minutes, step.say, step.quadrants) == ("Vote twice", 7, ["One.", "Two."], ["threat"])
    assert (step.section, step.prompt) == (section.code, prompt.id)


def test_whoever_saves_second_gets_both_texts(ana, stage):
    step = stage.steps.last()
    seen = of(step)
    ana.post(steps(stage, step.pk), {**seen, "title": "What comes next"})
    response = ana.post(steps(stage, step.pk), {**seen, "title": "Goodbye"})
    assert response.status_code == 409
    assert "What comes next" in re.sub(r"</?mark>", "", response.text)
    assert 'value="Goodbye"' in response.text
    step.refresh_from_db()
    assert step.title == "What comes next"
    ana.post(steps(stage, step.pk), {**seen, "title": "Goodbye", "revision": step.revision})
    step.refresh_from_db()
    assert step.title == "Goodbye"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Title is needed."),
        ("minutes", "0", "A step has one minute at least."),
        ("minutes", "999", "A step has 240 minutes at most."),
        ("minutes", "some", "Give the minutes as a number"),
        ("kind", "dance", "Select a valid choice."),
        ("place", "NOWHERE", "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_step_is_said(ana, stage, field, value, sentence):
    step = stage.steps.first()
    response = ana.post(steps(stage, step.pk), of(step, say="Keep this", **{field: value}))
    assert response.status_code == 422
    assert sentence in response.text
    assert "Keep this" in response.text


def test_a_step_is_added_once_where_it_was_asked_for(ana, stage):
    second = stage.steps.all()[1]
    add = f"{reverse('workshops:step-add', args=[stage.pk])}?after={second.pk}"
    told = {"key": new_key(), "title": "Stretch", "kind": "break", "minutes": 3}
    for _ in range(2):
        assert ana.post(add, told).status_code == 302
    titles = [step.title for step in stage.steps.all()]
    assert titles.count("Stretch") == 1
    assert titles.index("Stretch") == 2


def test_steps_move_up_and_down(ana, stage):
    first, second, *_ = stage.steps.all()
    move = reverse("workshops:step-move", args=[stage.pk, second.pk])
    ana.post(move, {"revision": second.revision, "up": "on"})
    assert [step.pk for step in stage.steps.all()[:2]] == [second.pk, first.pk]
    second.refresh_from_db()
    ana.post(move, {"revision": second.revision})
    assert [step.pk for step in stage.steps.all()[:2]] == [first.pk, second.pk]


def test_a_step_that_moved_meanwhile_is_told_with_the_list_as_it_stands(ana, stage):
    second = stage.steps.all()[1]
    response = ana.post(reverse("workshops:step-move", args=[stage.pk, second.pk]), {"revision": 99, "up": "on"})
    assert response.status_code == 409
    assert "Somebody changed this step meanwhile." in response.text
    assert stage.steps.all()[1] == second


def test_an_empty_step_is_taken_out(ana, stage):
    step = stage.steps.last()
    response = ana.post(
        reverse("workshops:step-remove", args=[stage.pk, step.pk]), {"revision": step.revision}, follow=True
    )
    assert "is taken out." in response.text
    assert not Step.objects.filter(pk=step.pk).exists()


def test_a_step_in_which_something_was_written_stays(ana, stage):
    factories.contribution(stage, by=factories.guest(stage))
    Workshop.objects.filter(pk=stage.pk).update(step=stage.steps.last())
    response = ana.post(
        reverse("workshops:step-remove", args=[stage.pk, stage.step_id]), {"revision": stage.step.revision}
    )
    assert response.status_code == 409
    assert "Something was written in this step" in response.text
    assert Step.objects.filter(pk=stage.step_id).exists()


def test_the_step_that_the_room_is_in_stays(ana, stage):
    step = Step.objects.get(pk=stage.step_id)
    response = ana.post(reverse("workshops:step-remove", args=[stage.pk, step.pk]), {"revision": step.revision})
    assert response.status_code == 409
    assert "The room is in this step." in response.text


def test_nothing_changes_in_a_workshop_that_is_put_away(ana, stage):
    Workshop.objects.filter(pk=stage.pk).update(status="archived")
    step = stage.steps.last()
    response = ana.post(steps(stage, step.pk), of(step, title="Too late"))
    assert response.status_code == 422
    assert "This workshop is put away." in response.text
    assert "Too late" in response.text


def test_a_step_of_another_workshop_is_not_found(ana, cast, stage):
    other = factories.workshop(stage.workbook, by=cast.ana)
    assert ana.get(steps(stage, other.step_id)).status_code == 404
    assert Participant.objects.count() == 0
