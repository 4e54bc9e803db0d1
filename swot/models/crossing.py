"""Where inside meets outside: the marks of the grid before strategies (content 5.4), and scores given blind."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clusters.access import ScopedQuerySet
from clusters.revised import Revised


class CrossingQuerySet(ScopedQuerySet):
    """Marks in the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")


class Crossing(Revised):
    """One crossing of an inside entry with an outside one: 0 nothing, 1 some, 2 strong."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="crossings")
    inside = models.ForeignKey("swot.Entry", models.CASCADE, related_name="+")
    outside = models.ForeignKey("swot.Entry", models.CASCADE, related_name="+")
    mark = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inside", "outside"], name="one_mark_a_crossing"),
            models.CheckConstraint(condition=Q(mark__range=(0, 2)), name="mark_0_to_2"),
        ]

    def __str__(self) -> str:
        return f"{self.inside_id} × {self.outside_id}: {self.mark}"


class Score(Revised):
    """What one person gave an entry without seeing what others gave; the spread is shown, not averaged away."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="scores")
    entry = models.ForeignKey("swot.Entry", models.CASCADE, related_name="scores")
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "by"], name="one_score_a_person"),
            models.CheckConstraint(
                condition=Q(impact__isnull=True) | Q(impact__range=(1, 5)), name="scored_impact_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__range=(1, 5)), name="scored_certainty_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.impact} × {self.certainty}"
