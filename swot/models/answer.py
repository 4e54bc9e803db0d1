"""Answers to prompts, and the lines of list answers: the raw material of a SWOT."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Stale
from clusters.ids import new_key
from clusters.revised import Revised
from swot.document import values

LINE_LENGTH = 280


class AnswerQuerySet(ScopedQuerySet):
    """Answers of the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")

    def standing(self) -> "AnswerQuerySet":
        """Those that answer what the workbook asks now."""
        return self.filter(aside="")


class Answer(Revised):
    """The answer to one prompt: a value, "we do not know", or passed over with a reason (in `note`).

    `value` is a whole number for a scale, a number, an option word for word, "yes"/"no" or text; null for a list, whose
    lines are rows of their own. It hangs on a prompt of the workbook's version; `given_to` is the prompt in whose words it
    was given, where that was an earlier version. One that an upgrade did not keep is set aside: it stays with the prompt it
    was given to, and another may be given.
    """

    class Aside(models.TextChoices):
        """Why an answer does not stand any more: to be written anew with it in view, or put away."""

        ANEW = "anew", gettext_lazy("to be written anew")
        PARKED = "parked", gettext_lazy("parked")

    class Status(models.TextChoices):
        """What was said."""

        ANSWERED = values.ANSWERED
        NOT_KNOWN = values.NOT_KNOWN
        PASSED_OVER = values.PASSED_OVER

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="answers")
    prompt = models.ForeignKey("swot.Prompt", models.PROTECT, related_name="answers")
    status = models.CharField(max_length=15, choices=Status.choices, default=Status.ANSWERED)
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    given_to = models.ForeignKey("swot.Prompt", models.PROTECT, null=True, blank=True, related_name="+")
    aside = models.CharField(max_length=6, choices=Aside.choices, blank=True)
    aside_by = models.ForeignKey("swot.Upgrade", models.SET_NULL, null=True, blank=True, related_name="set_aside")
    lines_then: tuple["Line", ...]  # the lines set aside with it, where the row came through `LiveRows.aside`

    objects = AnswerQuerySet.as_manager()

    RECORDED = ("status", "value", "note", "basis")

    class Meta:
        ordering = ["prompt__section__position", "prompt__position"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "prompt"], condition=Q(aside=""), name="one_answer_a_prompt"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_id}: {self.status}"


class LineQuerySet(ScopedQuerySet):
    """Lines of the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("deleted_at", "workbook__deleted_at", "workbook__cluster__deleted_at")

    def waiting(self) -> "LineQuerySet":
        """Lines not yet sorted into an entry nor kept as background; those that set the frame never wait."""
        used = models.Q(kept=True) | models.Q(entries__deleted_at__isnull=True, entries__isnull=False)
        return self.live().filter(aside_with=None).exclude(used).exclude(prompt__concept="decision")


class Line(Revised):
    """One line of a list answer, a row each so that two may add at once."""

    key = models.CharField(max_length=80, default=new_key)
    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="lines")
    prompt = models.ForeignKey("swot.Prompt", models.PROTECT, related_name="lines")
    text = models.TextField(validators=[MaxLengthValidator(LINE_LENGTH)])
    kept = models.BooleanField(default=False)
    written_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    aside_with = models.ForeignKey(Answer, models.CASCADE, null=True, blank=True, related_name="lines_aside")
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = LineQuerySet.as_manager()

    RECORDED = ("text", "kept")

    class Meta:
        ordering = ["prompt__section__position", "prompt__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "key"], name="one_line_a_key")]

    def __str__(self) -> str:
        return self.text

    def edit(self, *, by: Any, seen: int, verb: str = "edited", **fields: Any) -> None:
        """Change the words, or whether it is kept as background; `Stale` when somebody else did."""
        self._change(verb, by, seen, **fields)

    def keep(self, *, by: Any, seen: int, kept: bool = True) -> None:
        """Keep it as background, or offer it for sorting again."""
        self._change("kept" if kept else "offered again", by, seen, kept=kept)

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Hide it; it can be brought back for 30 days. With its last line an answer without a note is taken back."""
        with transaction.atomic():
            self._change("deleted", by, seen, deleted_at=timezone.now())
            others = Line.objects.filter(workbook=self.workbook_id, prompt=self.prompt_id, deleted_at=None)
            if not others.filter(aside_with=None).exists():
                self._answers().filter(status=Answer.Status.ANSWERED, note="", basis="").delete()

    def bring_back(self, *, by: Any, seen: int) -> None:
        """Undo a deletion; the answer counts as given again."""
        with transaction.atomic():
            self._change("brought back", by, seen, deleted_at=None)
            self.count_as_given(by=by)

    @transaction.atomic
    def split(self, parts: list[str], *, by: Any, seen: int) -> list["Line"]:
        """Make several lines of it: it keeps the first part, each other one becomes a line of its own. `Stale`."""
        whole = self.text
        self.swap(seen=seen, text=parts[0])
        rows = [self.workbook.add_line(self.prompt.code, part, by=by) for part in parts[1:]]
        told = {"text": parts[0], "whole": whole, "into": [row.pk for row in rows]}
        self.workbook.note("split", f"line {self.key}", by=by, **told)
        return rows

    @transaction.atomic
    def join(self, *, by: Any, seen: int) -> None:
        """Undo the last split: the whole line again, without the others. `Stale` once any of them was changed or used."""
        last = self.workbook.changes.filter(verb="split", what=f"line {self.key}"[:40]).first()
        if last is None:
            raise Stale(self)
        rows = list(
            Line.objects.filter(workbook=self.workbook_id, pk__in=last.left_as["into"]).select_related("prompt")
        )
        used = any(row.revision != 1 or row.deleted_at for row in rows)
        if used or self.workbook.entries.filter(line__in=rows, deleted_at=None).exists():
            raise Stale(self)
        self._change("joined", by, seen, text=last.left_as["whole"])
        for row in rows:
            row._change("deleted", by, 1, deleted_at=timezone.now())

    def count_as_given(self, *, by: Any) -> None:
        """Its prompt is answered now, whatever was said before; notes stay."""
        told = {"status": Answer.Status.ANSWERED, "value": None, "changed_by": by, "changed_at": timezone.now()}
        if not self._answers().update(revision=models.F("revision") + 1, **told):
            here = {"workbook_id": self.workbook_id, "prompt_id": self.prompt_id, "aside": ""}
            Answer.objects.get_or_create(**here, defaults=told)

    def _answers(self) -> models.QuerySet[Answer]:
        return Answer.objects.standing().filter(workbook=self.workbook_id, prompt=self.prompt_id)

    def _change(self, verb: str, by: Any, seen: int, **fields: Any) -> None:
        self.workbook.change_row(self, verb, f"line {self.key}", by=by, seen=seen, **fields)
