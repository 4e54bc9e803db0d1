"""Paper of a workbook: the page that offers it, every choice at its own address, squares that lead back, the pack whole."""

import html as entities
import io
import re
from dataclasses import replace
from datetime import time

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.make import PAPERS
from briefings.paper.choice import KINDS, LARGE_OF, Choice
from briefings.paper.make import SHEETS, html
from briefings.pdf.render import render
from clusters.models import Cluster
from swot.curators import make_curator
from swot.document.gather import Rows
from swot.pictures.square import square
from tests import factories
from tests.briefings.build import HOSTILE
from tests.briefings.paper import headings, links, words
from workshops.run_sheets import questions, run_sheet, run_sheets

KIND_NAMES = ("workspace", "district", "region", "network")
SITE = "https://workbook.example"


@pytest.fixture(autouse=True)
def public(settings):
    settings.PUBLIC_URL = SITE + "/"


def page_of(book):
    return reverse("briefings:paper", args=[book.pk])


def sheets_of(book, what):
    return reverse("briefings:paper-pdf", args=[book.pk, what])


def opened(response):
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.content))


def said(reader):
    return " ".join(words(reader, at) for at in range(len(reader.pages)))


def book_of(kind, cast):
    cluster = Cluster.found(by=cast.ana, name="Ropewalk Quarter", kind=kind, place="Kelda")
    return factories.workbook(cluster, by=cast.ana)


def squares(page):
    """Each square of a page: its title and the path of its modules."""
    return re.findall(r'<svg class="qr".*?<title>(.*?)</title>.*? d="([^"]*)"', page)


def leads_to(address, square_path):
    """Whether the modules are those of the code of this address, letter by letter."""
    return f' d="{square_path}"' in square(address, title="")


# ---------- the page ----------


def test_the_page_offers_every_kind_and_its_forms_lead_to_the_pdfs(ana, workbook):
    page = ana.get(page_of(workbook)).text
    for what in KINDS:
        assert f'action="{sheets_of(workbook, what)}"' in page
    for section in workbook.content().sections:
        assert f'value="{section.code}"' in page
    for sheet in run_sheets():
        assert f'<option value="{sheet.key}"' in page


def test_the_page_is_found_from_the_briefings_and_from_the_index(ana, workbook):
    assert ana.get(reverse("briefings:list", args=[workbook.pk])).text.count(f'href="{page_of(workbook)}"') == 2
    assert f'href="{page_of(workbook)}"' in ana.get(reverse("swot:board", args=[workbook.pk])).text


def test_paper_begins_as_the_cluster_usually_prints(ana, workbook):
    chosen = {form.kind.key: form.usual["paper"] for form in ana.get(page_of(workbook)).context["forms"]}
    assert {chosen["questions"], chosen["pack"]} == {"a4"}
    assert {chosen["matrix"], chosen["poster"]} == {"a3"}
    Cluster.objects.filter(pk=workbook.cluster_id).update(country="Canada")
    chosen = {form.kind.key: form.usual["paper"] for form in ana.get(page_of(workbook)).context["forms"]}
    assert {chosen["questions"], chosen["pack"]} == {"letter"}
    assert {chosen["matrix"], chosen["poster"]} == {"tabloid"}


# ---------- addresses ----------


@pytest.mark.parametrize("what", KINDS)
def test_an_address_without_a_choice_gives_the_usual_sheets_twice_the_same(what, ana, workbook):
    first = ana.get(sheets_of(workbook, what))
    assert opened(first).pages
    assert re.fullmatch(rf'inline; filename="[a-z0-9-]+-{what}-a[34]\.pdf"', first["Content-Disposition"])
    assert ana.get(sheets_of(workbook, what)).content == first.content


def test_a_whole_choice_stands_in_its_address(ana, workbook):
    chosen = {"section": ["INC", "AIM"], "paper": "letter", "lines": "plain", "large": "on"}
    reader = opened(ana.get(sheets_of(workbook, "questions"), chosen))
    of_section = workbook.content().section_by_code
    assert len(reader.pages) == len(of_section["INC"].prompts) + len(of_section["AIM"].prompts)
    assert round(reader.pages[0].mediabox.width) == 612


@pytest.mark.parametrize(
    ("what", "query", "sentence"),
    [
        ("questions", "section=XXX", "There is no such section in these questions."),
        ("questions", "section=INC&paper=a3", "It is not made for that paper."),
        ("poster", "paper=a4", "It is not made for that paper."),
        ("matrix", "lines=wavy", "Choose one of the two."),
        ("poster", "inside=out", "Choose one of the two."),
        ("pack", "run=all-day", "There is no such run sheet."),
        ("pack", "start=after+lunch", "Write the time as hours and minutes, for example 14:00."),
    ],
)
def test_a_choice_that_there_is_not_gets_a_sentence_and_keeps_the_others(what, query, sentence, ana, workbook):
    response = ana.get(f"{sheets_of(workbook, what)}?{query}")
    assert response.status_code == 422
    assert "<title>Error: " in response.text
    assert response.text.count(sentence) == 2
    if "INC" in query:
        assert re.search(r'value="INC"[^>]*checked', response.text)
    if "lunch" in query:
        assert 'value="after lunch"' in response.text


