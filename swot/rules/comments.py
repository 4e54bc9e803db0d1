"""Comments: who is called by an "@", how long words from outside wait, and in which order threads stand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Said:
    """One comment. `name` is who said it, "" a former member; `outside` somebody without an account."""

    id: int
    name: str
    text: str
    at: datetime
    outside: bool = False
    is_gone: bool = False
    is_mine: bool = False
    may_delete: bool = False
    revision: int = 1

    @property
    def initials(self) -> str:
        """Two letters for the ring beside a name."""
        words = re.findall(r"\w+", self.name)
        return "".join(word[0] for word in words[:2]).upper() or "–"


@dataclass(frozen=True)
class Thread:
    """What was said of one thing: the first words, their answers, who sees to it by when, and when it was settled."""

    about: str
    first: Said
    answers: tuple[Said, ...] = ()
    owner: str = ""
    due: date | None = None
    settled_at: datetime | None = None
    settled_by: str = ""
    calls_reader: bool = False
    may_settle: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody; one whose first words were taken back does not."""
        return self.settled_at is None and not self.first.is_gone

    @property
    def waits_outside(self) -> bool:
        """Whether somebody without an account still waits for an answer from the people of the workbook."""
        return (
            self.is_open and self.first.outside and not any(not one.outside and not one.is_gone for one in self.answers)
        )

    def days_waiting(self, today: date) -> int:
        """For how many days words from outside have waited; 0 for any other thread."""
        return max((today - self.first.at.date()).days, 0) if self.waits_outside else 0

    def is_late(self, today: date) -> bool:
        """Whether its day has passed while it is open."""
        return self.is_open and self.due is not None and self.due < today


def in_order(threads: Iterable[Thread]) -> list[Thread]:
    """Open ones first: those waited for outside, the longest at the top, then by day, then as begun; settled ones last."""
    return sorted(threads, key=_place)


def _place(thread: Thread) -> tuple[int, date, int]:
    if thread.waits_outside:
        return 0, thread.first.at.date(), thread.first.id
    if thread.is_open:
        return 1, thread.due or date.max, thread.first.id
    return 2, date.max, -thread.first.id


def calls(names: Mapping[str, int]) -> dict[str, int]:
    """What may stand after an "@": every name, and a first name that only one person has."""
    firsts: dict[str, list[int]] = {}
    for name, person in names.items():
        firsts.setdefault(_plain(name).partition(" ")[0], []).append(person)
    whole = {_plain(name): person for name, person in names.items() if name.strip()}
    return {first: people[0] for first, people in firsts.items() if first and len(people) == 1} | whole


def pieces(text: str, names: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """A text in pieces, each with the person whom it calls, or None; together they are the text.

    The longest name wins; an "@" inside a word, as in an address, calls nobody.
    """
    known = calls(names)
    if not known or "@" not in text:
        return [(text, None)]
    found: list[tuple[str, int | None]] = []
    end = 0
    for match in _pattern(known).finditer(text):
        found += [(text[end : match.start()], None), (match.group(), known.get(_plain(match.group(1))))]
        end = match.end()
    return [piece for piece in [*found, (text[end:], None)] if piece[0]] or [(text, None)]


def mentioned(text: str, names: Mapping[str, int]) -> set[int]:
    """Everybody a text calls."""
    return {person for _words, person in pieces(text, names) if person is not None}


def _pattern(known: Mapping[str, int]) -> re.Pattern[str]:
    longest = sorted(known, key=len, reverse=True)
    names = "|".join(r"\s".join(map(re.escape, name.split(" "))) for name in longest)
    return re.compile(rf"(?<![\w@.+-])@({names})(?!\w)", re.IGNORECASE)


def _plain(name: str) -> str:
    return " ".join(name.split()).lower()
