"""The lists of a workbook as a spreadsheet: each a sheet, read again whole, and no typed text a formula."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from briefings.formats.plain import plain
from briefings.formats.xlsx import LONGEST_CELL, xlsx
from swot.document.values import Action, Evidence, FindOut, Reading
from tests.adversarial.corpus import LONG, NARROW, SHORT
from tests.briefings.build import CASES, TODAY, case, content, empty, entry, full_of

NAMES = ["Entries", "Strategies", "Actions", "To find out", "Indicators"]


def made(document):
    return xlsx(document, content(document.cluster.kind), today=TODAY)


def opened(document):
    return openpyxl.load_workbook(io.BytesIO(made(document)))


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", CASES)
def test_each_list_is_a_sheet_with_every_row(name):
    document = case(name)
    book = opened(document)
    assert book.sheetnames == NAMES
    said = (
        [one for one in document.strategies if one.kept and one.strategy],
        [one for one in document.actions if one.action],
    )
    counts = [book[sheet].max_row - 1 for sheet in NAMES]
    assert counts[:3] == [len(document.entries), len(said[0]), len(said[1])]
    assert counts[4] == len(content(document.cluster.kind).indicators)
    assert {one.id: one.text for one in document.entries} == {row[0]: row[2] for row in rows(book["Entries"])[1:]}


def test_dates_are_dates_numbers_are_numbers_and_gaps_are_empty():
    one = entry("S1", "strength", evidence=Evidence("Told", "Walk", 2, date=date(2026, 5, 4)))
    action = Action("A1", None, "Ring", "Ines", date(2026, 12, 1), done=date(2026, 11, 1))
    early = entry("S2", "strength", impact=None, evidence=Evidence(date=date(1066, 10, 14)))
    book = opened(empty(entries=(one, early), actions=(action,)))
    first, second = rows(book["Entries"])[1:]
    assert first[6:10] == [datetime(2026, 5, 4), 4, 3, 12]
    assert second[6:10] == ["1066-10-14", None, 3, None]
    assert rows(book["Actions"])[1][2:7] == ["Ines", datetime(2026, 12, 1), datetime(2026, 11, 1), None, None]
    assert book["Entries"]["G2"].number_format == "yyyy-mm-dd"


def test_what_is_to_be_found_out_says_who_and_by_when():
    threat = entry("T1", "threat", "Rents may double", impact=5, certainty=1)
    book = opened(empty(entries=(threat,), find_out=(FindOut("T1", "Ben", date(2027, 1, 1)),)))
    row = ["T1", "Rents may double", "Ben", datetime(2027, 1, 1), None, "no"]
    assert row in rows(book["To find out"])


def test_a_figure_has_its_state_on_the_day():
    first = content("district").indicators[0]
    reading = Reading(first.id, 12, "watch", date(2026, 11, 1), "own count")
    for day, state in ((date(2026, 11, 1), "to watch"), (date(2010, 1, 1), "out of date")):
        row = rows(opened(empty(readings=(replace(reading, as_of=day),)))["Indicators"])[1]
        assert (row[0], row[2], row[4], row[5]) == (first.id, 12, state, "own count")


def test_the_head_of_a_sheet_stays_in_sight_and_is_printed_on_every_page():
    for sheet in opened(case(CASES[0])):
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
        assert sheet.auto_filter.ref == sheet.dimensions
        head, body = sheet["A1"], sheet["B2"]
        assert (head.font.b, head.fill.fgColor.rgb, head.font.color.rgb) == (True, "FF1B2233", "FFFFFFFF")
        assert body.alignment.wrap_text
        assert all(5 < one.width < 80 for one in sheet.column_dimensions.values())


def test_equal_input_is_equal_bytes_and_says_what_it_is():
    assert made(case(CASES[0])) == made(case(CASES[0]))
    about = opened(case(CASES[0])).properties
    assert (about.title, about.creator) == ("798 (Dashanzi), Beijing: an art district", "798 Art District (Dashanzi)")
    assert (about.created, about.modified) == (datetime(2026, 11, 22), datetime(2026, 11, 22))
    assert {one.date_time[:3] for one in zipfile.ZipFile(io.BytesIO(made(case(CASES[0])))).infolist()} == {
        (2026, 11, 22)
    }


@pytest.mark.parametrize("text", [*SHORT, *NARROW, *LONG], ids=lambda text: ascii(text[:20]))
def test_hostile_text_is_kept_as_text_and_opens_again(text):
    document = full_of(text, count=1)
    evidence = Evidence(text, text, 1)
    cluster = replace(document.cluster, name=text, place=text)
    given = tuple(replace(one, evidence=evidence) for one in document.entries)
    document = replace(document, entries=given, cluster=cluster, title=text)
    body = made(document)
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert "f" not in {cell.data_type for cell in cells}
    assert [cell for cell in cells if cell.hyperlink] == []
    kept = plain(text)[:LONGEST_CELL]
    # A reader evens the line breaks of XML; nothing else of a text changes.
    assert (book["Entries"]["C2"].value or "").split() == kept.split()
    sheets = [one for one in zipfile.ZipFile(io.BytesIO(body)).namelist() if "worksheets/" in one]
    assert not any(re.search(rb"<f[ >]", zipfile.ZipFile(io.BytesIO(body)).read(one)) for one in sheets)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "＝1＋1", " -1"])
def test_what_might_be_a_formula_stays_text_when_somebody_edits_the_cell(text):
    book = opened(empty(entries=(entry("S1", "strength", text),)))
    assert book["Entries"]["C2"].quotePrefix
    assert not opened(empty(entries=(entry("S1", "strength", "Ropes"),)))["Entries"]["C2"].quotePrefix


def test_a_thousand_entries_fit():
    many = tuple(entry(f"S{n}", "strength") for n in range(1, 1001))
    assert opened(empty(entries=many))["Entries"].max_row == 1001
