"""The board by mouse and by keyboard alone, splitting a line, searching, and a hidden question, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Cluster
from tests import factories
from tests.browser.sweep import PHONE, WIDE, wrong

pytestmark = pytest.mark.browser
HERE = "document.activeElement.id"
TALL = {"width": WIDE, "height": 1800}  # a drag within one screen: the driver scrolls the page under a held mouse
# Where the strip ends, the status line begins and ends, and the entry that has the focus begins.
EDGES = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect(), said = box("#messages .saved");
  return [box(".strip").bottom, said.top, said.bottom, document.activeElement.getBoundingClientRect().top];
}"""


@pytest.fixture
def book(cast):
    """A workbook with more strengths than a screen holds."""
    made = factories.workbook(cast.cluster, by=cast.ana)
    for number in range(8):
        text = f"Firm number {number} buys from next door every week"
        factories.entry(made, by=cast.ana, text=text, impact=3, certainty=2)
    factories.entry(made, by=cast.ana, text="Asking rents rose by a third", quadrant="threat", impact=4, certainty=2)
    return made


def at(name, book, *args):
    return reverse(f"swot:{name}", args=[book.pk, *args])


def quadrant_of(book, ref):
    return book.entries.get(ref=ref).quadrant


def moved(page, book, ref, quadrant, words):
    """After a move: it stands there, has the focus, and the status line says so in sight, with its undo."""
    expect(page.locator("#messages")).to_contain_text(words)
    expect(page.locator(f"[data-quadrant={quadrant}] #{ref}")).to_be_visible()
    assert quadrant_of(book, ref) == quadrant
    assert page.evaluate(HERE) == ref
    strip, top, bottom, entry = page.evaluate(EDGES)
    assert strip - 1 <= top < bottom <= entry, (strip, top, bottom, entry)


def test_an_entry_is_dragged_to_another_quadrant_and_back_by_undo(window, cast, book):
    page = window(cast.ana)
    page.set_viewport_size(TALL)
    page.goto(at("board", book))
    page.drag_and_drop("#S8", "[data-quadrant=weakness] .quad-head")
    moved(page, book, "S8", "weakness", "S8 moved from Strengths to Weaknesses.")
    page.locator("#messages").get_by_role("button", name="Undo").click()
    moved(page, book, "S8", "strength", "S8 moved from Weaknesses to Strengths.")
    assert page.said == []


def test_dropped_where_it_was_nothing_happens(window, cast, book):
    page = window(cast.ana)
    page.goto(at("board", book))
    page.drag_and_drop("#S2", "[data-quadrant=strength] .quad-head")
    page.drag_and_drop("#S2", "h1")
    assert page.url.endswith("/board/")
    assert book.entries.get(ref="S2").revision == 1


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("script", [True, False])
def test_an_entry_is_moved_by_keyboard_alone_and_keeps_the_focus(script, width, window, cast, book):
    page = window(cast.ana, width=width, script=script)
    page.goto(at("board", book))
    page.locator("#S8 .move summary").focus()
    page.keyboard.press("Enter")
    for _press in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/board/?moved=S8#S8")
    moved(page, book, "S8", "threat", "S8 moved from Strengths to Threats.")
    page.locator("#messages").get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-quadrant=strength] #S8")).to_be_visible()


def test_the_filter_is_in_the_address_and_stays_while_one_moves(window, cast, book):
    page = window(cast.ana)
    page.goto(at("board", book))
    page.get_by_label("State").select_option("To find out")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "state=find-out" in page.url
    assert page.locator("[data-entry]").count() == 1
    page.goto(page.url)
    page.drag_and_drop("#T1", "[data-quadrant=opportunity] .quad-head")
    moved(page, book, "T1", "opportunity", "T1 moved from Threats to Opportunities.")
    assert "state=find-out" in page.url
    assert page.locator("[data-entry]").count() == 1


def test_one_searches_by_keyboard_from_the_index_of_any_page(window, cast, book):
    page = window(cast.ana)
    page.goto(at("board", book))
    page.get_by_label("Search this workbook").focus()
    page.keyboard.type("RENTS rose")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_count(3)
    expect(page.locator("main mark")).to_have_text("rents rose")
    page.get_by_role("link", name="Asking rents rose by a third").click()
    assert page.url.endswith(at("entry", book, "T1"))
    page.goto(f"{at('search', book)}?q=nowhere")
    assert wrong(page) == []


def test_a_line_is_split_and_joined_again(window, cast, book):
    line = book.add_line("D-PLA-1", "Rope was made here; nets are still mended", by=cast.ana)
    page = window(cast.ana)
    page.goto(at("section", book, "PLA"))
    page.locator(".entry", has_text="Rope was made here").get_by_role("link", name="Split").click()
    expect(page.get_by_label("One point on each line")).to_have_value("Rope was made here\nnets are still mended")
    page.get_by_role("button", name="Split it").click()
    expect(page.locator(".entry", has_text="nets are still mended").get_by_role("link", name="Split")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(line.text, exact=True)).to_be_visible()
    assert page.said == []


def test_a_hidden_question_opens_and_is_answered(window, cast):
    cluster = Cluster.found(by=cast.ana, name="Rope House", kind="workspace")
    made = factories.workbook(cluster, by=cast.ana)
    rule = made.content().prompts["W-MAR-2"].show_if
    made.answer("W-AIM-2", by=cast.ana, seen=0, value=rule["is_not"])
    page = window(cast.ana)
    page.goto(at("section", made, "MAR"))
    asked = page.locator("#W-MAR-2")
    expect(asked.get_by_text(rule["sentence"]).first).to_be_visible()
    expect(asked.locator("[name=value]")).to_be_hidden()
    asked.get_by_text("Answer it all the same").click()
    asked.locator("[name=value]").fill("55")
    asked.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**#W-MAR-2")
    expect(page.locator("#W-MAR-2 [name=value]")).to_have_value("55")
    assert wrong(page) == []
    assert made.answers.get(prompt__code="W-MAR-2").value == 55
