"""Votes: each person's whole allocation at once, and hands counted in the room."""

from django.db import models
from django.utils import timezone

from clusters.revised import Revised


class Ballot(models.Model):
    """How one person divides their marks: {"group": marks}, whole each time, so that the newer one simply wins."""

    step = models.ForeignKey("workshops.Step", models.CASCADE, related_name="ballots")
    participant = models.ForeignKey("workshops.Participant", models.CASCADE, related_name="ballots")
    seq = models.PositiveBigIntegerField()
    marks = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "participant"], name="one_ballot_a_person")]

    def __str__(self) -> str:
        return f"ballot {self.pk}"


class HandCount(Revised):
    """Marks on one group that were counted by hand, by two people, aloud; `Step.hand_voters` says of how many people."""

    step = models.ForeignKey("workshops.Step", models.CASCADE, related_name="hand_counts")
    group = models.ForeignKey("workshops.Group", models.CASCADE, related_name="hand_counts")
    marks = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "group"], name="one_hand_count_a_group")]

    def __str__(self) -> str:
        return f"{self.marks} marks by hand"
