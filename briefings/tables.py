"""What a part hands to its template: tables with cells, and words for what was cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from swot.document.values import Entry, Evidence
from swot.rules.evidence import is_stale

EVIDENCE = (
    (_("Hunch"), _("nobody has told us yet")),
    (_("Heard"), _("one account")),
    (_("Backed"), _("several accounts, or our own records")),
    (_("Checked"), _("someone independent of us")),
)
NOT_KNOWN = _("not yet known")
FEWEST_PRINTED = 5
# In large type on the narrowest column.
MOST_LETTERS_ABREAST = 48
MOST_LETTERS_WEIGHED = 400


@dataclass(frozen=True)
class Cell:
    """One cell. `said` marks the words of a participant; `small` stands beneath; `grade` draws an evidence line.

    `about` is the id of the entry or question it tells, which links may lead to.
    """

    text: Any = ""
    said: bool = False
    small: Any = ""
    quadrant: str | None = None
    ref: str = ""
    grade: int | None = None
    link: str = ""
    css: str = ""
    window: bool = False
    about: str = ""


def _longest(cell: Cell) -> int:
    """How many letters its longest word has; wide ones count for two."""
    words = f"{cell.text} {cell.small}".split()
    return max(
        (len(word) + sum(letter in "mwMW@%" or letter > "\u0250" for letter in word) for word in words), default=0
    )


@dataclass(frozen=True)
class Row:
    """One row; the first cell is its header. `heading` is a row that only names what follows."""

    cells: tuple[Cell, ...] = ()
    heading: Any = ""


@dataclass(frozen=True)
class Table:
    """A table whose first row of words heads its columns; `more` says what was left out of it."""

    head: tuple[Any, ...]
    rows: tuple[Row, ...]
    css: str = ""
    more: "More | None" = None

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.head)

    @property
    def fit(self) -> str:
        """How its columns share the page: "roomy" where their longest words stand side by side, so that only words are weighed.

        Else each word may be broken anywhere, which takes long to weigh: columns of long texts are "even" then.
        """
        cells = [tuple(map(Cell, self.head)), *(row.cells for row in self.rows if not row.heading)]
        if sum(max(map(_longest, column)) for column in zip(*cells, strict=False)) <= MOST_LETTERS_ABREAST:
            return "roomy"
        letters = max(len(f"{cell.text} {cell.small}") for row in cells for cell in row)
        return "even" if letters > MOST_LETTERS_WEIGHED else ""

    @property
    def labelled(self) -> list[tuple[Any, list[tuple[Any, Cell]]]]:
        """Each row's heading, and its cells beside the word of their column, so that a row can stand alone on a phone."""
        return [(row.heading, list(zip(self.head, row.cells, strict=False))) for row in self.rows]


@dataclass(frozen=True)
class More:
    """How many a list left out, and the anchor of the part where they all stand ("" where it is not printed)."""

    count: int
    anchor: str = ""


def cut(things: Any, limit: int | None, anchor: str = "") -> tuple[tuple[Any, ...], More | None]:
    """The first so many, and what was left out of them: "and 4 more, page 7"."""
    things = tuple(things)
    if limit is None or len(things) <= limit:
        return things, None
    return things[:limit], More(len(things) - limit, anchor)


def gap_sentence(names: Iterable[str]) -> str:
    """All that has no reading in one sentence, "" where nothing is missing."""
    listed = "; ".join(names)
    return gettext("Not yet known: %(gaps)s.") % {"gaps": listed} if listed else ""


def full_date(day: date | None) -> str:
    """18 November 2026, or the words for a gap."""
    return format_date(day, "j F Y") if day else str(NOT_KNOWN)


def short_date(day: date | None) -> str:
    """18 Nov 2026, or the words for a gap."""
    return format_date(day, "j M Y") if day else str(NOT_KNOWN)


def figure(value: Any, unit: str = "") -> str:
    """A value with its unit: "30 %" is "30%"; a whole number has no decimals; None is a gap."""
    if value is None or value == "":
        return str(NOT_KNOWN)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    said = f"{value:,}" if isinstance(value, int | float) else str(value)
    if not unit or isinstance(value, str):
        return said
    return f"{said}{unit}" if unit.startswith("%") else f"{said} {unit}"


def hidden_small(count: int) -> str:
    """How many people there are in a group, or that there are fewer than five: so few can be told apart (content 4.5, 15)."""
    return gettext("fewer than five") if 0 < count < FEWEST_PRINTED else f"{count:,}"


def sum_printed(total: int, hidden: int) -> str:
    """A sum of which `hidden` stands in groups under five: less the groups beside it, the whole would tell their size."""
    if not hidden:
        return figure(total)
    if total > hidden:
        return gettext("over %(count)s") % {"count": figure(total - hidden)}
    return gettext("fewer than five") if total < FEWEST_PRINTED else gettext("five or more")


def entry_cell(entry: Entry, small: Any = "") -> Cell:
    """An entry with its mark, its evidence and the window of those about people already here."""
    return Cell(entry.text, True, small, entry.quadrant, entry.id[1:], window=entry.inclusion, about=entry.id)


def stale_words(evidence: Evidence, today: date) -> str:
    """Since when evidence is stale, in words; "" where it still is good on that day."""
    if evidence.good_until is None or not is_stale(evidence, today):
        return ""
    return gettext("stale since %(month)s") % {"month": format_date(evidence.good_until, "F Y")}


def owner(name: str) -> str:
    """Who does it, or the words for a gap."""
    return name or str(NOT_KNOWN)
