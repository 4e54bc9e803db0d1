"""Leading a workshop in a real browser: by buttons without a new page, by keys, with and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong
from workshops.models import Contribution, State, Status, Workshop
from workshops.writing import cast as vote
from workshops.writing import finish

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(cast):
    room = factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)
    for number in range(2):
        factories.contribution(room, by=factories.guest(room, who="live"), text=f"Fact {number}")
    late = factories.contribution(room, by=factories.guest(room, who="work"), text="The yard is dark after six")
    Contribution.objects.filter(pk=late.pk).update(state=State.LATE)
    return room


def lead(room, name="lead"):
    return reverse(f"workshops:{name}", args=[room.pk])


def now(room):
    return Workshop.objects.with_it().get(pk=room.pk)


def test_the_page_is_clean_in_every_state(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    for status in Status.values:
        Workshop.objects.filter(pk=stage.pk).update(status=status)
        page.goto(lead(stage))
        assert (status, wrong(page, (WIDE, PHONE, NARROW))) == (status, [])


def test_the_pages_beside_it_are_clean(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    for name in ("tray", "steps", "step-add"):
        page.goto(lead(stage, name))
        assert (name, wrong(page, (WIDE, PHONE, NARROW))) == (name, [])


def test_a_workshop_is_led_by_keys_and_the_page_stays(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    page.evaluate("window.stays = true")
    page.keyboard.press("p")
    expect(page.locator("#h-now")).to_have_text("A pause")
    page.keyboard.press("n")
    expect(page.locator("#h-now")).to_have_text("People are writing")
    page.keyboard.press("b")
    expect(page.locator(".blanked")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".blanked")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("What hurts, inside")
    assert page.evaluate("window.stays")
    expect(page.get_by_label("Quadrant", exact=True)).to_have_value("weakness")
    assert page.said == []


def test_no_key_leads_while_somebody_types(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    page.get_by_label("The note").focus()
    page.keyboard.type("no bump")
    page.wait_for_timeout(300)
    assert page.get_by_label("The note").input_value() == "no bump"
    assert (now(stage).status, now(stage).is_blank, now(stage).step) == ("running", False, stage.step)


def test_the_focus_stays_on_the_button_and_a_second_press_counts(inside, cast, stage):
    Workshop.objects.filter(pk=stage.pk).update(status="paused", left_seconds=60)
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    for clock in ("2:00", "3:00"):
        page.get_by_role("button", name="Add 1 minute").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".clock")).to_have_text(clock)
        expect(page.get_by_role("button", name="Add 1 minute")).to_be_focused()


def test_what_somebody_writes_shows_while_a_note_is_typed(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    expect(page.locator("#lead-now tbody .n").first).to_have_text("3")
    page.get_by_label("The note").fill("Half a sen")
    factories.contribution(now(stage), by=factories.guest(stage), text="One more")
    expect(page.locator("#lead-now tbody .n").first).to_have_text("4")
    assert page.get_by_label("The note").input_value() == "Half a sen"


def test_groups_show_what_comes_and_leave_alone_what_is_ticked(inside, cast, stage):
    page, pia = inside(cast.ana, width=1280), factories.guest(stage)
    page.goto(lead(stage, "groups"))
    factories.contribution(now(stage), by=pia, text="First to come")
    expect(page.get_by_label("First to come")).to_be_visible()
    page.get_by_label("Fact 1").check()
    page.get_by_label("Name of a new group").fill("Half a na")
    before = page.get_by_label("Fact 1").bounding_box()
    factories.contribution(now(stage), by=pia, text="Second to come")
    expect(page.get_by_text("Something changed on this page.")).to_be_visible()
    assert page.get_by_label("Fact 1").bounding_box() == before
    assert page.get_by_label("Second to come").count() == 0
    page.get_by_role("button", name="Show it").click()
    page.get_by_label("Second to come").check()
    expect(page.locator("#ticked")).to_have_text("(2)")
    expect(page.get_by_label("Fact 1")).to_be_checked()
    expect(page.get_by_label("Name of a new group")).to_have_value("Half a na")
    expect(page.get_by_text("Something changed on this page.")).to_be_hidden()
    page.get_by_role("button", name="Put notes together").click()
    expect(page.get_by_text("2 notes went into “Half a na”.").first).to_be_visible()
    assert page.said == []


def test_votes_and_sending_show_what_comes_and_keep_what_is_typed(inside, cast, stage):
    page, pia = inside(cast.ana, width=1280), factories.guest(stage)
    page.goto(lead(stage, "send"))
    page.locator("[name=take]").first.uncheck()
    factories.contribution(now(stage), by=pia, text="First to come")
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_label("First to come", exact=True)).to_be_checked()
    expect(page.locator("[name=take]").first).not_to_be_checked()
    step = stage.steps.get(kind="vote")
    group = stage.groups.create(number=1, title="Yards", place=stage.bump())
    told = {"vote_open": True, "budget": 3, "vote_on": [group.pk]}
    stage.steps.filter(pk=step.pk).update(**told)
    Workshop.objects.filter(pk=stage.pk).update(step=step)
    page.goto(lead(stage, "votes"))
    page.get_by_label("People who voted by hand").fill("7")
    vote(now(stage), step.pk, seq=1, by=pia, marks={str(group.pk): 1})
    finish(now(stage), step.pk, by=pia, on=True)
    expect(page.get_by_role("heading", name="1 of 4 have voted")).to_be_visible()
    expect(page.get_by_text("1 says that they have finished.")).to_be_visible()
    assert page.get_by_label("People who voted by hand").input_value() == "7"
    assert page.said == []


def test_a_note_called_out_is_kept_once_and_undone(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    page.get_by_label("The note").fill("The kiln is ours")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_label("The note")).to_have_value("")
    expect(page.locator("#lead-now tbody .n").first).to_have_text("4")
    page.locator("h1").click()
    page.keyboard.press("u")
    expect(page.locator("#lead-now tbody .n").first).to_have_text("3")
    assert Contribution.objects.get(text="The kiln is ours").state == State.WITHDRAWN


@pytest.mark.parametrize("script", [True, False])
def test_what_came_late_is_taken_in_by_one_tap(inside, cast, stage, script):
    page = inside(cast.ana, width=390, script=script)
    page.goto(lead(stage, "tray"))
    page.get_by_role("button", name=re.compile("^Take in .*The yard is dark")).click()
    expect(page.locator("#h-late")).to_have_text("Nothing came late")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#h-late")).to_have_text("One came late")


def test_it_is_led_without_script(inside, cast, stage):
    page = inside(cast.ana, width=390, script=False)
    page.goto(lead(stage))
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#h-now")).to_have_text("A pause")
    page.get_by_role("button", name="Go on after the pause").click()
    page.get_by_role("button", name="Stop writing and go on").click()
    expect(page.locator("h1")).to_have_text("What hurts, inside")


def test_a_press_while_the_server_is_away_is_said_and_counts_once_it_is_back(inside, cast, stage, hall):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    hall.kill()
    page.get_by_role("button", name="Hold every note").click()
    expect(page.locator("#lead-said")).to_have_text("Not sent: there is no connection. Press again.")
    hall.start()
    page.get_by_role("button", name="Hold every note").click()
    expect(page.locator("#lead-ways")).to_contain_text("Every note is held until it is let through")


def test_another_note_after_one_whose_answer_was_lost_is_another_note(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/do/scribe/", lose, times=1)
    page.get_by_label("The note").fill("The kiln is ours")
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("#lead-said")).to_have_text("Not sent: there is no connection. Press again.")
    page.get_by_label("The note").fill("The yard floods")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_label("The note")).to_have_value("")
    assert set(Contribution.objects.filter(participant=None).values_list("text", flat=True)) >= {
        "The kiln is ours",
        "The yard floods",
    }


def test_a_note_called_out_outlives_the_session_of_whoever_typed_it(inside, cast, stage):
    page = inside(cast.ana, width=1280)
    page.goto(lead(stage))
    page.get_by_label("The note").fill("The kiln is ours")
    kept = [one for one in page.context.cookies() if "session" not in one["name"]]
    page.context.clear_cookies()
    page.context.add_cookies(kept)
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("blockquote", has_text="The kiln is ours")).to_be_visible()
    expect(page.locator("h1")).to_have_text("You were signed out")
