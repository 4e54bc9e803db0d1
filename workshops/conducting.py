"""What the page of whoever leads shows of the run: its steps, where it stands, and the one thing that comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swot.models.entry import Quadrant
from workshops.models import State, Status, Step, Workshop
from workshops.models.step import Kind

OFF_SCREEN = (State.HELD, State.LATE)
WRITING = (Kind.WELCOME, Kind.COLLECT)


@dataclass(frozen=True)
class Notes:
    """Notes that nobody took back, by step, quadrant and state."""

    by: Counter[tuple[int | None, str, str]]

    def of(self, *, step: int | None = None, quadrant: str | None = None, states: Iterable[str] = ()) -> int:
        """How many of a step, of a quadrant, in one of the states; what is left out does not matter."""
        wanted = set(states)
        return sum(
            n
            for (where, which, state), n in self.by.items()
            if (step is None or where == step)
            and (quadrant is None or which == quadrant)
            and (not wanted or state in wanted)
        )

    @property
    def waiting(self) -> int:
        """Late and held."""
        return self.of(states=OFF_SCREEN)


@dataclass(frozen=True)
class Stop:
    """A step as the run sheet shows it: its number (None where it is left out), notes, and "open", "started", "complete"."""

    step: Step
    number: int | None
    notes: int
    state: str


@dataclass(frozen=True)
class Next:
    """The one thing that comes next: what its button says, what it does, with what; or the name of an address."""

    label: str
    verb: str = ""
    sent: dict[str, Any] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the bar on top: "was", "is" or "" where it is still to come."""

    title: str
    about: str
    state: str


def notes_of(workshop: Workshop) -> Notes:
    """Count them, in one query."""
    rows = workshop.contributions.exclude(state=State.WITHDRAWN).order_by().values_list("step", "quadrant", "state")
    return Notes(Counter({tuple(one): n for *one, n in rows.annotate(Count("pk"))}))


def stops(workshop: Workshop, steps: Iterable[Step], notes: Notes) -> tuple[Stop, ...]:
    """The steps in order; those left out have no number."""
    found, number = [], 0
    for step in steps:
        number += not step.is_skipped
        state = "started" if step.pk == workshop.step_id else "complete" if step.done_at else "open"
        found.append(Stop(step, None if step.is_skipped else number, notes.of(step=step.pk), state))
    return tuple(found)


def following(workshop: Workshop, steps: Sequence[Step]) -> Step | None:
    """The step that comes after the present one; the first before the start, None after the last."""
    order = (workshop.step.order, workshop.step.pk) if workshop.step else (-1, -1)
    return next((one for one in steps if not one.is_skipped and (one.order, one.pk) > order), None)


def minutes_left(workshop: Workshop, steps: Iterable[Step], now: datetime) -> int:
    """What the clock still has, and the minutes of all steps to come."""
    order = workshop.step.order if workshop.step else -1
    to_come = sum(one.minutes for one in steps if not one.is_skipped and one.order > order)
    return to_come + max(0, seconds_left(workshop, now) or 0) // 60


def seconds_left(workshop: Workshop, now: datetime) -> int | None:
    """What the clock shows, below nought once it has run out; None where there is none."""
    if workshop.ends_at:
        return round((workshop.ends_at - now).total_seconds())
    return workshop.left_seconds


def on_clock(seconds: int | None) -> str:
    """ "4:10", and "+0:35" for what is over."""
    if seconds is None:
        return ""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"


def next_thing(workshop: Workshop, steps: Sequence[Step], notes: Notes) -> Next | None:
    """The button that goes on. None where nothing does: it is put away."""
    then = following(workshop, steps)
    match workshop.status:
        case Status.DRAFT:
            return Next(_("Open the room"), "move", {"to": "open"})
        case Status.LOBBY if then and workshop.step is None:
            return Next(_("Begin: %(title)s") % {"title": then.title}, "move", {"to": "start"})
        case Status.LOBBY:
            return Next(_("Begin"), "move", {"to": "start"})
        case Status.PAUSED:
            return Next(_("Go on after the pause"), "move", {"to": "resume"})
        case Status.CLOSED:
            return Next(_("Send what was said to the workbook"), address="workshops:send")
        case Status.RUNNING if workshop.step and _waits_for_vote(workshop.step):
            return Next(_("Choose what is voted on, and open the vote"), address="workshops:votes")
        case Status.RUNNING if then is None:
            return Next(_("Close the workshop"), "move", {"to": "close"})
        case Status.RUNNING if then:
            return Next(_to(workshop.step, then, notes), "go", {"step": then.pk})
    return None


