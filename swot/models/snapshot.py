"""A workbook at a moment, never edited afterwards."""

import hashlib
from typing import Any

from django.db import models

from clusters.access import ScopedQuerySet
from clusters.ids import uuid7


class SnapshotQuerySet(ScopedQuerySet):
    """Snapshots of the workbooks one may read."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")


class Snapshot(models.Model):
    """One workbook as one JSON document, to the byte, with its SHA-256.

    One that somebody kept has a `name`, and in `says` a sentence on why; others were taken by what happened to the
    workbook: a briefing issued of it, the questions renewed, its end.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="snapshots")
    document = models.TextField(editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    name = models.TextField(blank=True)
    says = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.fingerprint[:8]}, {self.made_at:%Y-%m-%d}"

    @classmethod
    def take(cls, workbook: Any, document: str, *, by: Any, **named: Any) -> "Snapshot":
        """Keep a document as it stands; `named` is `name` and `says`, and the `pk` where it must be a certain one."""
        fingerprint = hashlib.sha256(document.encode()).hexdigest()
        return cls.objects.create(workbook=workbook, document=document, fingerprint=fingerprint, made_by=by, **named)
