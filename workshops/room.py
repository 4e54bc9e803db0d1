"""A workshop read from the database as one `Room`: whole, or only what changed since a place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from workshops.models import Ballot, Contribution, Group, HandCount, Participant, State, Step, Workshop
from workshops.models.workshop import PRESENT
from workshops.projection import Counts, Room, Written, in_memory
from workshops.rules.tally import Tally, tally


def room(pk: Any, last: Room | None = None) -> Room | None:
    """The room as it stands; what did not change since `last` is taken from it. None where there is none any more.

    The workshop is read first: what is written after it is found again by the next reading.
    """
    workshop = Workshop.objects.live().with_it().filter(pk=pk).first()
    if workshop is None:
        return None
    if last and last.workshop.place == workshop.place:
        return replace(last, workshop=workshop, counts=replace(last.counts, **_people(workshop)))
    since = last.workshop.place if last else 0
    changed = {"workshop": workshop, "place__gt": since, "place__lte": workshop.place}
    notes = in_memory(Contribution.objects.filter(**changed))
    groups = {one.pk: one for one in Group.objects.filter(**changed)}
    notes = {**last.notes, **notes} if last else notes
    return Room(
        workshop=workshop,
        of_steps=workshop.steps.filter(is_skipped=False).count(),
        counts=_counts(workshop, notes.values()),
        notes=notes,
        groups={**last.groups, **groups} if last else groups,
        tally=results(workshop) if workshop.step and workshop.step.results_visible else (),
    )


def results(workshop: Workshop) -> tuple[Tally, ...]:
    """How the last vote came out; () before the first one closed."""
    step = workshop.steps.filter(voted_at__isnull=False).order_by("-voted_at").first()
    if step is None:
        return ()
    return counted(step)


def counted(step: Step) -> tuple[Tally, ...]:
    """What was voted in a step, as it counts for the groups that stand now; secret as long as the vote is open."""
    ballots = Ballot.objects.filter(step=step).values_list("marks", flat=True)
    hands = dict(HandCount.objects.filter(step=step).values_list("group", "marks"))
    return tally(step.vote_on, ballots, hands, taken_in(step.workshop))


def taken_in(workshop: Workshop) -> dict[int, int]:
    """Which group took which in: {taken in: by}."""
    pairs = workshop.groups.exclude(merged_into=None).values_list("pk", "merged_into")
    return {pk: into for pk, into in pairs if into is not None}


def _counts(workshop: Workshop, notes: Iterable[Written]) -> Counts:
    """Notes are counted in memory, where they are all known; only people and ballots are asked for."""
    of = Counter[str]()
    quadrants = Counter[str]()
    for note in notes:
        of[note.state] += 1
        if note.quadrant and note.state != State.WITHDRAWN:
            quadrants[note.quadrant] += 1
    written = sum(of.values()) - of[State.WITHDRAWN]
    mine = Contribution.objects.filter(workshop=workshop).exclude(state=State.WITHDRAWN).order_by()
    asked = mine.filter(step=workshop.step) if workshop.step else mine
    known = workshop.step.wrote if workshop.step else 0
    writers = known + asked.exclude(participant=None).values("participant").distinct().count()
    voted = Ballot.objects.filter(step=workshop.step).count() if workshop.step else 0
    return Counts(
        **_people(workshop),
        late=of[State.LATE],
        held=of[State.HELD],
        written=written,
        quadrants=dict(quadrants),
        writers=writers,
        voted=voted,
    )


def _people(workshop: Workshop) -> dict[str, Any]:
    present = Q(seen_at__gte=timezone.now() - PRESENT)
    return Participant.objects.filter(workshop=workshop).aggregate(
        joined=Count("pk"),
        here=Count("pk", filter=present),
        local=Count("pk", filter=Q(who__in=workshop.local_keys)),
        unsent=Count("pk", filter=Q(unsent__gt=0)),
        finished=Count("pk", filter=Q(finished=workshop.step_id, finished__isnull=False)),
    )
