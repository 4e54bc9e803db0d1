"""Curators word a sheet anew in a real browser: axe finds nothing, nothing scrolls sideways, and no script is needed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Sheet
from swot.curators import make_curator
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong

pytestmark = pytest.mark.browser
WIDTHS = (WIDE, PHONE, NARROW)


def at(name, *args):
    return reverse(f"admin:clusters_sheet_{name}", args=args)


def test_the_pages_of_sheets_are_clean(window, cast):
    make_curator(cast.cleo)
    drafts = {name: Sheet.draft(name) for name in ("kind-finder", "editions", "glossary")}
    drafts["glossary"].content[0]["means"] = ""
    drafts["glossary"].save()
    page = window(cast.cleo)
    urls = [at("changelist"), *(at("change", draft.pk) for draft in drafts.values())]
    urls += [at("part", drafts["editions"].pk, "editions-0"), at("part", drafts["kind-finder"].pk, "rest")]
    urls += [at("part", Sheet.kept("glossary").pk, "rest"), at("delete", drafts["editions"].pk)]
    for url in urls:
        page.goto(url)
        page.evaluate("document.querySelectorAll('#content details').forEach(one => (one.open = true))")
        assert (url, wrong(page, WIDTHS)) == (url, [])


@pytest.mark.parametrize("script", [True, False])
def test_a_curator_words_a_term_anew_and_publishes(script, window, cast):
    make_curator(cast.cleo)
    page = window(cast.cleo, script=script)
    page.goto(at("changelist"))
    page.get_by_role("button", name="Start a draft: Glossary").click()
    page.get_by_role("link", name="All of it").click()
    page.locator("summary").first.click()
    page.locator("[name='0.means']").fill("One thing that one person does by a day")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("One thing that one person does by a day")).to_be_visible()
    page.get_by_label("What changed, in one sentence").fill("Plainer")
    page.get_by_role("button", name="Publish this version").click()
    expect(page.get_by_text("Issued briefings stay as they are.")).to_be_visible()
    assert Sheet.objects.newest()["glossary"].content[0]["means"] == "One thing that one person does by a day"
