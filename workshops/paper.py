"""What a scribe does with paper: take numbers for sheets before they are printed, and type in what is written on them.

A note from paper has no participant and is never late: paper is typed when there is time, often once its step is over, so
it counts as shown, or is held where all notes are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from clusters.errors import Stale
from workshops.models import Contribution, Moderation, PaperSheet, State, Step, Workshop
from workshops.models.step import BEGINS_WITH
from workshops.writing import Outcome

# Sheets that are printed at once for a step, and lines that a sheet has at most.
MOST_SHEETS, MOST_LINES = 60, 40
# Printings that are offered to be printed once more.
MOST_BATCHES = 12
WRITING = [kind for kind, opens in BEGINS_WITH.items() if "input_open" in opens]
HEAD = ("table", "people", "typed_by")


@dataclass(frozen=True)
class Line:
    """A line of a sheet as it stands on the paper; `text` "" where it is empty, `quadrant` "" where it is in none.

    `shown` is the quadrant that the form showed before it was typed in, None where nobody was shown one.
    """

    text: str = ""
    quadrant: str = ""
    shown: str | None = field(default=None, compare=False)


@transaction.atomic
def reserve(
    workshop: Workshop, steps: Iterable[Step], each: int, *, key: UUID, by: Any, is_four: bool = False
) -> list[PaperSheet]:
    """Numbers for so many sheets of each step, once a key: printed again it is the same sheets. In order of their numbers."""
    workshop.bump()
    workshop.as_now().refuse_if_over()
    known = list(PaperSheet.objects.filter(workshop=workshop, batch=key))
    if known:
        return known
    last = PaperSheet.objects.filter(workshop=workshop).aggregate(last=Max("number"))["last"] or 0
    wanted = [step for step in steps for _sheet in range(each)]
    told = {"workshop": workshop, "batch": key, "is_four": is_four, "by": by}
    return PaperSheet.objects.bulk_create(
        PaperSheet(step=step, number=number, printed_as=step.order, **told)
        for number, step in enumerate(wanted, last + 1)
    )


def printed(workshop: Workshop) -> list[dict[str, Any]]:
    """The sheets that took their numbers together, the newest first: {"batch", "first", "last", "sheets"}."""
    rows = PaperSheet.objects.filter(workshop=workshop).order_by().values("batch")
    told = rows.annotate(first=Min("number"), last=Max("number"), sheets=Count("pk"))
    return [dict(row) for row in told.order_by("-first")[:MOST_BATCHES]]


def asking(workshop: Workshop) -> Any:
    """The steps in which people write, in order: for each of them there is paper."""
    return workshop.steps.filter(kind__in=WRITING, is_skipped=False)


def lines_of(sheet: PaperSheet) -> dict[int, Line]:
    """What is typed of a sheet, by the number of the line; lines that were emptied are not among them."""
    return {
        line: Line(note.text, note.quadrant) for line, note in _notes(sheet).items() if note.state != State.WITHDRAWN
    }


@transaction.atomic
def type_in(
    sheet: PaperSheet, lines: Mapping[int, Line], *, seen: int, by: Any, **head: Any
) -> tuple[PaperSheet, Outcome]:
    """Keep a sheet as it was typed: `lines` by their number (1 to 40), and `head`: `table`, `people`, `typed_by`.

    A line that is empty or missing now takes its note back; one whose quadrant is as the form showed it stays where
    whoever leads moved it meanwhile. `Stale` where somebody else typed this sheet since revision
    `seen`; the very same once more changes nothing, whatever its revision.
    """
    workshop = sheet.workshop
    place = workshop.bump()
    now = workshop.as_now()
    now.refuse_if_over()
    current = PaperSheet.objects.get(pk=sheet.pk)
    known = _notes(current)
    wanted = {line: _as_moved(one, known.get(line)) for line, one in lines.items() if one.text}
    was_typed = current.typed_at is not None
    if was_typed and wanted == lines_of(current) and all(getattr(current, name) == head[name] for name in HEAD):
        return current, Outcome.SAME
    at = timezone.now()
    current.swap(seen=seen, by=by, typed_at=at, **head)
    state = State.HELD if now.moderation == Moderation.HOLD else State.SHOWN
    fresh = {"place": place, "changed_at": at}
    for line in sorted(known.keys() | wanted.keys()):
        _write(current, line, known.get(line), wanted.get(line), state, fresh)
    return current, Outcome.CHANGED if was_typed else Outcome.NEW


def _notes(sheet: PaperSheet) -> dict[int, Contribution]:
    """The notes of a sheet by the number of their line."""
    line_of = {sheet.line_key(line): line for line in range(1, MOST_LINES + 1)}
    return {line_of[one.key]: one for one in Contribution.objects.filter(workshop=sheet.workshop_id, sheet=sheet)}


def _as_moved(wanted: Line, known: Contribution | None) -> Line:
    """A line where its note stands now, unless the scribe put it elsewhere."""
    stands = known is not None and known.state != State.WITHDRAWN
    return replace(wanted, quadrant=known.quadrant) if known and stands and wanted.quadrant == wanted.shown else wanted


def _write(
    sheet: PaperSheet, line: int, known: Contribution | None, wanted: Line | None, state: State, fresh: dict[str, Any]
) -> None:
    """One line as it stands now. The row of the workshop is held, so nobody judges or groups its note meanwhile."""
    if known is None:
        told = {**_changed(None, wanted, state), **fresh, "step_id": sheet.step_id, "key": sheet.line_key(line)}
        Contribution.objects.create(workshop=sheet.workshop, sheet=sheet, **told)
    elif told := _changed(known, wanted, state):
        rows = Contribution.objects.filter(pk=known.pk, seq=known.seq)
        if not rows.update(**told, **fresh, seq=known.seq + 1):
            raise Stale(sheet)


def _changed(known: Contribution | None, wanted: Line | None, state: State) -> dict[str, Any]:
    """What of a note is other than on the paper; {} where it is the same."""
    is_away = known is None or known.state == State.WITHDRAWN
    if wanted is None:
        return {} if is_away else {"state": State.WITHDRAWN, "group": None}
    told: dict[str, Any] = {"text": wanted.text, "quadrant": wanted.quadrant}
    if known is None or is_away:
        return {**told, "state": state}
    return {} if (known.text, known.quadrant) == (wanted.text, wanted.quadrant) else told
