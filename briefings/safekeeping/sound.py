"""Whether what is stored is sound: the database, what never changes, refs, the record of changes, and files."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.utils import timezone

from briefings.models import Briefing
from briefings.safekeeping.backup import kind
from clusters.models import Sheet
from swot.models import Action, Change, Entry, Snapshot, Source, Strategy, TemplateVersion
from swot.models.workbook import Numbering

REF = re.compile(r"([A-Z])(\d{1,9})")
NUMBERED: tuple[Any, ...] = (Entry, Strategy, Action)
AT_ONCE = 200
A_DAY = timedelta(days=1)


def faults() -> Iterator[str]:
    """A sentence for each thing that is not as it should be; where the database is damaged or not migrated, nothing beyond."""
    damaged = list(kind().faults(connection))
    yield from damaged
    if damaged:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is of an older version of the program. Run manage.py migrate, then this again."
        return
    for look in (_keys, _published, _snapshots, _briefings, _refs, _changes, _files):
        yield from look()


def _keys() -> Iterator[str]:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield f"A row names another one that is not there. {error}"


def _published() -> Iterator[str]:
    versions = TemplateVersion.objects.select_related("template").order_by("pk")
    frozen: list[Any] = [version for version in versions if version.is_frozen]
    for one in [*frozen, *Sheet.objects.published().order_by("name", "number")]:
        try:
            is_same = one.is_as_published()
        except (KeyError, TypeError):
            is_same = False
        if not is_same:
            yield f"{one} is not what it was when it was published."


def _snapshots() -> Iterator[str]:
    for snapshot in Snapshot.objects.order_by("pk").iterator(AT_ONCE):
        if hashlib.sha256(snapshot.document.encode()).hexdigest() != snapshot.fingerprint:
            yield f"The snapshot {snapshot.pk} of the workbook {snapshot.workbook_id} is not what it was when it was taken."


def _briefings() -> Iterator[str]:
    for briefing in Briefing.objects.exclude(snapshot__workbook=F("workbook")):
        yield f"Briefing {briefing.number} of the workbook {briefing.workbook_id} shows another workbook."
    sheets = set(Sheet.objects.published().values_list("name", "number"))
    for briefing in Briefing.objects.order_by("pk").iterator(AT_ONCE):
        for name, number in briefing.sheets_then.items():
            if number > 1 and (name, number) not in sheets:
                yield f"Briefing {briefing.number} of the workbook {briefing.workbook_id} needs {name} {number}, which is not there."


def _refs() -> Iterator[str]:
    given = _given()
    for model in NUMBERED:
        refs = Counter(model.objects.order_by().values_list("workbook_id", "ref").iterator())
        for (book, ref), times in refs.items():
            if times > 1:
                yield f"{ref} stands {times} times in the workbook {book}."
            if _is_beyond(given, book, ref):
                yield f"{ref} of the workbook {book} has a number that would be given again."


def _changes() -> Iterator[str]:
    """The record against the rows: the last words it tells of an entry are those that stand there."""
    given, last, soon = _given(), {}, timezone.now() + A_DAY
    rows = Change.objects.order_by("pk").values_list("pk", "workbook_id", "what", "left_as", "at")
    for pk, book, what, left_as, at in rows.iterator(AT_ONCE):
        if at > soon:
            yield f"Change {pk} of the workbook {book} is dated in the future, {at:%Y-%m-%d}."
        if _is_beyond(given, book, what):
            yield f"Change {pk} of the workbook {book} is told of {what}, which was never given."
        if REF.fullmatch(what) and "text" in left_as:
            last[book, what] = left_as["text"]
    for book, ref, text in Entry.objects.order_by("pk").values_list("workbook_id", "ref", "text").iterator():
        if last.get((book, ref), text) != text:
            yield f"{ref} of the workbook {book} does not say what its last change says."


def _files() -> Iterator[str]:
    for source in Source.objects.exclude(file="").order_by("pk"):
        if not default_storage.exists(source.file.name):
            yield f"The file of “{source}” in the evidence library is missing: {source.file.name}."
        elif source.file_size not in (None, source.file.size):
            yield f"The file of “{source}” in the evidence library is not as large as it was: {source.file.name}."


def _given() -> dict[tuple[Any, str], int]:
    """The last number that was given, by workbook and letter."""
    return {
        (book, letter): last for book, letter, last in Numbering.objects.values_list("workbook_id", "letter", "last")
    }


def _is_beyond(given: dict[tuple[Any, str], int], book: Any, ref: str) -> bool:
    found = REF.fullmatch(ref)
    return found is not None and int(found[2]) > given.get((book, found[1]), 0)
