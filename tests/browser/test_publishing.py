"""Curators publish, close, count and preview in a real browser: axe finds nothing, and the preview works by hand."""

from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Cluster
from swot.admin.preview import START
from swot.curators import make_curator
from swot.models import Line, Prompt
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong

pytestmark = pytest.mark.browser
WIDTHS = (WIDE, PHONE, NARROW)


@pytest.fixture
def draft(cast):
    """A third version that differs in every way, after a second; six workbooks are in progress."""
    make_curator(cast.cleo)
    first = factories.version("district")
    for number in range(6):
        cluster = Cluster.found(
            by=cast.ana, name=f"Quarter {number}", kind="district", place="Kelda", country="Ireland"
        )
        factories.workbook(cluster, by=cast.ana).add_line("D-COL-1", "The ropeworks", by=cast.ana)
    first.template.draft(first.content()).publish(what_changed="Nothing.", is_offered=True)
    second = first.template.draft(first.content())
    Prompt.objects.filter(section__version=second, code="D-COL-1").update(
        text="What do you do together?", why="We ask."
    )
    Prompt.objects.filter(section__version=second, code="D-COL-2").update(type="text")
    Prompt.objects.filter(section__version=second, code="D-PLA-1").update(position=7)
    content = second.read_content()
    second.fill(replace(content, traps=content.traps[:-1], words={**content.words, "noun": "quarter"}))
    return second


def at(name, version, *more):
    return reverse(f"admin:swot_templateversion_{name}", args=[version.pk, *more])


def test_the_pages_of_publishing_are_clean(draft, window, cast):
    page = window(cast.cleo)
    earlier = list(draft.earlier())
    urls = [at("changes", draft), at("change", draft), at("usage", draft), at("change", earlier[0])]
    urls += [at("usage", earlier[1]), at("closing", earlier[1]), at("closing", earlier[0]), at("changes", earlier[0])]
    for url in urls:
        page.goto(url)
        assert (url, wrong(page, WIDTHS)) == (url, [])


def test_a_faulty_publishing_and_closing_come_back_clean(draft, window, cast):
    page = window(cast.cleo)
    page.goto(at("changes", draft))
    page.get_by_role("button", name="Publish this version").click()
    expect(page.get_by_text("Write one sentence on what changed.")).to_be_visible()
    assert wrong(page) == []
    page.goto(at("closing", draft.earlier()[1]))
    page.get_by_role("button", name="Set the closing date").click()
    expect(page.get_by_text("Choose a day.")).to_be_visible()
    assert wrong(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_line_is_tried_in_the_preview_and_not_kept(script, draft, window, cast):
    page = window(cast.cleo, script=script)
    before = Line.objects.count()
    page.goto(at("change", draft))
    page.locator("a[href$='/sections/COL/']").click()
    expect(page.get_by_text("This is a preview: nothing is kept.")).to_be_visible()
    if script:
        assert wrong(page, WIDTHS) == []
    row = page.locator("form[action*='D-COL-1/lines/']")
    row.locator("[name=text]").fill("A line nobody keeps")
    row.locator("button[type=submit]").first.click()
    expect(page.get_by_text("A line nobody keeps").first).to_be_visible()
    page.goto(at("preview", draft, f"{START}sections/COL/"))
    expect(page.get_by_text("A line nobody keeps")).to_have_count(0)
    assert Line.objects.count() == before
    page.get_by_role("link", name="Back to the template").click()
    expect(page.get_by_role("link", name="Read what changed, then publish")).to_be_visible()
