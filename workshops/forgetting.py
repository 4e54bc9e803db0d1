"""Forgetting who was in a room: 30 days after it closed names go, and what ties anybody to what they wrote or voted.

What is counted stays true: how many came in and how they described themselves, how many wrote and voted and for what.
"""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from clusters.access import GUEST_DAYS
from workshops.models import Ballot, Contribution, Operation, PaperSheet, Participant, State, Step, Workshop

_chance = random.SystemRandom()


def to_forget(now: datetime) -> QuerySet[Workshop]:
    """Those over for 30 days: closed so long ago, or never closed, held so long ago and nobody in them heard of since.

    Who was in a room that was closed is told a date, which no visit of anybody puts off.

    One that was forgotten before and opened again comes once more for those who came in since.
    """
    limit = now - timedelta(days=GUEST_DAYS)
    inside = Participant.objects.filter(workshop=OuterRef("pk"))
    left_open = Q(closed_at=None, held_on__lte=limit.date()) & ~Exists(inside.filter(seen_at__gt=limit))
    came_since = inside.filter(joined_at__gt=OuterRef("cut_at"))
    rows = Workshop.objects.filter(Q(closed_at__lte=limit) | left_open)
    return rows.filter(Q(cut_at=None) | Exists(came_since))


@transaction.atomic
def forget(workshop: Workshop, now: datetime) -> bool:
    """Cut all ties in one workshop; False where another run was quicker."""
    mine = Workshop.objects.filter(pk=workshop.pk, cut_at=workshop.cut_at)
    if not mine.update(cut_at=now, place=F("place") + 1):
        return False
    _count_writers(workshop)
    Contribution.objects.filter(workshop=workshop).update(participant=None)
    PaperSheet.objects.filter(workshop=workshop).update(typed_by="", by=None)
    # To be undone, a press that held a phone keeps which notes were of that one phone.
    Operation.objects.filter(workshop=workshop, verb="block").update(before=[])
    known = list(Participant.objects.filter(workshop=workshop))
    nobody = _nameless(workshop, [one.who for one in known])
    _shuffle_ballots(workshop, nobody)
    Participant.objects.filter(pk__in=[one.pk for one in known]).delete()
    return True


def _count_writers(workshop: Workshop) -> None:
    """Write down how many wrote in each step, beside those who were forgotten before."""
    notes = Contribution.objects.filter(workshop=workshop).exclude(state=State.WITHDRAWN)
    wrote = notes.order_by().values("step").annotate(n=Count("participant", distinct=True))
    for step, n in wrote.values_list("step", "n"):
        Step.objects.filter(pk=step).update(wrote=F("wrote") + n)


def _nameless(workshop: Workshop, described: Iterable[str]) -> list[Participant]:
    """As many rows as there were people, in no order, with the descriptions and nothing else of anybody."""
    whos = list(described)
    _chance.shuffle(whos)
    at = workshop.closed_at or workshop.made_at
    return Participant.objects.bulk_create(
        Participant(workshop=workshop, key=uuid4(), who=who, joined_at=at, seen_at=at) for who in whos
    )


def _shuffle_ballots(workshop: Workshop, nobody: list[Participant]) -> None:
    """Each ballot to any of the rows, anew for each vote: two votes of one person are not tied either."""
    cast: dict[Any, list[Ballot]] = {}
    for ballot in Ballot.objects.filter(step__workshop=workshop):
        cast.setdefault(ballot.step_id, []).append(ballot)
    for ballots in cast.values():
        for ballot, row in zip(ballots, _chance.sample(nobody, len(ballots)), strict=True):
            ballot.participant, ballot.seq, ballot.changed_at = row, 0, row.seen_at
        Ballot.objects.bulk_update(ballots, ["participant", "seq", "changed_at"])


def forget_all(now: datetime | None = None) -> int:
    """In every workshop that is over for so long; how many there were."""
    now = now or timezone.now()
    return sum(forget(workshop, now) for workshop in to_forget(now))