def _waits_for_vote(step: Step) -> bool:
    """A step of voting whose vote was neither opened nor counted."""
    return step.kind == Kind.VOTE and not step.vote_open and step.voted_at is None


def _to(now: Step | None, then: Step, notes: Notes) -> str:
    """What going to a step does, said as an order."""
    if then.kind == Kind.REVEAL:
        shown = notes.of(states=(State.SHOWN,))
        if now and now.input_open:
            return ngettext("Stop writing and show it", "Stop writing and show all %(n)d", shown) % {"n": shown}
        return ngettext("Show it", "Show all %(n)d", shown) % {"n": shown}
    if now and now.vote_open:
        return _("Close the vote and go on: %(title)s") % {"title": then.title}
    if now and now.input_open and now.kind in WRITING:
        return _("Stop writing and go on: %(title)s") % {"title": then.title}
    return _("Go on: %(title)s") % {"title": then.title}


def heading(workshop: Workshop) -> str:
    """What goes on in the room now, in a few words."""
    step = workshop.step
    if workshop.status == Status.RUNNING and step:
        if step.vote_open:
            return _("People are voting")
        if step.input_open and step.kind in WRITING:
            return _("People are writing")
        return str(step.get_kind_display())
    said = {
        Status.DRAFT: _("Nobody can come in yet"),
        Status.LOBBY: _("People are coming in"),
        Status.RUNNING: _("It is running"),
        Status.PAUSED: _("A pause"),
        Status.CLOSED: _("The workshop is closed"),
        Status.ARCHIVED: _("The workshop is put away"),
    }
    return said[Status(workshop.status)]


def bar(workshop: Workshop, steps: Sequence[Step], notes: Notes) -> tuple[Part, ...]:
    """The five things a room does, and where it is among them."""
    deciding = (Kind.RESULTS, Kind.STRATEGIES, Kind.ACTIONS)
    collecting = [one for one in steps if one.kind == Kind.COLLECT and not one.is_skipped]
    written = notes.of()
    write = (
        ngettext("%(n)d note", "%(n)d notes", written) % {"n": written}
        if written
        else ngettext("alone, %(n)d question", "alone, %(n)d questions", len(collecting)) % {"n": len(collecting)}
    )
    parts: tuple[tuple[tuple[str, ...], str, str], ...] = (
        ((Kind.COLLECT,), _("Write"), write),
        ((Kind.REVEAL,), _("Show"), _("all at once")),
        ((Kind.GROUP,), _("Group"), _("join what is alike")),
        ((Kind.VOTE,), _("Vote"), _("in secret")),
        (deciding, _("Decide"), _("with names and dates")),
    )
    order = workshop.step.order if workshop.step else -1
    is_over = workshop.status in (Status.CLOSED, Status.ARCHIVED)
    return tuple(
        Part(title, about, _state(workshop.step, steps, kinds, order, is_over)) for kinds, title, about in parts
    )


def _state(now: Step | None, steps: Sequence[Step], kinds: tuple[str, ...], order: int, is_over: bool) -> str:
    if now and now.kind in kinds and not is_over:
        return "is"
    last = max((one.order for one in steps if one.kind in kinds and not one.is_skipped), default=None)
    return "was" if is_over or (last is not None and last < order) else ""


@dataclass(frozen=True)
class Row:
    """A quadrant in the table ("": none yet): how many were written, how many of them wait."""

    quadrant: str
    written: int
    waiting: int


def by_quadrant(workshop: Workshop, notes: Notes) -> tuple[Row, ...]:
    """Every quadrant, those of the present step alone while it asks for some; notes without one where there are any."""
    asked = workshop.step.quadrants if workshop.step and workshop.step.kind == Kind.COLLECT else ()
    wanted = [one for one in Quadrant.values if not asked or one in asked]
    wanted += [""] if notes.of(quadrant="") else []
    return tuple(Row(one, notes.of(quadrant=one), notes.of(quadrant=one, states=OFF_SCREEN)) for one in wanted)
