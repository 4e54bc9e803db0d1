"""What is typed while a slow answer is on its way stays in its field, or in sight where the field is gone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from swot.following import follow
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, complaints, wrong
from tests.swot.pages import pair

pytestmark = pytest.mark.browser
MEANWHILE = "Five firms still trade here"


class Slow:
    """A page whose next answer waits until it is let through; `after` is what must be true of the page then."""

    def __init__(self, page, address):
        self.page, self.held = page, []
        page.route(address, lambda route: self.held.append(route))

    def begun(self):
        """Waits until something was sent."""
        for _turn in range(100):
            if self.held:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("nothing was sent")

    def let_through(self):
        """Lets the answer come and waits until it is in its place."""
        route = self.held.pop(0)
        with self.page.expect_event("requestfinished", lambda request: request.url == route.request.url):
            route.continue_()
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


@pytest.fixture
def looking_back(cast):
    """A workbook that follows one with a strength and a threat."""
    last = factories.workbook(cast.cluster, by=cast.ana)
    pair(last, cast.ana)
    return follow(last, by=cast.ana)


def at_fate(page, book):
    """The return visit, with "How it stands now" open for S1."""
    page.goto(reverse("swot:return", args=[book.pk]))
    item = page.locator("#fate-S1")
    item.locator(".seg").get_by_text("Changed", exact=True).click()
    expect(item.get_by_label("How it stands now")).to_be_visible()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    item.get_by_text("What happened, in one line").click()
    return item


def test_how_it_stands_now_is_kept_while_the_note_is_saved(looking_back, cast, window):
    page = window(cast.ana)
    item = at_fate(page, looking_back)
    slow = Slow(page, "**/return/S1/")
    item.locator("details textarea").fill("Four moved to the docks")
    field = item.get_by_label("How it stands now")
    field.click()
    slow.begun()
    field.fill(MEANWHILE)
    page.keyboard.press("Home")
    slow.let_through()
    expect(item.locator(".saved")).to_contain_text("Saved at")
    expect(field).to_have_value(MEANWHILE)
    expect(field).to_be_focused()
    page.keyboard.type("Now ")
    expect(field).to_have_value(f"Now {MEANWHILE}")
    assert looking_back.outcomes.get(about="S1").note.startswith("Four moved to the docks")
    assert complaints(page) == []


def test_words_whose_field_is_gone_are_shown(looking_back, cast, window):
    page = window(cast.ana)
    item = at_fate(page, looking_back)
    slow = Slow(page, "**/return/S1/carry/")
    field = item.get_by_label("How it stands now")
    field.fill("Nine firms")
    item.get_by_role("button", name="So it stands").click()
    slow.begun()
    field.fill(MEANWHILE)
    slow.let_through()
    expect(field).to_have_count(0)
    expect(page.locator("#messages")).to_contain_text(MEANWHILE)
    expect(page.locator("#messages")).to_contain_text("It is not saved")
    assert looking_back.entries.get().text == "Nine firms"
    assert wrong(page) == []


def test_the_next_line_and_the_note_are_kept_while_a_line_is_added(cast, window):
    book = factories.workbook(cast.cluster, by=cast.ana)
    page = window(cast.ana)
    page.goto(reverse("swot:section", args=[book.pk, "PLA"]))
    part = page.locator("#D-PLA-1")
    slow = Slow(page, "**/lines/")
    line = part.locator(".entry-new [name=text]")
    line.fill("A ropeworks until 1981")
    part.get_by_role("button", name="Write it down, sort later").click()
    slow.begun()
    line.fill("Hemp from Riga")
    note = part.locator("[name=note]")
    note.evaluate("field => field.closest('details') && (field.closest('details').open = true)")
    note.fill(MEANWHILE)
    slow.let_through()
    expect(part.locator(".entry-text").first).to_have_text("A ropeworks until 1981")
    expect(line).to_have_value("Hemp from Riga")
    expect(note).to_have_value(MEANWHILE)
    expect(part.locator("[data-saved] .saved")).to_contain_text("Saved at")
    assert book.answers.get(prompt__code="D-PLA-1").note == MEANWHILE
    assert [row.text for row in book.lines.all()] == ["A ropeworks until 1981"]
    assert complaints(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_was_deleted_meanwhile_comes_back_with_the_words(script, cast, window):
    book = factories.workbook(cast.cluster, by=cast.ana)
    row = factories.entry(book, by=cast.ana)
    page = window(cast.ben, script=script)
    page.goto(reverse("swot:entry", args=[book.pk, row.ref]))
    row.delete_gently(by=cast.ana, seen=row.revision)
    form = page.locator("form[data-autosave]")
    form.locator("[name=text]").fill(MEANWHILE)
    if script:
        form.locator("[name=text]").blur()
    else:
        form.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Ana deleted “")
    expect(page.locator("blockquote", has_text=MEANWHILE)).to_be_visible()
    if script:
        assert wrong(page, (WIDE, PHONE, NARROW)) == []
    page.get_by_role("button", name="Bring it back with my words").click()
    expect(page.get_by_role("button", name="Delete this entry")).to_be_visible()
    row.refresh_from_db()
    assert (row.deleted_at, row.text) == (None, MEANWHILE)


def test_the_page_of_what_was_deleted_meanwhile_is_clean(cast, window):
    book = factories.workbook(cast.cluster, by=cast.ana)
    row = book.add_line("D-PLA-1", "A ropeworks until 1981", by=cast.ana)
    page = window(cast.ben)
    page.goto(reverse("swot:line", args=[book.pk, row.pk]))
    row.delete_gently(by=cast.ana, seen=row.revision)
    page.locator("main form [name=text]").fill(f"{MEANWHILE}, {'and-more' * 40}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This was deleted meanwhile")
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
