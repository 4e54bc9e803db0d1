"""Every file of a briefing, downloaded as people do: by its link on the briefing's page."""

import io
from datetime import date
from pathlib import Path

import docx as word
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from briefings.formats.registry import FORMATS
from tests import factories

pytestmark = pytest.mark.browser
BEGINS = {"docx": b"PK", "xlsx": b"PK", "zip": b"PK", "json": b"{", "ics": b"BEGIN:VCALENDAR"}


@pytest.mark.parametrize(("width", "script"), [(1280, True), (320, False)])
def test_every_file_is_downloaded_by_its_link(width, script, window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    factories.entry(book, by=cast.ana, text="Rents rise")
    book.add_action(by=cast.ana, text="Ring the owner", due=date(2099, 3, 1))
    page, files = window(cast.ana, width=width, script=script), {}
    page.goto(f"/workbooks/{book.pk}/briefings/?for=council")
    links = page.get_by_role("list", name="The draft, to work on").get_by_role("link")
    expect(links).to_have_count(len(FORMATS) - 1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if script else True
    for at in range(links.count()):
        with page.expect_download() as download:
            links.nth(at).click()
        name, body = download.value.suggested_filename, Path(download.value.path()).read_bytes()
        files[name.partition("-council-draft.")[2]] = body
    assert set(files) == set(FORMATS) - {"pdf"}
    assert [key for key, begins in BEGINS.items() if not files[key].startswith(begins)] == []
    assert word.Document(io.BytesIO(files["docx"])).paragraphs[0].text == "Lantern Quarter"
    assert load_workbook(io.BytesIO(files["xlsx"]))["Entries"]["C2"].value == "Rents rise"
    assert page.said == []
