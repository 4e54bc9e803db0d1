"""The leaves of a workshop: the way in, and numbered sheets whose squares each open that very sheet."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from briefings.paper.choice import Choice
from briefings.paper.leaf import Leaf, Numbered, RoomPaper, Source, address
from briefings.text import cleaned
from swot.content import QUADRANTS
from swot.pictures.square import square
from swot.rules.quadrants import PLURALS
from workshops.doors import join_at
from workshops.forms.paper import WHERE
from workshops.models import PaperSheet, Workshop

# Slips with the code on one page, and in large print.
EIGHT, SIX = 8, 6
# A question of more signs takes room from the lines beneath it.
LONG = 110


def room_paper(workshop: Workshop, batch: UUID | None) -> RoomPaper:
    """What a workshop puts on paper; its texts cleaned, its sheets those that took their numbers together."""
    sheets = workshop.paper_sheets.filter(batch=batch).select_related("step") if batch else ()
    groups, budget = _voted_on(workshop)
    return RoomPaper(
        title=cleaned(workshop.title),
        held_on=workshop.held_on,
        code=workshop.code_in_two,
        join_at=join_at(),
        square_at=workshop.join_url,
        groups=tuple((group.number, cleaned(group.title)) for group in groups),
        budget=budget,
        sheets=tuple(_numbered(workshop, one) for one in sheets),
    )


def _voted_on(workshop: Workshop) -> tuple[list[Any], int | None]:
    """The groups as they were frozen when a vote opened, with the marks of each; before that those that stand."""
    step = workshop.steps.exclude(vote_on=[]).order_by("-vote_open", "-voted_at", "-order").first()
    if step is None:
        return list(workshop.groups.filter(merged_into=None, dissolved_at=None)), None
    return list(workshop.groups.filter(pk__in=step.vote_on)), step.budget


def _numbered(workshop: Workshop, sheet: PaperSheet) -> Numbered:
    return Numbered(
        number=sheet.number,
        code=sheet.code,
        asked=cleaned(sheet.step.asked) if sheet.step else "",
        is_four=sheet.is_four,
        lines=tuple((line, sheet.field_of(line)) for line in range(1, sheet.printed_lines + 1)),
        where=address("workshops:paper-sheet", workshop.pk, sheet.number),
    )


def numbered(source: Source) -> Iterator[Leaf]:
    """A leaf for each sheet, in the order of their numbers."""
    copies, group = _("Once: each has its own number"), _("Sheets to write on")
    for one in source.room.sheets if source.room else ():
        title = _("Square for a camera: sheet %(code)s, to be typed in") % {"code": one.code}
        data = {"sheet": one, "qr": square(one.where, title=title, size="26mm"), "is_long": len(one.asked) > LONG}
        if one.is_four:
            yield Leaf(f"field-{one.number}", one.asked, {**data, "fields": _fields(one)}, copies, group)
        else:
            yield Leaf(f"lined-{one.number}", one.asked, {**data, "places": _places()}, copies, group)


def _fields(sheet: Numbered) -> list[dict[str, Any]]:
    """The four fields, each with its place in two words and the numbers of its lines."""
    return [{**one, "lines": [n for n, field in sheet.lines if field == one["name"]]} for one in _places()]


def _places() -> list[dict[str, Any]]:
    said = dict(WHERE)
    return [{"name": name, "title": str(PLURALS[name]), "place": str(said[name])} for name in QUADRANTS]


def join(source: Source) -> Leaf:
    """The square, the address and the code, for a wall."""
    return Leaf("join", _("Come in with your phone"), _way_in(source, "120mm"), _("One for the wall, one for the door"))


def codes(choice: Choice, source: Source) -> Leaf:
    """The same on slips to cut."""
    a_page, size, copies = (
        (SIX, "32mm", _("One for every six tables"))
        if choice.large
        else (EIGHT, "30mm", _("One for every eight tables"))
    )
    return Leaf("codes", _("The way in"), {**_way_in(source, size), "slips": range(a_page)}, copies)


def _way_in(source: Source, size: str) -> dict[str, Any]:
    if source.room is None:
        raise ValueError("The way in is that of a workshop, and there is none.")
    qr = square(source.room.square_at, title=_("Square for a camera: come into this workshop"), size=size)
    return {"room": source.room, "qr": qr}
