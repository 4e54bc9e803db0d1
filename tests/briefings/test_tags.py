"""What a reader by ear is given: scope of table headers, words for figures, language, bookmarks, plain links."""

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pypdf
import pytest

from briefings import make
from briefings.editions import READERS
from briefings.pdf.render import render_pdf
from briefings.scene import Beside
from swot.document.values import Evidence, Reading, SelfCheck
from tests.briefings.build import KINDS, TODAY, content, entry, full_of
from tests.briefings.paper import elements, headings, links

LINKED = Evidence("Deed read", "registry", 3, date(2026, 5, 1), url="https://example.org/deed")
PAPERS = ("a4", "letter")
EACH = [(key, kind, PAPERS[(n + m) % 2]) for n, key in enumerate(READERS) for m, kind in enumerate(KINDS)]


def small(kind):
    """A small workbook of a kind with something in most parts."""
    document = full_of("Rents rise", count=2)
    entries = (*document.entries, entry("S3", "strength", evidence=LINKED))
    readings = (Reading(content(kind).indicators[0].id, 12, "watch", date(2026, 10, 1)),)
    count = len(content(kind).check.questions)
    cluster = replace(document.cluster, kind=kind)
    stamp = replace(document.template, key=f"{kind}.en")
    check = SelfCheck("check", ("unsure",) * count)
    return replace(document, cluster=cluster, template=stamp, entries=entries, readings=readings, check=check)


@cache
def paper(key, kind, size):
    """One small PDF, opened."""
    beside = Beside(answer_at="mailto:ana@example.org")
    page = make.html(small(kind), content(kind), edition=key, paper=size, today=TODAY, beside=beside)
    return pypdf.PdfReader(io.BytesIO(render_pdf(page, extra_css=make.PAPERS[size])))


@pytest.mark.parametrize(("key", "kind", "size"), EACH)
def test_every_table_header_says_which_way_it_points(key, kind, size):
    found = {one["/A"].get("/Scope") for one in elements(paper(key, kind, size)) if one["/S"] == "/TH"}
    assert found == {"/Column", "/Row"}


@pytest.mark.parametrize(("key", "kind", "size"), EACH)
def test_every_cell_names_its_headers(key, kind, size):
    reader = paper(key, kind, size)
    known = {one["/ID"] for one in elements(reader) if one["/S"] == "/TH"}
    named = [set(one["/A"]["/Headers"]) for one in elements(reader) if one["/S"] == "/TD"]
    assert named
    assert all(names and names <= known for names in named)


@pytest.mark.parametrize(("key", "kind", "size"), EACH)
def test_every_figure_has_words(key, kind, size):
    figures = [one for one in elements(paper(key, kind, size)) if one["/S"] == "/Figure"]
    assert figures
    assert all(str(one.get("/Alt", "")).strip() for one in figures)


@pytest.mark.parametrize(("key", "kind", "size"), EACH)
def test_the_language_and_the_title_are_told(key, kind, size):
    reader = paper(key, kind, size)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title.startswith("Ropewalk Quarter: ")


@pytest.mark.parametrize(("key", "kind", "size"), EACH)
def test_every_part_has_its_bookmark(key, kind, size):
    composed = make.compose(small(kind), content(kind), make.edition_of(key), today=TODAY)
    found = [" ".join(title.split()) for title in headings(paper(key, kind, size))]
    assert {part.heading for part in composed.front + composed.parts} <= set(found)


@pytest.mark.parametrize(("key", "kind", "size"), EACH)
def test_links_lead_to_https_and_mailto_alone(key, kind, size):
    found = set(links(paper(key, kind, size)))
    assert "mailto:ana@example.org" in found
    assert all(address.startswith(("https://", "mailto:")) for address in found)


def test_the_source_of_an_entry_is_linked_in_the_full_workbook():
    assert "https://example.org/deed" in set(links(paper("full", "district", "a4")))


def test_headers_of_a_head_name_columns_and_those_of_a_body_name_rows():
    body = "<table><thead><tr><th scope=col>a<th scope=col>b<tbody><tr><th scope=row>c<td>d</table>"
    pdf = render_pdf(f"<html lang=en><title>x</title>{body}")
    found = [one["/A"]["/Scope"] for one in elements(pypdf.PdfReader(io.BytesIO(pdf))) if one["/S"] == "/TH"]
    assert found == ["/Column", "/Column", "/Row"]
