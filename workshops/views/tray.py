"""The tray: notes that came late or are held, what was kept off the screen, and what is on it."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops import conducting, projection
from workshops.attendance import many_from_one
from workshops.doors import join_at
from workshops.models import State, Workshop
from workshops.page import leading, listens, room_page

PAGE = "workshops/lead/tray.html"
# So many are shown at once; what waits comes before what is on the screen.
MOST = 300
ORDER = (State.LATE, State.HELD, State.HIDDEN, State.SHOWN)


@require_safe
def tray(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything that waits to be read, and one tap for each."""
    workshop = leading(request, pk)
    steps = list(workshop.steps.all())
    notes = conducting.notes_of(workshop)
    found = projection.tray(_notes(workshop))
    by_state: dict[str, Any] = {str(state): [one for one in found if one.state == state] for state in ORDER}
    return render(
        request,
        PAGE,
        room_page(
            workshop,
            bar=conducting.bar(workshop, steps, notes),
            join_at=join_at(),
            waiting=notes.waiting,
            many=many_from_one(workshop),
            counts={str(state): notes.of(states=(state,)) for state in ORDER},
            **by_state,
            **listens(request, workshop),
        ),
    )


def _notes(workshop: Workshop) -> Any:
    """The newest first, those that wait before those that are shown."""
    rank = Case(*(When(state=state, then=Value(at)) for at, state in enumerate(ORDER)), output_field=IntegerField())
    rows = workshop.contributions.exclude(state=State.WITHDRAWN).select_related("step")
    return rows.annotate(phone_held=Q(participant__blocked_at__isnull=False)).order_by(rank, "-pk")[:MOST]
