"""By keyboard alone, with a focus that is seen, and targets that a thumb can hit."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.access.world import world
from tests.browser import path

pytestmark = pytest.mark.browser
IS = "selector => document.activeElement.matches(selector)"

# What is wrong with the focus: out of sight, under the strip, or without a ring. The browser rings its own date picker.
FOCUS = """() => {
  const it = document.activeElement, strip = document.querySelector(".strip");
  if (it === document.body || it.matches(".skip") || strip.contains(it)) return null;
  const {top, bottom, height} = it.getBoundingClientRect();
  const name = it.id || it.name || it.textContent.trim().slice(0, 30);
  const ringed = [it, it.closest(".form-check") || it].some((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!ringed && it.matches(":focus")) return `${name}: no ring`;
  if (bottom <= 0 || top >= innerHeight) return `${name}: out of sight`;
  const ends = [strip, strip.querySelector(".strip-in")].map((each) => (each ? each.getBoundingClientRect().bottom : 0));
  if (top < Math.max(...ends) - 1 && height < innerHeight / 2) return `${name}: under the strip`;
  return null;
}"""

# Controls smaller than 24 px each way, less links within a sentence.
SMALL = """() => [...document.querySelectorAll("main a, main button, main summary, main select, main input, main textarea")]
  .filter((it) => it.checkVisibility() && it.type !== "hidden")
  .map((it) => (it.type === "radio" || it.type === "checkbox" ? it.closest(".form-check") : it))
  .map((it) => [it, it.getBoundingClientRect()])
  .filter(([it, box]) => (box.width < 24 || box.height < 24) && getComputedStyle(it).display !== "inline")
  .map(([it, box]) => `${it.outerHTML.slice(0, 80)} ${box.width} by ${box.height}`)"""

# Rows of choices lower than 44 px, or that a tap near their upper or lower edge does not hit.
LOW = """() => [...document.querySelectorAll("main input[type=radio], main input[type=checkbox]")]
  .map((it) => it.closest(".form-check")).filter((it) => it.checkVisibility())
  .filter((it) => {
    it.scrollIntoView({block: "center"});
    const {top, bottom, left, width, height} = it.getBoundingClientRect();
    const tapped = [top + 3, bottom - 3].map((y) => document.elementFromPoint(left + width / 2, y));
    return height < 43.5 || !tapped.every((at) => at && it.contains(at.closest("label, input")));
  })
  .map((it) => `${it.textContent.trim().slice(0, 40)} ${it.getBoundingClientRect().height}`)"""


@pytest.fixture
def stage(transactional_db):
    return world()


def tab_to(page, selector, most=120):
    """Press Tab until the focus is on that."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(IS, selector):
            return
    raise AssertionError(f"{most} times Tab never came to {selector}")


def open_room(page, stage, name, *args):
    page.goto(reverse(f"swot:{name}", args=[stage.workbook.pk, *args]))


def test_the_first_tab_offers_to_skip_to_the_content(window, stage):
    page = window(stage.cast.ana)
    open_room(page, stage, "board")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_line_is_sorted_by_keyboard_alone(window, stage):
    page = window(stage.cast.ana)
    open_room(page, stage, "sort")
    tab_to(page, "input[name=helps]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=helps][value=hurts]")).to_be_checked()
    tab_to(page, "input[name=ours]")
    page.keyboard.press("Space")
    tab_to(page, "button[value=keep]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It became Weakness W1.")).to_be_visible()
    tab_to(page, "#messages button, [role=status] button")
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_text("A ropeworks until 1981")


def test_an_entry_is_moved_and_brought_back_by_keyboard_alone(window, stage):
    page = window(stage.cast.ana)
    ref = factories.entry(stage.workbook, by=stage.cast.ana, text="Two chapels share one choir").ref
    open_room(page, stage, "board")
    tab_to(page, f"#{ref} summary")
    page.keyboard.press("Enter")
    tab_to(page, f"#{ref} button[value=weakness]", most=8)
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-quadrant=weakness] #{ref}")).to_be_visible()
    tab_to(page, "[role=status] button")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-quadrant=strength] #{ref}")).to_be_visible()


ROOMS = {"board": (), "section": ("PLA",), "sort": (), "entry": ("S1",), "strategy": ("X1",), "check": ()}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ROOMS)
def test_the_focus_is_seen_and_never_under_the_strip(name, width, window, stage):
    page = window(stage.cast.ana, width=width)
    open_room(page, stage, name, *ROOMS[name])
    wrong = []
    for key, times in (("Tab", 45), ("Shift+Tab", 40)):
        for _press in range(times):
            page.keyboard.press(key)
            wrong.append(page.evaluate(FOCUS))
    assert [each for each in wrong if each] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_everything_on_the_board_is_large_enough_to_hit(width, window, stage):
    page = window(stage.cast.ana, width=width)
    open_room(page, stage, "board")
    page.locator("#S1 .move summary").click()
    assert page.locator("#S1 .move button:visible").count() == 4
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("name", ["section", "sort", "entry", "check"])
def test_choices_on_a_phone_are_as_high_as_a_thumb(name, window, stage):
    page = window(stage.cast.ana, width=390)
    open_room(page, stage, name, *ROOMS[name])
    assert page.evaluate(LOW) == []


def test_the_kind_finders_choices_on_a_phone_are_as_high_as_a_thumb(window, transactional_db):
    page = window(width=390)
    page.goto("/kind-finder/")
    assert page.evaluate(LOW) == []
    page.goto(path.find_kind(page))
    assert page.evaluate(LOW) == []
