"""A calendar file (RFC 5545) of whole days. A pure function of its events: the same ones give the same bytes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

MAKER = "-//Cluster workbook//Dates of a workbook//EN"
LONGEST_LINE = 75  # octets, without the line break (RFC 5545, 3.1)
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")  # nor is it in a calendar (3.3.11)
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Event:
    """Something on one whole day. `uid` never changes; `changed` and `sequence` say which state of it this is.

    `changed` is aware of its time zone: the file gives it in UTC. `url` is an address on this site, or "".
    """

    uid: str
    day: date
    summary: str
    changed: datetime
    description: str = ""
    url: str = ""
    sequence: int = 0


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The file, in UTF-8: one VEVENT each, in the order given. A file without any is no calendar: do not make one."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{MAKER}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}"]
    lines += [line for event in events for line in _event(event)]
    return "".join(folded(line) for line in (*lines, "END:VCALENDAR")).encode()


def plain(text: str) -> str:
    """A text as a calendar can hold it: line breaks as LF, no control characters but the tab."""
    return NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """The value of a TEXT property (3.3.11)."""
    return plain(text).translate(ESCAPES)


def folded(line: str) -> str:
    """A content line with its CRLF, cut so that none is longer than 75 octets and no character is cut in two (3.1)."""
    parts, room = [""], LONGEST_LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append("")
            room = LONGEST_LINE - 1
        parts[-1] += sign
        room -= size
    return "\r\n ".join(parts) + "\r\n"


def _event(event: Event) -> list[str]:
    """TRANSPARENT: a date to keep in mind does not make anybody busy all day."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{event.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;VALUE=DATE:{event.day.isoformat().replace('-', '')}",
        "TRANSP:TRANSPARENT",
        f"SUMMARY:{escaped(event.summary)}",
    ]
    lines += [f"DESCRIPTION:{escaped(event.description)}"] if event.description else []
    lines += [f"URL:{event.url}"] if event.url else []
    return [*lines, "END:VEVENT"]
