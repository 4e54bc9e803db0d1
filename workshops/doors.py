"""Which workshop an address without an account opens, and which guest a cookie knows; `clusters.access` asks here."""

from typing import Any
from uuid import UUID

from django.conf import settings

from workshops.models import Participant, Status, Workshop


def room_of(pk: Any) -> Workshop | None:
    """The workshop that guests are in: not in preparation, and not put away."""
    found: Workshop | None = Workshop.objects.joinable().with_it().filter(pk=pk).first()
    return found


def known_room_of(pk: Any) -> Workshop | None:
    """The same, and those put away: their guests are told so, and that nothing more is taken."""
    found: Workshop | None = Workshop.objects.live().exclude(status=Status.DRAFT).with_it().filter(pk=pk).first()
    return found


def guest_of(room: Workshop, key: str) -> Participant | None:
    """The guest whom the cookie of this room names."""
    return Participant.objects.filter(workshop=room, pk=int(key)).first() if key.isdecimal() else None


def is_in(room: Workshop, key: Any) -> bool:
    """Whether somebody came in under this key: they come back as themselves, whatever the code is by now."""
    try:
        known = UUID(str(key))
    except ValueError:
        return False
    return Participant.objects.filter(workshop=room, key=known).exists()


def screen_of(token: str) -> Workshop | None:
    """The workshop that a link to the room's screen belongs to."""
    found: Workshop | None = Workshop.objects.for_screen(token).with_it().first()
    return found


def join_at() -> str:
    """The address at which the code is typed, as it is read aloud: "workbook.example/join"."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/join".partition("://")[2]
