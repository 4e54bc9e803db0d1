"""The evidence library: what touches a source, its file, the entries that cite it and the record of changes together."""

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from swot.models import Entry, Source, Workbook
from swot.rules.evidence import proposed_end
from swot.uploads import Upload, keep, let_go

NO_FILE: dict[str, Any] = {"file": "", "file_name": "", "file_size": None}


def add_source(workbook: Workbook, *, by: Any, key: str, upload: Upload | None = None, **fields: Any) -> Source:
    """Put a source into the library of the workbook's cluster; sent twice with one key it is put there once."""
    known = Source.objects.filter(cluster=workbook.cluster, key=key).first() if key else None
    if known:
        return known
    kept = _kept(upload)
    with transaction.atomic():
        source: Source = Source.add(workbook.cluster, by=by, key=key, **fields, **kept)
        if source.file.name != kept.get("file", ""):
            let_go(kept.get("file", ""))
        workbook.note("added", f"source {source.pk}", by=by, name=source.name)
    return source


def change_source(
    workbook: Workbook, source: Source, *, by: Any, seen: int, upload: Upload | None = None, **fields: Any
) -> None:
    """Change a source, for every workbook that cites it; a new file takes the place of the old. `Stale`."""
    was, kept = source.file.name or "", _kept(upload)
    try:
        with transaction.atomic():
            source.edit(by=by, seen=seen, **{**fields, **kept})
            workbook.note("edited", f"source {source.pk}", by=by, **fields)
            if was != source.file.name:
                let_go(was)
    except Exception:
        if kept:
            default_storage.delete(kept["file"])
        raise


@transaction.atomic
def make_source(entry: Entry, *, by: Any, seen: int, key: str) -> Source:
    """Put the evidence of an entry into the library and cite it from there; once a key. `Stale`."""
    known = entry.evidence
    source = add_source(
        entry.workbook,
        by=by,
        key=key,
        name=known.source or known.text[:120] or known.url,
        says=known.text,
        url=known.url,
        grade=known.grade,
        speaks_of=known.date,
        good_until=proposed_end(known.date) if known.date else None,
    )
    if entry.source_id != source.pk:
        entry.edit(by=by, seen=seen, source=source)
    return source


def _kept(upload: Upload | None) -> dict[str, Any]:
    """The fields of a file, once it is kept; none without one."""
    if upload is None:
        return {}
    return {"file": keep(upload), "file_name": upload.name, "file_size": len(upload.content)}
