"""What the PDF is: tagged, titled, bookmarked, on its paper, the same each time, and of our making alone."""

from dataclasses import replace

import pytest

from briefings import make
from briefings.editions import READERS
from briefings.pdf.cache import cached_pdf
from briefings.pdf.fetcher import LocalOnly
from briefings.pdf.render import CannotRender, TooLong, render, render_pdf
from tests.briefings.build import CASES, HOSTILE, KINDS, TODAY, case, content, empty, entry, full_of
from tests.briefings.paper import case_pdf, headings, pdf, words

SENTENCE = "This is too long for one PDF: at most 60 pages or 1,000 entries. Split it by section."


def test_it_is_tagged_titled_and_in_a_language():
    reader = case_pdf("798-district")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "798 Art District (Dashanzi): briefing for a development agency"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_its_bookmarks_are_the_headings_in_order():
    found = headings(case_pdf("798-district"))
    assert found[0] == "798 Art District (Dashanzi)"
    assert found[1:4] == ["The decision we ask for", "What we are", "Three things to know"]
    assert found[-1] == "How to answer"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "edition", "follows", "paper"),
    [
        (CASES[0], "agency", "Since the last briefing", "a4"),
        (CASES[0], "agency", "Since the last briefing", "letter"),
        (CASES[1], "agency", "Since the last briefing", "letter"),
        (CASES[0], "full", "Contents", "a4"),
    ],
)
def test_page_one_stands_alone(name, edition, follows, paper):
    reader = case_pdf(name, edition, paper)
    first, second = words(reader, 0), words(reader, 1)
    for part in (
        "What we are",
        "Strong:",
        "Who could lose:",
        "Strengths",
        "Weaknesses",
        "Opportunities",
        "Threats",
        "People already here",
    ):
        assert part in first
    assert "decision" in first
    assert "Next:" in first
    assert follows in second
    assert "Threats" not in second


@pytest.mark.parametrize("name", CASES)
def test_on_a4_page_one_shows_five_in_each_place(name):
    assert words(case_pdf(name), 0).count(" 5 of ") == 4


@pytest.mark.parametrize("text", ["Rents rise and workshops leave " * 6, "W" * 190])
def test_page_one_stands_alone_however_long_the_lines_are(text):
    reader = pdf(full_of(text.strip()[:200]))
    assert "Since the last briefing" in words(reader, 1)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_each_paper_has_its_size(paper, size):
    box = pdf(empty(), paper=paper).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_paper_we_do_not_have_is_refused():
    with pytest.raises(make.UnknownPaper, match="no paper “a3”"):
        pdf(empty(), paper="a3")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("edition", "kind"), list(zip(READERS, (*KINDS, "network"), strict=True)))
def test_nothing_is_remarked_in_an_empty_workbook(edition, kind, large):
    page = make.html(empty(kind), content(kind), edition=edition, paper="a4", today=TODAY, large=large)
    assert render(page).warnings == ()


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "name"), list(zip(READERS, CASES * 3, strict=False)))
def test_nothing_is_remarked_in_the_worked_cases(edition, name):
    document = case(name)
    page = make.html(document, content(document.cluster.kind), edition=edition, paper="letter", today=TODAY)
    assert render(page, extra_css=make.PAPERS["letter"]).warnings == ()


def test_equal_input_gives_equal_bytes_whatever_was_printed_between():
    page = make.html(case("798-district"), content("district"), edition="agency", paper="a4", today=TODAY)
    first = render_pdf(page)
    render_pdf(make.html(empty("region"), content("region"), edition="full", paper="a4", today=TODAY))
    assert render_pdf(page) == first


def test_every_page_carries_strip_foot_and_number():
    reader = case_pdf("798-district")
    for at in range(len(reader.pages)):
        text = words(reader, at)
        assert "Local inclusion:" in text
        assert "Illustrative, from public sources." in text
        assert f"{at + 1} of {len(reader.pages)}" in text


def test_the_last_line_is_the_decision_asked_for():
    reader = case_pdf("798-district")
    assert "We ask city cultural industries office to decide by 15 December 2026" in words(reader, -1)


@pytest.mark.slow
def test_what_is_cut_in_the_full_workbook_names_the_page_where_it_stands():
    reader = case_pdf("798-district", "full")
    at = int(words(reader, 0).split("more on page ")[1].split()[0])
    assert "Every entry" in words(reader, at - 1)


def test_hostile_text_is_printed_as_text_and_fetches_nothing():
    reader = pdf(replace(full_of("Rents rise"), entries=(entry("S1", "strength", HOSTILE[:199]),)))
    assert "<img src=http://example.invalid/x.png>" in words(reader, 0)
    assert "{{ 7|add:7 }}" in words(reader, 0)
    assert "/EmbeddedFiles" not in reader.trailer["/Root"].get("/Names", {})


@pytest.mark.parametrize(
    "source",
    [
        "http://example.invalid/x.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "/static/../config/settings.py",
    ],
)
def test_a_page_that_asks_for_what_is_not_ours_is_refused(source):
    with pytest.raises(CannotRender):
        render(f'<html lang="en"><title>x</title><img alt="x" src="{source}">')


def test_a_page_that_reaches_out_is_refused_before_anything_is_asked(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    fetcher = LocalOnly([tmp_path / "static"])
    with pytest.raises(BaseException, match="Not one of our files"):
        fetcher.fetch("https://pdf.invalid/static/%2e%2e/secret.txt")


def test_too_many_pages_end_in_a_sentence():
    with pytest.raises(TooLong) as error:
        render("<html lang=en><title>x</title>" + '<p style="break-after: page">x</p>' * 12, pages_at_most=10)
    assert str(error.value) == SENTENCE


def test_more_than_a_thousand_entries_end_in_the_same_sentence():
    with pytest.raises(TooLong, match="1,000 entries"):
        pdf(full_of("Rents rise", count=251))


@pytest.mark.parametrize("limit", [{"cpu_seconds": 1}, {"wall_seconds": 1.5}])
def test_a_bomb_ends_in_the_sentence_and_others_notice_nothing(limit):
    bomb = "<html lang=en><title>x</title>" + "<table><tr><td>" * 60 + "<p>word " * 60_000
    with pytest.raises(TooLong, match="too long for one PDF"):
        render(bomb, **limit)
    assert render("<html lang=en><title>x</title><p>calm").pages == 1


def test_the_cache_answers_without_rendering(settings):
    page = "<html lang=en><title>x</title><p>kept"
    first = cached_pdf(page)

    def never():
        raise AssertionError("rendered again")

    assert cached_pdf(page, make=never) == first
    assert [path.suffix for path in (settings.DATA_DIR / "pdf-cache").iterdir()] == [".pdf"]


def test_the_cache_tells_papers_apart():
    page = "<html lang=en><title>x</title><p>kept"
    assert cached_pdf(page) != cached_pdf(page, extra_css=make.PAPERS["letter"])
