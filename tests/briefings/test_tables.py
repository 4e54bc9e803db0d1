"""How the columns of a printed table share the page."""

import io

import pymupdf
import pytest

from briefings import make
from briefings.pdf.render import render_pdf
from briefings.tables import MOST_LETTERS_WEIGHED, Cell, Row, Table
from tests.briefings.build import TODAY, content, full_of

HEAD = ("Measure", "Where it stands", "Source")


def table(*texts):
    """A table of one row."""
    return Table(HEAD, (Row(tuple(map(Cell, texts))),))


@pytest.mark.parametrize("text", ["12", "Rents rise and workshops leave for the edge of town. " * 40])
def test_words_of_common_length_are_weighed_as_words(text):
    assert table("Rents", text, "Registry").fit == "roomy"


def test_long_words_may_be_broken_anywhere():
    assert table("Rents", "W" * 40, "Registry").fit == ""


def test_long_words_in_long_texts_make_columns_even():
    assert table("Rents", "W" * 40 + " and so on" * (MOST_LETTERS_WEIGHED // 10), "Registry").fit == "even"


def test_rows_that_only_head_others_are_not_weighed():
    assert Table(HEAD, (Row(heading="W" * 40), Row((Cell("a"), Cell("b"), Cell("c"))))).fit == "roomy"


def test_a_table_without_rows_is_roomy():
    assert Table(HEAD, ()).fit == "roomy"


@pytest.mark.parametrize("word", ["Wm" * 20, "responsibilities", "infrastructure"])
@pytest.mark.parametrize("edition", ["agency", "council", "funder"])
def test_no_word_of_a_briefing_leaves_the_page(edition, word):
    document = full_of(f"{word} " * (190 // (len(word) + 1)), count=3)
    said = {"edition": edition, "paper": "letter", "today": TODAY, "tight": 5, "terse": 3}
    body = render_pdf(make.html(document, content("district"), **said), extra_css=make.PAPERS["letter"])
    with pymupdf.open(stream=io.BytesIO(body)) as pdf:
        ends = [word[2] for page in pdf for word in page.get_text("words")]
        assert max(ends) < pdf[0].rect.width - 20
