"""Rows that two people can change: the second writer is told, never overwritten."""

from typing import Any

from django.db import models
from django.db.models import F

from clusters.errors import Stale


class Revised(models.Model):
    """A row with a revision, changed only by comparing and swapping in one UPDATE."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def swap(self, *, seen: int, **values: Any) -> None:
        """Write `values` if the row still is at revision `seen`; `Stale` with the row as it stands if not.

        One UPDATE guarded by the revision: a read before a write loses updates on PostgreSQL even in a transaction.
        """
        rows = type(self)._base_manager.filter(pk=self.pk, revision=seen)
        if not rows.update(revision=F("revision") + 1, **values):
            raise Stale(type(self)._base_manager.get(pk=self.pk))
        for name, value in values.items():
            setattr(self, name, value)
        self.revision = seen + 1
