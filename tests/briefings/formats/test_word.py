"""A briefing as a text to edit: the words of its PDF, real headings, lists and tables, and nothing that runs."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from functools import partial

import pypdf
import pytest
from docx.oxml.ns import qn

from briefings.editions import READERS, box
from briefings.editions import edition as edition_of
from briefings.fit import fitted
from briefings.formats.word.kept import as_docx
from briefings.formats.word.look import GRADES
from briefings.formats.word.make import docx
from briefings.make import html, pdf, printed
from briefings.pdf.render import TooLong
from briefings.scene import Beside, Voice
from swot.document.values import Evidence
from tests.adversarial.corpus import FORMULAS, LINKS, MARKUP, SIGNS, TEMPLATES, decoded
from tests.briefings.build import CASES, HOSTILE, KINDS, TODAY, case, content, empty, entry, full_of
from tests.briefings.formats.words import (
    asked,
    drawing_words,
    head_rows,
    opened,
    paragraph_text,
    picture_words,
    tables,
    text_of,
    words_of,
)

# Words that only paper has: "3 of 12" is reckoned there, here it is a field; page numbers differ.
NUMBERS = {str(number) for number in range(1, 61)}


def made(document, edition="agency", **more):
    """The DOCX of a document, opened."""
    return opened(as_docx(asked(document, edition, **more)))


def of_page(document, edition="agency", paper="a4", **more):
    """The DOCX of a page that was not fitted to any length: what tests of single parts need, and no layout."""
    page = html(document, content(document.cluster.kind), edition=edition, paper=paper, today=TODAY, **more)
    return opened(docx(page, paper=paper, today=TODAY, pages={}))


def full_case(name):
    """A worked case with everything typed for one briefing, and one before."""
    document = case(name)
    earlier = replace(document, entries=document.entries[3:], actions=(), as_of=date(2025, 2, 1))
    beside = Beside(
        headline="Count making",
        letter="Dear all\nthank you",
        answer_at="https://example.org/answer",
        contact="Ana Silva",
        voices=(Voice("The stairs are too steep", "A tenant", date(2026, 5, 4)),),
        earlier=earlier,
        earlier_name="Briefing 2, 1 February 2025",
    )
    return document, beside


@pytest.mark.slow
@pytest.mark.parametrize("edition", READERS)
@pytest.mark.parametrize("name", CASES)
def test_the_words_are_those_of_the_pdf(name, edition):
    document, beside = full_case(name)
    of, told = content(document.cluster.kind), {"edition": edition, "paper": "a4", "today": TODAY, "beside": beside}
    page, rendered = fitted(partial(html, document, of, **told), edition_of(edition), ())
    leaves = [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages]
    # A reader of PDFs runs the number of pages and what follows it together, and a narrow column breaks a word.
    on_paper = "\n".join(leaves).replace(f" of {len(leaves)}", " of ")
    in_text = text_of(opened(docx(page, paper="a4", today=TODAY, pages=rendered.anchors)))
    known = words_of(drawing_words(page)) | NUMBERS
    assert {one for one in words_of(on_paper) - words_of(in_text) - known if one not in in_text} == set()
    whole = "".join(on_paper.split())
    assert {one for one in words_of(in_text) - words_of(on_paper) - known if one not in whole} == set()


@pytest.mark.parametrize("edition", READERS)
def test_every_part_of_an_edition_has_its_heading(edition):
    document = case(CASES[0])
    page, _pages = printed(document, content("district"), edition=edition, paper="a4", today=TODAY)
    text = opened(docx(page, paper="a4", today=TODAY, pages={}))
    found = [one.text for one in text.paragraphs if one.style.name == "Heading 2"]
    assert len(found) >= len(edition_of(edition).parts)
    assert next(one.style.name for one in text.paragraphs) == "Heading 1"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", READERS)
def test_an_empty_workbook_has_its_inclusion_box_with_the_five_windows(edition, kind):
    text = of_page(empty(kind), edition)
    windows = [one for one in text.paragraphs if one.text.startswith("Five windows: ")]
    assert [one.text.count("not answered") for one in windows] == [5]
    assert windows[0].style.name == "Box Line"


def test_tables_are_tables_with_a_head_that_is_repeated():
    text = of_page(case(CASES[0]), "full")
    headed = [one for one in tables(text) if head_rows(one)]
    assert len(headed) >= 20
    assert [one for one in tables(text) if head_rows(one) > 1] == []
    for one in headed:
        assert one._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        widths = [int(column.get(qn("w:w"))) for column in one._tbl.tblGrid]
        assert sum(widths) == pytest.approx(11906 - 2 * 1134, abs=len(widths))


def test_a_section_heads_the_rows_beneath_it_across_the_table():
    text = of_page(case(CASES[0]), "full")
    entries = next(one for one in tables(text) if one.cell(0, 0).text == "Entry")
    across = entries._tbl.xpath(".//w:gridSpan/@w:val")
    assert set(across) == {"3"}


def test_lists_are_lists_and_each_numbered_one_begins_with_one():
    text = of_page(case(CASES[0]))
    board = next(one for one in text.tables if one.style.name == "Normal Table")
    numbers = [
        [one._p.pPr.numPr.numId.val for one in cell.paragraphs if one.style.name == "Matrix List"]
        for row in board.rows
        for cell in row.cells
    ]
    assert [len(set(one)) for one in numbers] == [1, 1, 1, 1]
    assert len({one[0] for one in numbers}) == 4
    assert sum(one.style.name == "List Number" for one in text.paragraphs) == 3


def test_every_picture_has_words():
    said = picture_words(of_page(case(CASES[0]), "full"))
    assert len(said) > 40
    assert all(said)
    assert any(words.startswith("Nine pulses, from 1 to 5. Place & people 3;") for words in said)


def test_evidence_words_stand_on_lines_that_get_surer():
    document = empty(entries=tuple(entry(f"S{n + 1}", "strength", evidence=Evidence("x", "y", n)) for n in range(4)))
    text = of_page(document, "full")
    runs = (run for one in tables(text) for cell in one._cells for line in cell.paragraphs for run in line.runs)
    found = {run.text: (run.style.name, run.style.element.rPr.u_val.name) for run in runs if run.style.name in GRADES}
    lines = ("DOTTED_HEAVY", "DASH_HEAVY", "DASH_LONG_HEAVY", "THICK")
    assert {word: (style, line) for word, (style, line) in found.items()} == {
        grade: (grade, line) for grade, line in zip(GRADES, lines, strict=True)
    }


def test_title_language_author_and_dates_are_the_briefings_own():
    about = of_page(case(CASES[0])).core_properties
    assert about.title == "798 Art District (Dashanzi): briefing for a development agency"
    assert (about.author, about.language) == ("798 Art District (Dashanzi)", "en-GB")
    assert (about.created.date(), about.modified.date(), about.comments) == (TODAY, TODAY, "")
    styles = of_page(empty()).styles.element
    assert styles.xpath("./w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_equal_input_is_equal_bytes_and_every_file_in_it_has_the_day():
    first, second = (as_docx(asked(case(CASES[1]))) for _ in range(2))
    assert first == second
    files = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {one.date_time for one in files} == {(2026, 11, 22, 0, 0, 0)}
    # Nothing of the empty document it began with: no picture of it, no name of another program.
    ours = ("document", "styles", "settings", "fontTable", "numbering", "header1", "footer1", "theme1", "core", "image")
    parts = [one.filename.rpartition("/")[2] for one in files if "rels" not in one.filename]
    assert [one for one in parts if not one.startswith((*ours, "[Content_Types]"))] == []


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (216, 279))])
def test_each_paper_has_its_size(paper, size):
    section = of_page(empty(), paper=paper).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_large_type_is_sixteen_points_and_puts_the_quadrants_one_beneath_the_other():
    plain, large = (of_page(case(CASES[0]), large=large) for large in (False, True))
    sizes = [text.styles["Normal"].font.size.pt for text in (plain, large)]
    boards = [next(one for one in text.tables if one.style.name == "Normal Table") for text in (plain, large)]
    assert sizes == [11.5, 16]
    assert [(len(one.rows), len(one.columns)) for one in boards] == [(2, 2), (4, 1)]


def test_each_page_says_how_inclusion_stands_and_which_page_it_is():
    section = of_page(case(CASES[0])).sections[0]
    assert section.header.paragraphs[0].text.startswith("Local inclusion: 4 of 5 answered. Not known enough.")
    foot = section.footer._element
    assert [one.text for one in foot.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
    assert "Illustrative, from public sources." in section.footer.paragraphs[1].text


def test_page_numbers_are_fields_that_lead_to_their_part():
    document = case(CASES[0])
    page, pages = printed(document, content("district"), edition="full", paper="a4", today=TODAY)
    text = opened(docx(page, paper="a4", today=TODAY, pages=pages))
    body = text.element.body
    names = body.xpath(".//w:bookmarkStart/@w:name")
    wanted = [one.text.split()[1] for one in body.iter(qn("w:instrText"))]
    assert len(wanted) > 20
    assert set(wanted) <= set(names)
    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= set(names)
    assert "part_entries" in wanted
    assert str(pages["part-entries"]) in [paragraph_text(one) for one in body.iter(qn("w:p"))]


@pytest.mark.parametrize("edition", READERS)
def test_every_link_within_leads_to_one_place(edition):
    behind = box("unusual_on_paper", "district")["lines"][0]["evidence_from"][0]
    first = entry("S1", "strength", impact=5, certainty=5, prompt_id=behind)
    document = case("798-district")
    rest = [one for one in document.entries if one.id != "S1"]
    body = of_page(replace(document, entries=(first, *rest)), edition).element.body
    places = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    numbers = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    led = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert [len(set(some)) for some in (places, numbers)] == [len(places)] * 2
    assert led <= set(places)
    assert any(one.startswith("at_") for one in led) == (edition != "community")


def test_words_of_a_template_in_another_language_say_so():
    raw = content("district")
    document = empty(entries=(entry("S1", "strength"),))
    page = html(document, replace(raw, language="es"), edition="full", paper="a4", today=TODAY)
    text = opened(docx(page, paper="a4", today=TODAY, pages={}))
    assert "es" in text.element.body.xpath(".//w:rPr/w:lang/@w:val")


def test_words_from_the_right_are_marked_as_such_and_others_are_not():
    text = of_page(empty(entries=(entry("S1", "strength", "שלום עולם"), entry("S2", "strength", "Ropes"))))
    turned = [paragraph_text(run) for run in text.element.body.iter(qn("w:r")) if run.xpath("./w:rPr/w:rtl")]
    assert turned
    assert {one.strip("[?] ") for one in turned} <= {"שלום עולם", "שלום עולם.", ""}


def hostile(text):
    """A workbook with a text in every field there is."""
    evidence = Evidence(text, text, 1, url=text, flag=text)
    entries = tuple(
        entry(f"{letter}1", name, text[:280] or "x", evidence=evidence, inclusion=True, inclusion_who=text)
        for letter, name in (("S", "strength"), ("W", "weakness"), ("O", "opportunity"), ("T", "threat"))
    )
    document = full_of(text[:200] or "x")
    cluster = replace(document.cluster, name=text, place=text, leader_role=text, members_summary=text, history=(text,))
    return replace(document, entries=entries, cluster=cluster, title=text)


CORPUS = [decoded(text) for text in (HOSTILE, *MARKUP, *TEMPLATES, *SIGNS, *FORMULAS, *LINKS, "W" * 118)]


@pytest.mark.parametrize("text", CORPUS, ids=lambda text: ascii(text[:24]))
def test_hostile_text_stays_text(text):
    beside = Beside(headline=text, letter=text, answer_at=text, contact=text, voices=(Voice(text, text),))
    body_of = of_page(hostile(text), "full", beside=beside)
    links = [one.target_ref for one in body_of.part.rels.values() if one.is_external]
    assert [one for one in links if not one.startswith(("https://", "mailto:"))] == []
    codes = {one.text.split()[0] for one in body_of.element.iter(qn("w:instrText"))}
    assert codes <= {"PAGEREF"}
    assert body_of.element.xpath(".//w:fldSimple|.//w:object|.//w:pict|.//w:altChunk|.//w:subDoc") == []
    said = text_of(body_of)
    assert "People already here" in said
    assert not [sign for sign in said if ord(sign) < 32 and sign not in "\n\t"]


def test_more_entries_than_a_briefing_holds_are_refused_with_a_sentence():
    many = tuple(entry(f"S{n}", "strength") for n in range(1, 1002))
    with pytest.raises(TooLong, match="at most 60 pages or 1,000 entries"):
        as_docx(asked(empty(entries=many)))


def test_a_thousand_entries_are_a_text_in_an_edition_that_has_room_for_them():
    many = tuple(entry(f"S{n}", "strength") for n in range(1, 1001))
    text = made(empty(entries=many))
    assert "995 more in the workbook" in text_of(text)
    assert pdf(empty(entries=many), content("district"), edition="agency", paper="a4", today=TODAY)
