"""What somebody wants on paper, as frozen values that stand in its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SMALL = {"a4": _("A4"), "letter": _("US Letter")}
LARGE = {"a3": _("A3"), "tabloid": _("Tabloid, 11 by 17 inches")}
WALL = {"a3": _("A3"), "a2": _("A2"), "tabloid": _("Tabloid, 11 by 17 inches")}
# What a wall sheet is printed on where the rest is on this.
LARGE_OF = {"a4": "a3", "letter": "tabloid"}
RULED, PLAIN = "ruled", "plain"
ROOM, NUMBERED, JOIN, CODES = "room-pack", "sheets", "join", "codes"
QUESTIONS, MATRIX, POSTER, SLIPS, MISSING, PACK = "questions", "matrix", "poster", "slips", "missing", "pack"


@dataclass(frozen=True)
class Kind:
    """One kind of sheet that can be asked for: its name, what it is for, and the papers it is made for."""

    key: str
    title: str | Promise
    about: str | Promise
    papers: Mapping[str, Promise]


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            PACK,
            _("Facilitator’s pack"),
            _(
                "All that a workshop needs, in the order of the day, with a page of contents. The big sheets are inside."
            ),
            SMALL,
        ),
        Kind(
            QUESTIONS,
            _("Worksheets"),
            _(
                "One question a page, with room to write. The square in the margin opens the question for whoever types."
            ),
            SMALL,
        ),
        Kind(
            MATRIX,
            _("Two by two"),
            _("Four fields to write in: on A3 or Tabloid for a table or a wall, on A4 or Letter for one person alone."),
            {**LARGE, **SMALL},
        ),
        Kind(
            POSTER,
            _("Wall poster"),
            _("The short list in its four fields, with evidence and windows, for a wall or a shop window."),
            WALL,
        ),
        Kind(
            SLIPS,
            _("Voting slips"),
            _("Eight slips to cut, and a sheet to count them on, by two people, aloud."),
            SMALL,
        ),
        Kind(
            MISSING,
            _("Who is missing"),
            _("Three questions to ask before a room begins, and a list of who asks whom, and by when."),
            SMALL,
        ),
    )
}

# What a workshop prints, beside what its workbook does.
ROOM_KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            ROOM,
            _("Facilitator’s pack of this workshop"),
            _(
                "Its own run sheet, the way in for a wall and for tables, numbered sheets to write on, and slips to vote."
            ),
            SMALL,
        ),
        Kind(
            NUMBERED,
            _("Sheets with a number"),
            _("For those who write by hand. The square on each opens that very sheet for whoever types it in."),
            SMALL,
        ),
        Kind(
            JOIN,
            _("The way in, for a wall"),
            _("The square, the address and the code in letters that are read from ten metres."),
            SMALL,
        ),
        Kind(
            CODES,
            _("The way in, on slips"),
            _("Eight slips to cut and lay on tables, for those who see the wall badly."),
            SMALL,
        ),
        KINDS[SLIPS],
    )
}
EVERY_KIND = {**KINDS, **ROOM_KINDS}


@dataclass(frozen=True)
class Choice:
    """One wish, whole: `sections` are codes, () for all; `run` is the key of a run sheet; `blank` a poster to fill in.

    `batch` are the sheets of a workshop that took their numbers together; it is for a workshop alone.
    """

    what: str
    paper: str = "a4"
    lines: str = RULED
    large: bool = False
    sections: tuple[str, ...] = ()
    run: str = ""
    start: time | None = None
    blank: bool = False
    batch: UUID | None = None
