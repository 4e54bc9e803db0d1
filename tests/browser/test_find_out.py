"""The find-out list: what a filter leaves is worked through, and the filter stays."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_one_persons_questions_are_worked_through(script, window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    for ref, owner in (("S1", "Ben"), ("S2", "Ben"), ("S3", "Ana")):
        factories.entry(book, by=cast.ana, text=f"Firm of {ref} buys from next door", impact=5, certainty=2)
        book.plan_to_find_out(ref, by=cast.ana, seen=0, owner=owner)
    page = window(cast.ana, width=PHONE, script=script)
    page.goto(reverse("swot:find-out", args=[book.pk]))
    page.get_by_label("Owner", exact=True).select_option("Ben")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.locator("main")).to_contain_text("2 of 3 shown.")
    page.locator("#q-S2").get_by_role("button", name="Found out").click()
    expect(page.locator("#h-done + .note + .queue")).to_contain_text("Firm of S2")
    assert "owner=Ben" in page.url
    expect(page.locator("main")).not_to_contain_text("Firm of S3")
    if script:
        assert wrong(page, (WIDE, PHONE, NARROW)) == []
        page.goto(reverse("swot:find-out", args=[book.pk]) + "?state=late#q-S1")
        expect(page.locator("main")).to_contain_text("No question is like that.")
        assert wrong(page, (WIDE, NARROW)) == []
