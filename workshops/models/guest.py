"""Somebody in the room: a row bound to a cookie, with no account and, unless asked for, no name."""

from typing import Any

from django.db import models
from django.utils import timezone


class Participant(models.Model):
    """One phone in one workshop. Its `key` is made on the phone; no address is kept of where it was sent from.

    `unsent` is how many notes it said it still holds, `seen_at` when it was last heard of, `finished` the step in which
    somebody said that they have finished.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="participants")
    key = models.UUIDField()
    name = models.CharField(max_length=80, blank=True)
    who = models.CharField(max_length=40, blank=True)
    finished = models.ForeignKey("workshops.Step", models.SET_NULL, null=True, blank=True, related_name="+")
    unsent = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    blocked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_participant_a_key")]
        indexes = [models.Index(fields=["workshop", "seen_at"])]

    def __str__(self) -> str:
        return f"participant {self.pk}"

    def heard(self, unsent: int | None = None) -> None:
        """It was heard of just now, and perhaps how many notes it still holds."""
        told: dict[str, Any] = {} if unsent is None else {"unsent": unsent}
        Participant.objects.filter(pk=self.pk).update(seen_at=timezone.now(), **told)
