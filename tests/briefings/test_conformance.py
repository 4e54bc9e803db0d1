"""Every PDF is PDF/A-3a and PDF/UA-1 in one: two validators and our own eyes find nothing, in any edition of any workbook."""

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pikepdf
import pytest
from weasyprint import HTML

from briefings import make, worksheet
from briefings.editions import READERS
from briefings.pdf.attached import Attachment
from briefings.pdf.glyphs import printable
from briefings.pdf.render import CannotRender, render, render_pdf
from briefings.text import clean
from tests.briefings.build import KINDS, TODAY, content
from tests.briefings.conform import faults
from tests.briefings.matrix import ALL, FILES, SOME, faults_of, printed, state_of

HEAD = '<html lang="en"><title>x</title>'
OURS = Attachment("a.json", "application/json", b'{"a": 1}', "Figures", date(2026, 11, 22))


def opened(body):
    """A PDF to look into."""
    return pikepdf.open(io.BytesIO(body))


@cache
def plain(page):
    """A small page, rendered once."""
    return render_pdf(HEAD + page)


def marks(page):
    """What is marked on a page, with what is said of it."""
    return [one.operands for one in pikepdf.parse_content_stream(page) if str(one.operator) == "BDC"]


def elements(pdf, kind):
    """Every element of a kind, in the order of the tags."""

    def walk(one):
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            if str(one.S) == kind:
                yield one
            kids = one.get("/K", ())
            for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
                yield from walk(kid)

    return [found for top in pdf.Root.StructTreeRoot.K for found in walk(top)]


# ---------- every edition ----------


@pytest.mark.slow
@pytest.mark.parametrize("cell", SOME, ids="-".join)
def test_nothing_is_wrong_with_a_briefing(cell):
    assert faults_of(printed(*cell)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "kind"), list(zip(READERS, (*KINDS, "network"), strict=True)))
def test_nothing_is_wrong_with_large_print(edition, kind):
    assert faults_of(printed(edition, kind, "letter", "empty", large=True), large=True) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_with_a_worksheet(kind):
    assert faults(worksheet.pdf(content(kind), paper="letter", is_draft=True)) == []


def test_the_cells_of_the_suite_have_every_pair():
    def pairs(cells):
        return {(a, b) for cell in cells for a in enumerate(cell) for b in enumerate(cell) if a < b}

    assert pairs(SOME) == pairs(ALL)
    assert (len(SOME), len(ALL)) == (20, 160)


def test_words_that_run_over_the_edge_are_a_fault():
    wide = plain("<p style='white-space: nowrap'>" + "Rents rise and workshops leave " * 9)
    assert any("runs over the edge" in fault for fault in faults(wide))


def test_a_pdf_as_it_comes_is_full_of_faults():
    page = "<h1>x</h1><table><tr><th>a<tr><td>b</table><p><a href='http://example.org'>c</a>"
    found = "\n".join(faults(HTML(string=HEAD + page).write_pdf()))
    for fault in ("DOC-001", "DOC-012", "UA-01", "not one output intent", "a link to http://example.org", "no order"):
        assert fault in found


def test_a_tagged_pdf_as_it_comes_has_faults_too():
    body = HTML(string=HEAD + "<table><tr><th>a<td>b</table>").write_pdf(pdf_variant="pdf/ua-1")
    found = "\n".join(faults(body, attached=["a.json"]))
    for fault in ("a header without a scope", "pdfaid:part is 0 values", "not one output intent", "attached are []"):
        assert fault in found


# ---------- read once ----------


def test_running_heads_are_read_on_page_one_and_artifacts_after_it():
    page = '<div class="strip"><p>strip said</p></div>' + '<p style="break-after: page">x</p>' * 3
    with opened(plain(page)) as pdf:
        said = [
            [str(tag) for tag, facts in marks(one) if str(facts.get("/Type")) == "/Pagination"] for one in pdf.pages
        ]
        assert [len(one) > 0 for one in said] == [False, True, True]
        assert {str(one.Pg.objgen) for one in elements(pdf, "/Span")} == {str(one.objgen) for one in pdf.pages}


LONG = (
    "<h1>Many</h1><table><thead><tr><th scope=col>Word<th scope=col>Figure<tbody>"
    + "".join(f"<tr><th scope=row>row {n}<td>{n}" for n in range(90))
    + "</table>"
)


def test_a_table_over_pages_is_one_table_with_one_head():
    with opened(plain(LONG)) as pdf:
        assert len(pdf.pages) > 2
        assert len(elements(pdf, "/Table")) == 1
        assert len(elements(pdf, "/THead")) == 1
        assert len(elements(pdf, "/TR")) == 91


def test_every_cell_of_a_table_over_pages_names_the_head_where_it_begins():
    with opened(plain(LONG)) as pdf:
        head, figure = (str(one.ID) for one in elements(pdf, "/TH")[:2])
        named = [[str(name) for name in one.A.Headers] for one in elements(pdf, "/TD")]
        known = {str(one.ID) for one in elements(pdf, "/TH")}
    assert len(named) == 90
    assert all(figure in names and head not in names and set(names) <= known for names in named)


def test_nothing_is_wrong_with_a_table_over_pages():
    assert faults(plain(LONG)) == []


# ---------- what is heard and where it is ----------

SHAPED = "ж\u0301x\u0327 \u05e9\u05dc\u05d5\u05dd \u0633\u0644\u0627\u0645"


