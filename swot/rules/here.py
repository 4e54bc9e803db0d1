"""Who is here as numbers in a table: members, people in them, and who leans on whom, by kind of member."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

FEWEST = 5


@dataclass(frozen=True)
class Number:
    """One number; None where nobody counted. `is_small` numbers are "fewer than five" in print.

    `told` is what a sum comes to without its small numbers: the whole sum would tell what they are.
    """

    value: int | None
    told: int | None = None

    @property
    def is_small(self) -> bool:
        """Whether somebody could be made out by it."""
        return self.value is not None and 0 < self.value < FEWEST

    @property
    def in_print(self) -> str | Promise:
        """The words that stand for it in print; "" where the number itself may."""
        if self.is_small:
            return _("fewer than five")
        if self.told is None or self.told == self.value:
            return ""
        return format_lazy(_("over {count}"), count=f"{self.told:,}") if self.told else _("five or more")


@dataclass(frozen=True)
class BandRow:
    """One kind of member; `leans` how many of them lean on each anchor, in their order."""

    label: str
    members: Number
    people: Number
    leans: tuple[Number, ...]


@dataclass(frozen=True)
class Here:
    """The table with its last row, all together."""

    rows: tuple[BandRow, ...]
    members: Number
    people: Number
    leans: tuple[Number, ...]

    @property
    def has_small(self) -> bool:
        """Whether a number of it is hidden in print, so that nothing else printed may tell it."""
        return any(one.is_small for row in self.rows for one in (row.members, row.people, *row.leans))


def here(
    bands: Iterable[Mapping[str, Any]],
    members: Mapping[str, int],
    people: Mapping[str, int],
    leans: Sequence[Mapping[str, int]],
) -> Here:
    """The table of `bands` (key, label, count_in). Members that are people themselves count as such; unknown stays None.

    Who leans on an anchor is unknown while nothing of it is counted.
    """
    rows = []
    for band in bands:
        key = band["key"]
        tied = tuple(lean.get(key, 0) if lean else None for lean in leans)
        counted = members.get(key)
        heads = people.get(key, counted if band["count_in"] == "people" else None)
        if counted or heads or any(tied):
            rows.append(BandRow(band["label"], Number(counted), Number(heads), tuple(map(Number, tied))))
    return Here(
        rows=tuple(rows),
        members=_sum(row.members for row in rows),
        people=_sum(row.people for row in rows),
        leans=tuple(_sum(row.leans[at] for row in rows) for at in range(len(leans))),
    )


def _sum(numbers: Iterable[Number]) -> Number:
    known = [number for number in numbers if number.value is not None]
    if not known:
        return Number(None)
    told = sum(number.value or 0 for number in known if not number.is_small)
    return Number(sum(number.value or 0 for number in known), told)
