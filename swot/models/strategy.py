"""What follows from a SWOT: strategies, actions, and what each reader is asked."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Refusal
from clusters.ids import new_key
from clusters.revised import Revised
from swot.document import values
from swot.rules.families import ORIGINS


class OfWorkbook(ScopedQuerySet):
    """Rows of the workbooks one belongs to, with a date of deletion of their own."""

    to_cluster = "workbook__cluster"
    hidden_by = ("deleted_at", "workbook__deleted_at", "workbook__cluster__deleted_at")


class Followed(Revised):
    """What strategies and actions share: a key, a ref ("X1"), a place in a workbook, a date of deletion."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="%(class)s_set")
    key = models.CharField(max_length=80, default=new_key)
    ref = models.CharField(max_length=12)
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = OfWorkbook.as_manager()

    class Meta:
        abstract = True

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Hide it; it can be brought back for 30 days."""
        self.record("deleted", by=by, seen=seen, deleted_at=timezone.now())

    def bring_back(self, *, by: Any, seen: int) -> None:
        """Undo a deletion."""
        self.record("brought back", by=by, seen=seen, deleted_at=None)

    def record(self, verb: str, *, by: Any, seen: int, **fields: Any) -> None:
        """Write fields and the change together; `Stale` when somebody else wrote first. `told` as in `change_row`."""
        stamp = {"changed_by": by, "changed_at": timezone.now()}
        self.workbook.change_row(self, verb, self.ref, by=by, seen=seen, **fields, **stamp)


class Strategy(Followed):
    """One choice made by pairing something inside with something outside; every one says who could lose."""

    entries = models.ManyToManyField("swot.Entry", related_name="strategies", blank=True)
    family = models.CharField(max_length=2, blank=True)
    text = models.TextField(blank=True)
    who_gains = models.TextField(blank=True)
    who_could_lose = models.TextField(blank=True)
    how_we_will_know = models.TextField(blank=True)
    with_the_grain = models.TextField(blank=True)
    who_must_agree = models.TextField(blank=True)
    from_kind = models.CharField(max_length=9, choices=ORIGINS, blank=True)
    why_here = models.TextField(blank=True)
    kept = models.BooleanField(default=True)

    cited: list[Any]  # the live entries behind it, where the row came through `Rows`

    REQUIRED = ("text", "who_gains", "who_could_lose", "how_we_will_know", "with_the_grain", "who_must_agree")
    RECORDED = (*REQUIRED, "from_kind", "why_here", "kept")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = gettext_lazy("strategies")
        constraints = [
            models.UniqueConstraint(fields=["workbook", "ref"], name="one_strategy_a_ref"),
            models.UniqueConstraint(fields=["workbook", "key"], name="one_strategy_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    @property
    def unanswered(self) -> list[str]:
        """The required questions without an answer, as field names; an idea from elsewhere says why it holds here."""
        asked = [*self.REQUIRED, *(["why_here"] if self.from_kind else [])]
        return [name for name in asked if not getattr(self, name).strip()]

    def park(self, *, by: Any, seen: int) -> None:
        """Put it aside, whole: it stays out of briefings and can be kept again. `Stale`."""
        self.record("parked", by=by, seen=seen, kept=False)

    def keep(self, *, by: Any, seen: int) -> None:
        """Keep it again. `Stale`; `Refusal` while a required question is open."""
        if self.unanswered:
            raise Refusal(_("%(ref)s still has open questions. Answer them, and it is kept.") % {"ref": self.ref})
        self.record("kept", by=by, seen=seen, kept=True)

    @transaction.atomic
    def edit(
        self, *, by: Any, seen: int, verb: str = "edited", entries: list[Any] | None = None, **fields: Any
    ) -> None:
        """Change the words and, where given, the entries behind it. `Stale`, `Refusal`."""
        if entries is not None:
            entries = self.workbook.held(entries)
            fields |= {"family": family_of(entries), "told": {"entries": [entry.pk for entry in entries]}}
        self.record(verb, by=by, seen=seen, **fields)
        if entries is not None:
            self.entries.set(entries)

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Hide it; `Refusal` while an open action serves it."""
        action = self.actions.filter(deleted_at__isnull=True).first()
        if action:
            words = {"ref": self.ref, "action": action.ref}
            raise Refusal(_("Action %(action)s serves %(ref)s. Give the action another strategy first.") % words)
        super().delete_gently(by=by, seen=seen)

    @transaction.atomic
    def bring_back(self, *, by: Any, seen: int) -> None:
        """Undo a deletion; `Refusal` when an entry behind it was deleted since, or moved so that they do not pair."""
        family = family_of(self.workbook.held(list(self.entries.all())))
        self.record("brought back", by=by, seen=seen, deleted_at=None, family=family)


