"""Who is in the room, by count: here, away, writing, by description; and which phones still hold something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum
from django.utils import timezone

from workshops.models import Contribution, Participant, State, Workshop
from workshops.models.workshop import PRESENT
from workshops.people import UNSAID, in_room

WIDTH = 620
# Above so many notes of one phone in one step, whoever leads is told.
MANY = 20


@dataclass(frozen=True)
class Group:
    """Those who describe themselves alike: how many came in, and the length of their bar in units of the drawing."""

    text: str
    joined: int
    bar: int
    is_local: bool


@dataclass(frozen=True)
class Attendance:
    """How many came in, are here now, have written and finished in this step; `phones` hold `unsent` notes; groups."""

    joined: int
    here: int
    wrote: int
    finished: int
    phones: int
    unsent: int
    groups: tuple[Group, ...]

    @property
    def away(self) -> int:
        """How many came in and are not heard of now."""
        return self.joined - self.here

    @property
    def up_to_date(self) -> int:
        """How many phones hold nothing that was not sent."""
        return self.joined - self.phones

    @property
    def local(self) -> int:
        """How many of those who came in were here before."""
        return sum(group.joined for group in self.groups if group.is_local)

    @property
    def missing(self) -> tuple[Group, ...]:
        """The groups nobody came from, those already here first."""
        return tuple(sorted((one for one in self.groups if not one.joined), key=lambda one: not one.is_local))

    @property
    def sentence(self) -> str:
        """What stands in the strip."""
        return in_room(self.local, self.joined, [group.text for group in self.missing if group.is_local])


@dataclass(frozen=True)
class Many:
    """One phone that sent very many notes in this step: how many, and one of them, by which it can be held."""

    notes: int
    note: int


def many_from_one(workshop: Workshop) -> Many | None:
    """The phone that sent most in this step, where those are very many and it is not held already; None for nobody."""
    written = Contribution.objects.filter(workshop=workshop, step=workshop.step_id, participant__blocked_at=None)
    rows = written.exclude(participant=None).exclude(state=State.WITHDRAWN).order_by().values("participant")
    most = rows.annotate(notes=Count("pk"), note=Max("pk")).filter(notes__gt=MANY).order_by("-notes").first()
    return Many(most["notes"], most["note"]) if most else None


def attendance(workshop: Workshop) -> Attendance:
    """Read it, in one query."""
    here = Q(seen_at__gte=timezone.now() - PRESENT)
    written = Contribution.objects.filter(participant=OuterRef("pk"), step=workshop.step_id)
    wrote = Exists(written.exclude(state=State.WITHDRAWN))
    rows = (
        Participant.objects.filter(workshop=workshop)
        .order_by()
        .values("who")
        .annotate(
            joined=Count("pk"),
            here=Count("pk", filter=here),
            wrote=Count("pk", filter=wrote),
            finished=Count("pk", filter=Q(finished=workshop.step_id, finished__isnull=False)),
            phones=Count("pk", filter=Q(unsent__gt=0)),
            unsent=Sum("unsent"),
        )
    )
    found = _attendance(workshop.people, [dict(row) for row in rows])
    return replace(found, wrote=found.wrote + (workshop.step.wrote if workshop.step else 0))


def _attendance(people: Iterable[dict[str, Any]], rows: list[dict[str, Any]]) -> Attendance:
    """Descriptions that nobody chose are groups as well; who would rather not say is one only where somebody is."""
    joined = {row["who"]: row["joined"] for row in rows}
    most = max((joined.get(one["key"], 0) for one in people), default=0) or 1
    groups = [
        Group(one["text"], n := joined.get(one["key"], 0), round(WIDTH * n / most), bool(one.get("local")))
        for one in people
        if one["key"] != UNSAID or UNSAID in joined
    ]
    sums = {
        name: sum(row[name] for row in rows) for name in ("joined", "here", "wrote", "finished", "phones", "unsent")
    }
    return Attendance(**sums, groups=tuple(sorted(groups, key=lambda one: -one.joined)))
