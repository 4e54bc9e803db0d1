"""The signed address under which one page of a workshop is told what happens; it asks the database nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing

from workshops.models import Workshop
from workshops.projection import Audience

SALT = "workshops.live"
# Longer than any workshop; a page that stands longer asks for another one.
LASTS = 8 * 3600
LONGEST = 300


@dataclass(frozen=True)
class Ticket:
    """Who is told, of which workshop: `person` is the participant of a phone, the user of a leader, None for screens.

    `turn` is the workshop's when it was given: a screen's ends when links are made anew. `along` is a phone that reads
    along with the screen.
    """

    workshop: UUID
    audience: Audience
    person: int | None
    turn: int
    along: bool = False

    @property
    def reads_screen(self) -> bool:
        """Whether it gets what the screen gets."""
        return self.along or self.audience is Audience.SCREEN


def ticket(workshop: Workshop, audience: Audience, *, person: int | None, along: bool = False) -> str:
    """The ticket for a page, to be put between "/live/" and "/"."""
    told = [workshop.pk.hex, audience.value, person, workshop.turn, int(along)]
    return signing.dumps(told, salt=SALT)


def address(workshop: Workshop, audience: Audience, *, person: int | None, along: bool = False) -> str:
    """Where the page listens: "/live/<ticket>/", with "stream" or "delta" behind it."""
    return f"/live/{ticket(workshop, audience, person=person, along=along)}/"


def read(text: str) -> Ticket | None:
    """What a ticket says; None for one that is not ours, or too old."""
    if len(text) > LONGEST:
        return None
    try:
        pk, audience, person, turn, along = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Ticket(UUID(pk), Audience(audience), person, turn, bool(along))


def as_json(workshop: Workshop, audience: Audience, **more: Any) -> dict[str, str]:
    """What a page is told that asks for another ticket."""
    return {"live": address(workshop, audience, **more)}
