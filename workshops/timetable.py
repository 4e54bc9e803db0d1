"""A run sheet on one workbook and against the clock: when each step begins, what is said, where it is written down."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from swot.content import Section, TemplateContent
from swot.document.gather import Rows
from swot.rules.families import Family, families
from workshops.models import Step as Row
from workshops.models import Workshop
from workshops.run_sheets import Question, RunSheet, Step, Stop, TeamSheet, questions, run_sheet
from workshops.said import Piece, facts, pieces


@dataclass(frozen=True)
class Place:
    """A page of the workbook: what it is called, and the name of its address."""

    label: Promise
    address: str


PLACES = {
    "inclusion": Place(_("Local inclusion"), "swot:inclusion"),
    "sort": Place(_("Sort"), "swot:sort"),
    "board": Place(_("Board"), "swot:board"),
    "priorities": Place(_("Priorities"), "swot:priorities"),
    "strategies": Place(_("Strategies"), "swot:strategies"),
    "actions": Place(_("Actions"), "swot:actions"),
}
PLACE_OF_KIND = {"results": "board", "strategies": "strategies", "actions": "actions"}


@dataclass(frozen=True)
class TimedStep:
    """A step as its page shows it. `clock` is the time of day, or the hours and minutes since the start."""

    step: Step
    clock: str
    say: tuple[tuple[Piece, ...], ...]
    questions: tuple[tuple[str | None, tuple[Question, ...]], ...]
    starters: tuple[Family, ...]
    place: Place | None


@dataclass(frozen=True)
class Timetable:
    """A whole sheet as its page shows it; `starts` and `ends` are "" while no start is given."""

    sheet: RunSheet
    starts: str
    ends: str
    steps: tuple[TimedStep, ...]
    prepare: tuple[tuple[Piece, ...], ...]
    roles: tuple[tuple[str, tuple[Piece, ...]], ...]


def clock(minutes: int, start: time | None) -> str:
    """The time after so many minutes: "14:10" on a day that starts at 14:00, "0:10" without a start."""
    if start is None:
        return f"{minutes // 60}:{minutes % 60:02}"
    return (datetime.combine(date.min, start) + timedelta(minutes=minutes)).strftime("%H:%M")


def timetable(sheet: RunSheet, rows: Rows, content: TemplateContent, start: time | None) -> Timetable:
    """A sheet with its times, and with what the workbook knows put into its words."""
    known = facts(rows.with_plans, content, rows.workbook.review_on)
    starters = families(rows.document, content)
    begins = [sum(step.minutes for step in sheet.steps[:place]) for place in range(len(sheet.steps))]
    steps = (
        TimedStep(
            step=step,
            clock=clock(gone, start),
            say=tuple(pieces(line, known) for line in step.say),
            questions=questions(step, content),
            starters=starters if step.kind == "strategies" else (),
            place=PLACES.get(PLACE_OF_KIND.get(step.kind, "")),
        )
        for step, gone in zip(sheet.steps, begins, strict=True)
    )
    return Timetable(
        sheet=sheet,
        starts=clock(0, start) if start else "",
        ends=clock(sheet.minutes, start) if start else "",
        steps=tuple(steps),
        prepare=tuple(pieces(line, known) for line in sheet.prepare),
        roles=tuple((one.role, pieces(one.does, known)) for one in sheet.roles),
    )


def timetable_of(workshop: Workshop, rows: Rows, content: TemplateContent, start: time | None) -> Timetable:
    """The run sheet of a workshop as it was edited: its own steps and words, with the roles of the sheet it came from."""
    rows_of = list(workshop.steps.filter(is_skipped=False))
    steps = tuple(_planned(step, content) for step in rows_of)
    minutes = sum(step.minutes for step in steps)
    sheet = replace(run_sheet(workshop.sheet), title=workshop.title, minutes=minutes, steps=steps)
    table = timetable(sheet, rows, content, start)
    said = [tuple((Piece(line),) for line in step.say) for step in rows_of]
    return replace(table, steps=tuple(replace(timed, say=say) for timed, say in zip(table.steps, said, strict=True)))


def _planned(step: Row, content: TemplateContent) -> Step:
    """A step of a workshop as one of a sheet; it points at the window of its question, or at its quadrants.

    What it says was filled in when the workshop was made, and edited since: nothing is put into it any more.
    """
    prompt = content.prompts.get(step.prompt)
    return Step(
        key=str(step.pk),
        kind=step.kind,
        minutes=step.minutes,
        title=step.title,
        say=(),
        screen=step.screen,
        paper=step.paper,
        tip=step.tip,
        window=prompt.window if prompt else None,
        quadrants=tuple(step.quadrants),
    )


@dataclass(frozen=True)
class Visit:
    """A stop of a small team with the sections, by number, and the page it is made on."""

    stop: Stop
    sections: tuple[tuple[int, Section], ...]
    place: Place | None


def visits(sheet: TeamSheet, content: TemplateContent) -> tuple[Visit, ...]:
    """The stops of a small team, in order."""
    numbered = tuple(enumerate(content.sections, 1))
    return tuple(
        Visit(stop, tuple(one for one in numbered if one[1].code in stop.sections), PLACES.get(stop.room))
        for stop in sheet.order
    )
