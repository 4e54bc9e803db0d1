"""Rows that a cluster's people keep together: made once a key, changed by comparing and swapping, hidden when deleted."""

from typing import Any

from django.db import models
from django.utils import timezone

from clusters.access import ScopedQuerySet
from clusters.ids import new_key
from clusters.revised import Revised


class ClusterRowQuerySet(ScopedQuerySet):
    """Rows of the clusters one belongs to, with a date of deletion of their own."""

    to_cluster = "cluster"
    hidden_by = ("deleted_at", "cluster__deleted_at")


class ClusterRow(Revised):
    """One row of a cluster's record, whatever workbook it is used in."""

    cluster = models.ForeignKey("clusters.Cluster", models.CASCADE, related_name="%(class)ss")
    key = models.CharField(max_length=80, default=new_key)
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ClusterRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="one_%(class)s_a_key")]

    @classmethod
    def add(cls, cluster: Any, *, by: Any, key: str = "", **fields: Any) -> Any:
        """Add one; sent twice with one key it is added once."""
        defaults = {"changed_by": by, **fields}
        rows: Any = cls._default_manager
        return rows.get_or_create(cluster=cluster, key=key or new_key(), defaults=defaults)[0]

    def edit(self, *, by: Any, seen: int, **fields: Any) -> None:
        """Change it; `Stale` when somebody else did since revision `seen`."""
        self.swap(seen=seen, changed_by=by, changed_at=timezone.now(), **fields)

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Hide it; it can be brought back for 30 days."""
        self.edit(by=by, seen=seen, deleted_at=timezone.now())

    def bring_back(self, *, by: Any, seen: int) -> None:
        """Undo a deletion."""
        self.edit(by=by, seen=seen, deleted_at=None)
