"""Whose voice stands behind the entries, as totals: who wrote them first, or where they came from. Never a name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

FEWEST = 5
LEADERS, EDITORS, OTHERS, UNKNOWN = "leader", "editor", "viewer", ""
WORKSHOP, OUTSIDE, ABOVE, BEFORE = "workshop", "outside", "cluster", "workbook"
LABELS = {
    LEADERS: _("Leaders"),
    EDITORS: _("Editors"),
    OTHERS: _("Others of the team, then or now"),
    WORKSHOP: _("From a workshop"),
    OUTSIDE: _("Through the link for people outside"),
    ABOVE: _("Offered by the cluster above, in our words"),
    BEFORE: _("From the workbook before"),
    UNKNOWN: _("Read from a file; who wrote it is not known"),
}
RECORD = {"asset", "anchor"}


@dataclass(frozen=True)
class Written:
    """One entry: its origin, the role of who wrote it first ("" where nobody is known), whether it is about people here."""

    role: str
    origin: Mapping[str, Any] | None = None
    inclusion: bool = False


@dataclass(frozen=True)
class Count:
    """How many entries one voice stands behind. `is_small` is hidden in print: under five, somebody could be made out."""

    label: Any
    entries: int
    about_here: int

    @property
    def is_small(self) -> bool:
        """Whether the number is kept out of prints."""
        return 0 < self.entries < FEWEST

    @property
    def is_small_here(self) -> bool:
        """The same for the number about people already here."""
        return 0 < self.about_here < FEWEST


def voices(entries: Iterable[Written]) -> tuple[Count, ...]:
    """The totals in a fixed order, those with nothing left out; every entry is in exactly one of them."""
    known = list(entries)
    every, here = Counter(map(voice_of, known)), Counter(voice_of(one) for one in known if one.inclusion)
    return tuple(Count(label, every[voice], here[voice]) for voice, label in LABELS.items() if every[voice])


def voice_of(entry: Written) -> str:
    """Where an entry came from, if it came from elsewhere, else the role of who wrote it first."""
    origin = set(entry.origin or {}) - RECORD
    for voice in (ABOVE, BEFORE, OUTSIDE):
        if voice in origin:
            return voice
    if origin:
        return WORKSHOP
    return entry.role if entry.role in (LEADERS, EDITORS, OTHERS) else UNKNOWN
