"""All that is known of one person, as a PDF to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from briefings.pdf.render import TooLong, render_pdf
from briefings.theirs.told import Part, account, parts

SHEETS = ("css/worksheet-print.css", "css/theirs-print.css")
# Rows of a part, tried in turn until the whole is short enough to print; the file for machines has them all.
ROWS, FEWEST = (60, 12), 3
LONGEST = 500


@dataclass(frozen=True)
class Row:
    """One row as it is read: where and when, and what it says, field by field."""

    where: str
    when: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """One part as it is read, its newest rows first, and how many earlier ones are left out."""

    title: str
    rows: tuple[Row, ...]
    more: int


def pdf(person: Any) -> bytes:
    """The PDF, made anew each time and kept nowhere. Raises `CannotRender`."""
    found = parts(person)
    for most in ROWS:
        try:
            return _made(person, found, most)
        except TooLong:
            continue
    return _made(person, found, FEWEST)


def _made(person: Any, found: tuple[Part, ...], most: int) -> bytes:
    known = [(_field("clusters.User", name), _words(value)) for name, value in account(person).items() if value]
    context = {"person": person, "known": known, "sections": [_section(one, most) for one in found]}
    return render_pdf(
        render_to_string("briefings/theirs/print.html", {**context, "made_on": timezone.localdate()}), extra_css=SHEETS
    )


def _section(part: Part, most: int) -> Section:
    label = part.key.rpartition(".")[0]
    rows = tuple(_row(label, where, row) for where, row in part.rows[:most])
    return Section(str(part.tie.title), rows, max(0, len(part.rows) - most))


def _row(label: str, where: str | None, row: dict[str, Any]) -> Row:
    dates = {name: value for name, value in row.items() if isinstance(value, datetime)}
    when = next(iter(dates.values()), None)
    first = next(iter(dates), None)
    said = ((_field(label, name), _words(value)) for name, value in row.items() if name != first)
    place = _("A cluster you belong to no more") if where is None else where
    return Row(place, _words(when) if when else "", tuple((name, value) for name, value in said if value))


def _field(label: str, name: str) -> str:
    """What a field is called, on the model that a path ends at."""
    model, *rest = apps.get_model(label), *name.split("__")
    for step in rest[:-1]:
        model = model._meta.get_field(step).related_model
    own = [field.name for field in model._meta.get_fields()]
    return capfirst(str(model._meta.get_field(rest[-1]).verbose_name)) if rest[-1] in own else capfirst(rest[-1])


def _words(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    words = "; ".join(_inside(value)) if isinstance(value, dict | list) else str(value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} […]"


def _inside(value: Any) -> Iterator[str]:
    """What stands in a list or an object, as one line."""
    if isinstance(value, dict):
        yield from (f"{name.replace('_', ' ')}: {_words(one)}" for name, one in value.items() if _words(one))
    else:
        yield from (_words(one) for one in value if _words(one))
