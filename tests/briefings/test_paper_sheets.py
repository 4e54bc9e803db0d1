"""Sheets to write on: as many pages as promised for each kind and paper, tagged, told apart without colour, no remark."""

import io
from dataclasses import replace
from functools import cache

import pypdf
import pytest

from briefings.make import PAPERS
from briefings.paper.choice import KINDS as SHEETS_THERE_ARE
from briefings.paper.choice import LARGE, MATRIX, MISSING, POSTER, QUESTIONS, SLIPS, SMALL, WALL, Choice
from briefings.paper.leaves import quadrants
from briefings.paper.make import SHEETS, html, pdf
from briefings.pdf.render import TooLong, render
from tests import factories
from tests.briefings.build import HOSTILE, KINDS, content, words_of
from tests.briefings.paper import elements, headings, words

POINTS = {"a4": (595, 842), "letter": (612, 792), "a3": (1191, 842), "tabloid": (1224, 792), "a2": (1684, 1191)}
TEMPLATES = (*((kind, "en") for kind in KINDS), ("district", "es"))
SMALL_SHEETS = [
    (what, paper, large) for what in (QUESTIONS, MATRIX, SLIPS, MISSING) for paper in SMALL for large in (False, True)
]
BIG_SHEETS = [(MATRIX, paper, False) for paper in LARGE] + [(POSTER, paper, False) for paper in WALL]
PROMISED = {MATRIX: 1, POSTER: 1, SLIPS: 2, MISSING: 1}


@cache
def of(kind, language):
    return content(kind) if language == "en" else factories.library(kind, language)


@cache
def printed(what, paper, kind="district", language="en", **more):
    """The sheets of a template without a workbook: what is remarked, and the PDF opened."""
    page = html(Choice(what, paper, **more), of(kind, language))
    rendered = render(page, extra_css=(*PAPERS.get(paper, ()), *SHEETS))
    return rendered, pypdf.PdfReader(io.BytesIO(rendered.pdf))


@pytest.mark.parametrize(("kind", "language"), TEMPLATES)
@pytest.mark.parametrize(("what", "paper", "large"), SMALL_SHEETS + BIG_SHEETS)
def test_each_sheet_has_its_pages_on_its_paper_and_nothing_is_remarked(what, paper, large, kind, language):
    rendered, reader = printed(what, paper, kind, language, large=large)
    assert rendered.warnings == ()
    assert len(reader.pages) == PROMISED.get(what, len(of(kind, language).prompts))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {POINTS[paper]}


