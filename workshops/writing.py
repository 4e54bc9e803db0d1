"""What people in the room do: come in, write, take back, vote. Each is sent under a key, so that once more changes nothing.

The table of answers is in the specification of the workshop; the pages turn an `Outcome` into its status.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Closed, Refusal, Stale
from workshops.limits import MOST_NOTES, MOST_PEOPLE
from workshops.models import Ballot, Contribution, Moderation, Participant, State, Status, Step, Workshop
from workshops.rules.marks import allowed


class Outcome(Enum):
    """What became of something that was sent."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    OLDER = "older"
    LATE = "late"


class NotAllowed(Refusal):
    """A ballot over its budget or on what is not voted on; `allowed` says what is: {"budget", "most", "groups"}."""

    def __init__(self, sentence: str, allowed: Mapping[str, Any]) -> None:
        super().__init__(sentence)
        self.allowed = allowed


class Full(Refusal):
    """A room holds as many people or notes as it can."""


@transaction.atomic
def join(workshop: Workshop, key: UUID, *, name: str = "", who: str = "") -> tuple[Participant, Outcome]:
    """Come in, once a key; again with another name or description changes them. `Closed` once the workshop is, `Full` at 2,000."""
    told = {"name": name if workshop.asks_names else "", "who": who}
    known = Participant.objects.filter(workshop=workshop, key=key).first()
    if not workshop.is_open and (known is None or workshop.status == Status.ARCHIVED):
        raise Closed(what=workshop)
    if known is None:
        workshop.bump()
        if Participant.objects.filter(workshop=workshop).count() >= MOST_PEOPLE:
            raise Full(_("This room is full. Write together with somebody who is in it, on their phone or on paper."))
        person, is_new = Participant.objects.get_or_create(workshop=workshop, key=key, defaults=told)
        return person, Outcome.NEW if is_new else Outcome.SAME
    if (known.name, known.who) == (told["name"], told["who"]):
        return known, Outcome.SAME
    workshop.bump()
    Participant.objects.filter(pk=known.pk).update(**told)
    known.name, known.who = told["name"], told["who"]
    return known, Outcome.CHANGED


def write(
    workshop: Workshop, key: UUID, *, seq: int, by: Participant, step: int, **words: str
) -> tuple[Contribution, Outcome]:
    """Keep a note under its key; `words` are `text`, `quadrant` and `tested`. `Stale` where the key is somebody else's.

    A note for a step that is closed is kept as late, never refused; `Closed` only once the workshop is put away, and
    `Full` for a new one where there are 20,000 (paper is typed in all the same).
    """
    known = Contribution.objects.filter(workshop=workshop, key=key).first()
    if known is None:
        try:
            return _first(workshop, key, seq, by, step, words)
        except IntegrityError:
            known = Contribution.objects.get(workshop=workshop, key=key)
    if known.participant_id != by.pk:
        raise Stale(None)
    return _again(workshop, known, seq, by, words)


@transaction.atomic
def _first(
    workshop: Workshop, key: UUID, seq: int, by: Participant, step: int, words: dict[str, str]
) -> tuple[Contribution, Outcome]:
    place = workshop.bump()
    now = workshop.as_now()
    now.refuse_if_over()
    fresh = Participant.objects.annotate(all_notes=Count("workshop__contributions")).get(pk=by.pk)
    if fresh.all_notes >= MOST_NOTES:
        raise Full(_("This room holds no more notes. Copy your words, and give them to whoever leads."))
    asked = now.step if now.step_id == step else Step.objects.filter(workshop=workshop, pk=step).first()
    state = _state_of_new(now, asked, fresh)
    told = {"seq": seq, "participant": by, "step": asked, "state": state, "place": place, **words}
    note = Contribution.objects.create(workshop=workshop, key=key, **told)
    return note, Outcome.LATE if state == State.LATE else Outcome.NEW


def _state_of_new(workshop: Workshop, step: Step | None, by: Participant) -> State:
    """Late where its step takes none now; held where all are, or where this phone's are; all as read with the row held."""
    if workshop.status != Status.RUNNING or step is None or not step.input_open:
        return State.LATE
    return State.HELD if _are_held(workshop, by) else State.SHOWN


def _are_held(workshop: Workshop, by: Participant) -> bool:
    """Whether words of this phone wait until somebody has read them."""
    return by.blocked_at is not None or workshop.moderation == Moderation.HOLD


