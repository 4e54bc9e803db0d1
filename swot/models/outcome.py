"""What became of last time's entries and strategies, and what a cluster above offers."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusters.errors import Stale
from clusters.revised import Revised
from swot.models.crossing import CrossingQuerySet


class Fate(models.TextChoices):
    """What became of an entry or a strategy of the workbook before."""

    CAME_TRUE = "came true", gettext_lazy("Came true")
    FADED = "faded", gettext_lazy("Faded")
    CHANGED = "changed", gettext_lazy("Changed")
    OPEN = "still open", gettext_lazy("Still open")
    LEFT = "left behind", gettext_lazy("Left behind")
    ACTED = "acted on", gettext_lazy("Acted on")
    PART = "in part", gettext_lazy("In part")
    NOT_ACTED = "not acted on", gettext_lazy("Not acted on")


# "Left behind" is said of an entry when the kind changes, not on a return visit.
ENTRY_FATES = (Fate.CAME_TRUE, Fate.FADED, Fate.CHANGED, Fate.OPEN)
STRATEGY_FATES = (Fate.ACTED, Fate.PART, Fate.NOT_ACTED)


class Outcome(Revised):
    """What became of one entry ("S3") or strategy ("X1") of the workbook before, in a line; `now` is the entry it became.

    `text` and `quadrant` are as they stood then (a strategy's family, "SO"), so that it can be read without that workbook.
    """

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="outcomes")
    about = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    quadrant = models.CharField(max_length=11, blank=True)
    fate = models.CharField(max_length=12, choices=Fate.choices, blank=True)
    note = models.TextField(blank=True)
    now = models.ForeignKey("swot.Entry", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "about"], name="one_outcome_a_ref"),
            models.CheckConstraint(condition=Q(fate="") | Q(fate__in=Fate.values), name="fate_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.fate}"


class Offer(Revised):
    """A parent's strength or weakness that a child was offered as an opportunity or threat, once decided.

    `entry` is what the child made of it; without one the offer was declined.
    """

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="offers")
    of = models.ForeignKey("swot.Entry", models.CASCADE, related_name="+")
    entry = models.ForeignKey("swot.Entry", models.SET_NULL, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "of"], name="one_answer_an_offer")]

    def __str__(self) -> str:
        return f"{self.of_id} for {self.workbook_id}"

    @property
    def is_accepted(self) -> bool:
        """Whether it became an entry that is still there."""
        return self.entry is not None and self.entry.deleted_at is None

    @property
    def is_decided(self) -> bool:
        """Whether somebody accepted or declined it; an entry deleted since leaves it open again."""
        return self.is_accepted or self.declined_at is not None

    @classmethod
    @transaction.atomic
    def accept(
        cls, workbook: Any, of: Any, text: str, *, by: Any, key: str, origin: dict[str, str], **fields: Any
    ) -> "Offer":
        """Make an entry of it, in our words; sent twice with one key it is made once. `Stale` when it was decided before."""
        offer = cls._held(workbook, of, by)
        if offer.is_decided and not (offer.entry and offer.entry.key == key):
            raise Stale(offer)
        if not offer.is_decided:
            entry = workbook.add_entry(text, by=by, key=key, origin=origin, **fields)
            offer._decide(by, entry=entry, declined_at=None)
        return offer

    @classmethod
    @transaction.atomic
    def decline(cls, workbook: Any, of: Any, *, by: Any) -> "Offer":
        """It does not hold here; said twice it is said once. `Stale` when somebody accepted it before."""
        offer = cls._held(workbook, of, by)
        if offer.is_accepted:
            raise Stale(offer)
        if not offer.is_decided:
            workbook.note("declined", f"offer {offer.pk}", by=by)
            offer._decide(by, entry=None, declined_at=timezone.now())
        return offer

    @transaction.atomic
    def reopen(self, *, by: Any, seen: int) -> None:
        """Undo a decision; the entry made of it goes. `Stale`, and `Refusal` while a strategy stands on the entry."""
        if self.entry and self.is_accepted:
            self.entry.delete_gently(by=by, seen=self.entry.revision)
        else:
            self.workbook.note("reopened", f"offer {self.pk}", by=by)
        self._decide(by, seen, entry=None, declined_at=None)

    @classmethod
    def _held(cls, workbook: Any, of: Any, by: Any) -> "Offer":
        """Its row, made where there is none, with the workbook held until the transaction ends."""
        workbook.hold()
        rows = cls.objects.select_related("entry", "changed_by")
        found = rows.filter(workbook=workbook, of=of).first()
        return found or cls.objects.create(workbook=workbook, of=of, changed_by=by)

    def _decide(self, by: Any, seen: int | None = None, **fields: Any) -> None:
        now = timezone.now()
        self.swap(seen=self.revision if seen is None else seen, changed_by=by, changed_at=now, **fields)
