"""Where inside meets outside: the marks of the grid before strategies (content 5.4), and scores given blind."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.access import ScopedQuerySet
from clusters.errors import Refusal, Stale
from clusters.revised import Revised
from swot.document.values import INSIDE, OUTSIDE
from swot.rules.quadrants import FAMILIES, family

UNMARKED = "no"


class CrossingQuerySet(ScopedQuerySet):
    """Marks in the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")


class Crossing(Revised):
    """One crossing of an inside entry with an outside one: 0 nothing, 1 some, 2 strong.

    `family` is the question that was answered, "SO"; once an entry is moved it is another question, and the mark waits
    until it is moved back or given anew. `UNMARKED` is a mark that was taken back: it answers no question, and its row
    stays so that its revision still guards. One without a family (from a file) counts wherever its entries stand.
    """

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="crossings")
    inside = models.ForeignKey("swot.Entry", models.CASCADE, related_name="+")
    outside = models.ForeignKey("swot.Entry", models.CASCADE, related_name="+")
    family = models.CharField(max_length=2, blank=True, default="")
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

    @property
    def said(self) -> int | None:
        """The mark as somebody gave it last; None where it was taken back."""
        return None if self.family == UNMARKED else self.mark

    def counts(self, letters: dict[str, str]) -> bool:
        """Whether it answers the question its entries make now; `letters` are "S", "W", "O", "T" by ref, "" in the tray."""
        now = letters.get(self.inside.ref, "") + letters.get(self.outside.ref, "")
        return now in FAMILIES and self.family in ("", now)

    def take_back(self, *, by: Any, seen: int) -> None:
        """Leave the crossing without a mark. `Stale` if somebody marked it meanwhile."""
        self._set("unmarked", by, seen, UNMARKED)

    def give_again(self, *, by: Any, seen: int) -> None:
        """Undo that, with the mark it had. `Stale` if somebody marked it meanwhile, `Refusal` if an entry was moved."""
        if self.family != UNMARKED:
            raise Stale(self)
        self._set("marked", by, seen, _question(self.inside, self.outside))

    def _set(self, verb: str, by: Any, seen: int, family: str) -> None:
        what = f"{self.inside.ref} × {self.outside.ref}"
        stamp = {"changed_by": by, "changed_at": timezone.now()}
        self.workbook.change_row(self, verb, what, by=by, seen=seen, mark=self.mark, family=family, **stamp)

    @classmethod
    @transaction.atomic
    def put(cls, workbook: Any, inside: Any, outside: Any, mark: int, *, by: Any, seen: int) -> "Crossing":
        """Mark the crossing of two entries; `seen` 0 for the first time. `Stale` if somebody else did, `Refusal`."""
        stamp = {"changed_by": by, "changed_at": timezone.now()}
        fields: dict[str, Any] = {"mark": mark, "family": _question(inside, outside)}
        pair = {"workbook": workbook, "inside": inside, "outside": outside}
        row, is_new = cls.objects.get_or_create(**pair, defaults={**fields, **stamp})
        what = f"{inside.ref} × {outside.ref}"
        if is_new:
            workbook.note("marked", what, by=by, **fields)
        elif not seen:
            raise Stale(row)
        else:
            workbook.change_row(row, "marked", what, by=by, seen=seen, **fields, **stamp)
        return row


def _question(inside: Any, outside: Any) -> str:
    """The family that two entries make now; `Refusal` where they no longer cross."""
    if inside.quadrant not in INSIDE or outside.quadrant not in OUTSIDE:
        words = {"inside": inside.ref, "outside": outside.ref}
        raise Refusal(_("%(inside)s and %(outside)s no longer cross: one of them was moved.") % words)
    return family(inside.quadrant, outside.quadrant)


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

    @classmethod
    @transaction.atomic
    def give(cls, workbook: Any, entry: Any, *, by: Any, seen: int, **scores: Any) -> None:
        """Score an entry for oneself; `seen` 0 for the first time. `Stale` if one did so in another window.

        The record says that it was scored, never how: others read it.
        """
        fields = {**scores, "changed_at": timezone.now()}
        row, is_new = cls.objects.get_or_create(workbook=workbook, entry=entry, by=by, defaults=fields)
        if not is_new:
            if not seen:
                raise Stale(row)
            row.swap(seen=seen, **fields)
        workbook.note("scored alone", entry.ref, by=by)