@pytest.mark.parametrize("paper", SMALL)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_one_question_with_its_number_its_why_and_what_stands_under_it(kind, paper):
    _rendered, reader = printed(QUESTIONS, paper, kind)
    at = 0
    for number, section in enumerate(content(kind).sections, 1):
        for place, prompt in enumerate(section.prompts, 1):
            page = words(reader, at)
            for text in (prompt.text, prompt.hint, *prompt.options, *prompt.anchors, prompt.id, section.title):
                assert text in page
            assert prompt.why.replace(" ", "") in page.replace(" ", "")
            assert page.count("Why we ask") == 1
            assert f"{number}.{place}" in page
            for text in ("How do we know it?", "Hunch", "Heard", "Backed", "Checked", "Written by, if you wish"):
                assert text in page
            for window in content(kind).words["windows"].values():
                assert window.replace(" ", "") in page.replace(" ", "")
            at += 1
    assert at == len(reader.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_the_bookmarks_are_the_questions_by_number(kind):
    _rendered, reader = printed(QUESTIONS, "a4", kind)
    numbered = [
        f"{number}.{place} {prompt.text}"
        for number, section in enumerate(content(kind).sections, 1)
        for place, prompt in enumerate(section.prompts, 1)
    ]
    assert headings(reader) == numbered


@pytest.mark.parametrize("what", [QUESTIONS, MATRIX, POSTER, SLIPS, MISSING])
def test_sheets_are_tagged_and_every_figure_has_words(what):
    _rendered, reader = printed(what, next(iter(SHEETS_THERE_ARE[what].papers)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    found = list(elements(reader))
    assert "/H1" in [one["/S"] for one in found]
    assert all(one.get("/Alt") for one in found if one["/S"] == "/Figure")
    assert {one["/A"].get("/Scope") for one in found if one["/S"] == "/TH"} <= {"/Column", "/Row"}


def test_only_the_sections_asked_for_are_printed_in_the_order_of_the_workbook():
    page = html(Choice(QUESTIONS, sections=("OUT", "INC")), content("region"))
    titles = [part.partition("<")[0] for part in page.split('class="eyebrow">')[1:]]
    of_section = content("region").section_by_code
    assert titles == [of_section["INC"].title.replace("&", "&amp;")] * 4 + [of_section["OUT"].title] * 3


def test_plain_sheets_have_no_lines_and_ruled_ones_have():
    ruled, plain = (html(Choice(QUESTIONS, lines=lines), content("district")) for lines in ("ruled", "plain"))
    assert ruled.replace("paper a4 ruled", "paper a4 plain") == plain
    # A line is a tile that is laid again and again; a plain sheet lays none.
    for page, lays in ((ruled, True), (plain, False)):
        reader = pypdf.PdfReader(io.BytesIO(render(page, extra_css=SHEETS).pdf))
        assert [bool(one["/Resources"].get("/Pattern")) for one in reader.pages] == [lays] * len(reader.pages)


def size_of(reader, at, beginning):
    """The size in points of the text on a page that begins so."""
    found = []
    reader.pages[at].extract_text(
        visitor_text=lambda text, cm, tm, _font, size: found.append((text.strip(), size * abs(tm[3]) * abs(cm[3])))
    )
    return next(round(size, 1) for text, size in found if text and beginning.startswith(text))


@pytest.mark.parametrize("paper", SMALL)
def test_large_print_asks_in_sixteen_points_and_more(paper):
    asked = next(at for at, one in enumerate(content("district").prompts.values()) if one.type == "scale")
    prompt = list(content("district").prompts.values())[asked]
    usual, large = (printed(QUESTIONS, paper, large=large)[1] for large in (False, True))
    assert [size_of(one, asked, prompt.hint) for one in (usual, large)] == [10, 16]
    assert [size_of(one, asked, prompt.anchors[0]) for one in (usual, large)] == [10, 16]
    assert size_of(large, asked, prompt.text) > size_of(usual, asked, prompt.text) > 16


@pytest.mark.parametrize("kind", KINDS)
def test_two_by_two_tells_the_fields_apart_by_letter_shape_band_and_place(kind):
    page = html(Choice(MATRIX, "a3"), content(kind))
    assert [
        page.index(f"<title>{name}</title>") for name in ("Strength", "Weakness", "Opportunity", "Threat")
    ] == sorted(page.index(f"<title>{name}</title>") for name in ("Strength", "Weakness", "Opportunity", "Threat"))
    marks = [part.partition("</svg>")[0] for part in page.split('<svg class="mark"')[1:]]
    assert [("<rect" in mark, 'fill="#ffffff" stroke' in mark) for mark in marks] == [
        (True, False),
        (True, True),
        (False, False),
        (False, True),
    ]
    bands = {part.partition("</svg>")[0].partition("</title>")[2] for part in page.split('<svg class="band"')[1:]}
    assert len(bands) == 4
    said = words_of(page)
    for field in quadrants(content(kind)):
        assert f"{field.place} {field.ask}" in said
        assert field.example in said
    assert content(kind).words["we_means"] in said
    assert f"What is true of our {content(kind).words['noun']}?" in said


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_missing_asks_the_first_questions_of_the_kind(kind):
    said = words_of(html(Choice(MISSING), content(kind)))
    for one in content(kind).words["start_questions"]:
        assert one["text"] in said
        assert one["hint"] in said


def test_a_template_without_a_workbook_has_no_square():
    for what, kind in SHEETS_THERE_ARE.items():
        if what != "pack":
            assert '<svg class="qr"' not in html(Choice(what, next(iter(kind.papers))), content("district"))


def test_what_a_template_says_stays_words_and_a_long_question_goes_on_without_covering_anything():
    first, *others = content("district").sections
    long = replace(first.prompts[0], text="Why not? " * 44, why=HOSTILE, hint="A long hint. " * 30, how="Count. " * 57)
    hostile = replace(content("district"), sections=(replace(first, prompts=(long,)), *others))
    page = html(Choice(QUESTIONS, sections=("AIM",), large=True), hostile)
    assert "<img src=http" not in page
    rendered = render(page, extra_css=SHEETS)
    assert (rendered.pages, rendered.warnings) == (2, ())


def test_more_than_sixty_questions_are_too_long_and_the_sentence_says_what_to_do():
    three = tuple(replace(one, code=f"{one.code}{turn}") for turn in range(3) for one in content("district").sections)
    with pytest.raises(TooLong, match="Split it by section"):
        pdf(Choice(QUESTIONS), replace(content("district"), sections=three))
