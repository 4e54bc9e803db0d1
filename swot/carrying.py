"""From last time into this workbook: what became of it, and what is still so. Nothing comes over without a click."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Refusal, Stale
from swot.content import Prompt
from swot.document import values
from swot.last_time import LastTime, fits
from swot.models import Entry, Outcome, Workbook
from swot.models.outcome import Fate

EVIDENCE = ("text", "source", "grade", "flag", "date", "url")


@transaction.atomic
def mark(book: Workbook, last: LastTime, ref: str, *, by: Any, seen: int, fate: str, note: str) -> Outcome:
    """Say what became of an entry or a strategy of last time; `seen` 0 for the first time. `Stale` if somebody else did.

    The same words sent twice are written once.
    """
    stamp = {"changed_by": by, "changed_at": timezone.now()}
    said = {"fate": fate, "note": note}
    then = {"text": words(last, ref), "quadrant": stood(last, ref)}
    row, is_new = Outcome.objects.get_or_create(workbook=book, about=ref, defaults={**said, **then, **stamp})
    if is_new:
        book.note("marked", f"outcome {ref}", by=by, **said)
    elif row.revision != seen and (row.fate, row.note) == (fate, note):
        return row
    else:
        book.change_row(row, "marked", f"outcome {ref}", by=by, seen=seen, **said, **then, **stamp)
    return row


@transaction.atomic
def carry(book: Workbook, last: LastTime, ref: str, *, by: Any, seen: int, text: str = "") -> Entry:
    """Make the entry that one of last time became, and remember it in its outcome; sent twice it is made once.

    Words, place, evidence and its grade come over; impact and certainty do not: review marks start clean. An entry of
    another kind comes without a place, to be asked again. `Stale` when the outcome moved on, `Refusal` when it faded.
    """
    row = Outcome.objects.select_related("now").get(workbook=book, about=ref)
    then = last.entry[ref]
    if row.now and row.now.deleted_at is None:
        return row.now
    if row.revision != seen:
        raise Stale(row)
    if row.fate == Fate.FADED:
        raise Refusal(_("%(ref)s has faded, so it does not come over. Mark it otherwise first.") % {"ref": ref})
    entry = book.add_entry(text or then.text, by=by, key=f"again-{ref}-{seen}", **_as_new(book, last, then))
    stamp = {"changed_by": by, "changed_at": timezone.now()}
    book.change_row(row, "carried", f"outcome {ref}", by=by, seen=seen, now=entry, **stamp)
    _twin_again(book, entry, then, by=by)
    return entry


@transaction.atomic
def put_back(book: Workbook, ref: str, *, by: Any, seen: int) -> None:
    """Undo a carrying: the entry goes, what became of it stays. `Stale` when the entry was changed since, `Refusal`."""
    row = Outcome.objects.select_related("now").filter(workbook=book, about=ref, now__deleted_at=None).first()
    if row is None or row.now is None:
        raise Refusal(_("It has gone back already."))
    row.now.delete_gently(by=by, seen=seen)
    stamp = {"changed_by": by, "changed_at": timezone.now()}
    book.change_row(row, "put back", f"outcome {ref}", by=by, seen=row.revision, now=None, **stamp)


@transaction.atomic
def say_again(book: Workbook, last: LastTime, prompt: Prompt, *, by: Any) -> None:
    """Answer a prompt as last time; a list gets its lines anew. `Stale` when it is answered, `Refusal` without an answer.

    A line that became an entry last time comes as background: the entry itself is offered on the return visit.
    """
    answer = last.answer_before(prompt)
    if answer is None or not fits(answer, prompt):
        raise Refusal(_("There is no answer of last time that fits this question now."))
    sorted_then = {entry.line for entry in last.document.entries if entry.line}
    book.answer(
        prompt.id, by=by, seen=0, status=answer.status, value=answer.value, note=answer.note, basis=answer.basis
    )
    for line in answer.lines:
        row = book.add_line(prompt.id, line.text, by=by, key=f"again-{line.key}"[:80])
        if (line.kept or line.key in sorted_then) and not row.kept:
            row.keep(by=by, seen=row.revision)


def words(last: LastTime, ref: str) -> str:
    """An entry or a strategy of last time in its words then; `Refusal` where there was none."""
    if ref in last.entry:
        return last.entry[ref].text
    strategy = next((one for one in last.document.strategies if one.id == ref), None)
    if strategy is None:
        raise Refusal(_("There was no %(ref)s last time.") % {"ref": ref})
    return strategy.strategy


def stood(last: LastTime, ref: str) -> str:
    """Where it stood then: the quadrant of an entry, the family of a strategy, "" for what had no place."""
    if ref in last.entry:
        return last.entry[ref].quadrant or ""
    return next((one.family or "" for one in last.document.strategies if one.id == ref), "")


def _as_new(book: Workbook, last: LastTime, then: values.Entry) -> dict[str, Any]:
    """The fields of an entry of last time that hold for a new one."""
    content = book.content()
    is_same_kind = last.kind == content.kind
    return {
        "section": then.section if then.section in content.section_by_code else next(iter(content.section_by_code)),
        "prompt": then.prompt_id if then.prompt_id in content.prompts else "",
        "quadrant": (then.quadrant or "") if is_same_kind else "",
        "horizon": (then.horizon or "") if is_same_kind and then.quadrant in values.OUTSIDE else "",
        "inclusion": then.inclusion,
        "inclusion_who": then.inclusion_who,
        "origin": {"workbook": last.title, "ref": then.id},
        "source_id": _source(book, then.id),
        **{f"evidence_{part}": getattr(then.evidence, part) for part in EVIDENCE},
    }


def _source(book: Workbook, ref: str) -> int | None:
    """The source of the evidence library that it cited, where that is still kept."""
    cited = Entry.objects.filter(workbook=book.previous_id, ref=ref, source__deleted_at=None)
    found: int | None = cited.values_list("source_id", flat=True).first()
    return found


def _twin_again(book: Workbook, entry: Entry, then: values.Entry, *, by: Any) -> None:
    """Two faces of one fact stay linked once both have come over and stand in two quadrants."""
    other = Outcome.objects.filter(workbook=book, about=then.twin_of, now__deleted_at=None).first()
    twin = other.now if other else None
    if twin and twin.twin_id is None and twin.quadrant and entry.quadrant and twin.quadrant != entry.quadrant:
        entry.link_twin(twin, by=by)