class CostBand(models.TextChoices):
    """What an action costs, roughly."""

    LOW = "low", gettext_lazy("low")
    MEDIUM = "medium", gettext_lazy("medium")
    HIGH = "high", gettext_lazy("high")


class Action(Followed):
    """One thing one person will do by a date. Open until `done_on`."""

    strategy = models.ForeignKey(Strategy, models.SET_NULL, null=True, blank=True, related_name="actions")
    text = models.TextField(blank=True)
    owner = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    first_step = models.TextField(blank=True)
    cost_band = models.CharField(max_length=6, choices=CostBand.choices, blank=True)
    measure = models.TextField(blank=True)
    inclusion = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)

    RECORDED = ("text", "owner", "due", "first_step", "cost_band", "measure", "strategy", "inclusion", "done_on")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "ref"], name="one_action_a_ref"),
            models.UniqueConstraint(fields=["workbook", "key"], name="one_action_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    def edit(self, *, by: Any, seen: int, verb: str = "edited", **fields: Any) -> None:
        """Change it, or mark it done by `done_on`. `Stale`."""
        self.record(verb, by=by, seen=seen, **fields)


class Reader(models.TextChoices):
    """The four readers of a briefing; the full workbook has none."""

    AGENCY = "agency", gettext_lazy("Development agency")
    COUNCIL = "council", gettext_lazy("Council and planning")
    FUNDER = "funder", gettext_lazy("Bank, investor or funder")
    COMMUNITY = "community", gettext_lazy("Community and residents")


class AskQuerySet(ScopedQuerySet):
    """Asks of the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")


class Ask(Revised):
    """What one reader is asked to decide, by whom and by when; one a reader."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="asks")
    reader = models.CharField(max_length=10, choices=Reader.choices)
    decision = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    by_date = models.DateField(null=True, blank=True)
    headline = models.TextField(blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "reader"], name="one_ask_a_reader")]

    def __str__(self) -> str:
        return f"{self.reader}: {self.decision}"


def family_of(entries: list[Any]) -> str:
    """The family of a strategy, "SO" and so on, from the entries behind it.

    `Refusal` unless the inside ones are all strengths or all weaknesses, the outside ones all opportunities or all
    threats, there is at least one of each, and none is deleted or in the tray.
    """
    for entry in entries:
        if entry.deleted_at:
            raise Refusal(_("%(entry)s behind it is deleted. Bring the entry back first.") % {"entry": entry.ref})
        if not entry.quadrant:
            raise Refusal(_("%(entry)s behind it is in the tray. Give it a place first.") % {"entry": entry.ref})
    inside = {entry.quadrant for entry in entries if entry.quadrant in values.INSIDE}
    outside = {entry.quadrant for entry in entries if entry.quadrant in values.OUTSIDE}
    if not inside or not outside:
        raise Refusal(_("Choose at least one entry from inside and one from outside."))
    if len(inside) > 1 or len(outside) > 1:
        raise Refusal(_("Pair strengths or weaknesses with opportunities or threats: one kind from each side."))
    return values.QUADRANT_LETTERS[inside.pop()] + values.QUADRANT_LETTERS[outside.pop()]
