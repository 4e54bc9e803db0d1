"""Composing in the browser: what is taken out goes from the look at once, the pages are counted, nothing is saved by looking."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from briefings.models import Briefing, Dress
from tests.access.world import world
from tests.browser.sweep import complaints
from tests.browser.sweep import wrong as all_wrong

pytestmark = pytest.mark.browser
LETTER = "Please read the second page first."


def wrong(page, width):
    """What is wrong with a page that is open; axe is a script itself, so without any only what the console says."""
    return all_wrong(page, (width,)) if page.script else complaints(page)


@pytest.fixture
def stage(transactional_db):
    return world()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_choice_of_parts_to_an_issued_briefing_that_is_withdrawn(width, script, window, stage):
    page, found = window(stage.cast.ana, width=width, script=script), []
    page.goto(f"{reverse('briefings:list', args=[stage.workbook.pk])}?for=council")
    page.get_by_role("link", name="Compose", exact=True).click()
    expect(page.get_by_role("heading", name="Compose this briefing")).to_be_visible()
    expect(page.locator("#look")).to_contain_text("Why we look unusual on paper")
    page.locator("label", has_text="Why we look unusual on paper").click()
    page.get_by_label("A letter at its head").fill(LETTER)
    if not script:
        page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#look")).to_contain_text(LETTER)
    expect(page.locator("#look")).not_to_contain_text("Why we look unusual on paper")
    expect(page.locator("#look")).to_contain_text("People already here")
    if not script:
        page.get_by_role("button", name="Count the pages").click()
    expect(page.locator("#length meter")).to_be_visible(timeout=20_000)
    found += wrong(page, width)
    assert not Dress.objects.exists()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("this is how the briefing for them is dressed")
    assert Dress.objects.get().left_out == ["unusual_on_paper"]
    page.get_by_role("button", name="Issue this briefing").click()
    expect(page.locator("main")).to_contain_text("is issued")
    made = Briefing.objects.get(edition="council", dressed__letter=LETTER)
    page.goto(reverse("briefings:issued", args=[made.pk]))
    found += wrong(page, width)
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("alert")).to_contain_text("its readers will ask")
    page.get_by_label("Why is it withdrawn?").fill("The rents were of 2023.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("#standing")).to_contain_text("The rents were of 2023.")
    found += wrong(page, width)
    page.get_by_role("link", name="What changed since the one before").click()
    found += wrong(page, width)
    assert [line for line in found if "422" not in line] == []


def test_by_keyboard_alone(window, stage):
    page = window(stage.cast.ana, width=1280, script=True)
    page.goto(reverse("briefings:dress", args=[stage.workbook.pk, "agency"]))
    box = page.get_by_role("checkbox", name="How it will be counted")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#look")).not_to_contain_text("How it will be counted")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("this is how the briefing for them is dressed")
    assert Dress.objects.get().left_out == ["measures"]
