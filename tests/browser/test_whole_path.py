"""The whole way in one go: from the kind finder, signed out, to a tagged PDF with the words that were typed."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from clusters.first_word import new_word
from tests import factories
from tests.browser import path
from tests.browser.sweep import complaints

pytestmark = pytest.mark.browser


def come_in(page):
    """Find the kind, make the first account, make the cluster."""
    result = path.find_kind(page)
    expect(page.get_by_text("19 of 19", exact=True)).to_be_visible()
    page.locator(".btn-primary").click()
    path.make_first_account(page, new_word())
    page.goto(result)
    page.locator(".btn-primary").click()
    path.make_cluster(page)


def look(page, book):
    """Answer one question of each type, say that one is not known, pass one over, and write two lines."""
    path.choose(page, book, "D-PLA-3", "4")
    path.write_line(page, book, "D-PLA-1", path.STRENGTH)
    path.choose(page, book, "D-AIM-2", "A few owners")
    path.choose(page, book, "D-INC-3", "no")
    path.choose(page, book, "D-INC-4", "not-known")
    path.count(page, book, "D-INC-1", "12", "Three leases, read by Jon")
    path.pass_over(page, book, "D-CON-3", "Nobody has walked it at night yet")
    path.write_line(page, book, "D-OUT-1", path.THREAT)


def sort(page, book):
    """Two lines become a strength and a threat; certainty stays under its evidence."""
    path.sort(page, book, path.STRENGTH, helps="helps", ours="ours", grade="2")
    path.sort(page, book, path.THREAT, helps="hurts", ours="theirs", grade="1")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    path.weigh(page, book, "S1", impact="5", certainty="5")
    expect(page.get_by_text("Certainty is lowered from 5 to 4")).to_be_visible()
    path.score(page, book, "T1", impact="4", certainty="3")
    path.move_and_undo(page, book, "S1", "weakness")
    path.plan(page, book, "D-INC-4")


def decide(page, book):
    """Self-check, strategy, action and ask; the strip follows."""
    before = path.told(page)
    path.check(page, book)
    assert "Self-check not taken" in before
    assert "confirmed, could be" in path.told(page)
    path.strategy(page, book)
    path.action(page, book)
    path.ask(page, book)
    assert path.told(page) != before


def read(pdf):
    """Tagged, titled, and it says what was typed; people already here are on page one."""
    first = " ".join(pdf.pages[0].extract_text().split())
    everything = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == f"{path.CLUSTER}: briefing for a development agency"
    assert "People already here" in first
    assert path.DECISION in first
    assert path.STRATEGY in everything
    assert path.THREAT in everything


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_kind_finder_to_a_printed_briefing(width, script, window, transactional_db):
    cache.clear()
    factories.version("district")
    page = window(width=width, script=script)
    come_in(page)
    cluster = page.url
    second = window(width=width, script=script)
    path.join(second, path.invite(page))
    page.goto(cluster)
    book = path.begin(page)
    look(page, book)
    sort(page, book)
    second.goto(f"{book}sort/")
    expect(second.get_by_role("heading", name="Nothing waits")).to_be_visible()
    decide(page, book)
    read(path.issue(page, book))
    assert complaints(page) + complaints(second) == []
