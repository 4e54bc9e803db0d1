"""The evidence library of a cluster: a source is written once and cited by many entries and workbooks."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from clusters.models.cluster_row import ClusterRow
from swot.models.entry import Grade


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
        return self.good_until is not None and self.good_until < day
