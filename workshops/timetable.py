"""A run sheet against the clock, on one workbook: when each step begins, what is said, which questions it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.rules.families import Family, families
from workshops.run_sheets import Question, RunSheet, Step, questions
from workshops.said import Piece, facts, pieces

ROOMS = {
    "results": "swot:board",
    "strategies": "swot:strategies",
    "actions": "swot:actions",
}


@dataclass(frozen=True)
class TimedStep:
    """A step as its page shows it. `clock` is the time of day, or the hours and minutes since the start."""

    number: int
    step: Step
    clock: str
    say: tuple[tuple[Piece, ...], ...]
    questions: tuple[tuple[str | None, tuple[Question, ...]], ...]
    starters: tuple[Family, ...]
    room: str


def clock(minutes: int, start: time | None) -> str:
    """The time after so many minutes: "14:10" on a day that starts at 14:00, "0:10" on one without a start."""
    if start is None:
        return f"{minutes // 60}:{minutes % 60:02}"
    return (datetime.combine(date.min, start) + timedelta(minutes=minutes)).strftime("%H:%M")


def timetable(sheet: RunSheet, rows: Rows, content: TemplateContent, start: time | None) -> Iterator[TimedStep]:
    """The steps of a sheet in order, with their times."""
    known = facts(rows.document, content, rows.workbook.review_on)
    gone = 0
    for number, step in enumerate(sheet.steps, 1):
        yield TimedStep(
            number=number,
            step=step,
            clock=clock(gone, start),
            say=tuple(pieces(line, known) for line in step.say),
            questions=questions(step, content),
            starters=families(rows.document, content) if step.kind == "strategies" else (),
            room=ROOMS.get(step.kind, ""),
        )
        gone += step.minutes
