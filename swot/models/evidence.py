"""The evidence library of a cluster: a source is written once and cited by many entries and workbooks."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.errors import Refusal
from clusters.models.cluster_row import ClusterRow
from swot.models.entry import Grade
from swot.rules.evidence import is_stale


class Source(ClusterRow):
    """One source: what it says, what date it speaks of, and until when it is good. An entry cites it by `Entry.source`."""

    name = models.TextField(gettext_lazy("source"))
    says = models.TextField(gettext_lazy("what it says"), blank=True)
    kept_where = models.TextField(gettext_lazy("where it is kept"), blank=True)
    url = models.TextField(gettext_lazy("link"), blank=True)
    grade = models.PositiveSmallIntegerField(gettext_lazy("grade"), choices=Grade.choices, default=Grade.HEARD)
    speaks_of = models.DateField(gettext_lazy("date it speaks of"), null=True, blank=True)
    good_until = models.DateField(gettext_lazy("good until"), null=True, blank=True)
    good_reason = models.TextField(gettext_lazy("why it is still good"), blank=True)
    file = models.FileField(gettext_lazy("file"), upload_to="sources/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_size = models.PositiveIntegerField(null=True, blank=True)

    class Meta(ClusterRow.Meta):
        verbose_name = gettext_lazy("source")
        constraints = [
            *ClusterRow.Meta.constraints,
            models.CheckConstraint(condition=Q(grade__range=(0, 3)), name="source_grade_0_to_3"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_stale_on(self, day: Any) -> bool:
        """Whether its date has passed; it still counts, and says so wherever it is cited."""
        return is_stale(self, day)

    @property
    def ending(self) -> str:
        """What kind of file it has, by its ending: "PDF"; "" without one."""
        return self.file_name.rpartition(".")[2].upper()

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Hide it; it can be brought back for 30 days. `Refusal` while an entry of any workbook cites it."""
        citing = self.entries.filter(deleted_at=None, workbook__deleted_at=None).select_related("workbook")
        if citing:
            refs = ", ".join(f"{entry.ref} ({entry.workbook})" for entry in citing)
            raise Refusal(_("An entry rests on it: %(refs)s. Let go of it there first.") % {"refs": refs})
        super().delete_gently(by=by, seen=seen)
