"""Grouping by mouse and by keyboard alone, a vote from opening to its results, and sending, in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.ids import uuid7
from swot.models import Entry
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong
from workshops.models import Contribution, Group, Step, Workshop
from workshops.writing import cast as vote

pytestmark = pytest.mark.browser
WIDTHS = (WIDE, PHONE, NARROW)
TALL = {"width": WIDE, "height": 1800}


@pytest.fixture
def window(inside):
    """These pages follow the room, so they are opened where its stream is."""
    return inside


@pytest.fixture
def stage(cast):
    """A workshop with seven notes, two of which say the same."""
    room = factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)
    pia = factories.guest(room)
    for text in ("We share a press", "The press we share", "A canteen", "A yard", "word " * 50):
        factories.contribution(room, by=pia, text=text.strip())
    for text in ("Rents rose by a third", "Flats in the chandlery"):
        factories.contribution(room, by=pia, text=text, quadrant="threat")
    return room


def at(room, page):
    return reverse(f"workshops:{page}", args=[room.pk])


def on_vote(room):
    step = room.steps.get(kind="vote")
    Workshop.objects.filter(pk=room.pk).update(step=step)
    return step


def test_notes_are_grouped_by_keyboard_alone_and_taken_apart(window, cast, stage):
    page = window(cast.ana)
    page.goto(at(stage, "groups"))
    for text in ("A canteen", "A yard"):
        page.get_by_label(text, exact=True).focus()
        page.keyboard.press("Space")
    expect(page.locator("#ticked")).to_have_text("(2)")
    page.get_by_label("Name of a new group").focus()
    page.keyboard.type("Where we meet")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h3", has_text="Where we meet")).to_be_visible()
    assert Group.objects.get().contributions.count() == 2
    page.get_by_role("button", name=re.compile("^Undo")).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone: 2 notes went into “Where we meet”.")).to_be_visible()
    assert not Contribution.objects.exclude(group=None).exists()


def test_a_note_dragged_on_a_group_goes_into_it(window, cast, stage):
    note = Contribution.objects.get(text="A yard")
    group = stage.groups.create(number=1, title="Where we meet", quadrant="strength", place=1)
    Contribution.objects.filter(text="A canteen").update(group=group)
    page = window(cast.ana)
    page.set_viewport_size(TALL)
    page.goto(at(stage, "groups"))
    page.locator(f'[data-note="{note.pk}"]').drag_to(page.locator(f"#g-{group.pk} h3"))
    expect(page.get_by_text("1 note went into “Where we meet”.").first).to_be_visible()
    assert Contribution.objects.get(pk=note.pk).group == group


@pytest.mark.parametrize("script", [True, False])
def test_from_notes_to_entries(window, cast, stage, script):
    """Each page on the way is sound at three widths; without script it is the same way."""
    page = window(cast.ana, script=script)
    page.goto(at(stage, "groups"))
    page.get_by_role("button", name="Put these 2 together").click()
    expect(page.get_by_text("2 notes went into").first).to_be_visible()
    on_vote(stage)
    page.goto(at(stage, "votes"))
    found = wrong(page, WIDTHS) if script else []
    page.get_by_role("button", name="Open the vote").click()
    expect(page.get_by_role("heading", name="0 of 1 have voted")).to_be_visible()
    step = Step.objects.get(vote_open=True)
    marks = {str(group): 1 for group in step.vote_on[:2]}
    vote(Workshop.objects.get(pk=stage.pk), step.pk, seq=1, by=factories.guest(stage), marks=marks)
    page.get_by_label("People who voted by hand").fill("3")
    page.get_by_label("1 We share a press").fill("4")
    page.get_by_role("button", name="Write down the hands").click()
    found += wrong(page, WIDTHS) if script else []
    page.goto(at(stage, "groups"))
    found += wrong(page, WIDTHS) if script else []
    page.goto(at(stage, "votes"))
    page.get_by_role("button", name="Close the vote").click()
    expect(page.get_by_role("heading", name="How it came out")).to_be_visible()
    found += wrong(page, WIDTHS) if script else []
    page.goto(at(stage, "send"))
    found += wrong(page, WIDTHS) if script else []
    page.get_by_role("button", name="Send what is ticked").click()
    expect(page.get_by_role("heading", name="There is something to put right")).to_be_visible()
    page.get_by_label("Shorten it to 200 characters").fill("One word, fifty times")
    page.get_by_role("button", name="Send what is ticked").click()
    expect(page.get_by_text("6 entries are in the workbook")).to_be_visible()
    found += wrong(page, WIDTHS) if script else []
    assert Entry.objects.get(text="We share a press").origin["votes"] == 5
    page.get_by_role("link", name="Make a strategy of these two").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert found == []


def test_what_came_too_late_keeps_its_ticks_and_is_sound(window, cast, stage):
    page = window(cast.ana)
    page.goto(at(stage, "groups"))
    page.get_by_label("A canteen", exact=True).check()
    page.get_by_label("Name of a new group").fill("Where we eat")
    Workshop.objects.get(pk=stage.pk).bump()
    Contribution.objects.filter(text="A canteen").update(place=Workshop.objects.get(pk=stage.pk).place, key=uuid7())
    page.get_by_role("button", name="Put notes together").click()
    expect(page.get_by_text("The workshop moved on meanwhile.")).to_be_visible()
    expect(page.get_by_label("A canteen", exact=True)).to_be_checked()
    expect(page.get_by_label("Name of a new group")).to_have_value("Where we eat")
    assert wrong(page, WIDTHS) == []
    page.get_by_role("button", name="Put notes together").click()
    expect(page.get_by_text("1 note went into “Where we eat”.").first).to_be_visible()
