"""A whole room on a real server: one who leads, a screen, three phones, from the lobby to entries in the workbook.

One phone loses its network in the middle, one is loaded anew while its owner writes, one has no script.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from swot.models import Entry
from tests import factories
from workshops.models import Ballot, Contribution, Workshop

pytestmark = pytest.mark.browser
BAD_WIFI = re.compile(r"net::ERR_")


@pytest.fixture
def stage(cast):
    """A workshop in its lobby, with the usual sheet for ninety minutes."""
    room = factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)
    room.steps.update(input_open=False)
    Workshop.objects.filter(pk=room.pk).update(status="lobby", step=None)
    return Workshop.objects.with_it().get(pk=room.pk)


def at(room, name):
    return reverse(f"workshops:{name}", args=[room.pk])


def come_in(page, room, who):
    """By the code, as it is typed on a phone."""
    page.goto(reverse("workshops:join"))
    page.fill("[name=code]", room.code_in_two.lower())
    page.get_by_role("button", name="Next").click()
    page.check(f"[name=who][value={who}]", force=True)
    page.get_by_role("button", name="Join").click()
    expect(page.locator("#face")).to_be_visible()


def go_on(lead, heading):
    """Press what the page says comes next, until this is on."""
    for _press in range(8):
        if lead.locator("h1").inner_text() == heading:
            return
        was = lead.locator("h1").inner_text() + lead.locator("#h-now").inner_text()
        lead.locator(".actions .btn-primary").first.click()
        lead.wait_for_function(
            "was => document.querySelector('h1').innerText + document.querySelector('#h-now').innerText !== was",
            arg=was,
        )
    expect(lead.locator("h1")).to_have_text(heading)


def add(page, text):
    """Type a note and send it; without script that is a new page, which is seen once its style is there."""
    page.fill("#box textarea", text)
    if page.script:
        page.click("#box button")
    else:
        with page.expect_navigation():
            page.click("#box button")


def state_of(page, text):
    return page.locator(".note", has_text=text).locator(".s > .w:visible")


def look(page):
    """What somebody without script does to see where the room is."""
    page.click("text=Look whether the room went on")


def test_a_room_from_the_lobby_to_the_workbook(inside, cast, stage):
    lead, wall = inside(cast.ana, width=1280), inside(width=1920)
    pia, rob, lou = inside(width=390), inside(width=390), inside(width=390, script=False)
    wall.goto(reverse("workshops:screen", args=[stage.screen_token]))
    expect(wall.locator("body")).to_contain_text(stage.code[:4])
    for page, who in ((pia, "live"), (rob, "work"), (lou, "trade")):
        come_in(page, stage, who)
    expect(wall.locator("body")).to_contain_text("2 of 3 are people already here")
    lead.goto(at(stage, "lead"))
    write(lead, wall, pia, rob, lou)
    show_and_group(lead, wall, pia, stage)
    vote(lead, wall, (pia, rob, lou), stage)
    send(lead, stage)
    closed(lead, wall, pia)
    assert [said for page in (lead, wall, pia, rob, lou) for said in page.said if not BAD_WIFI.search(said)] == []


def write(lead, wall, pia, rob, lou):
    """Alone and in silence: nothing is lost by a phone without network, or by one that is loaded anew."""
    go_on(lead, "What helps, inside")
    add(pia, "We share a press")
    expect(state_of(pia, "We share a press")).to_have_text("Saved in the workbook")
    look(lou)
    add(lou, "The press we share")
    expect(state_of(lou, "The press we share")).to_have_text("Saved in the workbook")
    pia.context.set_offline(True)
    add(pia, "The canteen is where jobs begin")
    expect(state_of(pia, "The canteen")).to_have_text("On this phone")
    rob.fill("#box textarea", "Old hands teach on Saturd")
    rob.wait_for_timeout(500)
    rob.reload()
    expect(rob.locator("#box textarea")).to_have_value("Old hands teach on Saturd")
    add(rob, "Old hands teach on Saturdays")
    expect(state_of(rob, "Old hands")).to_have_text("Saved in the workbook")
    expect(wall.locator("body")).to_contain_text(re.compile(r"3\s*of\s*3\s*wrote here"), timeout=20_000)
    for text in ("press", "canteen", "Saturdays"):
        expect(wall.locator("body")).not_to_contain_text(text)
    pia.context.set_offline(False)
    expect(state_of(pia, "The canteen")).to_have_text("Saved in the workbook", timeout=40_000)
    go_on(lead, "What could hurt, outside")
    look(lou)
    add(lou, "Rents rose by a third")
    expect(state_of(lou, "Rents rose")).to_have_text("Saved in the workbook")
    assert Contribution.objects.count() == 5


def show_and_group(lead, wall, pia, stage):
    """All at once, and then like with like."""
    go_on(lead, "Read what we wrote")
    expect(wall.locator("body")).to_contain_text("Rents rose by a third")
    expect(pia.locator("h1")).to_have_text("Read what we wrote")
    expect(state_of(pia, "We share a press")).to_have_text("On the screen")
    go_on(lead, "Put like with like")
    lead.goto(at(stage, "groups"))
    for text in ("We share a press", "The press we share"):
        lead.get_by_label(text, exact=True).check()
    lead.get_by_label("Name of a new group").fill("A press for all")
    lead.get_by_role("button", name="Put notes together").click()
    expect(wall.get_by_text("A press for all")).to_be_visible()
    lead.goto(at(stage, "lead"))


def vote(lead, wall, phones, stage):
    """In secret: whole ballots, two by script and one by a form; nobody sees a count until it is closed."""
    pia, rob, lou = phones
    go_on(lead, "Vote in secret")
    lead.goto(at(stage, "votes"))
    lead.get_by_role("button", name="Open the vote").click()
    for page in (pia, rob):
        more = page.get_by_role("button", name="One vote more: A press for all")
        more.click()
        more.click()
        expect(page.locator(".votes-state .w:visible")).to_have_text("Saved in the workbook")
    look(lou)
    lou.get_by_role("spinbutton", name="Rents rose").fill("1")
    lou.click("text=Send my votes")
    expect(lou.get_by_role("spinbutton", name="Rents rose")).to_have_value("1")
    expect(wall.locator("body")).to_contain_text(re.compile(r"3\s*of\s*3\s*voted"))
    assert sorted(sum(one.marks.values()) for one in Ballot.objects.all()) == [1, 2, 2]
    lead.reload()
    lead.get_by_role("button", name="Close the vote").click()
    expect(lead.get_by_role("heading", name="How it came out")).to_be_visible()
    lead.goto(at(stage, "lead"))
    go_on(lead, "Look at the result")
    expect(wall.locator("body")).to_contain_text("A press for all")
    expect(wall.locator(".marks-n").first).to_contain_text("4")


def send(lead, stage):
    """Each group and note on its own becomes an entry once, with the room's words and no author."""
    for _twice in range(2):
        lead.goto(at(stage, "send"))
        button = lead.get_by_role("button", name="Send what is ticked")
        if button.count():
            button.click()
    said = Entry.objects.get(text="A press for all")
    assert (said.quadrant, said.origin["notes"], said.origin["votes"]) == ("strength", 2, 4)
    assert sorted(said.origin["words"]) == ["The press we share", "We share a press"]
    assert Entry.objects.filter(deleted_at=None).count() == 4


def closed(lead, wall, pia):
    """Thanks on the wall and on phones."""
    lead.goto(lead.url.replace("/send/", "/"))
    lead.get_by_role("button", name="Close the workshop").click()
    expect(pia.locator("h1")).to_have_text("Thank you")
    expect(wall.locator("body")).to_contain_text("Thank you")