def test_there_are_no_other_sheets(ana, workbook):
    for what in ("question", "all", "worksheet"):
        assert ana.get(sheets_of(workbook, what)).status_code == 404
    assert ana.post(sheets_of(workbook, "questions")).status_code == 405


def test_strangers_find_nothing_and_a_viewer_prints(client, cast, workbook):
    for person, status in ((cast.caro, 200), (cast.dev, 404), (cast.cleo, 404)):
        client.force_login(person)
        assert client.get(page_of(workbook)).status_code == status
        assert client.get(sheets_of(workbook, "missing")).status_code == status


def test_the_page_and_its_worksheets_cost_no_more_queries_than_any_page(ana, workbook):
    for url in (page_of(workbook), sheets_of(workbook, "questions")):
        ana.get(url)
        with CaptureQueriesContext(connection) as queries:
            ana.get(url)
        assert len(queries) <= 12


@pytest.mark.parametrize("what", KINDS)
def test_sheets_ask_the_database_as_often_with_forty_entries_as_with_one(what, ana, cast, workbook):
    def asked():
        ana.get(sheets_of(workbook, what))
        with CaptureQueriesContext(connection) as queries:
            ana.get(sheets_of(workbook, what))
        return len(queries)

    entry(workbook, cast, "strength")
    once = asked()
    for number in range(40):
        entry(workbook, cast, ("strength", "threat")[number % 2], text=f"Fact {number}")
    assert asked() == once
    assert once <= 16


# ---------- squares ----------


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_square_of_a_question_leads_to_its_place_in_that_workbook(kind, ana, cast):
    book = book_of(kind, cast)
    page = html(Choice("questions"), book.content(), rows=Rows(book))
    prompts = book.content().prompts.values()
    found = squares(page)
    assert len(found) == len(prompts)
    for prompt, (_title, modules) in zip(prompts, found, strict=True):
        place = reverse("swot:section", args=[book.pk, prompt.section])
        assert leads_to(f"{SITE}{place}#{prompt.id}", modules)
    assert not leads_to(f"{SITE}{place}#{prompt.id}", found[0][1])
    assert f'id="{prompt.id}"' in ana.get(place).text


def test_the_squares_of_other_sheets_lead_to_board_and_first_questions(workbook):
    for what, paper, name in (
        ("matrix", "a3", "board"),
        ("matrix", "letter", "board"),
        ("missing", "a4", "first-questions"),
    ):
        [(title, modules)] = squares(html(Choice(what, paper), workbook.content(), rows=Rows(workbook)))
        assert leads_to(f"{SITE}{reverse(f'swot:{name}', args=[workbook.pk])}", modules)
        assert title.startswith("Square for a camera")


# ---------- poster ----------


def entry(book, cast, quadrant, text="Rents rise", **more):
    return factories.entry(
        book, by=cast.ana, text=text, section="PLA", quadrant=quadrant, impact=4, certainty=4, **more
    )


@pytest.mark.parametrize("paper", ["a3", "a2", "tabloid"])
@pytest.mark.parametrize("text", ["and so on, as people do, " * 15, HOSTILE * 2, "字" * 400])
def test_a_poster_of_the_longest_entries_stands_on_one_sheet_down_to_its_last_line(text, paper, ana, cast, workbook):
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        for number in range(8):
            entry(workbook, cast, quadrant, text=f"Fact {number} {text}"[:200], inclusion=quadrant == "threat")
    reader = opened(ana.get(sheets_of(workbook, "poster"), {"paper": paper}))
    assert len(reader.pages) == 1
    page = words(reader, 0)
    assert page.count("Fact ") == 8 * 4 - sum(map(int, re.findall(r"and (\d+) more in the workbook", page)))
    assert page.count("Fact ") >= 4 * 3
    assert "Local inclusion:" in page
    assert f", version {workbook.version.number}" in page


def test_a_poster_shows_the_short_list_with_evidence_and_windows(ana, cast, workbook):
    entry(workbook, cast, "weakness", text="One owner holds the land", inclusion=True)
    page = html(Choice("poster", "a3"), workbook.content(), rows=Rows(workbook))
    assert "One owner holds the land" in page
    assert "Hunch" in page.partition("One owner holds the land")[2].partition("</li>")[0]
    assert "About people already here" in page.partition("One owner holds the land")[2].partition("</li>")[0]
    assert page.count("Nothing here yet.") == 3
    assert "Five windows: " in page
    assert workbook.cluster.name in entities.unescape(page)


def test_a_blank_poster_says_nothing_of_the_workbook(ana, cast, workbook):
    entry(workbook, cast, "weakness", text="One owner holds the land")
    page = words(opened(ana.get(sheets_of(workbook, "poster"), {"inside": "blank"})), 0)
    assert "One owner" not in page
    assert "Colour a window" in page


# ---------- pack ----------


