"""What a workbook lists, as rows of plain values: the same for comma-separated files and for sheets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from briefings.formats.plain import plain
from briefings.tables import EVIDENCE
from swot.content import TemplateContent
from swot.document.values import Document, Entry, entry_order
from swot.rules.quadrants import LABELS

Value = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """One column: its heading, and its width in signs."""

    heading: str
    width: int = 12


@dataclass(frozen=True)
class Listing:
    """A list under a name: texts are plain, dates are dates, numbers are numbers, None is a gap."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def listing(name: str, things: Iterable[Any], given: Sequence[tuple[str, int, Callable[[Any], Any]]]) -> Listing:
    """A list of things by columns: heading, width, and what stands there of a thing."""
    columns = tuple(Column(heading, width) for heading, width, _value in given)
    return Listing(name, columns, tuple(tuple(_plain(value(one)) for _h, _w, value in given) for one in things))


def _plain(value: Any) -> Value:
    if value is None or isinstance(value, bool):
        return None if value is None else _("yes") if value else _("no")
    return value if isinstance(value, int | float | date) else plain(str(value)) or None


def entries(document: Document, content: TemplateContent) -> Listing:
    """All entries in the order of the matrix; who wrote them is not in the document and not here."""
    titles = {code: section.title for code, section in content.section_by_code.items()}
    given: tuple[tuple[str, int, Callable[[Entry], Any]], ...] = (
        (_("Ref"), 7, lambda one: one.id),
        (_("Quadrant"), 13, lambda one: LABELS[one.quadrant] if one.quadrant else _("not sorted yet")),
        (_("Entry"), 60, lambda one: one.text),
        (_("Section"), 24, lambda one: titles.get(one.section, one.section)),
        (_("How we know"), 13, lambda one: EVIDENCE[one.evidence.grade][0]),
        (_("Source"), 32, lambda one: one.evidence.source),
        (_("Date"), 12, lambda one: one.evidence.date),
        (_("Impact"), 9, lambda one: one.impact),
        (_("Certainty"), 10, lambda one: one.certainty),
        (_("Priority"), 9, lambda one: one.priority),
        (_("People already here"), 12, lambda one: one.inclusion),
        (_("Horizon"), 15, lambda one: one.horizon),
    )
    return listing(_("Entries"), sorted(document.entries, key=entry_order), given)
