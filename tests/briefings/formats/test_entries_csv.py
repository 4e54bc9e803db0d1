"""Entries as comma-separated values: all there, in order, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date

import pytest

from briefings.formats.entries_csv import entries_csv
from briefings.formats.plain import inert, plain
from swot.document.values import Evidence
from tests.adversarial.corpus import LONG, NARROW, SHORT
from tests.briefings.build import CASES, case, content, empty, entry

STARTS = "=+-@＝＋－＠﹦﹢﹣﹫"
HEADINGS = [
    *("Ref", "Quadrant", "Entry", "Section", "How we know", "Source", "Date", "Impact", "Certainty", "Priority"),
    *("People already here", "Horizon"),
]


@pytest.fixture(autouse=True)
def _long_cells():
    before = csv.field_size_limit(10**6)
    yield
    csv.field_size_limit(before)


def rows(document):
    """The lines of the file, read by another code than wrote them would: the mark first, then CSV."""
    body = entries_csv(document, content(document.cluster.kind))
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def test_an_entry_is_a_line_with_all_that_is_known_of_it():
    known = Evidence("Told", "Walk of May", 2, date=date(2026, 5, 4))
    one = entry("S1", "strength", "Ships, and\r\nrope", evidence=known, inclusion=True, horizon="1-3 years")
    head, *lines = rows(empty(entries=(one,)))
    assert head == HEADINGS
    expected = ["S1", "Strength", "Ships, and rope", "Place and people", "Backed", "Walk of May", "2026-05-04"]
    assert lines[0][:3] + lines[0][4:7] == expected[:3] + expected[4:]
    assert lines[0][3] == content("district").section_by_code["PLA"].title
    assert lines[0][7:] == ["4", "3", "12", "yes", "1-3 years"]


def test_gaps_are_empty_and_what_is_not_sorted_says_so():
    lines = rows(empty(entries=(entry("E1", None, impact=None, certainty=None, evidence=Evidence()),)))[1:]
    assert lines[0][1] == "not sorted yet"
    assert lines[0][4:] == ["Hunch", "", "", "", "", "", "no", ""]


def test_the_order_is_that_of_the_matrix():
    given = [entry(ref, name) for ref, name in (("T1", "threat"), ("S10", "strength"), ("S2", "strength"))]
    assert [line[0] for line in rows(empty(entries=tuple(given)))[1:]] == ["S2", "S10", "T1"]


@pytest.mark.parametrize("name", CASES)
def test_every_entry_of_a_worked_case_is_there_and_equal_documents_are_equal_bytes(name):
    document = case(name)
    assert {line[0] for line in rows(document)[1:]} == {one.id for one in document.entries}
    of = content(document.cluster.kind)
    assert entries_csv(document, of) == entries_csv(document, of)


@pytest.mark.parametrize("text", [*SHORT, *NARROW, *LONG], ids=lambda text: ascii(text[:20]))
def test_hostile_text_makes_no_formula_no_line_of_its_own_and_no_control(text):
    evidence = Evidence(text, text, 1, url=text)
    body = entries_csv(empty(entries=(entry("S1", "strength", text, evidence=evidence),)), content("district"))
    assert len(rows(empty(entries=(entry("S1", "strength", text, evidence=evidence),)))) == 2
    said = body.decode("utf-8-sig")
    assert not [sign for sign in said if (ord(sign) < 32 and sign not in "\r\n") or 0x7F <= ord(sign) < 0xA0]
    for delimiter in ",;\t|":
        for line in csv.reader(io.StringIO(said, newline=""), delimiter=delimiter):
            assert not [cell for cell in line if cell.strip(" \t\u200b\u200c\u200d\u2060\u00ad")[:1] in tuple(STARTS)]


@pytest.mark.parametrize("sign", STARTS)
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u200b", "\u3000", "\x00", "\ufeff", "x;", "x; "])
def test_no_start_is_live_whatever_stands_before_it(sign, before):
    said = inert(f"{before}{sign}1+1")
    assert f"'{sign}" in said.replace(" ", "").replace("\u3000", "").replace("\u200b", "")


def test_what_cannot_be_a_formula_is_left_as_it_was_written():
    for text in ("3 = 3", "a - b", "x@example.org", "A; b", "Ropes – and ships"):
        assert inert(text) == text


def test_plain_text_keeps_its_line_breaks_as_one_kind():
    assert plain("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"
