"""What was measured once is what would be measured again: the same page to the byte."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weasyprint import CSS, HTML
from weasyprint.layout import preferred
from weasyprint.text.fonts import FontConfiguration

from briefings.pdf import narrowest
from tests.briefings.build import ROOT, case, printed

CELLS = (
    *("office fluff affine", "a b c", "x", "", "  lead", "end ", "W" * 60, "https://example.org/a-b_c?d=e", "1,000 m2"),
    *(
        "Straße",
        "e\u0301te\u0301",
        "soft\u00adhyphen",
        "租金上涨 up",
        "ترتفع up",
        "👩🏽\u200d🚀x",
        "a\u200bb",
        "f\u0301i",
        "-- –",
    ),
)


@pytest.fixture(scope="module")
def look():
    """Our fonts and style sheet."""
    fonts = FontConfiguration()
    return fonts, CSS(filename=ROOT / "static" / "css" / "print.css", font_config=fonts)


@pytest.fixture
def twice(look, monkeypatch):
    """Lays a page out as WeasyPrint does and as a worker does; the bytes of both."""
    fonts, sheet = look

    def laid(page):
        made = []
        for prepare in (lambda: None, narrowest.ask_once):
            monkeypatch.setattr(preferred, "split_first_line", narrowest.split_first_line)
            prepare()
            made.append(HTML(string=page).write_pdf(stylesheets=[sheet], font_config=fonts, pdf_identifier=b"x"))
        return made

    return laid


def table(cells, lang="en"):
    """A page with these cells in rows of three, in three looks."""
    rows = "".join(f"<td>{one}</td><td><b>{one}</b> <i>{one}</i></td><td class=small>{one}</td><tr>" for one in cells)
    return f"<html lang={lang}><title>x</title><table><tr>{rows}</table>"


def test_every_kind_of_cell_is_as_broad_as_before(twice):
    before, after = twice(table(CELLS))
    assert before == after


def test_any_words_are_as_broad_as_before(twice):
    words = st.lists(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), max_size=30), max_size=9)

    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(words)
    def whatever(cells):
        before, after = twice(table([cell.replace("<", "").replace("&", "") for cell in cells]))
        assert before == after

    whatever()


@pytest.mark.slow
def test_a_briefing_is_the_same_to_the_byte(twice):
    before, after = twice(printed(case("798-district"), "agency").replace("/static/", f"{ROOT}/static/"))
    assert before == after


def test_what_is_remembered_is_let_go_of_at_some_size(twice, monkeypatch):
    monkeypatch.setattr(narrowest, "MOST", 3)
    before, after = twice(table(CELLS))
    assert before == after
