"""The history of an entry and a comparison of versions, without script, by keyboard, at every width."""

import pytest
from django.urls import reverse

from clusters.ids import uuid7
from swot.document.gather import Rows
from swot.models import Workbook
from swot.versions import keep
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong

pytestmark = pytest.mark.browser
FIRST = "Nobody speaks for the quarter: three groups each think another one does"


@pytest.fixture
def entry(cast):
    """An entry that three people changed, in a workbook of which a version was kept before."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    made = factories.entry(book, by=cast.ana, text=FIRST, evidence_grade=1)
    keep(Rows(Workbook.objects.with_pages().get(pk=book.pk)), by=cast.ana, key=uuid7(), name="Then", says="A reason")
    made.edit(by=cast.ben, seen=1, text=FIRST.replace("three", "five"), impact=4, certainty=3)
    made.move(by=cast.ana, seen=2, quadrant="weakness")
    made.edit(by=cast.ana, seen=3, text=FIRST.replace("three", "five").replace("speaks", "answers"))
    return made


@pytest.mark.parametrize("script", [True, False])
def test_an_earlier_version_is_brought_back_and_undone_by_keyboard(window, cast, entry, script):
    page = window(cast.ana, width=390, script=script)
    page.goto(reverse("swot:entry-history", args=[entry.workbook_id, entry.ref]))
    back = page.get_by_role("button", name="Bring this back")
    assert back.count() == 3
    back.last.focus()
    page.keyboard.press("Enter")
    page.get_by_text("That version stands again").wait_for()
    entry.refresh_from_db()
    assert (entry.text, entry.quadrant, entry.impact) == (FIRST, "strength", None)
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    page.get_by_text("This is how it reads now").wait_for()
    entry.refresh_from_db()
    assert ("answers" in entry.text, entry.quadrant, entry.impact) == (True, "weakness", 4)


def test_histories_with_something_in_them_are_clean(window, cast, entry):
    page, book = window(cast.ana), entry.workbook
    for address in (
        reverse("swot:entry-history", args=[book.pk, entry.ref]),
        reverse("swot:history", args=[book.pk]),
        reverse("swot:versions", args=[book.pk]),
        reverse("swot:version", args=[book.pk, book.snapshots.get().pk]),
        reverse("swot:versions-compare", args=[book.pk]),
    ):
        page.goto(address)
        assert wrong(page, (WIDE, PHONE, NARROW)) == []
    entry.delete_gently(by=cast.ana, seen=entry.revision)
    page.goto(reverse("swot:deleted", args=[book.pk]))
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