def test_letters_that_are_drawn_together_are_told_as_they_were_typed():
    with opened(plain(f"<p>plain<p>{SHAPED}")) as pdf:
        told = [str(facts.get("/ActualText", "")) for _tag, facts in marks(pdf.pages[0])]
    assert "".join(told).split() == SHAPED.split()


def test_no_glyph_stands_for_nothing():
    assert faults(plain(f"<p>ж\u0301 then ж alone<p>{SHAPED}")) == []


TYPED = {
    "arabic": "مرحبا بالعالم، السُّوق القديم",
    "hindi": "क्षत्रिय किताब की दुकान, हिन्दी में",
    "chinese": "创意集群 工作簿",
    "emoji": "workshop 🎨 makers 👩‍🎨 flags 🇫🇷",
    "vietnamese": "Xưởng nghề thủ công ở phố cổ",
}


@pytest.mark.parametrize("script", TYPED)
def test_nothing_is_wrong_with_any_script(script):
    typed = printable(clean(TYPED[script]))
    assert faults(plain(f"<p>plain<p>{typed}<p><b>{typed}</b>")) == []


@pytest.mark.parametrize("script", ["arabic", "hindi"])
def test_a_shaped_script_is_told_as_it_was_typed(script):
    with opened(plain(f"<p>{TYPED[script]}")) as pdf:
        told = [str(facts.get("/ActualText", "")) for _tag, facts in marks(pdf.pages[0])]
    assert "".join(told).split() == TYPED[script].split()


def test_a_glyph_first_met_with_a_mark_is_its_letter_afterwards():
    with opened(plain("<p>ж\u0301<p>ж")) as pdf:
        maps = [one.ToUnicode.read_bytes() for one in pdf.objects if str(getattr(one, "Subtype", "")) == "/Type0"]
    told = {line.split()[1] for one in maps for line in re.findall(rb"^<.{4}> <.*>$", one, re.M)}
    assert b"<0436>" in told
    assert b"<0301>" in told


def test_the_place_of_a_figure_is_counted_from_the_bottom_of_its_page():
    figure = '<svg width="50mm" height="20mm"><title>Two boxes</title><rect width="9" height="9"/></svg>'
    with opened(plain(figure)) as pdf:
        (found,) = elements(pdf, "/Figure")
        left, bottom, right, top = (float(side) for side in found.A.BBox)
    assert (round((right - left) / 72 * 25.4), round((top - bottom) / 72 * 25.4)) == (50, 20)
    assert bottom > 842 / 2


def test_a_link_is_described_by_its_words():
    with opened(plain('<p><a href="https://example.org/deed">the deed</a>')) as pdf:
        (link,) = pdf.pages[0].Annots
        assert str(link.Contents) == "the deed"


# ---------- files inside ----------


def test_files_are_named_dated_and_said_what_they_are():
    body = render_pdf(HEAD + "<p>x", attachments=[replace(OURS, name="b.csv", mime="text/csv"), OURS])
    assert faults(body, attached=["a.json", "b.csv"]) == []
    with opened(body) as pdf:
        one = pdf.Root.AF[0]
        assert (str(one.UF), str(one.Desc), str(one.AFRelationship)) == ("a.json", "Figures", "/Data")
        assert (str(one.EF.F.Subtype), one.EF.F.read_bytes()) == ("/application/json", OURS.data)
        assert str(one.EF.F.Params.ModDate) == "D:20261122000000Z"


def test_equal_files_are_equal_bytes_and_others_are_not():
    page = HEAD + "<p>x"
    first = render_pdf(page, attachments=[OURS])
    assert render_pdf(page, attachments=[OURS]) == first
    assert render_pdf(page, attachments=[replace(OURS, data=b"other")]) != first


@pytest.mark.parametrize(
    "asking",
    [
        '<link rel="attachment" href="/static/css/print.css">',
        '<p><a rel="attachment" href="/static/css/print.css">x</a>',
        '<link rel="attachment" href="data:text/plain,x">',
        '<p><a rel="attachment" href="https://example.org/x.pdf" download="y">x</a>',
    ],
)
def test_a_page_cannot_ask_for_a_file(asking):
    with pytest.raises(CannotRender, match="attachment which is not ours"):
        render(HEAD + asking, attachments=[OURS])


def test_asking_for_a_file_in_typed_words_is_printed_as_words():
    typed = '<link rel="attachment" href="/static/css/print.css"><a rel="attachment" href="/static/css/print.css">x</a>'
    document = state_of("district", "demo")
    entries = tuple(replace(one, text=typed) for one in document.entries)
    cluster = replace(document.cluster, name=typed)
    page = make.html(
        replace(document, entries=entries, cluster=cluster, about=typed),
        content("district"),
        edition="community",
        paper="a4",
        today=TODAY,
    )
    assert "&lt;link rel=&quot;attachment&quot;" in page
    assert faults(render_pdf(page)) == []


def test_a_draft_carries_nothing_and_an_issued_briefing_its_workbook():
    document, said = state_of("district", "empty"), {"edition": "community", "paper": "a4", "today": TODAY}
    assert faults(make.pdf(document, content("district"), **said)) == []
    issued = make.pdf(document, content("district"), **said, number="Briefing 3, 22 November 2026")
    assert faults(issued, attached=FILES) == []
