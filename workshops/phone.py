"""What a phone shows of its room: which face, what its guest wrote, what is voted on. A few queries whatever the room holds."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clusters.access import GUEST_DAYS
from clusters.ids import new_key
from workshops.forms.guest import AddForm, BallotForm, JoinForm, next_seq
from workshops.live.tickets import address
from workshops.models import Ballot, Contribution, Group, Participant, State, Status, Step, Workshop
from workshops.models.step import Kind
from workshops.projection import Audience, own, sign
from workshops.room import taken_in
from workshops.rules.tally import folded

# Beside these, a running step shows its box where it takes notes, its vote where that is open, else that one looks up.
OF_STATUS = {
    Status.LOBBY: "lobby",
    Status.PAUSED: "paused",
    Status.CLOSED: "over",
    Status.ARCHIVED: "over",
}


@dataclass(frozen=True)
class Vote:
    """What is voted on: its groups by quadrant, what this phone gave as it counts now, how much is left."""

    form: BallotForm
    seq: int
    budget: int
    given: dict[str, int]

    @property
    def left(self) -> int:
        """Marks that are not given yet."""
        return max(0, self.budget - sum(self.given.values()))


def face(room: Workshop) -> str:
    """Which of the faces of the page a room has now."""
    if room.status in OF_STATUS or room.step is None:
        return OF_STATUS.get(Status(room.status), "lobby")
    if room.step.vote_open:
        return "vote"
    if room.step.input_open:
        return "write"
    return "break" if room.step.kind == Kind.BREAK else "watch"


def shown(room: Workshop, guest: Participant, box: AddForm | None = None) -> dict[str, Any]:
    """The context of the page; `box` is the form with what was typed, where it was not taken."""
    of = face(room)
    told: dict[str, Any] = {
        "face": of,
        "sign": sign(room),
        "step": room.step,
        "steps": room.steps.filter(is_skipped=False).count(),
        "places": list(room.step.quadrants) if room.step else [],
        "kept_until": kept_until(room),
        "live": address(room, Audience.PHONE, person=guest.pk),
        "has_finished": room.step_id is not None and guest.finished_id == room.step_id,
        "can_write": room.status != Status.ARCHIVED and room.step is not None,
    }
    if of == "vote" and room.step:
        return {**told, "vote": vote(room.step, guest), "box": box, "lost": box.data.get("text", "") if box else ""}
    told["notes"] = [own(note, room) for note in mine(room, guest)]
    told["box"] = box or new_box(room)
    told["about_me"] = JoinForm(room=room, initial={"key": guest.key, "who": guest.who, "name": guest.name})
    return told


def new_box(room: Workshop) -> AddForm:
    """An empty box under a key of its own."""
    initial = {"key": new_key(), "seq": 1, "step": room.step.pk if room.step else 0}
    return AddForm(content=room.workbook.content(), initial=initial)


def mine(room: Workshop, guest: Participant) -> list[Contribution]:
    """What a guest wrote and did not take back, the newest first."""
    written = Contribution.objects.filter(workshop=room, participant=guest).exclude(state=State.WITHDRAWN)
    return list(written.order_by("-pk"))


def vote(step: Step, guest: Participant, sent: Any = None) -> Vote:
    """What is voted on in a step, with the ballot of a guest; `sent` is what came from a page without script."""
    known = Ballot.objects.filter(step=step, participant=guest).first()
    by_pk = {group.pk: group for group in Group.objects.filter(pk__in=step.vote_on)}
    groups = sorted((by_pk[pk] for pk in step.vote_on if pk in by_pk), key=_by_place)
    given = counting(step, known.marks) if known else {}
    form = BallotForm(sent, groups=groups, given=given, initial={"seq": next_seq(known)})
    return Vote(form, known.seq if known else 0, step.budget or 0, given)


def counting(step: Step, marks: dict[str, int]) -> dict[str, int]:
    """Marks as they count for what is voted on now: groups may have been joined or dissolved before it was opened again."""
    counted = folded(marks, taken_in(step.workshop))
    return {str(group): n for group, n in counted.items() if group in step.vote_on}


def _by_place(group: Group) -> int:
    return ["strength", "weakness", "opportunity", "threat", ""].index(group.quadrant)


def kept_until(room: Workshop) -> Any:
    """The day on which the link between notes and phones is cut; reckoned from now while the room is open."""
    return (room.closed_at or timezone.now()) + timedelta(days=GUEST_DAYS)
