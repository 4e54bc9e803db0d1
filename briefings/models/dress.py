"""How a briefing is dressed for one kind of reader before it is issued: what is left out, what is typed for it."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from clusters.access import ScopedQuerySet
from clusters.revised import Revised
from swot.document.prepared import Prepared, put


class DressQuerySet(ScopedQuerySet):
    """Dresses of the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")

    def of(self, workbook: Any, edition: str) -> "Dress":
        """That of one edition of a workbook; a new one with revision 0 where nobody has dressed it yet."""
        found = next((row for row in DRESSES.of(workbook.pk) if row.edition == edition), None)
        if found is None:
            return Dress(workbook=workbook, edition=edition, revision=0)
        put(found, "workbook", workbook)
        return found


class Dress(Revised):
    """One edition of one workbook: the keys of the parts left out, the letter, and whom its readers ring or write to."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="dresses")
    edition = models.CharField(max_length=40)
    left_out = models.JSONField(default=list, blank=True)
    letter = models.TextField(_("letter"), blank=True)
    contact = models.TextField(_("contact"), blank=True)

    objects = DressQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "edition"], name="one_dress_an_edition")]

    def __str__(self) -> str:
        return self.edition

    @property
    def told(self) -> dict[str, Any]:
        """What an issued briefing keeps of it; nothing where nothing was said."""
        fields = {"left_out": sorted(self.left_out), "letter": self.letter, "contact": self.contact}
        return {name: value for name, value in fields.items() if value}

    @transaction.atomic
    def change(self, *, by: Any, seen: int, **fields: Any) -> None:
        """Write its fields; `seen` 0 for the first time. `Stale` if somebody else did."""
        row, is_new = Dress.objects.get_or_create(workbook=self.workbook, edition=self.edition, defaults=fields)
        if is_new:
            self.workbook.note("dressed", f"briefing for {self.edition}", by=by, **fields)
        else:
            self.workbook.change_row(row, "dressed", f"briefing for {self.edition}", by=by, seen=seen, **fields)


DRESSES = Prepared(lambda pk, _: Dress.objects.filter(workbook=pk).defer("workbook").order_by())
