"""One archive of all formats: plain names, the briefing's day, the same bytes each time."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from briefings.formats.archive import archive, repacked
from briefings.formats.registry import FORMATS, FormatConverter, NoDates
from swot.calendar_file import Event
from tests.briefings.build import empty, entry
from tests.briefings.formats.words import asked

EVENT = Event("w-A1", date(2027, 1, 1), "Ring", datetime(2026, 9, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 11, 22), (2026, 11, 22)), (date(1, 1, 1), (1980, 1, 1)), (date(9999, 12, 31), (2107, 12, 31))],
)
def test_every_file_has_the_day_as_far_as_the_format_can_say_it(day, told):
    packed = zipfile.ZipFile(io.BytesIO(archive([("a.txt", b"a"), ("b.txt", b"b")], day)))
    assert [(one.filename, one.date_time) for one in packed.infolist()] == [
        ("a.txt", (*told, 0, 0, 0)),
        ("b.txt", (*told, 0, 0, 0)),
    ]


def test_what_others_packed_keeps_its_files_and_their_order():
    other = archive([("z", b"1"), ("a", b"2")], date(1999, 1, 1))
    packed = zipfile.ZipFile(io.BytesIO(repacked(other, date(2026, 1, 1))))
    assert [(one, packed.read(one)) for one in packed.namelist()] == [("z", b"1"), ("a", b"2")]
    assert repacked(other, date(2026, 1, 1)) == repacked(
        archive([("z", b"1"), ("a", b"2")], date(2001, 1, 1)), date(2026, 1, 1)
    )


def test_all_formats_are_in_one_archive_twice_the_same():
    one = asked(empty(entries=(entry("S1", "strength"),)), "council", events=lambda: (EVENT,))
    body = FORMATS["zip"].make(one)
    packed = zipfile.ZipFile(io.BytesIO(body))
    assert packed.namelist() == [f"ropewalk-council.{key}" for key in FORMATS if key != "zip"]
    assert packed.read("ropewalk-council.pdf").startswith(b"%PDF-")
    assert packed.testzip() is None
    assert FORMATS["zip"].make(one) == body


def test_without_a_date_there_is_no_calendar_in_it_and_none_alone():
    one = asked(empty())
    assert [
        name for name in zipfile.ZipFile(io.BytesIO(FORMATS["zip"].make(one))).namelist() if name.endswith("ics")
    ] == []
    with pytest.raises(NoDates, match="Nothing has a date yet"):
        FORMATS["ics"].make(one)


@pytest.mark.parametrize(("name", "said"), [("Ärger & Lärm/../x", "arger-larmx"), ("数", "briefing"), ("", "briefing")])
def test_names_are_plain(name, said):
    assert FORMATS["docx"].named(name) == f"{said}.docx"


def test_every_format_but_the_pdf_has_an_address():
    assert FormatConverter.regex == r"docx|xlsx|entries\.csv|actions\.csv|json|ics|zip"
