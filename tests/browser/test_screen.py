"""The room's screen in a browser follows a real server: from the lobby to the thanks, over a lost connection, page by page."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clusters.access import GUEST
from clusters.ids import uuid7
from tests import factories
from tests.browser.sweep import violations
from tests.workshops.phones import Phone
from workshops.models import Contribution, Step, Workshop
from workshops.opening import prepare
from workshops.operations import operate
from workshops.run_sheets import run_sheet
from workshops.verbs import VERBS
from workshops.writing import cast as vote

pytestmark = pytest.mark.browser
NOTE = "The canteen feeds three streets"
FULL_HD = {"width": 1920, "height": 1080}
# Sizes of text that is seen, less what only screen readers get.
SMALL = """least => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), of = walk.currentNode.parentElement;
    if (!text || of.closest("svg, template, script, noscript, .visually-hidden, .skip, [data-chip]")) continue;
    const seen = of.getClientRects().length && of.getBoundingClientRect().width > 1;
    if (seen && parseFloat(getComputedStyle(of).fontSize) < least) found.push(text);
  }
  return found;
}"""


class Lead:
    """Whoever leads, by the verbs behind the buttons."""

    def __init__(self, room, by):
        self.room, self.by = room, by

    def now(self):
        return Workshop.objects.with_it().get(pk=self.room.pk)

    def press(self, verb, **params):
        now = self.now()
        return operate(now, VERBS, verb, key=uuid7(), by=self.by, base=now.revision, **params)

    def go(self, kind):
        self.press("go", step=self.room.steps.filter(kind=kind).first().pk)


@pytest.fixture
def lead(hall, cast):
    """Ana with a workshop in its lobby."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    room = prepare(book, run_sheet("ninety"), by=cast.ana, held_on=timezone.now().date(), title="Ropewalk")
    lead = Lead(room, cast.ana)
    lead.press("move", to="open")
    return lead


@pytest.fixture
def wall(inside, lead):
    """The screen at 1920 x 1080."""
    page = inside(width=1920)
    page.set_viewport_size(FULL_HD)
    page.goto(reverse("workshops:screen", args=[lead.room.screen_token]))
    return page


def heading(page, text):
    expect(page.locator("h1")).to_have_text(text)


def test_a_screen_follows_a_room_from_the_lobby_to_the_thanks(wall, lead):
    heading(wall, "Ropewalk")
    expect(wall.locator(".code")).to_contain_text(lead.room.code[:4])
    assert wall.locator(".square").bounding_box()["height"] >= FULL_HD["height"] / 3
    guest = factories.guest(lead.now(), who="live")
    expect(wall.locator(".part-lobby [data-n=joined]")).to_have_text("1")

    lead.press("move", to="start")
    lead.go("collect")
    expect(wall.locator("body")).to_have_attribute("data-scene", "collect")
    factories.contribution(lead.now(), by=guest, text=NOTE)
    expect(wall.locator("[data-n=writers]")).to_have_text("1")
    assert NOTE not in wall.content()

    lead.go("reveal")
    expect(wall.locator(".quad-s li")).to_have_text([NOTE])
    Step.objects.filter(workshop=lead.room, kind="reveal").update(input_open=True)
    factories.contribution(lead.now(), by=guest, text="<b>Lending</b> tools")
    expect(wall.locator(".quad-s li")).to_have_text(["<b>Lending</b> tools", NOTE])
    lead.press("judge", notes=[Contribution.objects.get(text=NOTE).pk], state="hidden")
    expect(wall.locator(".quad-s li")).to_have_text(["<b>Lending</b> tools"])
    expect(wall.locator("[data-count=strength]")).to_have_text("1")

    lead.press("settle", set={"is_blank": True})
    heading(wall, "One moment, please")
    expect(wall.get_by_text("Lending")).to_have_count(0)
    lead.press("settle", set={"is_blank": False})
    expect(wall.locator(".quad-s li")).to_have_text(["<b>Lending</b> tools"])

    group = lead.room.groups.create(number=4, title="Tools", quadrant="strength", place=lead.room.bump())
    Contribution.objects.filter(text__contains="Lending").update(group=group, place=lead.room.bump())
    lead.go("group")
    expect(wall.locator(".heap").first).to_have_text(re.compile(r"4.*Tools.*<b>Lending</b> tools", re.S))

    lead.go("vote")
    told = {"vote_open": True, "budget": 3, "vote_on": [group.pk]}
    Step.objects.filter(pk=lead.now().step_id).update(**told)
    lead.room.bump(turns=True)
    expect(wall.locator(".numbered li")).to_have_text(re.compile("4.*Tools", re.S))
    vote(lead.now(), lead.now().step_id, seq=1, by=guest, marks={str(group.pk): 2})
    expect(wall.locator(".part-vote .huge")).to_have_text("1 of 1 voted")
    expect(wall.locator(".bars li")).to_have_count(0)

    lead.go("results")
    expect(wall.locator(".bars .marks-n")).to_have_text(re.compile("^2"))
    lead.go("strategies")
    expect(wall.get_by_text("Use this strength to take that chance by")).to_be_visible()
    lead.press("move", to="close")
    heading(wall, "Thank you")
    assert wall.said == []


def crowded(lead, each=12):
    """A reveal with more notes than a picture holds, one of them as long as a note may be."""
    lead.press("move", to="start")
    lead.go("collect")
    guest = factories.guest(lead.now(), who="live")
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        for n in range(each):
            text = f"{quadrant} {n}" if n else "We pay rent to nine owners who do not answer letters. " * 5
            factories.contribution(lead.now(), by=guest, text=text, quadrant=quadrant)
    lead.go("reveal")
    return guest


