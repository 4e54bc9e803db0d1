"""Rows that two people can change: the second writer is told, never overwritten."""

from typing import Any

from django.db import models

from clusters.errors import Stale
from clusters.statements import update


class Revised(models.Model):
    """A row with a revision, changed only by comparing and swapping in one UPDATE."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def swap(self, *, seen: int, **values: Any) -> None:
        """Write `values` if the row still is at revision `seen`; `Stale` with the row as it stands if not.

        One UPDATE guarded by the revision: a read before a write loses updates on PostgreSQL even in a transaction.
        """
        if not update(type(self), seen, {"pk": self.pk}, values):
            raise Stale(type(self)._base_manager.get(pk=self.pk))
        for name, value in values.items():
            setattr(self, name, value)
        self.revision = seen + 1
