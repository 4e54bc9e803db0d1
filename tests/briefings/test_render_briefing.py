"""`render_briefing` writes a file or says in a sentence why not."""

import io
import json
import zipfile
from datetime import date

import docx as word
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from briefings.editions import READERS
from briefings.formats.registry import FORMATS
from tests import factories


@pytest.fixture
def file(tmp_path):
    return tmp_path / "briefing.pdf"


def render(pk, file, **options):
    options = {"edition": "agency", "output": file, **options}
    call_command("render_briefing", str(pk), stdout=io.StringIO(), **options)


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_a_workbook_becomes_a_tagged_pdf_on_the_paper_asked_for(paper, width, workbook, cast, file):
    factories.entry(workbook, by=cast.ana)
    render(workbook.pk, file, paper=paper)
    pdf = PdfReader(file)
    assert (round(float(pdf.pages[0].mediabox.width)), pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]) == (width, True)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"edition": "tourists"},
            "There is no edition “tourists”. There are: agency, council, funder, community, full.",
        ),
        ({"paper": "a3"}, "There is no paper “a3”. There are: a4, letter."),
        (
            {"format": "odt"},
            "There is no format “odt”. There are: pdf, docx, xlsx, entries.csv, actions.csv, json, ics, zip.",
        ),
        ({"format": "ics"}, "Nothing has a date yet, so there is no calendar file to give."),
    ],
)
def test_what_does_not_exist_is_said_and_nothing_is_written(options, sentence, workbook, file):
    with pytest.raises(CommandError, match=sentence):
        render(workbook.pk, file, **options)
    assert not file.exists()


@pytest.mark.parametrize("key", [*READERS])
def test_every_edition_is_written_as_a_text_to_edit(key, workbook, cast, tmp_path):
    factories.entry(workbook, by=cast.ana)
    render(workbook.pk, tmp_path / "b.docx", edition=key, format="docx")
    assert word.Document(tmp_path / "b.docx").paragraphs[0].text == workbook.cluster.name


@pytest.mark.parametrize(("large", "size"), [(False, 11.5), (True, 16)])
def test_large_print_is_sixteen_points(large, size, workbook, tmp_path):
    render(workbook.pk, tmp_path / "b.docx", edition="full", large_print=large, format="docx", paper="letter")
    text = word.Document(tmp_path / "b.docx")
    assert (text.styles["Normal"].font.size.pt, round(text.sections[0].page_width.inches, 1)) == (size, 8.5)


def test_a_pdf_in_large_print_needs_more_pages(workbook, tmp_path):
    for large in (False, True):
        render(workbook.pk, tmp_path / str(large), edition="full", large_print=large)
    few, many = (len(PdfReader(tmp_path / str(large)).pages) for large in (False, True))
    assert many > few


def test_lists_data_dates_and_all_in_one_are_written(workbook, cast, tmp_path):
    factories.entry(workbook, by=cast.ana, text="Rents rise")
    workbook.add_action(by=cast.ana, text="Ring", due=date(2099, 3, 1))
    for key in ("xlsx", "entries.csv", "actions.csv", "json", "ics", "zip"):
        render(workbook.pk, tmp_path / f"b.{key}", format=key)
    assert "Rents rise" in [cell.value for cell in load_workbook(tmp_path / "b.xlsx")["Entries"]["C"]]
    assert "Rents rise" in (tmp_path / "b.entries.csv").read_text("utf-8-sig")
    assert "Ring" in (tmp_path / "b.actions.csv").read_text("utf-8-sig")
    assert json.loads((tmp_path / "b.json").read_text())["slug"] == workbook.slug
    assert b"DTSTART;VALUE=DATE:20990301" in (tmp_path / "b.ics").read_bytes()
    names = zipfile.ZipFile(tmp_path / "b.zip").namelist()
    assert names == [f"{workbook.slug}-agency-draft.{key}" for key in FORMATS if key != "zip"]


@pytest.mark.parametrize("pk", ["nonsense", "01a202bd-d51e-751c-9ff7-51bde0de9b90"])
def test_an_unknown_workbook_is_said(pk, db, file):
    with pytest.raises(CommandError, match=f"There is no workbook {pk}."):
        render(pk, file)


def test_a_file_that_cannot_be_written_is_said(workbook, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        render(workbook.pk, tmp_path / "no" / "such" / "folder.pdf")
