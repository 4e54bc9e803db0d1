"""Local inclusion: the first three questions, the self-check, the readings, and what is to be found out."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from clusters.access import ScopedQuerySet
from clusters.revised import Revised
from swot.rules.readings import Counted


class OnePerWorkbook(ScopedQuerySet):
    """Rows that hang on a workbook."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")


class FirstQuestions(Revised):
    """The three questions before anything else; null is unanswered, "nobody yet" is an answer."""

    workbook = models.OneToOneField("swot.Workbook", models.CASCADE, related_name="first_questions")
    here_before = models.TextField(null=True, blank=True)  # noqa: DJ001
    not_in_room = models.TextField(null=True, blank=True)  # noqa: DJ001
    speaks_for_them = models.TextField(null=True, blank=True)  # noqa: DJ001

    objects = OnePerWorkbook.as_manager()

    class Meta:
        verbose_name_plural = "first questions"

    def __str__(self) -> str:
        return f"first questions of {self.workbook_id}"

    def edit(self, *, by: Any, seen: int, **fields: Any) -> None:
        """Answer them; `Stale` when somebody else did."""
        self.workbook.change_row(self, "answered", "first questions", by=by, seen=seen, **fields)


class SelfCheck(Revised):
    """The kind's self-check as answered: "yes", "no", "unsure" or null a question, in order. Not taken: no date."""

    workbook = models.OneToOneField("swot.Workbook", models.CASCADE, related_name="self_check")
    name = models.TextField(blank=True)
    answers = models.JSONField(default=list)
    basis = models.TextField(blank=True)
    taken_on = models.DateField(null=True, blank=True)

    objects = OnePerWorkbook.as_manager()

    def __str__(self) -> str:
        return self.name or f"self-check of {self.workbook_id}"

    @transaction.atomic
    def take(self, *, by: Any, seen: int, name: str, answers: list[str | None], basis: str = "") -> None:
        """Answer all questions at once, dated today where the cluster is; `Stale` when somebody else did."""
        today = self.workbook.cluster.today
        fields = {"name": name, "answers": answers, "basis": basis, "taken_on": today}
        self.workbook.change_row(self, "taken", "self-check", by=by, seen=seen, **fields)
        self.workbook.age(today)


class ReadingQuerySet(ScopedQuerySet):
    """Readings of the clusters one belongs to."""

    to_cluster = "cluster"
    hidden_by = ("cluster__deleted_at",)


class Reading(models.Model):
    """One reading of one indicator of a cluster: never changed, only followed by the next.

    `figures` are the further figures of the same reading, {field of the indicator's `also`: number}. `judged` says that a
    person gave the status, graver than the rules or in their place, so that it outlives a change of thresholds.
    """

    cluster = models.ForeignKey("clusters.Cluster", models.CASCADE, related_name="readings")
    indicator = models.CharField(max_length=10)
    value = models.JSONField(null=True, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, default="unknown")
    judged = models.BooleanField(default=False)
    as_of = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    read_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "-as_of", "-pk"]
        indexes = [models.Index(fields=["cluster", "indicator", "-as_of"])]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    @property
    def counted(self) -> Counted:
        """What the rules look at."""
        return Counted(self.as_of, self.value, self.figures)

    @classmethod
    @transaction.atomic
    def add(cls, workbook: Any, indicator: str, *, by: Any, **fields: Any) -> "Reading":
        """Append a reading to the workbook's cluster; the newest one sent again word for word is added once."""
        last = cls.objects.filter(cluster=workbook.cluster_id, indicator=indicator).order_by("-pk").first()
        if last and last.read_by_id == by.pk and all(getattr(last, name) == value for name, value in fields.items()):
            return last
        row = cls.objects.create(cluster=workbook.cluster, indicator=indicator, read_by=by, **fields)
        workbook.note("counted", f"indicator {indicator}", by=by, **fields)
        workbook.age(workbook.cluster.today)
        return row


class FindOut(Revised):
    """Who finds out what by when; `about` is an entry's ref, a prompt's code or "check 4"."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="find_outs")
    about = models.CharField(max_length=20)
    owner = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = OnePerWorkbook.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "about"], name="one_find_out_a_question")]

    def __str__(self) -> str:
        return f"{self.about}: {self.owner}"

    def edit(self, *, by: Any, seen: int, **fields: Any) -> None:
        """Change owner, date or mark it found out; `Stale` when somebody else did."""
        self.workbook.change_row(self, "planned", f"find out {self.about}", by=by, seen=seen, **fields)
