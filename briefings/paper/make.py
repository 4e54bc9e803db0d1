"""From a choice to paper: `html(...)` and `pdf(...)` of blank sheets, the poster and the pack."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from briefings.editions import LANGUAGE
from briefings.make import PAPERS
from briefings.paper.choice import EVERY_KIND, LARGE_OF, PACK, POSTER, ROOM, Choice
from briefings.paper.leaf import Leaf, Source
from briefings.paper.leaves import leaves
from briefings.paper.poster import STEPS, poster
from briefings.paper.room import room_paper
from briefings.pdf.cache import cached_pdf
from briefings.pdf.render import Rendered, render
from briefings.tables import EVIDENCE
from briefings.text import cleaned, clipped
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.spoken import is_foreign, marked
from workshops.models import Workshop
from workshops.run_sheets import run_sheet
from workshops.timetable import timetable, timetable_of

TEMPLATE = "briefings/paper/page.html"
SHEETS = ("css/worksheet-print.css", "css/paper-print.css")
POSTER_END = "poster-end"
# As long as the foot of a page has room for.
LONGEST_NAME = 60


@dataclass(frozen=True)
class Printed:
    """All that the templates of a paper show. `cluster` is "" and `today` None where there is no workbook."""

    choice: Choice
    content: TemplateContent
    leaves: tuple[Leaf, ...]
    cluster: str = ""
    today: Any = None
    is_draft: bool = False
    language: str = LANGUAGE
    legend: tuple[Any, ...] = tuple((grade, *words) for grade, words in enumerate(EVIDENCE))

    @property
    def name(self) -> Any:
        """What it is called: the kind of sheet."""
        return EVERY_KIND[self.choice.what].title

    @property
    def windows(self) -> list[str]:
        """The five windows in the words of the kind."""
        return list(self.content.words["windows"].values())

    @property
    def is_pack(self) -> bool:
        """Whether it begins with a page of contents."""
        return self.choice.what in (PACK, ROOM)

    @property
    def asks(self) -> bool:
        """Whether there is a question in it, under which stands how its answer is known."""
        return any(leaf.kind == "question" for leaf in self.leaves)

    @property
    def contents(self) -> list[tuple[Any, Leaf]]:
        """What the pack holds, one line a heading: the worksheets stand under one."""
        named: dict[Any, Leaf] = {}
        for leaf in self.leaves:
            named.setdefault(leaf.group or leaf.title, leaf)
        return list(named.items())


def html(
    choice: Choice,
    content: TemplateContent,
    *,
    rows: Rows | None = None,
    workshop: Workshop | None = None,
    is_draft: bool = False,
    step: int = 0,
) -> str:
    """The sheets as HTML, in the language of briefings; words of the template in theirs.

    With the `rows` of a workbook its squares lead there, and a poster holds its short list at a step of tightness. With a
    `workshop` on that workbook they lead into its room.
    """
    with translation.override(LANGUAGE):
        source = _source(choice, content, rows, workshop, step)
        page = Printed(choice, content, leaves(choice, source), is_draft=is_draft)
        if rows:
            cluster = rows.workbook.cluster
            page = replace(page, cluster=clipped(cleaned(cluster.name), LONGEST_NAME), today=cluster.today)
        said = render_to_string(TEMPLATE, {"page": page, "content": content})
    return marked(said, content) if is_foreign(content, LANGUAGE) else said


def _source(
    choice: Choice, content: TemplateContent, rows: Rows | None, workshop: Workshop | None, step: int
) -> Source:
    """What the leaves of a choice are made of, and no more of the workbook than they show."""
    if rows is None:
        return Source(content)
    source = Source(content, rows.workbook)
    if workshop is not None:
        source = replace(source, room=room_paper(workshop, choice.batch))
    if workshop is not None and choice.what == ROOM:
        source = replace(source, table=cleaned(timetable_of(workshop, rows, content, choice.start)))
    if choice.what == PACK:
        source = replace(source, table=cleaned(timetable(run_sheet(choice.run), rows, content, choice.start)))
    if _is_filled(choice):
        source = replace(source, poster=poster(rows.with_plans, content, rows.workbook.cluster.today, step=step))
    return source


def _is_filled(choice: Choice) -> bool:
    return choice.what in (POSTER, PACK) and not choice.blank


def pdf(
    choice: Choice,
    content: TemplateContent,
    *,
    rows: Rows | None = None,
    workshop: Workshop | None = None,
    is_draft: bool = False,
) -> bytes:
    """The tagged PDF, from the cache where the same was made before. Raises `TooLong` and `CannotRender`."""
    at = partial(html, choice, content, rows=rows, workshop=workshop, is_draft=is_draft)
    sheets = (*PAPERS.get(choice.paper, ()), *SHEETS)
    first = at()
    return cached_pdf(first, extra_css=sheets, make=lambda: _fitted(first, at, choice, content, rows, sheets))


def _fitted(first: str, at: Any, choice: Choice, content: TemplateContent, rows: Rows | None, sheets: Any) -> bytes:
    """The PDF at the first step at which the poster stands on one sheet; it is measured by itself."""
    step = 0
    if rows is not None and _is_filled(choice):
        alone = replace(choice, what=POSTER, paper=LARGE_OF.get(choice.paper, choice.paper))
        while step < len(STEPS) - 1 and not _stands(
            render(html(alone, content, rows=rows, step=step), extra_css=sheets)
        ):
            step += 1
    return render(at(step=step) if step else first, extra_css=sheets).pdf


def _stands(rendered: Rendered) -> bool:
    """Whether a poster stands on one sheet, down to its last line."""
    return rendered.pages == 1 and POSTER_END in rendered.anchors
