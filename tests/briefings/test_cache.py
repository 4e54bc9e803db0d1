"""PDFs are kept by what they are made of."""

import os
import time

import pytest

from briefings import make
from briefings.pdf import cache
from briefings.pdf.cache import cached_pdf, key
from swot.document.gather import gather
from tests import factories

PAGE = "<html lang=en><title>x</title><p>kept"


def counting(made):
    """A maker that notes each time it is asked."""

    def make():
        made.append(1)
        return b"%PDF-1.7 made " + str(len(made)).encode() + b"\n%%EOF"

    return make


@pytest.fixture
def made():
    """How often something was made."""
    return []


def files(settings):
    """What is kept."""
    return sorted((settings.DATA_DIR / "pdf-cache").iterdir())


def test_the_same_page_is_made_once(made):
    first = cached_pdf(PAGE, make=counting(made))
    assert cached_pdf(PAGE, make=counting(made)) == first
    assert made == [1]


def test_another_page_is_made_again(made):
    assert cached_pdf(PAGE, make=counting(made)) != cached_pdf(PAGE + " not", make=counting(made))
    assert made == [1, 1]


def test_another_style_sheet_is_another_key():
    assert key(PAGE) != key(PAGE, ["css/print-letter.css"])


def test_a_style_sheet_that_changed_is_another_key(settings, tmp_path):
    sheet = tmp_path / "css" / "print.css"
    sheet.parent.mkdir()
    settings.STATICFILES_DIRS = [tmp_path]
    sheet.write_text("p { color: red }")
    before = key(PAGE)
    sheet.write_text("p { color: blue }")
    assert key(PAGE) != before


def test_another_renderer_is_another_key(monkeypatch):
    before = key(PAGE)
    monkeypatch.setattr(cache, "RENDERER", "71.0")
    assert key(PAGE) != before


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7 half of it", b"<html>not a pdf</html>%%EOF"])
def test_a_damaged_file_is_made_again(damage, settings, made):
    first = cached_pdf(PAGE, make=counting(made))
    files(settings)[0].write_bytes(damage)
    again = cached_pdf(PAGE, make=counting(made))
    assert (again != damage, len(made)) == (True, 2)
    assert first.startswith(b"%PDF-")


def test_a_real_pdf_is_whole(settings, made):
    first = cached_pdf(PAGE)
    assert cached_pdf(PAGE, make=counting(made)) == first
    assert made == []


def test_nothing_half_written_is_left_behind(settings, made):
    cached_pdf(PAGE, make=counting(made))
    assert [path.suffix for path in files(settings)] == [".pdf"]


def test_what_could_not_be_made_is_not_kept(settings):
    def fails():
        raise ValueError

    with pytest.raises(ValueError):
        cached_pdf(PAGE, make=fails)
    assert files(settings) == []


def test_only_so_many_are_kept_the_ones_used_last(monkeypatch, settings, made):
    monkeypatch.setattr(cache, "KEPT", 2)
    for number, text in enumerate(("a", "b")):
        cached_pdf(text, make=counting(made))
        stamp = time.time() - 100 + number
        os.utime(settings.DATA_DIR / "pdf-cache" / f"{key(text)}.pdf", (stamp, stamp))
    cached_pdf("a", make=counting(made))
    cached_pdf("c", make=counting(made))
    assert {path.stem for path in files(settings)} == {key("a"), key("c")}


# ---------- pages in memory ----------


def test_a_page_is_drawn_once_for_all_that_is_told_on_it(made):
    for told in ("one thing", "one thing", "another"):
        make.drawn(lambda: made.append(1) or f"page {len(made)}", told)
    assert made == [1, 1]


def test_a_page_that_cannot_be_told_apart_is_drawn_each_time(made):
    pages = [make.drawn(lambda: made.append(1) or f"page {len(made)}", "") for _time in range(2)]
    assert pages == ["page 1", "page 2"]


def test_a_word_that_changed_is_another_pdf_and_the_same_is_laid_out_once(workbook, cast, monkeypatch):
    laid, real = [], make.fitted
    monkeypatch.setattr(make, "fitted", lambda at, *given, **more: laid.append(at()) or real(at, *given, **more))
    said = {"edition": "agency", "paper": "a4", "today": workbook.cluster.today}
    entry = factories.entry(workbook, by=cast.ana, text="Rope is made here")
    first = make.pdf(gather(workbook), workbook.content(), **said)
    entry.edit(by=cast.ana, seen=1, text="Sails are made here")
    second = make.pdf(gather(workbook), workbook.content(), **said)
    assert make.pdf(gather(workbook), workbook.content(), **said) == second != first
    assert ["Rope is made here" in page for page in laid] == [True, False]


def test_a_page_of_no_paper_we_have_is_refused(workbook):
    with pytest.raises(make.UnknownPaper):
        make.pdf(gather(workbook), workbook.content(), edition="agency", paper="b5", today=workbook.cluster.today)
