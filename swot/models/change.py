"""What happened to a workbook: an append-only record."""

from django.db import models


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