def pack(book, run="ninety", paper="a4", **more):
    choice = Choice("pack", paper, run=run, **more)
    page = html(choice, book.content(), rows=Rows(book))
    rendered = render(page, extra_css=(*PAPERS[paper], *SHEETS))
    assert rendered.warnings == ()
    return rendered, pypdf.PdfReader(io.BytesIO(rendered.pdf))


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_pack_holds_everything_in_order_and_its_contents_tell_the_pages(paper, kind, cast):
    book = book_of(kind, cast)
    sheet, content = run_sheet("two-hours"), book.content()
    rendered, reader = pack(book, "two-hours", paper)
    found = {one.prompt.id for step in sheet.steps for _q, asked in questions(step, content) for one in asked}
    asked = [prompt for prompt in content.prompts.values() if prompt.id in found]
    noun = content.words["noun"]
    parts = ["Voting slips", "Counting sheet", f"What is true of our {noun}?", "What matters most", "Who is missing?"]
    titles = headings(reader)
    assert titles[:2] == ["Facilitator’s pack", sheet.title]
    worksheets = [title for title in titles if any(title.endswith(prompt.text) for prompt in asked)]
    assert [title.partition(" ")[2] for title in worksheets] == [prompt.text for prompt in asked]
    rest = [title for title in titles if title in (*parts, book.cluster.name)]
    assert rest == [*parts[:3], book.cluster.name, parts[4]]
    contents = words(reader, 0)
    for name, page in (
        (sheet.title, rendered.anchors["leaf-run"]),
        ("Worksheets", rendered.anchors[f"leaf-question-{asked[0].id}"]),
        ("Voting slips", rendered.anchors["leaf-slips"]),
        ("Who is missing?", rendered.anchors["leaf-missing"]),
    ):
        assert re.search(rf"{re.escape(name)} One [a-z ]+ {page}\b", contents)
    assert rendered.anchors["leaf-missing"] == len(reader.pages)
    assert rendered.anchors["leaf-slips"] == rendered.anchors[f"leaf-question-{asked[0].id}"] + len(asked)
    large = {"a4": (1191, 842), "letter": (1224, 792)}[paper]
    for name in ("matrix-wall", "poster"):
        box = reader.pages[rendered.anchors[f"leaf-{name}"] - 1].mediabox
        assert (round(box.width), round(box.height)) == large
    assert LARGE_OF[paper] in ("a3", "tabloid")


@pytest.mark.parametrize("run", [sheet.key for sheet in run_sheets()])
def test_a_pack_has_every_step_whole_with_its_times_and_what_the_workbook_knows(run, workbook):
    _rendered, reader = pack(workbook, run, start=time(14), large=True)
    sheet = run_sheet(run)
    pages = [words(reader, at) for at in range(len(reader.pages))]
    for step in sheet.steps:
        assert any(step.title in page and step.tip in page for page in pages)
    assert "From 14:00 to" in pages[0]
    assert "who decides" in " ".join(pages)
    assert len(reader.pages) <= 40


def test_a_pack_of_hostile_words_keeps_them_words(ana, cast, workbook):
    Cluster.objects.filter(pk=workbook.cluster_id).update(name=HOSTILE[:200])
    entry(workbook, cast, "threat", text=HOSTILE[:200])
    reader = opened(ana.get(sheets_of(workbook, "pack")))
    assert "<img src=http://example.invalid/x.png>" in said(reader)
    assert list(links(reader)) == []


# ---------- for curators ----------


@pytest.fixture
def curator(client, cast):
    make_curator(cast.cleo)
    client.force_login(cast.cleo)
    return client


def test_a_curator_prints_blank_sheets_of_a_version_without_squares(curator):
    version = factories.version("network")
    url = reverse("briefings:worksheet", args=[version.pk])
    response = curator.get(url, {"what": "questions", "paper": "letter", "section": "INC"})
    reader = opened(response)
    assert response["Content-Disposition"] == 'inline; filename="network-en-1-questions.pdf"'
    assert len(reader.pages) == len(version.content().section_by_code["INC"].prompts)
    assert "For whoever types this in" not in said(reader)
    assert (
        f'href="{url}?what=questions"'
        in curator.get(reverse("admin:swot_templateversion_change", args=[version.pk])).text
    )
    for query in (
        {"what": "pack"},
        {"what": "questions", "paper": "a3"},
        {"what": "questions", "section": "XXX"},
        {"what": "none"},
    ):
        assert curator.get(url, query).status_code == 404


def test_what_is_too_long_for_one_pdf_is_said(curator):
    first = factories.version("region")
    codes = iter(range(1000))
    many = tuple(
        replace(
            section,
            prompts=tuple(
                replace(one, id=f"R-{section.code}-{next(codes) + 10}", show_if=None, indicator=None)
                for _turn in range(3)
                for one in section.prompts
            ),
        )
        for section in first.content().sections
    )
    draft = first.template.draft(replace(first.content(), sections=many))
    response = curator.get(reverse("briefings:worksheet", args=[draft.pk]), {"what": "questions"})
    assert response.status_code == 422
    assert "Split it by section." in response.text
