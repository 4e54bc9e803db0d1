"""The inclusion strip as a whole room sees it: read once for all phones and screens, and again some seconds later.

Phones come a thousand at a time, and each would read the whole workbook for the same line. Who is in the room is counted
each time: that is one short query, and who has just come in wants to be among them.
"""

from typing import Any

from django.core.cache import caches
from django.db.models import Count, Q
from django.utils.translation import get_language

from swot.document.gather import Rows
from swot.rules.inclusion import Strip
from workshops.models import Participant, Workshop
from workshops.people import in_room

SECONDS = 15


def strip_of(workshop: Workshop) -> dict[str, Any]:
    """What `components/_strip.html` is given: `strip`, at most `SECONDS` old, and `in_room` with who is there."""
    key = f"workshops/strip/{workshop.pk}/{get_language()}"
    kept: Strip | None = caches["parts"].get(key)
    if kept is None:
        kept = Rows(workshop.workbook).strip
        caches["parts"].set(key, kept, SECONDS)
    return {"strip": kept, "in_room": _in_room(workshop)}


def _in_room(workshop: Workshop) -> str:
    """Without the names of who is missing: on a phone the strip stays in sight, so it has to be short."""
    is_local = Q(who__in=workshop.local_keys)
    of = Participant.objects.filter(workshop=workshop).aggregate(joined=Count("pk"), local=Count("pk", filter=is_local))
    return in_room(of["local"], of["joined"], ())