@transaction.atomic
def _again(
    workshop: Workshop, known: Contribution, seq: int, by: Participant, words: dict[str, str]
) -> tuple[Contribution, Outcome]:
    """Newer words win, older ones change nothing; both are told how the note stands. Its place is whoever leads' by now."""
    words = {"text": words["text"]}
    if seq <= known.seq:
        return known, _older(known, words)
    place = workshop.bump()
    now = workshop.as_now()
    now.refuse_if_over()
    # Whoever leads may have judged it until the row of the workshop was held.
    note = Contribution.objects.select_related("step", "participant").get(pk=known.pk)
    told = {
        **words,
        **_moved(now, note, note.participant or by, words),
        "seq": seq,
        "place": place,
        "changed_at": timezone.now(),
    }
    if not Contribution.objects.filter(pk=note.pk, seq__lt=seq).update(**told):
        return note, _older(note, words)
    vars(note).update(told)
    return note, Outcome.CHANGED


def _older(note: Contribution, words: dict[str, str]) -> Outcome:
    """What words are that came too late to win."""
    return Outcome.SAME if all(getattr(note, name) == text for name, text in words.items()) else Outcome.OLDER


def _moved(workshop: Workshop, note: Contribution, by: Participant, words: dict[str, str]) -> dict[str, State]:
    """{"state"} where other words move a note: as a new one if it was taken back, held if they are to be read first."""
    if note.state == State.WITHDRAWN:
        return {"state": _state_of_new(workshop, note.step, by)}
    is_unread = note.state == State.SHOWN and note.text != words["text"] and _are_held(workshop, by)
    return {"state": State.HELD} if is_unread else {}


@transaction.atomic
def take_back(workshop: Workshop, key: UUID, *, seq: int, by: Participant) -> tuple[Contribution | None, Outcome]:
    """Take back one's own note; it leaves the screen and stays in the record. `Stale` where the key is somebody else's.

    None where there is no such note; where it stands with newer words it is told as it stands, with `Outcome.OLDER`.
    """
    place = workshop.bump()
    workshop.as_now().refuse_if_over()
    told = {"state": State.WITHDRAWN, "place": place, "seq": seq, "group": None, "changed_at": timezone.now()}
    rows = Contribution.objects.filter(workshop=workshop, key=key)
    is_newer = rows.filter(participant=by, seq__lt=seq).update(**told)
    note = rows.first()
    if note and note.participant_id != by.pk:
        raise Stale(None)
    stands = note is not None and note.state != State.WITHDRAWN
    return note, Outcome.CHANGED if is_newer else Outcome.OLDER if stands else Outcome.SAME


def finish(workshop: Workshop, step: int, *, by: Participant, on: bool) -> Outcome:
    """Say that one has finished in a step, or has not after all; `Stale` where the room is in another one by now."""
    if workshop.step_id == step and (by.finished_id == step) == on:
        return Outcome.SAME
    with transaction.atomic():
        workshop.bump()
        now = workshop.as_now()
        now.refuse_if_over()
        if now.step_id != step:
            raise Stale(None)
        Participant.objects.filter(pk=by.pk).update(finished=step if on else None)
        return Outcome.NEW if on else Outcome.CHANGED


@transaction.atomic
def cast(
    workshop: Workshop, step: int, *, seq: int, by: Participant, marks: Mapping[str, int]
) -> tuple[Ballot, Outcome]:
    """Keep a whole ballot; the newer one wins. `NotAllowed` over its budget, `Stale` with the counted one after voting."""
    workshop.bump()
    asked = Step.objects.filter(workshop=workshop, pk=step).first()
    known = Ballot.objects.filter(step=asked, participant=by).first() if asked else None
    if asked is None or not asked.vote_open:
        raise Stale(known)
    given = {str(group): n for group, n in marks.items() if n}
    if sentence := allowed(given, budget=asked.budget or 0, groups=asked.vote_on):
        raise NotAllowed(sentence, {"budget": asked.budget, "groups": asked.vote_on})
    if known is None:
        return Ballot.objects.create(step=asked, participant=by, seq=seq, marks=given), Outcome.NEW
    if seq <= known.seq:
        return known, Outcome.SAME if known.marks == given else Outcome.OLDER
    Ballot.objects.filter(pk=known.pk, seq__lt=seq).update(seq=seq, marks=given, changed_at=timezone.now())
    return Ballot.objects.get(pk=known.pk), Outcome.CHANGED
