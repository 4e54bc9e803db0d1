"""Workbooks that go on with a newer version of their template, and what was set aside on the way."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusters.revised import Revised
from swot.models.inclusion import OnePerWorkbook


class UpgradeQuerySet(OnePerWorkbook):
    """Upgrades of the workbooks one belongs to."""

    def open(self) -> "UpgradeQuerySet":
        """Those in which choices are being made."""
        return self.filter(finished_at=None, ended_at=None)

    def done(self) -> "UpgradeQuerySet":
        """Those that were finished and not undone."""
        return self.filter(finished_at__isnull=False, ended_at=None)


class Upgrade(Revised):
    """One workbook going from one version of its template to another.

    Begun with the first choice; until `finished_at` nothing of the workbook is touched. `snapshot` is the workbook as it
    was just before; none where only words changed and nobody was asked. `ended_at` is when it was cancelled or undone.
    """

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="upgrades")
    source = models.ForeignKey("swot.TemplateVersion", models.PROTECT, related_name="+")
    target = models.ForeignKey("swot.TemplateVersion", models.PROTECT, related_name="+")
    snapshot = models.OneToOneField("swot.Snapshot", models.PROTECT, null=True, blank=True, related_name="upgrade")
    begun_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = UpgradeQuerySet.as_manager()
    is_told: bool  # as `swot.upgrading.history` reads it

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workbook"], condition=Q(finished_at=None, ended_at=None), name="one_open_upgrade_a_workbook"
            )
        ]

    def __str__(self) -> str:
        return f"{self.workbook_id}: {self.source_id} to {self.target_id}"

    @property
    def said(self) -> dict[str, str]:
        """What was chosen for each question, by its code."""
        return dict(self.choices.values_list("code", "choice"))


class UpgradeChoice(models.Model):
    """What becomes of one answer; `code` is a prompt's id, or "check " and a question's key. Read through its upgrade."""

    class Choice(models.TextChoices):
        """Keep the answer, write it anew with the old one in view, or park it."""

        KEEP = "keep", gettext_lazy("Keep")
        ANEW = "anew", gettext_lazy("Write anew")
        PARK = "park", gettext_lazy("Park")

    upgrade = models.ForeignKey(Upgrade, models.CASCADE, related_name="choices")
    code = models.CharField(max_length=80)
    choice = models.CharField(max_length=4, choices=Choice.choices)
    chosen_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["upgrade", "code"], name="one_choice_a_code")]

    def __str__(self) -> str:
        return f"{self.code}: {self.choice}"


class SetAsideCheck(models.Model):
    """The self-check as it was answered to an earlier version, where not all of its questions are asked any more."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="checks_aside")
    version = models.ForeignKey("swot.TemplateVersion", models.PROTECT, related_name="+")
    upgrade = models.ForeignKey(Upgrade, models.SET_NULL, null=True, blank=True, related_name="checks_aside")
    name = models.TextField(blank=True)
    answers: Any = models.JSONField(default=list)
    basis = models.TextField(blank=True)
    taken_on = models.DateField()

    objects = OnePerWorkbook.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or f"self-check of {self.workbook_id}"
