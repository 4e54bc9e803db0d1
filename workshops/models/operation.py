"""What a facilitator did, once an id: sent again it answers the same, and what can be undone says how."""

from typing import Any

from django.db import models
from django.utils import timezone


class Operation(models.Model):
    """One press of a button. `before` are the rows as they stood, for undoing: [[kind, pk, {field: value}, place]]."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="operations")
    key = models.UUIDField()
    verb = models.CharField(max_length=30)
    result = models.JSONField(default=dict)
    before = models.JSONField(default=list)
    place = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_operation_a_key")]

    def __str__(self) -> str:
        return self.verb

    @property
    def can_be_undone(self) -> bool:
        """Whether it left rows that can be put back."""
        return bool(self.before) and self.undone_at is None

    @classmethod
    def known(cls, workshop: Any, key: Any) -> "Operation | None":
        """The one that was done under this key; None for a new key."""
        return cls.objects.filter(workshop=workshop, key=key).first()
