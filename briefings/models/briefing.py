"""One issued briefing: a workbook at a moment, dressed for one reader, numbered and never changed."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from briefings.binding import hold
from briefings.editions import SHEETS
from briefings.models.dress import Dress
from clusters.access import ScopedQuerySet
from clusters.errors import Refusal
from clusters.ids import uuid7
from clusters.sheets import keep
from swot.document.gather import gather
from swot.models import Workbook


class BriefingQuerySet(ScopedQuerySet):
    """Briefings of the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")


class Briefing(models.Model):
    """One issued briefing: an edition of a snapshot under a number of its workbook.

    `sheets` are the numbers of the editions, the glossary and the kind finder it was issued with, by name; `dressed` is
    what was left out and typed for it. It never changes: it can only be withdrawn, and says so from then on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="briefings")
    snapshot = models.ForeignKey("swot.Snapshot", models.PROTECT, related_name="briefings")
    number = models.PositiveIntegerField()
    edition = models.CharField(_("edition"), max_length=40)
    paper = models.CharField(_("paper"), max_length=10, default="a4")
    sheets = models.JSONField(default=dict, editable=False)
    dressed = models.JSONField(default=dict, editable=False)
    issued_on = models.DateField()
    issued_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_why = models.TextField(_("why it is withdrawn"), blank=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["workbook", "number"], name="one_briefing_a_number")]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"

    @property
    def sheets_then(self) -> dict[str, int]:
        """The sheets by name and number; version 1, the shipped file, for one issued before sheets were curated."""
        return dict.fromkeys(SHEETS, 1) | self.sheets

    @classmethod
    @transaction.atomic
    def issue(cls, snapshot: Any, *, edition: str, paper: str, by: Any) -> "Briefing":
        """Issue the next number of the workbook from a snapshot; the workbook's row is locked while it is counted.

        `Refusal` while the self-check binds: no inclusion strategy yet, or another reader's briefing comes first.
        """
        rows = Workbook.objects.with_pages().select_for_update(of=("self",), no_key=True)
        book = rows.get(pk=snapshot.workbook_id)
        before = list(cls.objects.filter(workbook=book))
        if stands_before := hold(book, gather(book), book.content(), edition, before):
            raise Refusal(stands_before.sentence)
        last = max((one.number for one in before), default=0)
        fields = {"edition": edition, "paper": paper, "issued_on": book.cluster.today, "issued_by": by}
        fields |= {"sheets": keep(SHEETS), "dressed": Dress.objects.of(book, edition).told}
        return cls.objects.create(workbook=book, snapshot=snapshot, number=last + 1, **fields)

    def withdraw(self, why: str, *, by: Any) -> bool:
        """Say from now on, wherever it is read, that it is withdrawn and why; False where it is already.

        A closed workbook's briefings can be withdrawn: nothing is written in the workbook.
        """
        told = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_why": why}
        return bool(Briefing.objects.filter(pk=self.pk, withdrawn_at=None).update(**told))

    @transaction.atomic
    def bring_back(self, *, by: Any) -> bool:
        """Take a withdrawal back, which stays on record; False where there is none."""
        row = Briefing.objects.filter(pk=self.pk, withdrawn_at__isnull=False).first()
        nothing = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_why": ""}
        if row is None or not Briefing.objects.filter(pk=self.pk, withdrawn_at=row.withdrawn_at).update(**nothing):
            return False
        told = {name: getattr(row, name) for name in nothing}
        Withdrawal.objects.create(briefing=row, back_by=by, **told)
        return True


class Withdrawal(models.Model):
    """A withdrawal that was taken back: the briefing holds again, and who opens its page can read that once it did not."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="taken_back")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_why = models.TextField()
    back_at = models.DateTimeField(auto_now_add=True)
    back_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.withdrawn_why
