"""`render_briefing` writes a PDF or says in a sentence why not."""

import io

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from tests import factories


@pytest.fixture
def file(tmp_path):
    return tmp_path / "briefing.pdf"


def render(pk, file, **options):
    options = {"edition": "agency", "paper": "a4", "output": file, **options}
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
    ],
)
def test_what_does_not_exist_is_said_and_nothing_is_written(options, sentence, workbook, file):
    with pytest.raises(CommandError, match=sentence):
        render(workbook.pk, file, **options)
    assert not file.exists()


@pytest.mark.parametrize("pk", ["nonsense", "01a202bd-d51e-751c-9ff7-51bde0de9b90"])
def test_an_unknown_workbook_is_said(pk, db, file):
    with pytest.raises(CommandError, match=f"There is no workbook {pk}."):
        render(pk, file)


def test_a_file_that_cannot_be_written_is_said(workbook, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        render(workbook.pk, tmp_path / "no" / "such" / "folder.pdf")
