"""The workshop that is played, in a database of its own, and what stands in that afterwards."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from clusters.ids import uuid7
from clusters.models import Cluster, User
from swot.models import TemplateVersion, Workbook
from workshops.leading import go
from workshops.live.tickets import address
from workshops.models import Ballot, Contribution, Participant, Step, Workshop
from workshops.opening import prepare
from workshops.operations import operate
from workshops.projection import Audience
from workshops.run_sheets import run_sheet
from workshops.verbs import VERBS

GROUPS = 8


def is_empty() -> bool:
    """Whether nothing stands in the database yet."""
    return not connection.introspection.table_names()


def make() -> Workshop:
    """Tables, templates, and a workshop that is running on a step in which people write and see what others wrote."""
    call_command("migrate", verbosity=0)
    call_command("load_library", publish=True, stdout=_Silent())
    leader = User.objects.create_user("leader@example.org", None, name="Leader")
    cluster = Cluster.found(by=leader, name="A room", kind="district", place="Kelda", country="Ireland")
    version = TemplateVersion.objects.current("district")
    workbook = Workbook.begin(cluster, version, by=leader)
    room = prepare(workbook, run_sheet("ninety"), by=leader, held_on=timezone.localdate())
    step = Step.objects.filter(workshop=room, kind="collect")[0]
    Step.objects.filter(pk=step.pk).update(input_open=True, others_visible=True)
    Workshop.objects.filter(pk=room.pk).update(status="running", step=step)
    return room.as_now()


def screen(room: Workshop) -> str:
    """Where a screen listens."""
    return address(room, Audience.SCREEN, person=None)


def open_vote(room: Workshop) -> tuple[int, list[int]]:
    """Put the notes into groups and open the vote on them; the step, and the groups."""
    leader = room.made_by
    notes = list(Contribution.objects.filter(workshop=room, state="shown").values_list("pk", flat=True))
    for n in range(GROUPS):
        told = {"notes": notes[n::GROUPS], "to": None, "title": f"Group {n}", "seen": room.as_now().place}
        operate(room, VERBS, "group", key=uuid7(), by=leader, **told)
    step = Step.objects.filter(workshop=room, kind="vote")[0]
    operate(room, {"go": go}, "go", key=uuid7(), by=leader, step=step.pk, base=room.as_now().revision)
    operate(room, VERBS, "open-vote", key=uuid7(), by=leader, budget=3, base=room.as_now().revision)
    step.refresh_from_db()
    return step.pk, step.vote_on


@dataclass(frozen=True)
class Balance:
    """What was typed against what stands in the database; all four are 0 where nothing went wrong."""

    lost: int
    doubled: int
    lost_votes: int
    doubled_people: int
    typed: int
    stored: int


def balance(room: Workshop, typed: dict[str, str], votes: dict[str, dict[str, int]], phones: int) -> Balance:
    """Compare texts by note, and ballots by the key of the phone."""
    rows = list(Contribution.objects.filter(workshop=room).values_list("key", "text"))
    kept = {str(key): text for key, text in rows}
    texts = Counter(text for _key, text in rows)
    ballots = Ballot.objects.filter(step__workshop=room).values_list("participant__key", "marks")
    counted: dict[str, Any] = {str(key): marks for key, marks in ballots}
    return Balance(
        lost=sum(kept.get(key) != text for key, text in typed.items()),
        doubled=sum(n - 1 for n in texts.values()),
        lost_votes=sum(counted.get(key) != marks for key, marks in votes.items()),
        doubled_people=max(0, Participant.objects.filter(workshop=room).count() - phones),
        typed=len(typed),
        stored=len(rows),
    )


class _Silent:
    def write(self, text: str) -> None:
        """Nobody needs to read it."""
