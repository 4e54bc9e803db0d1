"""What the kind finder found, and what the leader chose."""

from django.db import models

from clusters.kinds import Kind


class Finding(models.Model):
    """One run of the kind finder: the seven answers, the points, the result, and the leader's own choice."""

    cluster = models.ForeignKey("clusters.Cluster", models.CASCADE, related_name="findings")
    answers = models.JSONField(default=dict)
    points = models.JSONField(default=dict)
    result = models.CharField(max_length=10)
    recommended_kind = models.CharField(max_length=10, choices=Kind.choices)
    also = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    note = models.TextField(blank=True)
    chosen_kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    reason = models.TextField(blank=True)
    nesting = models.CharField(max_length=10, blank=True)
    found_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-found_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.result}: {self.recommended_kind}"
