"""The rows of several workbooks at once, each kind in one query for all of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Prefetch

from swot.document.gather import Rows
from swot.models import Action, Answer, Entry, Line, Reading, Strategy, Workbook


def rows_of(workbooks: Sequence[Workbook]) -> dict[Any, Rows]:
    """What strips, alerts and boards read, by workbook."""
    found = {book.pk: Rows(book) for book in workbooks}
    live = {"workbook__in": list(found), "deleted_at": None}
    entries = Entry.objects.filter(**live).select_related("line", "twin", "changed_by", "source")
    kinds: dict[str, Iterable[Any]] = {
        "answers": Answer.objects.standing().filter(workbook__in=list(found)).select_related("changed_by"),
        "lines": Line.objects.filter(aside_with=None, **live).select_related("written_by"),
        "entries": entries,
        "strategies": Strategy.objects.filter(**live).prefetch_related(
            Prefetch("entries", Entry.objects.live(), to_attr="cited")
        ),
        "actions": Action.objects.filter(**live).select_related("strategy"),
    }
    for name, rows in kinds.items():
        _give(found, name, rows)
    _give_readings(found)
    for one in found.values():
        one.made = {}
        one.know_template(one.answers, one.lines, one.entries)
    return found


def _give(found: dict[Any, Rows], name: str, rows: Iterable[Any]) -> None:
    mine: dict[Any, list[Any]] = {pk: [] for pk in found}
    for row in rows:
        mine[row.workbook_id].append(row)
    for pk, each in mine.items():
        setattr(found[pk], name, each)


def _give_readings(found: dict[Any, Rows]) -> None:
    """Readings belong to clusters; the oldest first, and one without a date is older than any."""
    clusters = [rows.workbook.cluster_id for rows in found.values()]
    readings = Reading.objects.filter(cluster__in=clusters).order_by(F("as_of").asc(nulls_first=True), "pk")
    mine: dict[Any, list[Any]] = {cluster: [] for cluster in clusters}
    for reading in readings:
        mine[reading.cluster_id].append(reading)
    for rows in found.values():
        rows.every_reading = mine[rows.workbook.cluster_id]
