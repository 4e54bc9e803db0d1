"""The inclusion strip at every width: five named windows in sight, short, and nothing of its words left out."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.access.world import world

pytestmark = pytest.mark.browser
NAMES = ("Here first", "Priced out", "Decides", "Gains", "Watches")


@pytest.fixture
def page(transactional_db, window):
    stage = world()
    check, by = stage.workbook.self_check, stage.cast.ana
    check.take(by=by, seen=check.revision, name="Check", answers=["unsure"] * 12)
    opened = window(stage.cast.ana)
    opened.goto(reverse("swot:board", args=[stage.workbook.pk]))
    return opened


def words(page):
    """What the strip shows, as one line."""
    return " ".join(page.locator(".strip").inner_text().split())


@pytest.mark.parametrize("width", [320, 390, 767, 768, 1199])
def test_a_narrow_strip_names_its_five_windows_in_one_row(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    boxes = [page.locator(".strip-five li", has_text=name).bounding_box() for name in NAMES]
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["width"] > 20 and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert page.locator(".strip-five svg.win").count() == len(NAMES)


@pytest.mark.parametrize("width", [768, 1280])
def test_from_768_what_stays_in_sight_is_two_lines(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.mouse.wheel(0, 600)
    expect(page.locator(".strip-in")).to_be_in_viewport()
    assert page.locator(".strip-in").bounding_box()["height"] <= 72


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_the_check_the_next_action_and_what_is_missing_are_said_at_every_width(page, medium):
    page.emulate_media(media=medium)
    said = {}
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        said[width] = words(page)
    for text in said.values():
        assert "No action about people already here yet." in text or "Next: " in text
        assert "0 confirmed, could be 24 of 24: calm" in text
        assert "Not answered yet" in text or "Not yet begun with the neighbours." in text
