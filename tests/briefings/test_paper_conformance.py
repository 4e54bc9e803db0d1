"""Posters, packs and sheets to write on are PDF/A-3a and PDF/UA-1 as well: the eyes that look at briefings find nothing."""

import pytest

from briefings.paper.choice import LARGE, MATRIX, MISSING, PACK, POSTER, QUESTIONS, SLIPS, SMALL, WALL, Choice
from briefings.paper.make import pdf
from swot.document.gather import Rows
from tests import factories
from tests.briefings.build import KINDS, content
from tests.briefings.conform import faults

# Each sheet and paper once; every kind and large print occur.
SHEETS = [
    (what, paper, KINDS[at % len(KINDS)], bool(at % 2) and paper in SMALL)
    for at, (what, paper) in enumerate(
        [(what, paper) for what in (QUESTIONS, SLIPS, MISSING) for paper in SMALL]
        + [(MATRIX, paper) for paper in (*LARGE, *SMALL)]
        + [(POSTER, paper) for paper in WALL]
    )
]


@pytest.mark.slow
@pytest.mark.parametrize(("what", "paper", "kind", "large"), SHEETS)
def test_nothing_is_wrong_with_a_sheet_to_write_on(what, paper, kind, large):
    assert faults(pdf(Choice(what, paper, large=large), content(kind))) == []


@pytest.fixture
def rows(cast):
    """The rows of a workbook with ten entries in each quadrant."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        for number in range(10):
            factories.entry(book, by=cast.ana, text=f"Rents rise in street {number}", quadrant=quadrant)
    return Rows(book)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "choice",
    [
        *(Choice(POSTER, paper) for paper in WALL),
        Choice(PACK, "a4", run="ninety"),
        Choice(PACK, "letter", run="ninety", large=True),
    ],
    ids=lambda choice: f"{choice.what}-{choice.paper}",
)
def test_nothing_is_wrong_with_a_poster_or_a_pack_of_a_workbook(choice, rows):
    assert faults(pdf(choice, rows.workbook.content(), rows=rows)) == []
