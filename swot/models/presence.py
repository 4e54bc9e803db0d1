"""Who has a workbook open now, and where in it: forgotten after a minute."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clusters.access import ScopedQuerySet

FORGOTTEN, OFTEN = timedelta(minutes=1), timedelta(seconds=20)


class PresenceQuerySet(ScopedQuerySet):
    """Who is in the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")

    def now(self) -> "PresenceQuerySet":
        """Those seen within the last minute, by name."""
        return self.filter(seen_at__gte=timezone.now() - FORGOTTEN).select_related("user").order_by("user__name", "pk")


class Presence(models.Model):
    """One person in one workbook: `place` is the code of a section or the name of a page, "" for anywhere."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="presences")
    user = models.ForeignKey("clusters.User", models.CASCADE, related_name="+")
    place = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workbook", "user"], name="one_presence_a_person")]
        indexes = [models.Index(fields=["seen_at"])]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.place}"

    @classmethod
    def seen(cls, workbook: Any, *, by: Any, place: str) -> None:
        """Write down that somebody is here: at most every twenty seconds in one place. Who went is forgotten."""
        now, mine = timezone.now(), cls.objects.filter(workbook=workbook, user=by)
        is_new = Q(seen_at__lt=now - OFTEN) | ~Q(place=place)
        if mine.filter(is_new).update(seen_at=now, place=place) or mine.exists():
            return
        cls.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
        cls.objects.get_or_create(workbook=workbook, user=by, defaults={"place": place, "seen_at": now})
