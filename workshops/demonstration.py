"""A running workshop to look at: made up, on the first worked example, with its second question open."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from swot.models import Workbook
from workshops.models import Kind, Status, Step, Workshop
from workshops.opening import prepare
from workshops.operations import operate
from workshops.run_sheets import run_sheet
from workshops.verbs import VERBS
from workshops.writing import join, write

TITLE = "A made-up workshop to try out"
KEY = "demonstration"
# Who is in the room, and what each of them writes to the first question and to the second. Nobody trades here.
PEOPLE = (
    ("work", "Nine of us share one kiln and one van", "We meet only when something is broken"),
    (
        "work",
        "You can walk from a sketch to a finished frame in five minutes",
        "Nobody keeps a list of who can do what",
    ),
    ("live", "The yard gate stays open, so people come in and ask", "The yard is dark after six, so I do not come"),
    ("live", "Old machine hands still teach on Saturdays", "Evenings cost more than my neighbours can pay"),
    ("college", "Students find a first job here every spring", "There is no room for beginners in winter"),
    ("city", "One office answers for the whole site", ""),
)
QUADRANTS = ("strength", "weakness")


def demonstrate(workbook: Workbook, *, by: Any, today: date) -> Workshop:
    """The one workshop of this workbook that was made to try out, made if it is not there; its clock begins again."""
    sheet = run_sheet("ninety")
    workshop = prepare(workbook, sheet, by=by, held_on=today, title=TITLE, where="on your own screen", key=KEY)
    asked = list(workshop.steps.filter(kind=Kind.COLLECT)[: len(QUADRANTS)])
    if workshop.status == Status.DRAFT:
        _do(workshop, by, "move", to="open")
        _write(workshop.as_now(), by, asked)
    elif workshop.as_now().status == Status.RUNNING and workshop.step:
        _do(workshop, by, "go", step=workshop.step.pk)
    return workshop.as_now()


def _write(workshop: Workshop, by: Any, asked: list[Step]) -> None:
    """The people come in, and write to one question after the other; the last one stays open."""
    guests = [join(workshop, _key(workshop, f"guest {at}"), who=who)[0] for at, (who, *_notes) in enumerate(PEOPLE)]
    for place, (step, quadrant) in enumerate(zip(asked, QUADRANTS, strict=True)):
        _do(workshop, by, "go", step=step.pk)
        for at, (guest, (_who, *notes)) in enumerate(zip(guests, PEOPLE, strict=True)):
            words = {"text": notes[place], "quadrant": quadrant, "tested": ""}
            if notes[place]:
                write(workshop, _key(workshop, f"note {place} {at}"), seq=1, by=guest, step=step.pk, **words)


def _do(workshop: Workshop, by: Any, verb: str, **params: Any) -> None:
    now = workshop.as_now()
    operate(now, VERBS, verb, key=_key(workshop, f"{verb} {now.revision}"), by=by, base=now.revision, **params)


def _key(workshop: Workshop, what: str) -> UUID:
    """A name-based UUID (RFC 9562, version 5): the same each time."""
    return uuid5(workshop.pk, what)
