"""What happened to a workbook: an append-only record."""

from typing import Any

from django.db import models
from django.dispatch import Signal

# Sent with the primary key of a workbook when something was written in it; the transaction may not have ended yet.
written = Signal()


class HeldRow(models.Subquery):
    """The key of a row that is held while it is read, so that it stays as it was found until the transaction ends.

    PostgreSQL would otherwise answer from the row as it was before somebody who is just changing it. Those who read it
    so do not wait for each other, only for who holds it alone. SQLite has one writer at a time anyhow.
    """

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same, with the lock that a foreign key to the row takes at the end of the transaction in any case."""
        return super().as_sql(compiler, connection, template="(%(subquery)s FOR KEY SHARE)", **extra)


class Change(models.Model):
    """One change: who did what to what, and how it was left."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="changes")
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=30)
    what = models.CharField(max_length=40)
    left_as = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["workbook", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.what}"
