"""The leaves of a choice, in order: what each shows, with words of the kind and the squares that lead into the workbook."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from briefings.paper import room
from briefings.paper.choice import (
    CODES,
    JOIN,
    LARGE_OF,
    MATRIX,
    MISSING,
    NUMBERED,
    PACK,
    POSTER,
    QUESTIONS,
    ROOM,
    SLIPS,
    Choice,
)
from briefings.paper.leaf import Asked, Leaf, Quadrant, Source, address
from swot.content import QUADRANTS, Prompt, TemplateContent
from swot.pictures.square import square
from swot.rules.quadrants import PLURALS
from workshops.run_sheets import RunSheet, questions, run_sheet

# Slips on one page, to be cut, and in large print; marks on one of them: the most that a room of many groups gives (workshops, "vote").
EIGHT, SIX, MARKS = 8, 6, 7
GROUPS, GROUPS_LARGE = 18, 15
# Bands, some 35 times as long as high, and marks of a wall sheet.
BANDS = {"a3": "5mm", "tabloid": "5mm", "a2": "8mm"}
MARKS_OF_WALL = {"a3": "9.5mm", "tabloid": "9.5mm", "a2": "13.5mm"}


def leaves(choice: Choice, source: Source) -> tuple[Leaf, ...]:
    """All leaves of a choice, in order. KeyError for a kind of sheet that there is not."""
    if choice.what == PACK:
        return tuple(_pack(choice, source))
    if choice.what == ROOM:
        return tuple(_room_pack(choice, source))
    made = {
        QUESTIONS: lambda: _questions(source, _chosen(choice, source.content)),
        MATRIX: lambda: [_matrix(source, choice.paper)],
        POSTER: lambda: [_poster(choice.paper, source)],
        SLIPS: lambda: _slips(choice, source),
        MISSING: lambda: [_missing(choice, source)],
        NUMBERED: lambda: room.numbered(source),
        JOIN: lambda: [room.join(source)],
        CODES: lambda: [room.codes(choice, source)],
    }
    return tuple(made[choice.what]())


def _pack(choice: Choice, source: Source) -> Iterator[Leaf]:
    """Run sheet, worksheets of the run, slips, two by two, poster, who is missing."""
    sheet = run_sheet(choice.run)
    tables = bool(sheet.tables)
    yield Leaf("run", sheet.title, source.table, _("One for each host") if tables else _("One for the host"))
    each = _("One of each for every table") if tables else _("One of each for every three people")
    yield from _questions(source, _of_run(sheet, source.content), copies=each)
    yield from _slips(choice, source)
    yield _matrix(source, LARGE_OF[choice.paper], copies=_("One for each table") if tables else _("One for the wall"))
    yield _poster(LARGE_OF[choice.paper], source)
    yield _missing(choice, source)


def _room_pack(choice: Choice, source: Source) -> Iterator[Leaf]:
    """Run sheet as it was edited, the way in for a wall and for tables, numbered sheets, slips to vote with."""
    yield Leaf("run", source.table.sheet.title if source.table else "", source.table, _("One for whoever leads"))
    yield room.join(source)
    yield room.codes(choice, source)
    yield from room.numbered(source)
    yield from _slips(choice, source)


def _chosen(choice: Choice, content: TemplateContent) -> list[str]:
    return [
        prompt.id for prompt in content.prompts.values() if not choice.sections or prompt.section in choice.sections
    ]


def _of_run(sheet: RunSheet, content: TemplateContent) -> list[str]:
    """Every question that some step points at, in the order of the workbook."""
    found = {one.prompt.id for step in sheet.steps for _quadrant, asked in questions(step, content) for one in asked}
    return [name for name in content.prompts if name in found]


def _questions(source: Source, wanted: list[str], copies: str = "") -> Iterator[Leaf]:
    for at, section in enumerate(source.content.sections, 1):
        for place, prompt in enumerate(section.prompts, 1):
            if prompt.id in wanted:
                number = f"{at}.{place}"
                asked = Asked(number, section.title, prompt, _scribe(source, prompt, number))
                yield Leaf(f"question-{prompt.id}", prompt.text, asked, copies, group=_("Worksheets"))


def _scribe(source: Source, prompt: Prompt, number: str) -> SafeString | str:
    if source.workbook is None:
        return ""
    where = address("swot:section", source.workbook.pk, prompt.section, at=prompt.id)
    return square(where, title=_("Square for a camera: question %(number)s in the workbook") % {"number": number})


def _matrix(source: Source, paper: str, copies: str = "") -> Leaf:
    key = "matrix-wall" if paper in LARGE_OF.values() else "own"
    qr = ""
    if source.workbook is not None:
        qr = square(address("swot:board", source.workbook.pk), title=_("Square for a camera: the board"), size="22mm")
    ours = _("What is true of our %(noun)s?") % {"noun": source.content.words["noun"]}
    title = ours if key == "matrix-wall" else _("On my own, five minutes")
    return Leaf(key, title, {"quadrants": quadrants(source.content), "paper": paper, "qr": qr}, copies)


def quadrants(content: TemplateContent) -> list[Quadrant]:
    """The four fields with their two words of place, a question, and an example of the kind."""
    said = {
        "strength": (_("Inside, helps."), _("What would you miss if it closed?")),
        "weakness": (_("Inside, hurts."), _("What do you work around?")),
        "opportunity": (_("Outside, helps."), _("Who is asking for something you could make?")),
        "threat": (_("Outside, hurts."), _("What could you not stop alone?")),
    }
    typical = content.words.get("typical_entries") or {}
    examples = dict(zip(QUADRANTS, ("strengths", "weaknesses", "opportunities", "threats"), strict=True))
    return [Quadrant(name, str(PLURALS[name]), *said[name], _first(typical.get(examples[name]))) for name in QUADRANTS]


def _first(entries: Any) -> str:
    return entries[0]["text"] if entries else ""


def _poster(paper: str, source: Source) -> Leaf:
    data = {
        "paper": paper,
        "band": BANDS[paper],
        "mark": MARKS_OF_WALL[paper],
        "quadrants": quadrants(source.content),
        "filled": source.poster,
    }
    return Leaf("poster", _("What matters most"), data, _("One for the wall"))


def _slips(choice: Choice, source: Source) -> list[Leaf]:
    """Slips with room for as many marks as each has, and a sheet that names what is voted on where that is known."""
    a_page, copies = (SIX, _("One for every six people")) if choice.large else (EIGHT, _("One for every eight people"))
    voted = source.room.groups if source.room else ()
    budget = source.room.budget if source.room else None
    blank = tuple((number, "") for number in range(1, (GROUPS_LARGE if choice.large else GROUPS) + 1))
    slips = {"slips": range(a_page), "marks": range(budget or MARKS), "budget": budget}
    return [
        Leaf("slips", _("Voting slips"), slips, copies),
        Leaf("count", _("Counting sheet"), voted or blank, _("One for those who count")),
    ]


def _missing(choice: Choice, source: Source) -> Leaf:
    asked = source.content.words.get("start_questions") or ()
    room = {"lines": range(1), "rows": range(3)} if choice.large else {"lines": range(2), "rows": range(7)}
    qr = ""
    if source.workbook is not None:
        where = address("swot:first-questions", source.workbook.pk)
        qr = square(where, title=_("Square for a camera: the first three questions in the workbook"))
    return Leaf(
        "missing",
        _("Who is missing?"),
        {"asked": asked, **room, "qr": qr},
        _("One for the host"),
    )
