"""The leaves of a choice, in order: what each shows, with words of the kind and the squares that lead into the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from briefings.paper.choice import LARGE_OF, MATRIX, MISSING, PACK, POSTER, QUESTIONS, SLIPS, Choice
from briefings.paper.qr import square
from swot.content import QUADRANTS, Prompt, TemplateContent
from swot.models import Workbook
from swot.rules.quadrants import PLURALS
from workshops.run_sheets import RunSheet, questions, run_sheet
from workshops.timetable import Timetable

# Slips on one page, to be cut, and in large print; marks on one of them: the most that a room of many groups gives (workshops, "vote").
EIGHT, SIX, MARKS = 8, 6, 7
GROUPS, GROUPS_LARGE = 18, 15
# Bands, some 35 times as long as high, and marks of a wall sheet.
BANDS = {"a3": "5mm", "tabloid": "5mm", "a2": "8mm"}
MARKS_OF_WALL = {"a3": "9.5mm", "tabloid": "9.5mm", "a2": "13.5mm"}


@dataclass(frozen=True)
class Leaf:
    """One page or more under one heading; `copies` says how many to print, "" where one is enough."""

    key: str
    title: str
    data: Any
    copies: str | Promise = ""
    group: str | Promise = ""

    @property
    def kind(self) -> str:
        """What it is a leaf of: all questions are alike."""
        return self.key.partition("-")[0]

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"briefings/paper/_{self.kind}.html"

    @property
    def anchor(self) -> str:
        """Its anchor in the paper."""
        return f"leaf-{self.key}"


@dataclass(frozen=True)
class Asked:
    """A question to answer by hand; `qr` is "" where there is no workbook to type it into."""

    number: str
    section: str
    prompt: Prompt
    qr: SafeString | str = ""


@dataclass(frozen=True)
class Quadrant:
    """One field of the four, with what the kind often finds there."""

    name: str
    title: str
    place: str
    ask: str
    example: str


@dataclass(frozen=True)
class Source:
    """What leaves are made of. Without a `workbook` they are blank and nothing leads anywhere."""

    content: TemplateContent
    workbook: Workbook | None = None
    table: Timetable | None = None
    poster: Any = None


def address(name: str, *args: Any, at: str = "") -> str:
    """The whole address of a page, for whoever stands outside with a telephone."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(name, args=args)}{at and '#'}{at}"


def leaves(choice: Choice, source: Source) -> tuple[Leaf, ...]:
    """All leaves of a choice, in order. KeyError for a kind of sheet that there is not."""
    if choice.what == PACK:
        return tuple(_pack(choice, source))
    made = {
        QUESTIONS: lambda: _questions(source, _chosen(choice, source.content)),
        MATRIX: lambda: [_matrix(source, choice.paper)],
        POSTER: lambda: [_poster(choice.paper, source)],
        SLIPS: lambda: _slips(choice),
        MISSING: lambda: [_missing(choice, source)],
    }
    return tuple(made[choice.what]())


def _pack(choice: Choice, source: Source) -> Iterator[Leaf]:
    """Run sheet, worksheets of the run, slips, two by two, poster, who is missing."""
    sheet = run_sheet(choice.run)
    tables = bool(sheet.tables)
    yield Leaf("run", sheet.title, source.table, _("One for each host") if tables else _("One for the host"))
    each = _("One of each for every table") if tables else _("One of each for every three people")
    yield from _questions(source, _of_run(sheet, source.content), copies=each)
    yield from _slips(choice)
    yield _matrix(source, LARGE_OF[choice.paper], copies=_("One for each table") if tables else _("One for the wall"))
    yield _poster(LARGE_OF[choice.paper], source)
    yield _missing(choice, source)


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


def _slips(choice: Choice) -> list[Leaf]:
    a_page, copies = (SIX, _("One for every six people")) if choice.large else (EIGHT, _("One for every eight people"))
    return [
        Leaf("slips", _("Voting slips"), {"slips": range(a_page), "marks": range(MARKS)}, copies),
        Leaf(
            "count", _("Counting sheet"), range(GROUPS_LARGE if choice.large else GROUPS), _("One for those who count")
        ),
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
