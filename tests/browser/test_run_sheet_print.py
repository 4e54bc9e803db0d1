"""A run sheet on paper: the strip stays, the ways about go, and no step is cut in two."""

import io

import pypdf
import pytest
from django.urls import reverse

from tests import factories
from workshops.run_sheets import run_sheets

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("sheet", run_sheets(), ids=lambda sheet: sheet.key)
def test_every_step_stands_whole_on_one_page(sheet, window, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    page = window(cast.ana)
    page.goto(reverse("workshops:sheet", args=[book.pk, sheet.key]) + "?start=14:00")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    papers = [" ".join(paper.extract_text().split()) for paper in printed]
    assert "Local inclusion:" in papers[0]
    for step in sheet.steps:
        assert [step.title in paper for paper in papers] == [
            step.title in paper and step.tip in paper for paper in papers
        ]
        assert any(step.title in paper for paper in papers)
    for words in ("Show the times", "Priorities", "Index", "Menu"):
        assert words not in " ".join(papers)
