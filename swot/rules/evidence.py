"""How long evidence is good: past its date it still counts, and says so wherever it is cited (spec workbook.md)."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from swot.rules.readings import months_after

MONTHS_GOOD = 12


class Dated(Protocol):
    """Anything with a day until which it is good: the evidence of an entry, or a source."""

    @property
    def good_until(self) -> date | None:
        """The last day on which it is good; None where nobody set one."""


Cited = TypeVar("Cited", bound=Dated)


def is_stale(evidence: Dated, today: date) -> bool:
    """Whether its last good day has passed; on that day itself it still is good, and without one it never ages."""
    return evidence.good_until is not None and evidence.good_until < today


def proposed_end(speaks_of: date) -> date:
    """Until when something that speaks of a day is good, unless somebody says otherwise: a year."""
    return months_after(speaks_of, MONTHS_GOOD)


def stale_first(sources: Iterable[Cited], today: date) -> list[Cited]:
    """Stale ones first, the longest stale at the top; the others in the order they came."""
    return sorted(sources, key=lambda one: one.good_until or date.max if is_stale(one, today) else date.max)


def is_graded_above(grade: int, source_grade: int) -> bool:
    """Whether an entry claims to be better known than the source it rests on."""
    return grade > source_grade
