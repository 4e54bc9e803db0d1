"""What the hub asks the database: how a workshop stands, and which tickets no longer open it."""

from collections.abc import Iterable
from uuid import UUID

from clusters.models import User
from workshops.live.tickets import Ticket
from workshops.models import Status, Workshop
from workshops.projection import Audience, Room
from workshops.room import room


def read(pk: UUID, last: Room | None, tickets: Iterable[Ticket]) -> tuple[Room | None, set[Ticket]]:
    """The workshop as it stands, and those of the tickets that are over; (None, …) once it is put away or deleted."""
    now = room(pk, last)
    if now is None or now.workshop.status == Status.ARCHIVED:
        return None, set()
    return now, over(now.workshop, tickets)


def over(workshop: Workshop, tickets: Iterable[Ticket]) -> set[Ticket]:
    """Tickets that no longer open it: of a screen whose links were made anew, of a leader who may not lead any more."""
    tickets = set(tickets)
    screens = {one for one in tickets if one.audience is Audience.SCREEN and one.turn != workshop.turn}
    leaders = {one for one in tickets if one.audience is Audience.LEADER}
    users = User.objects.filter(pk__in={one.person for one in leaders}, is_active=True) if leaders else ()
    leading = {user.pk for user in users if Workshop.objects.editable_by(user).filter(pk=workshop.pk).exists()}
    return screens | {one for one in leaders if one.person not in leading}
