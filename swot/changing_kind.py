"""A change of kind: the old workbook is closed and kept whole, and one of the new kind begins, empty.

A write across a cluster and two workbooks in one transaction. Ties that no longer hold end with it.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from clusters.models import Cluster, Finding
from swot.following import follow
from swot.models import TemplateVersion, Workbook

KEPT = ("answers", "points", "result", "recommended_kind", "also", "note", "nesting")


@transaction.atomic
def change_kind(workbook: Workbook, version: TemplateVersion, *, by: Any, seen: int, reason: str = "") -> Workbook:
    """Close the workbook, make its cluster one of the version's kind, and begin the next on it.

    `seen` is the cluster's revision. `Refusal` where the kind is the same, `Stale` when the record moved on, `Closed`.
    """
    cluster, kind = workbook.cluster, version.template.kind
    if kind == cluster.kind:
        raise Refusal(_("That is the kind it has already."))
    cluster.hold_with()
    _remember(cluster, kind, reason, by)
    book = follow(workbook, by=by, version=version)
    cluster.become(kind, seen=seen)
    book.note("changed kind", "cluster", by=by, kind=kind, reason=reason)
    return book


def _remember(cluster: Cluster, kind: str, reason: str, by: Any) -> None:
    """Where the kind finder said otherwise, the leader's choice is kept beside what it said."""
    last = cluster.findings.first()
    if last and kind != (last.chosen_kind or last.recommended_kind):
        chosen = {"chosen_kind": kind, "reason": reason} if kind != last.recommended_kind else {}
        Finding.objects.create(cluster=cluster, found_by=by, **{name: getattr(last, name) for name in KEPT}, **chosen)
