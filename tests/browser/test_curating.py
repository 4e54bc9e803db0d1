"""Editing a draft in a real browser: the order by handle, by arrow keys and by buttons without script; axe finds nothing."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from swot.curators import make_curator
from swot.models import Prompt
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong

pytestmark = pytest.mark.browser
FOCUS = "document.activeElement.closest('.wb-item').dataset.code + ' ' + document.activeElement.className"
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= document.querySelector(".wb-stays").getBoundingClientRect().top;
}"""


@pytest.fixture
def draft(cast):
    """The second version of the district template, a draft."""
    make_curator(cast.cleo)
    first = factories.version("district")
    return first.template.draft(first.content())


def section(draft, code="COL"):
    return reverse("admin:swot_section_change", args=[draft.sections.get(code=code).pk])


def saved(draft):
    return [one.number for one in draft.read_content().section_by_code["COL"].prompts]


def shown(page):
    return page.locator(".wb-item[data-code]").evaluate_all("all => all.map(one => one.dataset.code.slice(-1))")


def hold(page, code):
    """Press the mouse on a handle; where its middle is."""
    handle = page.locator(f"[data-code={code}] .wb-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_question_is_dragged_and_what_is_typed_elsewhere_stays(width, window, cast, draft):
    page = window(cast.cleo, width=width)
    page.set_viewport_size({"width": width, "height": 1800})
    page.goto(section(draft))
    page.get_by_label("Title").fill("Working together")
    x = hold(page, "D-COL-3")
    box = page.locator("[data-code=D-COL-1]").bounding_box()
    page.mouse.move(x, box["y"] + 5, steps=8)
    expect(page.locator(".wb-item").first).to_have_attribute("data-code", "D-COL-3")
    page.mouse.up()
    expect(page.locator("#said")).to_have_text("Now 1 of 3: D-COL-3. Not saved yet.")
    expect(page.locator("#unsaved")).to_be_visible()
    assert page.evaluate(FOCUS) == "D-COL-3 wb-handle"
    assert (shown(page), saved(draft)) == (["3", "1", "2"], ["1", "2", "3"])
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("Working together is saved.")).to_be_visible()
    assert saved(draft) == ["3", "1", "2"]
    assert page.said == []


def test_a_question_is_moved_by_arrow_keys_and_keeps_the_focus_in_sight(window, cast, draft):
    page = window(cast.cleo)
    page.goto(section(draft))
    page.locator("[data-code=D-COL-1] .wb-handle").focus()
    for words in ("Now 2 of 3: D-COL-1.", "Now 3 of 3: D-COL-1.", "D-COL-1 cannot go further."):
        page.keyboard.press("ArrowDown")
        expect(page.locator("#said")).to_contain_text(words)
        assert page.evaluate(FOCUS) == "D-COL-1 wb-handle"
        assert page.evaluate(IN_SIGHT)
    page.locator("[data-code=D-COL-3] summary").click()
    page.locator("[data-code=D-COL-3] [name=_up]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Now 1 of 3: D-COL-3.")
    assert page.evaluate("document.activeElement.name + document.activeElement.value") == "_upD-COL-3"
    page.locator("[name=_continue]").press("Enter")
    page.wait_for_load_state()
    assert saved(draft) == ["3", "2", "1"]


def test_leaving_with_words_not_saved_asks_first(window, cast, draft):
    page = window(cast.cleo)
    page.goto(section(draft))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Close").click()
    page.goto(section(draft))
    page.get_by_label("Title").fill("Working together")
    page.get_by_role("link", name="Close").click()
    page.wait_for_url("**/templateversion/**")
    assert asked == ["beforeunload"]


def test_without_script_the_buttons_move_a_question_and_the_page_comes_back_to_it(window, cast, draft):
    page = window(cast.cleo, script=False)
    page.goto(section(draft))
    assert page.locator(".wb-handle:visible").count() == 0
    page.locator("details:has(#prompt-D-COL-3) summary").click()
    page.locator("#id_prompts-2-hint").fill("Typed before moving")
    page.locator("[name=_up][value=D-COL-3]").click()
    page.wait_for_url("**#prompt-D-COL-3")
    expect(page.locator("#prompt-D-COL-3")).to_be_in_viewport()
    assert saved(draft) == ["1", "3", "2"]
    assert Prompt.objects.get(section__version=draft, code="D-COL-3").hint == "Typed before moving"


def test_a_section_opens_and_closes_all_at_once(window, cast, draft):
    page = window(cast.cleo)
    page.goto(section(draft))
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".wb-prompt[open]").count() == 4
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".wb-prompt[open]").count() == 0


def test_a_page_that_was_overtaken_shows_both_texts_and_is_clean(window, cast, draft):
    page, other = window(cast.cleo), window(cast.cleo)
    for each, words in ((page, "Mine"), (other, "Theirs")):
        each.goto(section(draft))
        each.locator("[data-code=D-COL-1] summary").click()
        each.locator("#id_prompts-0-text").fill(words)
    page.locator("[data-code=D-COL-2] .wb-handle").press("ArrowUp")
    other.get_by_role("button", name="Save and check").click()
    expect(other.get_by_text("Collaboration is saved.")).to_be_visible()
    page.get_by_role("button", name="Save and check").click()
    expect(page.locator(".wb-meanwhile")).to_contain_text("Theirs")
    expect(page.locator(".wb-meanwhile")).to_be_focused()
    assert page.locator("#id_prompts-0-text").input_value() == "Mine"
    assert shown(page) == ["2", "1", "3"]
    assert wrong(page, (WIDE, PHONE, NARROW)) == []


def test_the_pages_of_editing_are_clean(window, cast, draft):
    factories.version("network")
    prompt = Prompt.objects.get(section__version=draft, code="D-COL-1")
    search = reverse("admin:swot_prompt_changelist")
    pages = [reverse(f"admin:swot_prompt_{name}", args=[prompt.pk]) for name in ("move", "beside")]
    pages += [f"{search}?q=rent", f"{search}?q=zebra", section(factories.version("district"))]
    page = window(cast.cleo)
    for url in pages:
        page.goto(url)
        assert (url, wrong(page, (WIDE, PHONE, NARROW))) == (url, [])
    page.goto(section(draft))
    page.get_by_role("button", name="Open all").click()
    page.locator(".wb-ways summary").click()
    assert wrong(page, (WIDE, PHONE, NARROW)) == []


def test_a_question_is_moved_to_another_section(window, cast, draft):
    page = window(cast.cleo, width=PHONE)
    page.goto(section(draft))
    page.locator("[data-code=D-COL-1] summary").click()
    page.locator("[name=_move][value=D-COL-1]").click()
    page.get_by_label(re.compile("Place & people")).check()
    page.get_by_role("button", name="Move it").click()
    page.wait_for_url("**#prompt-D-PLA-4")
    expect(page.get_by_text("D-COL-1 is D-PLA-4 now")).to_be_visible()
    expect(page.locator("#prompt-D-PLA-4")).to_be_in_viewport()
