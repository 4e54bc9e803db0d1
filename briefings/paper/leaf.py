"""What paper is made of: a leaf, a question on it, a field of the four, and the source of all leaves."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from swot.content import Prompt, TemplateContent
from swot.models import Workbook
from workshops.timetable import Timetable


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
class Numbered:
    """A sheet with a number of its own: `code` as it is read aloud, `where` the whole address that its square opens."""

    number: int
    code: str
    asked: str
    is_four: bool
    lines: tuple[tuple[int, str], ...]
    where: str


@dataclass(frozen=True)
class RoomPaper:
    """A workshop for paper: its title and day, how people come in, what they vote on with how many marks, its sheets."""

    title: str
    held_on: Any
    code: str
    join_at: str
    square_at: str
    groups: tuple[tuple[int, str], ...] = ()
    budget: int | None = None
    sheets: tuple[Numbered, ...] = ()


@dataclass(frozen=True)
class Source:
    """What leaves are made of. Without a `workbook` they are blank and nothing leads anywhere; `room` is of a workshop."""

    content: TemplateContent
    workbook: Workbook | None = None
    table: Timetable | None = None
    poster: Any = None
    room: RoomPaper | None = None


def address(name: str, *args: Any, at: str = "") -> str:
    """The whole address of a page, for whoever stands outside with a telephone."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(name, args=args)}{at and '#'}{at}"
