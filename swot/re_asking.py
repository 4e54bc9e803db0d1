"""After a change of kind every entry is asked again: carried as a new one, or left behind. Never carried silently."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusters.errors import Stale
from swot.document import values
from swot.last_time import LastTime
from swot.models import Entry, Outcome, Source, Workbook
from swot.models.outcome import Fate
from swot.sorting import Twin, make_entry

EVIDENCE = ("text", "source", "flag", "date", "url")


def is_left(row: Outcome) -> bool:
    """Whether it was left behind."""
    return row.fate == Fate.LEFT and carried_as(row) is None


def carried_as(row: Outcome) -> Entry | None:
    """The entry it became, unless that was deleted since."""
    return row.now if row.now and row.now.deleted_at is None else None


@transaction.atomic
def carry(
    book: Workbook, last: LastTime, then: values.Entry, text: str, *, by: Any, seen: int, key: str,
    twin: Twin | None = None, **fields: Any,
) -> Entry:  # fmt: skip
    """Make the entry that an old one is now, in the words and the place just given; sent twice it is made once.

    Its evidence comes along, impact and certainty do not. `Stale` when somebody decided it since `seen`.
    """
    row = _held(book, then, by)
    standing = carried_as(row)
    if standing and standing.key == key:
        return standing
    _refuse_decided(row, seen)
    evidence = asdict(then.evidence)
    fields |= {f"evidence_{part}": evidence[part] for part in EVIDENCE}
    fields |= {"inclusion_who": then.inclusion_who if fields.get("inclusion") else "", "source_id": _source(book, then)}
    fields["origin"] = {"workbook": last.title, "ref": then.id}
    entry = make_entry(book, text, by=by, key=key, twin=twin, **fields)
    _write(book, row, "carried", by, now=entry)
    return entry


@transaction.atomic
def leave(book: Workbook, then: values.Entry, *, by: Any, seen: int) -> Outcome:
    """Leave it behind; it stays in the workbook before. `Stale` when somebody decided it since `seen`."""
    row = _held(book, then, by)
    if not is_left(row):
        _refuse_decided(row, seen)
        _write(book, row, "left behind", by, fate=Fate.LEFT)
    return row


@transaction.atomic
def ask_again(book: Workbook, row: Outcome, *, by: Any, seen: int) -> None:
    """Undo either; the entry made of it goes. `Stale`, and `Refusal` while a strategy stands on the entry."""
    if row.revision != seen:
        raise Stale(row)
    entry = carried_as(row)
    if entry:
        entry.delete_gently(by=by, seen=entry.revision)
    _write(book, row, "asked again", by, now=None, fate="" if is_left(row) else row.fate)


def _held(book: Workbook, then: values.Entry, by: Any) -> Outcome:
    """The outcome of an old entry, made where there is none, with the workbook held until the transaction ends."""
    book.hold()
    start = {"text": then.text, "quadrant": then.quadrant or "", "changed_by": by}
    rows = Outcome.objects.select_related("now", "changed_by")
    return rows.get_or_create(workbook=book, about=then.id, defaults=start)[0]


def _refuse_decided(row: Outcome, seen: int) -> None:
    if carried_as(row) or is_left(row) or (seen and row.revision != seen):
        raise Stale(row)


def _write(book: Workbook, row: Outcome, verb: str, by: Any, **fields: Any) -> None:
    stamp = {"changed_by": by, "changed_at": timezone.now()}
    book.change_row(row, verb, f"outcome {row.about}", by=by, seen=row.revision, **fields, **stamp)


def _source(book: Workbook, then: values.Entry) -> int | None:
    """The source of the evidence library that it cited, where that is still kept."""
    cited = Source.objects.live().filter(cluster=book.cluster_id, key=then.evidence.cites or "")
    found: int | None = cited.values_list("pk", flat=True).first()
    return found
