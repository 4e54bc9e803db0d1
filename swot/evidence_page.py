"""What the evidence library shows of each source: its age, and which entries of which workbooks rest on it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Lower

from swot.document.gather import Rows
from swot.models import Entry, Source, Workbook
from swot.rules.evidence import stale_first


@dataclass(frozen=True)
class Shelved:
    """One source with the entries that cite it: those of this workbook, and those of the cluster's others."""

    source: Source
    is_stale: bool
    here: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]

    @property
    def cited(self) -> int:
        """By how many entries."""
        return len(self.here) + len(self.elsewhere)


def library(workbook: Workbook) -> list[Source]:
    """The sources of the workbook's cluster by name."""
    live = Source.objects.filter(cluster=workbook.cluster_id, deleted_at=None)
    return list(live.order_by(Lower("name"), "pk"))


def shelved(rows: Rows, sources: list[Source]) -> list[Shelved]:
    """These sources, stale ones first, each with who cites it; one query whatever their number."""
    today = rows.workbook.cluster.today
    here, elsewhere = defaultdict(list), defaultdict(list)
    for entry in rows.entries:
        here[entry.source_id].append(entry)
    for entry in _of_others(rows.workbook, sources):
        elsewhere[entry.source_id].append(entry)
    return [
        Shelved(source, source.is_stale_on(today), tuple(here[source.pk]), tuple(elsewhere[source.pk]))
        for source in stale_first(sources, today)
    ]


def lede(every: list[Shelved]) -> dict[str, Any]:
    """The counts in the head of the page."""
    stale = [one for one in every if one.is_stale]
    return {"many": len(every), "stale_many": len(stale), "stand_on": sum(one.cited for one in stale)}


def _of_others(workbook: Workbook, sources: list[Source]) -> Any:
    """Entries of the cluster's other workbooks that cite one of these, the newest workbook first."""
    live = Entry.objects.filter(deleted_at=None, workbook__deleted_at=None, workbook__cluster=workbook.cluster_id)
    wanted = {"source": sources[0]} if len(sources) == 1 else {"source__cluster": workbook.cluster_id}
    return live.filter(**wanted).exclude(workbook=workbook).select_related("workbook").order_by("-workbook", "pk")
