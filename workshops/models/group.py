"""Notes that say the same, under one heading; every word stays readable beneath it."""

from django.db import models

from clusters.revised import Revised
from swot.models.entry import Quadrant


class Group(Revised):
    """One group, numbered once in its workshop. Dissolved or merged ones stay as rows, so that a vote on them still counts.

    `merged_into` is the group that took it in; what was voted on it counts there. `entry` is what it became in the workbook.
    """

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    quadrant = models.CharField(max_length=11, choices=Quadrant.choices, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    dissolved_at = models.DateTimeField(null=True, blank=True)
    place = models.PositiveBigIntegerField()
    entry = models.ForeignKey("swot.Entry", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="one_group_a_number")]
        indexes = [models.Index(fields=["workshop", "place"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def stands(self) -> bool:
        """Whether it is still a group of its own."""
        return self.dissolved_at is None and self.merged_into_id is None
