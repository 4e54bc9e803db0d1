"""An entry of a cluster inside, cited as evidence: a source in the library of the cluster around it, never an entry."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from swot.models import Entry, Source, Workbook

PREFIX = "inside-"


def cite_key(entry: Entry) -> str:
    """The key of the source made of an entry, so that it is made once."""
    return f"{PREFIX}{entry.workbook_id}-{entry.ref}"


@transaction.atomic
def cite(workbook: Workbook, entry: Entry, *, by: Any) -> Source:
    """Keep an entry of a cluster inside as a source: its words, how well it is known there, what date it speaks of."""
    workbook.hold()
    words = {"name": entry.workbook.cluster.name, "ref": entry.ref}
    told = {
        "name": _("%(name)s, %(ref)s") % words,
        "says": entry.text,
        "kept_where": _("The workbook of %(name)s, a cluster inside this one") % words,
        "grade": entry.evidence_grade,
        "speaks_of": entry.workbook.as_of,
    }
    source: Source = Source.add(workbook.cluster, by=by, key=cite_key(entry), **told)
    if source.deleted_at:
        source.edit(by=by, seen=source.revision, deleted_at=None, **told)
    return source
