"""A return visit on each demonstration cluster, from the button to a carried entry and the comparison."""

import io
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import User
from swot.models import Outcome, Workbook
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong
from tests.swot.test_mirror import others

pytestmark = pytest.mark.browser
SAVED = re.compile(r"Saved at \d\d:\d\d")


@pytest.fixture
def demo(transactional_db):
    """The worked examples, and Ana who leads them."""
    for kind in ("district", "workspace", "region", "network"):
        factories.version(kind)
    call_command("demo", stdout=io.StringIO())
    return User.objects.get(email="ana.duarte@example.org")


def begin(page, book):
    """From the contents page to the first of last time's entries."""
    page.goto(reverse("swot:workbook", args=[book.pk]))
    page.get_by_role("link", name="Look again", exact=True).click()
    page.get_by_role("link", name="Begin the return visit").click()
    page.get_by_role("button", name="Close this one and begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What became of it")


def mark(page, ref, fate, note=""):
    """Mark one and wait until it says that it is saved."""
    item = page.locator(f"#fate-{ref}")
    item.locator(".seg").get_by_text(fate, exact=True).click()
    expect(item.locator(".saved")).to_have_text(SAVED)
    if note:
        item.get_by_text("What happened, in one line").click()
        with page.expect_response(lambda response: f"/return/{ref}/" in response.url):
            item.locator("details textarea").fill(note)
            item.locator("details textarea").blur()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    return item


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("place", ["Cockpit", "798"])
def test_a_demonstration_is_looked_back_on(place, width, window, demo):
    book = Workbook.objects.visible_to(demo).get(title__startswith=place)
    page = window(demo, width=width)
    begin(page, book)
    new = book.followers.get()
    first, second, third = (row.ref for row in book.entries.filter(quadrant="strength").order_by("pk")[:3])
    mark(page, first, "Faded", "The bridge opened in May")
    expect(page.locator("#fate-marked")).to_contain_text("1 of")
    item = mark(page, second, "Changed", "Fewer than then")
    item.get_by_label("How it stands now").fill("Five firms still trade here")
    item.get_by_role("button", name="So it stands").click()
    expect(item).to_contain_text("Five firms still trade here")
    page.locator(f"#fate-{third}").get_by_role("button", name="Still so").click()
    expect(page.locator("#messages")).to_contain_text("is on this year’s board")
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
    assert [row.fate for row in Outcome.objects.filter(workbook=new).order_by("pk")] == [
        "faded",
        "changed",
        "came true",
    ]
    assert new.entries.filter(deleted_at=None).count() == 2
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse("swot:compare", args=[new.pk]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Then and now")
    expect(page.locator("main")).to_contain_text("The bridge opened in May")
    assert wrong(page, (WIDE, PHONE, NARROW)) == []


def test_without_script_the_page_is_saved_whole_and_an_entry_comes_over(window, demo):
    book = Workbook.objects.visible_to(demo).get(title__startswith="Cockpit")
    page = window(demo, script=False)
    begin(page, book)
    first, second = (row.ref for row in book.entries.filter(quadrant="strength").order_by("pk")[:2])
    page.locator(f"#fate-{first} .seg").get_by_text("Faded", exact=True).click()
    page.locator(f"#fate-{first}").get_by_text("What happened, in one line").click()
    page.locator(f"#fate-{first} details textarea").fill("Gone in spring")
    page.locator(f"#fate-{second}").get_by_role("button", name="Still so").click()
    new = book.followers.get()
    assert {row.about: row.fate for row in new.outcomes.all()} == {first: "faded", second: "came true"}
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Gone in spring")
    assert not new.entries.filter(deleted_at=None).exists()


@pytest.mark.parametrize("script", [True, False])
def test_what_is_settled_folds_away_by_keyboard_and_the_place_is_kept(script, window, demo):
    book = Workbook.objects.visible_to(demo).get(title__startswith="Cockpit")
    page = window(demo, width=PHONE, script=script)
    begin(page, book)
    first, second, third = (row.ref for row in book.entries.filter(quadrant="strength").order_by("pk")[:3])
    for ref in (first, second):
        radio = page.locator(f"#fate-{ref}").get_by_label("Faded", exact=True)
        radio.focus()
        page.keyboard.press("Space")
        if script:
            expect(page.locator(f"#fate-{ref} .saved")).to_have_text(SAVED)
    page.locator(f"#fate-{third} summary").first.press("Enter")
    page.locator(f"#fate-{third} details textarea").fill("Nobody knows")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator(".follow .saved")).to_be_in_viewport()
    expect(page.locator(f"#fate-{third} .entry-text")).to_be_in_viewport()
    folded = page.locator(f"#fate-{first}")
    expect(folded).not_to_be_visible()
    page.locator(".fates-settled > summary").press("Enter")
    expect(folded).to_be_visible()
    if script:
        assert wrong(page, (WIDE, PHONE, NARROW)) == []


def test_an_answer_of_last_time_is_given_again_by_keyboard(window, demo):
    book = Workbook.objects.visible_to(demo).get(title__startswith="Cockpit")
    page = window(demo)
    begin(page, book)
    new = book.followers.get()
    page.goto(reverse("swot:section", args=[new.pk, "PLA"]))
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
    button = page.get_by_role("button", name="Still so 2.3")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    assert new.answers.exists()


def test_a_kind_with_five_others_sees_the_mirror(window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    book.answer("D-PLA-3", by=cast.ana, seen=0, value=3)
    others(6, by=cast.dev)
    page = window(cast.ana)
    page.goto(reverse("swot:compare", args=[book.pk]))
    expect(page.locator("main")).to_contain_text("Middle half of the others")
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
