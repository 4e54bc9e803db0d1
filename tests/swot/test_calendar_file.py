"""The calendar file, read again by a reader of its own: unfolded, unescaped, and nothing lost."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.calendar_file import Event, calendar, escaped, folded, plain

WHEN = datetime(2026, 9, 2, 14, 30, 5, tzinfo=UTC)
DAY = date(2026, 12, 4)
TEXTS = st.text(max_size=300) | st.text(alphabet="aé€😀\\,;:\n\r\t n", max_size=300)


def unfolded(body):
    """The content lines of a file (RFC 5545, 3.1)."""
    lines = body.decode().replace("\r\n ", "").split("\r\n")
    assert lines.pop() == ""
    return lines


def unescaped(text):
    """The text of a TEXT value (3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def value(body, name):
    """The value of the first property of a name."""
    return next(line.partition(":")[2] for line in unfolded(body) if line.partition(":")[0] == name)


def event(**parts):
    return Event(**{"uid": "w-A1", "day": DAY, "summary": "Ring the owner", "changed": WHEN, **parts})


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_comes_back_as_it_went_in(name, summary, description):
    body = calendar(name, [event(summary=summary, description=description)])
    assert unescaped(value(body, "X-WR-CALNAME")) == plain(name)
    assert unescaped(value(body, "SUMMARY")) == plain(summary)
    assert not plain(description) or unescaped(value(body, "DESCRIPTION")) == plain(description)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300))
def test_no_text_without_control_characters_is_changed(text):
    assert plain(text) == text


@given(TEXTS)
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(text):
    body = folded(f"SUMMARY:{escaped(text)}").encode()
    assert body.endswith(b"\r\n")
    for line in body[:-2].split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@given(TEXTS)
def test_a_text_makes_no_line_of_its_own(text):
    body = calendar(text, [event(uid=text, summary=text, description=f"{text}.")])
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert b"\r" not in body.replace(b"\r\n", b"")
    assert [line.partition(":")[0].partition(";")[0] for line in unfolded(body)] == [
        *("BEGIN", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME"),
        *("BEGIN", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "TRANSP", "SUMMARY", "DESCRIPTION", "END"),
        "END",
    ]


def test_a_line_of_75_octets_stays_whole_and_one_more_is_folded():
    assert folded("a" * 75) == "a" * 75 + "\r\n"
    assert folded("a" * 76) == "a" * 75 + "\r\n a\r\n"
    assert folded("a" * 74 + "é") == "a" * 74 + "\r\n é\r\n"


@pytest.mark.parametrize(
    ("day", "written"), [(DAY, "20261204"), (date(1, 1, 1), "00010101"), (date(9999, 12, 31), "99991231")]
)
def test_a_day_is_whole_and_of_no_time_zone(day, written):
    assert value(calendar("Test", [event(day=day)]), "DTSTART;VALUE=DATE") == written


def test_the_stamp_is_when_it_was_changed_in_utc_so_that_two_files_are_equal():
    east = WHEN.astimezone(timezone(timedelta(hours=5, minutes=30)))
    first, second = (calendar("Test", [event(changed=at, sequence=3)]) for at in (WHEN, east))
    assert first == second
    assert (value(first, "DTSTAMP"), value(first, "SEQUENCE")) == ("20260902T143005Z", "3")


def test_line_breaks_of_every_system_are_one():
    assert escaped("a\r\nb\rc\nd") == "a\\nb\\nc\\nd"
    assert escaped("a\\n; b, c") == "a\\\\n\\; b\\, c"


def test_what_is_not_there_is_left_out():
    body = calendar("Test", [event()])
    assert b"DESCRIPTION" not in body
    assert b"URL" not in body
    assert b"URL:http://testserver/a?b=1,2;3\r\n" in calendar("Test", [event(url="http://testserver/a?b=1,2;3")])
