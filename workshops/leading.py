"""Running a workshop: open it, go from step to step, keep the clock, switch what is open, close it. Nothing is deleted."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from clusters.models.membership import hash_of
from workshops.models import Moderation, Participant, State, Status, Step, Workshop
from workshops.models.step import BEGINS_WITH, SWITCHES
from workshops.models.workshop import new_code
from workshops.operations import Act, guarded

NEXT = {
    "open": ((Status.DRAFT,), Status.LOBBY),
    "start": ((Status.LOBBY,), Status.RUNNING),
    "pause": ((Status.RUNNING,), Status.PAUSED),
    "resume": ((Status.PAUSED, Status.CLOSED), Status.RUNNING),
    "close": ((Status.LOBBY, Status.RUNNING, Status.PAUSED), Status.CLOSED),
    "archive": ((Status.CLOSED, Status.DRAFT), Status.ARCHIVED),
}


def move(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Open, start, pause, resume, close or archive (`params["to"]`); `Refusal` from where that is not possible."""
    may_begin, status = NEXT[act.params["to"]]
    if workshop.status not in may_begin:
        raise Refusal(_("This workshop is %(status)s.") % {"status": workshop.get_status_display()})
    told: dict[str, Any] = {"status": status, **_clock_of(workshop, act.params["to"])}
    if status == Status.CLOSED:
        told["closed_at"] = timezone.now()
    if act.params["to"] == "start" and workshop.step is None:
        first = workshop.steps.filter(is_skipped=False).first()
        told |= _begin(first) if first else {}
    guarded(workshop, act, **told)
    return {"status": str(status)}


def go(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Go to a step, forward or back, or to the present one again (`params["step"]`); the one before is closed, its late notes are still kept."""
    step = workshop.steps.filter(pk=act.params["step"]).first()
    if step is None:
        raise Refusal(_("This step was taken out of the run sheet. Choose another one."))
    if workshop.step:
        closing = {"input_open": False, "vote_open": False, "done_at": timezone.now(), "revision": F("revision") + 1}
        Step.objects.filter(pk=workshop.step.pk).update(**closing)
        _count_vote(workshop.step)
    status = {"status": Status.RUNNING} if workshop.status in (Status.LOBBY, Status.PAUSED) else {}
    guarded(workshop, act, **_begin(step), **status)
    return {"step": step.pk}


def skip(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Leave a step out (`params["step"]`, `params["on"]`), or take it in again; the present one is left by going on."""
    if act.params["on"] and workshop.step_id == act.params["step"]:
        raise Refusal(_("The room is in this step. Go on to another one first, then leave it out."))
    rows = Step.objects.filter(workshop=workshop, pk=act.params["step"])
    if not rows.update(is_skipped=act.params["on"], revision=F("revision") + 1):
        raise Refusal(_("This step was taken out of the run sheet. Choose another one."))
    guarded(workshop, act)
    return {}


def anew(workshop: Workshop, act: Act) -> dict[str, Any]:
    """A new code, and with it a new square and a new link of the screen; the old ones open nothing any more."""
    workshop.turn += 1
    told = {"turn": workshop.turn, "code": new_code()}
    hashes = {"join_hash": hash_of(workshop.join_token), "screen_hash": hash_of(workshop.screen_token)}
    guarded(workshop, act, **told, **hashes)
    return {"code": workshop.code}


def clock(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Add seconds to the clock, or take some off (`params["seconds"]`). Reaching zero closes nothing."""
    by = timedelta(seconds=act.params["seconds"])
    now = timezone.now()
    if workshop.ends_at:
        guarded(workshop, act, ends_at=max(workshop.ends_at, now) + by)
    else:
        guarded(workshop, act, left_seconds=max(0, (workshop.left_seconds or 0) + act.params["seconds"]))
    return {}


def switch(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Open or close one thing of the present step (`params["what"]`, `params["on"]`): writing, seeing, grouping, results."""
    what = act.params["what"]
    if workshop.step is None or what not in SWITCHES or what == "vote_open":
        raise Refusal(_("There is no step to switch this in. Start the workshop first."))
    Step.objects.filter(pk=workshop.step.pk).update(**{what: act.params["on"]}, revision=F("revision") + 1)
    guarded(workshop, act)
    return {}


def settle(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Set how the room is led: `moderation`, `asks_names`, `is_blank`, as far as they are in `params["set"]`."""
    known = {"moderation", "asks_names", "is_blank"}
    told = {name: value for name, value in act.params["set"].items() if name in known}
    if told.get("moderation", Moderation.HIDE) not in Moderation.values:
        raise Refusal(_("Choose one of the two ways to moderate."))
    guarded(workshop, act, **told)
    return {}


def judge(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Take notes in, hold or hide them (`params["notes"]`, `params["state"]`: shown, held, hidden). Can be undone."""
    if act.params["state"] not in (State.SHOWN, State.HELD, State.HIDDEN):
        raise Refusal(_("A note is shown, held back or kept off the screen."))
    notes = workshop.contributions.filter(pk__in=act.params["notes"]).exclude(state=State.WITHDRAWN)
    act.put(list(notes), state=act.params["state"])
    return {"notes": len(act.before)}


def block(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Hold everything from the phone that wrote a note (`params["note"]`), or no more (`params["on"]`); nobody learns whose it is."""
    note = workshop.contributions.filter(pk=act.params["note"]).first()
    if note is None or note.participant_id is None:
        raise Refusal(_("Nobody is known to have written this note, so there is no phone to hold."))
    on = act.params["on"]
    Participant.objects.filter(pk=note.participant_id).update(blocked_at=timezone.now() if on else None)
    theirs = list(workshop.contributions.filter(participant=note.participant_id, state=State.SHOWN)) if on else []
    act.put(theirs, state=State.HELD)
    if on and note not in theirs:
        # It stays as it is; undoing finds the phone by it, even where no other note of it was shown.
        act.put([note], state=note.state)
    return {"notes": len(theirs)}


def _begin(step: Step) -> dict[str, Any]:
    """Open what a step of its kind begins with, and writing where it asks something; start its clock; nobody has finished. What it is then."""
    opens = {*BEGINS_WITH.get(step.kind, ()), *(("input_open",) if step.prompt else ())}  # type: ignore[call-overload]
    told = {name: name in opens for name in SWITCHES}
    Step.objects.filter(pk=step.pk).update(**told, done_at=None, revision=F("revision") + 1)
    Participant.objects.filter(finished=step).update(finished=None)
    return {"step": step, "ends_at": timezone.now() + timedelta(minutes=step.minutes), "left_seconds": None}


def _clock_of(workshop: Workshop, to: str) -> dict[str, Any]:
    """A pause stops the clock where it stands, and going on lets it run from there."""
    now = timezone.now()
    if to in ("pause", "close") and workshop.ends_at:
        return {"ends_at": None, "left_seconds": max(0, round((workshop.ends_at - now).total_seconds()))}
    if to == "resume" and workshop.left_seconds is not None:
        return {"ends_at": now + timedelta(seconds=workshop.left_seconds), "left_seconds": None}
    return {}


def _count_vote(step: Step) -> None:
    """A vote that was open when the room went on, or began its step again, is closed and counted."""
    if step.vote_open:
        Step.objects.filter(pk=step.pk).update(voted_at=timezone.now())
