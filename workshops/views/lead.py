"""The page from which a workshop is led: where it stands, what comes next, who is here, and the run sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from swot.models.entry import Quadrant
from workshops import conducting
from workshops.attendance import attendance
from workshops.doors import join_at
from workshops.models import Moderation, Status, Workshop
from workshops.models.workshop import HOLD_ABOVE
from workshops.page import leading, listens, room_page

PAGE = "workshops/lead/lead.html"


@require_safe
def lead(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything that whoever leads needs in the room, in one place."""
    workshop = leading(request, pk)
    return render(request, PAGE, {**_context(workshop), **listens(request, workshop)})


def _context(workshop: Workshop) -> dict[str, Any]:
    now = timezone.now()
    present = attendance(workshop)
    steps = list(workshop.steps.all())
    notes = conducting.notes_of(workshop)
    return room_page(
        workshop,
        present,
        stops=conducting.stops(workshop, steps, notes),
        bar=conducting.bar(workshop, steps, notes),
        next=conducting.next_thing(workshop, steps, notes),
        heading=conducting.heading(workshop),
        quadrants=conducting.by_quadrant(workshop, notes),
        waiting=notes.waiting,
        minutes_left=conducting.minutes_left(workshop, steps, now),
        join_at=join_at(),
        quadrant_choices=Quadrant.choices,
        scribes=_only(workshop),
        offers_hold=workshop.moderation == Moderation.HIDE and present.joined > HOLD_ABOVE,
        is_over=workshop.status in (Status.CLOSED, Status.ARCHIVED),
        **clock(workshop, now),
    )


def _only(workshop: Workshop) -> str:
    """The quadrant that a note called out belongs to, where the step asks for one alone."""
    asked = workshop.step.quadrants if workshop.step else []
    return asked[0] if len(asked) == 1 else ""


def clock(workshop: Workshop, now: Any) -> dict[str, Any]:
    """The clock as it stands, and for a script when it ends by which time, in Unix milliseconds."""
    seconds = conducting.seconds_left(workshop, now)
    return {
        "clock": conducting.on_clock(seconds),
        "is_out": seconds is not None and seconds < 0,
        "now": int(now.timestamp() * 1000),
        "ends": int(workshop.ends_at.timestamp() * 1000) if workshop.ends_at else "",
    }
