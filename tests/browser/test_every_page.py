"""Every page, empty and full, at every width: axe finds nothing, nothing scrolls sideways, nothing is said aloud."""

import pytest
from django.urls import reverse

from tests import factories
from tests.access.world import world
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong
from tests.test_access import ROWS

pytestmark = pytest.mark.browser
NOT_PAGES = {
    "healthz",
    "swot:export",
    "swot:now",
    "swot:source-file",
    "briefings:draft",
    "briefings:pdf",
    "briefings:paper-pdf",
    "briefings:room-pdf",
    "briefings:draft-file",
    "briefings:file",
    "briefings:mine",
    "briefings:mine-pdf",
    "briefings:reader-pdf",
    "briefings:reader-docx",
    "workshops:lead-ticket",
    "workshops:screen-ticket",
}
# These follow a stream, which the server of this sweep has not: each is swept where there is one, scene by scene.
FOLLOW = {
    "workshops:screen": "test_screen.py",
    "workshops:lead": "test_leading.py",
    "workshops:tray": "test_leading.py",
    "workshops:groups": "test_deciding.py",
    "workshops:votes": "test_deciding.py",
    "workshops:send": "test_deciding.py",
}
NOT_PAGES |= FOLLOW.keys()
PAGES = sorted(name for name, row in ROWS.items() if row.get and row.get[:3] == "200" and name not in NOT_PAGES)


@pytest.fixture
def stage(transactional_db):
    return world()


def look(page, url):
    """What is wrong with a page at 1280, 390 and 320 px, in words."""
    page.goto(url)
    return wrong(page, (WIDE, PHONE, NARROW))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_clean(name, window, stage):
    url = reverse(name, kwargs=ROWS[name].args(stage))
    assert look(window(stage.cast.ana), url) == []


@pytest.mark.parametrize(
    "name", ["clusters:home", "clusters:kind-finder", "account_login", "accessibility", "about-data"]
)
def test_a_page_is_clean_for_somebody_new(name, window, transactional_db):
    factories.user("Somebody")
    assert look(window(), reverse(name)) == []


@pytest.mark.parametrize("code", ["AIM", "PLA", "INC", "IDE", "CON", "COL", "COM", "INF", "MAR", "OUT"])
def test_a_section_is_clean(code, window, stage):
    assert look(window(stage.cast.ana), reverse("swot:section", args=[stage.workbook.pk, code])) == []


@pytest.mark.parametrize(
    "name",
    [
        "swot:workbook",
        "swot:board",
        "swot:sort",
        "swot:priorities",
        "swot:profile",
        "swot:crossings",
        "swot:strategies",
    ],
)
def test_an_empty_page_is_clean(name, window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    assert look(window(cast.ana), reverse(name, args=[book.pk])) == []


def test_a_viewer_gets_a_clean_page_without_forms(window, stage):
    page = window(stage.cast.caro)
    assert look(page, reverse("swot:section", args=[stage.workbook.pk, "PLA"])) == []
    assert page.locator("main form").count() == 0
