"""Who is here: written down for all open phones in one UPDATE now and then, instead of one a phone."""

from collections.abc import Collection

from django.utils import timezone

from workshops.models import Participant

# Seconds. Well within the time after which somebody counts as gone (`models.workshop.PRESENT`).
EVERY = 10.0


def heard(people: Collection[int]) -> None:
    """These participants, by primary key, were heard of just now."""
    if people:
        Participant.objects.filter(pk__in=people).update(seen_at=timezone.now())
