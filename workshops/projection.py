"""What of a workshop leaves the server: the one place that turns its rows into what phones, screens and leaders are told.

Nobody's name, key or description is ever part of it. A held, hidden, late or withdrawn note is on no screen, and while
the room writes in silence nothing is but counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from hashlib import sha256
from sys import intern
from typing import Any, NamedTuple

from workshops.models import Contribution, Group, State, Status, Step, Workshop
from workshops.models.step import Kind
from workshops.rules.marks import MOST_ON_ONE
from workshops.rules.tally import Tally

OF_STATUS = {Status.DRAFT: "soon", Status.CLOSED: "closed", Status.ARCHIVED: "closed"}
SCENES_OF_STEPS = (Status.RUNNING, Status.PAUSED)
# What these show does not depend on what is switched on in them.
OWN_SCENE = (Kind.WELCOME, Kind.BREAK, Kind.STRATEGIES, Kind.ACTIONS)


class Audience(Enum):
    """Who is told."""

    PHONE = "phone"
    SCREEN = "screen"
    LEADER = "leader"


@dataclass(frozen=True)
class Counts:
    """How many: people here now, those who joined, local ones among them, notes by state and quadrant, writers, finished."""

    here: int = 0
    joined: int = 0
    local: int = 0
    writers: int = 0
    written: int = 0
    late: int = 0
    held: int = 0
    voted: int = 0
    unsent: int = 0
    finished: int = 0
    quadrants: dict[str, int] = field(default_factory=dict)


class Written(NamedTuple):
    """A note as it is held in memory for everybody who listens: small, for there may be 20,000, and nothing of its writer."""

    pk: int
    place: int
    state: str
    text: str
    quadrant: str
    group: int | None


@dataclass(frozen=True)
class Room:
    """A workshop as it stands at `workshop.place`; `notes` and `groups` by primary key, `tally` once results are out."""

    workshop: Workshop
    of_steps: int
    counts: Counts
    notes: dict[int, Written]
    groups: dict[int, Group]
    tally: tuple[Tally, ...] = ()


@dataclass(frozen=True)
class Slip:
    """A note as pages of whoever leads show it: its words, where it stands, and nothing of who wrote it."""

    id: int
    text: str
    quadrant: str
    group: int | None
    step: int | None
    sent_to: int | None


def in_memory(notes: Any) -> dict[int, Written]:
    """The notes of a queryset by primary key, as a room holds them; states and quadrants, which are few, only once."""
    rows = notes.values_list("pk", "place", "state", "text", "quadrant", "group_id")
    return {
        pk: Written(pk, place, intern(state), text, intern(quadrant), group)
        for pk, place, state, text, quadrant, group in rows
    }


def slips(notes: Any) -> tuple[Slip, ...]:
    """The notes of a queryset as slips, in one query that does not ask who wrote them."""
    names = ("pk", "text", "quadrant", "group_id", "step_id", "sent_to_id")
    return tuple(Slip(*row) for row in notes.values_list(*names))


def state(room: Room, now: datetime) -> dict[str, Any]:
    """What everybody is told, phones nothing else: the step, the clock, the counts. Times are Unix milliseconds."""
    workshop = room.workshop
    told = {
        "place": workshop.place,
        "turned": workshop.turned,
        "now": _milliseconds(now),
        "status": workshop.status,
        "sign": sign(workshop),
        "step": _step(room, workshop.step) if workshop.step else None,
        "ends": _milliseconds(workshop.ends_at) if workshop.ends_at else None,
        "left": workshop.left_seconds,
        **counts(room),
    }
    if workshop.step and workshop.step.vote_open:
        told["vote"] = _vote(room, workshop.step)
    return told


def sign(workshop: Workshop) -> str:
    """What tells one face of a phone from another: a page and each frame carry it, and a phone goes on where they differ."""
    step = workshop.step
    told: list[Any] = [workshop.status]
    if step:
        told += [step.pk, step.input_open, step.vote_open, step.others_visible, step.asked, step.quadrants]
        told += step.vote_on if step.vote_open else []
    return sha256(repr(told).encode()).hexdigest()[:16]


def counts(room: Room) -> dict[str, Any]:
    """The counts alone, for a phone between two turns."""
    of = room.counts
    return {"here": of.here, "local": of.local, "written": of.written, "writers": of.writers, "voted": of.voted}


def screen(room: Room, now: datetime, since: int = 0) -> dict[str, Any]:
    """What the room's screen is told: state, counts by quadrant and, where they may be seen, notes and groups since a place.

    With `whole` it begins anew; else `notes` and `groups` are those that changed, with `gone` for those to take away.
    """
    workshop = room.workshop
    whole = since < workshop.turned or since == 0
    of = room.counts
    more = {"scene": scene(workshop), "joined": of.joined, "finished": of.finished, "quadrants": of.quadrants}
    told = {**state(room, now), **more, "blank": workshop.is_blank, "whole": whole}
    if workshop.is_blank:
        told.pop("vote", None)
    if not sees_notes(room):
        return {**told, "notes": [], "groups": []}
    after = 0 if whole else since
    told["notes"] = [_note(one, whole) for one in room.notes.values() if one.place > after and _sent(one, whole)]
    told["groups"] = [_group(one) for one in room.groups.values() if one.place > after and (one.stands or not whole)]
    if workshop.step and workshop.step.results_visible:
        told["results"] = [one.as_told() for one in room.tally]
    return told


def leader(room: Room, now: datetime) -> dict[str, Any]:
    """What whoever leads is told: the state, and how much waits; the words come with the page."""
    of = room.counts
    more = {"joined": of.joined, "late": of.late, "held": of.held, "unsent": of.unsent, "finished": of.finished}
    return {**state(room, now), "blank": room.workshop.is_blank, **more, "quadrants": of.quadrants}


def sees_notes(room: Room) -> bool:
    """Whether notes may be on the screen now: not in silence, not blanked, not before it began."""
    return shows_notes(room.workshop)


def shows_notes(workshop: Workshop) -> bool:
    """The same of a workshop alone."""
    shows = bool(workshop.step and workshop.step.others_visible)
    return shows and not workshop.is_blank and workshop.status not in (Status.DRAFT, Status.LOBBY)


def scene(workshop: Workshop) -> str:
    """What the screen shows of a workshop: one of the parts of `workshops/screen/_stage.html`."""
    step = workshop.step
    if workshop.is_blank:
        return "blank"
    if step is None or workshop.status not in SCENES_OF_STEPS:
        return OF_STATUS.get(Status(workshop.status), "lobby")
    if step.kind in OWN_SCENE:
        return str(step.kind)
    if step.vote_open or (step.kind == Kind.VOTE and not step.results_visible):
        return "vote"
    if step.results_visible:
        return "results"
    if step.others_visible:
        return "group" if step.kind == Kind.GROUP else "reveal"
    return "collect"


def own(note: Contribution, workshop: Workshop) -> dict[str, Any]:
    """A note as whoever wrote it is told on their own phone, and nobody else: `where` is "screen" or "saved"."""
    on_screen = note.state == State.SHOWN and shows_notes(workshop)
    return {
        "key": str(note.key),
        "seq": note.seq,
        "text": note.text,
        "quadrant": note.quadrant,
        "where": "screen" if on_screen else "saved",
        "late": note.state == State.LATE,
    }


@dataclass(frozen=True)
class Waiting:
    """A note in the tray of whoever leads. Of its writer it says only whether there is a phone, and that it is held."""

    pk: int
    text: str
    quadrant: str
    state: str
    written_at: datetime
    step: str
    has_phone: bool
    phone_held: bool
    is_late_by_step: bool


def tray(notes: Iterable[Contribution]) -> tuple[Waiting, ...]:
    """Notes for the tray; they are annotated with `phone_held` and come with their step."""
    return tuple(
        Waiting(
            pk=one.pk,
            text=one.text,
            quadrant=one.quadrant,
            state=one.state,
            written_at=one.written_at,
            step=one.step.title if one.step else "",
            has_phone=one.participant_id is not None,
            phone_held=bool(getattr(one, "phone_held", False)),
            is_late_by_step=bool(one.step and one.step.done_at and one.written_at > one.step.done_at),
        )
        for one in notes
    )


def _step(room: Room, step: Step) -> dict[str, Any]:
    return {
        "id": step.pk,
        "n": step.order,
        "of": room.of_steps,
        "kind": step.kind,
        "title": step.title,
        "asked": step.asked,
        "quadrants": step.quadrants,
        "input": step.input_open,
        "seen": step.others_visible,
        "vote": step.vote_open,
        "results": step.results_visible,
    }


def _vote(room: Room, step: Step) -> dict[str, Any]:
    groups = [room.groups[pk] for pk in step.vote_on if pk in room.groups]
    return {"budget": step.budget, "most": MOST_ON_ONE, "groups": [_group(one) for one in groups]}


def _note(note: Written, whole: bool) -> dict[str, Any]:
    if note.state != State.SHOWN and not whole:
        return {"id": note.pk, "gone": True}
    return {"id": note.pk, "text": note.text, "quadrant": note.quadrant, "group": note.group}


def _sent(note: Written, whole: bool) -> bool:
    return note.state == State.SHOWN or not whole


def _group(group: Group) -> dict[str, Any]:
    if not group.stands:
        return {"id": group.pk, "gone": True}
    return {"id": group.pk, "n": group.number, "title": group.title, "quadrant": group.quadrant}


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