def in_picture(page, text):
    box, field = page.get_by_text(text, exact=True).bounding_box(), page.locator(".quad-s ul").bounding_box()
    return field["x"] <= box["x"] and box["x"] + box["width"] <= field["x"] + field["width"] + 1


def test_what_does_not_fit_comes_on_the_next_page_and_nothing_is_made_smaller(wall, lead):
    crowded(lead)
    turns = wall.locator(".pages [data-turn]")
    expect(turns).to_have_text(re.compile(r"^1 of \d"))
    assert in_picture(wall, "strength 11")
    assert not in_picture(wall, "strength 1")
    seen = []
    for _ in range(int(turns.inner_text().split()[-1])):
        seen += [n for n in range(1, 12) if in_picture(wall, f"strength {n}")]
        wall.keyboard.press("ArrowRight")
    assert set(seen) == set(range(1, 12))
    expect(turns).to_have_text(re.compile("^1 of"))
    wall.keyboard.press("p")
    expect(wall.get_by_role("button", name="Stay")).to_have_attribute("aria-pressed", "true")
    assert wall.evaluate(SMALL, 24) == []
    for width, height in ((1280, 720), (1024, 768)):
        wall.set_viewport_size({"width": width, "height": height})
        least = 24 * min(width / 1920, height / 1080) - 0.01
        assert wall.evaluate(SMALL, least) == []
        assert wall.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]") == [
            width,
            height,
        ]


# Notes that stand whole in what their list shows of itself now.
WHOLE = """() => [...document.querySelectorAll(".part-reveal [data-list] li")].filter((note) => {
  const box = note.getBoundingClientRect(), of = note.parentElement.getBoundingClientRect();
  const across = of.left - 1 <= box.left && box.right <= of.right + 1;
  return box.width && across && of.top - 1 <= box.top && box.bottom <= of.bottom + 1;
}).map((note) => `${note.parentElement.dataset.list}: ${note.textContent.trim()}`)"""


def test_of_more_notes_than_any_picture_holds_each_comes_by_while_nobody_presses_anything(inside, lead):
    crowded(lead, each=20)
    page = inside(width=1920)
    page.set_viewport_size(FULL_HD)
    page.clock.install()
    page.goto(reverse("workshops:screen", args=[lead.room.screen_token]))
    turns = page.locator(".pages [data-turn]")
    expect(turns).to_have_text(re.compile(r"^1 of \d"))
    pages = int(turns.inner_text().split()[-1])
    seen, at_once = set(), []
    for turn in range(1, pages + 1):
        expect(turns).to_have_text(f"{turn} of {pages}")
        whole = page.evaluate(WHOLE)
        at_once.append(len(whole))
        seen |= set(whole)
        page.clock.run_for(12_600)
    assert max(at_once) < 80
    notes = Contribution.objects.values_list("quadrant", "text")
    assert seen == {f"{quadrant}: {text.strip()}" for quadrant, text in notes}
    expect(turns).to_have_text(f"1 of {pages}")


def test_a_lost_connection_is_a_word_at_the_edge_and_what_is_shown_stays(wall, lead, hall):
    guest = crowded(lead, each=2)
    expect(wall.locator(".quad-s li")).to_have_count(2)
    hall.kill()
    chip = wall.locator("[data-chip]")
    expect(chip).to_contain_text("No connection")
    expect(wall.locator(".quad-s li").first).to_be_visible()
    Step.objects.filter(workshop=lead.room, kind="reveal").update(input_open=True)
    factories.contribution(lead.now(), by=guest, text="Written meanwhile")
    hall.start()
    expect(wall.locator(".quad-s li").first).to_have_text("Written meanwhile")
    expect(chip).not_to_contain_text("No connection")


def test_a_screen_whose_link_was_made_anew_says_so(wall, lead):
    heading(wall, "Ropewalk")
    now = lead.now()
    now.turn += 1
    now.save()
    now.bump()
    heading(wall, "This screen is switched off")


def test_without_script_the_page_shows_how_it_stands_and_a_way_to_look_again(inside, lead):
    crowded(lead, each=2)
    page = inside(width=1280, script=False)
    page.goto(reverse("workshops:screen", args=[lead.room.screen_token]))
    expect(page.locator(".quad-s li")).to_have_count(2)
    expect(page.get_by_role("link", name="Look again")).to_be_visible()


@pytest.mark.parametrize("kind", ["lobby", "collect", "reveal", "group", "vote", "results", "actions"])
def test_every_scene_is_clean_on_the_wall_and_on_a_phone(kind, wall, inside, lead, hall):
    crowded(lead, each=3)
    lead.room.groups.create(number=1, title="Rents", quadrant="threat", place=lead.room.bump())
    if kind == "lobby":
        Workshop.objects.filter(pk=lead.room.pk).update(status="lobby")
        lead.room.bump(turns=True)
    else:
        lead.go(kind)
    phone = inside(width=390)
    known = Phone(lead.now()).cookies[GUEST].value
    phone.context.add_cookies([{"name": GUEST, "value": known, "url": hall.url}])
    phone.goto(reverse("workshops:along", args=[lead.room.pk]))
    for page, widths in ((wall, (1920, 320)), (phone, (390, 320))):
        expect(page.locator("body")).to_have_attribute("data-scene", kind)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 1080})
            assert violations(page) == []
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.said == []
