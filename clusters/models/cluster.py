"""A creative cluster: its record and who belongs to it."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import Role, ScopedQuerySet
from clusters.errors import Refusal
from clusters.ids import uuid7
from clusters.kinds import Kind
from clusters.models.finding import Finding
from clusters.models.membership import Membership
from clusters.nesting import may_be_linked, may_be_part_of
from clusters.revised import Revised

LETTER_COUNTRIES = {"us", "usa", "united states", "united states of america", "canada", "mexico", "philippines"}


@cache
def member_bands() -> tuple[dict[str, str], ...]:
    """The eleven kinds of member ("whales and plankton"): key, label, side, means, count_in."""
    path = Path(__file__).resolve().parent.parent / "library" / "member_bands.json"
    return tuple(json.loads(path.read_text(encoding="utf-8")))


def known_time_zone(name: str) -> None:
    """Refuse a time zone that does not exist."""
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list, such as Europe/London."))


class CreativeScope(models.TextChoices):
    """How wide the shared creative activity is."""

    SPECIALIST = "highly specialist", gettext_lazy("highly specialist: one craft or skill")
    SECTOR = "sector-specific", gettext_lazy("sector-specific: one creative sector")
    BROAD = "broad", gettext_lazy("broad: any creative work gains from being here")


class ClusterQuerySet(ScopedQuerySet):
    """Clusters, opened by membership."""

    hidden_by = ("deleted_at",)


class Cluster(Revised):
    """One cluster, with what its leader has recorded of it.

    `member_counts` and `people_counts` are {band key: number}. `thresholds` are the cluster's own, {indicator id:
    {"watch", "act": number or null, "reason", "by": name, "on": date}}. `linked` are networks and the places they are
    tied to. It may agree to share its open inclusion alerts with the cluster above, and to offer its strengths and
    weaknesses to those inside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.TextField(gettext_lazy("name"))
    kind = models.CharField(gettext_lazy("kind"), max_length=10, choices=Kind.choices)
    place = models.TextField(gettext_lazy("place"), blank=True)
    country = models.TextField(gettext_lazy("country"), blank=True)
    time_zone = models.CharField(gettext_lazy("time zone"), max_length=60, default="UTC", validators=[known_time_zone])
    creative_scope = models.CharField(
        gettext_lazy("creative scope"), max_length=20, choices=CreativeScope.choices, blank=True
    )
    scope_note = models.TextField(gettext_lazy("about the scope"), blank=True)
    leader_role = models.TextField(gettext_lazy("who leads"), blank=True)
    members_summary = models.TextField(gettext_lazy("members, in a sentence"), blank=True)
    member_counts = models.JSONField(gettext_lazy("members, counted"), default=dict, blank=True)
    people_counts = models.JSONField(gettext_lazy("people, counted"), default=dict, blank=True)
    thresholds = models.JSONField(default=dict, blank=True)
    nested_in = models.JSONField(default=list, blank=True)
    contains = models.JSONField(default=list, blank=True)
    history = models.JSONField(default=list, blank=True)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    linked = models.ManyToManyField("self", blank=True)
    shares_alerts = models.BooleanField(default=False)
    offers_down = models.BooleanField(default=False)
    members = models.ManyToManyField("clusters.User", through=Membership, related_name="clusters")
    made_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="cluster_kind_is_known")]
        indexes = [models.Index(fields=["id"], condition=models.Q(deleted_at__isnull=False), name="deleted_clusters")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def found(cls, *, by: Any, finding: dict[str, Any] | None = None, **fields: Any) -> "Cluster":
        """Make a cluster led by `by`; sent twice with the same `id` it is made once.

        `finding` are the fields of the kind finder's `Finding` that led to it.
        """
        cluster, is_new = cls.objects.get_or_create(id=fields.pop("id", None) or uuid7(), defaults=fields)
        if is_new:
            Membership.objects.create(cluster=cluster, user=by, role=Role.LEADER)
        if is_new and finding:
            Finding.objects.create(cluster=cluster, found_by=by, **finding)
        return cluster

    def edit(self, *, seen: int, **fields: Any) -> None:
        """Change the record; `Stale` when somebody else did since revision `seen`."""
        self.swap(seen=seen, **fields)

    # ---------- clusters around it ----------

    def hold_with(self, *others: "Cluster") -> dict[Any, "Cluster"]:
        """Hold these rows until the transaction ends, always in one order, and read them as they are now."""
        keys = [self.pk, *(other.pk for other in others)]
        rows = Cluster.objects.live().select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
        return {row.pk: row for row in rows}

    @transaction.atomic
    def nest(self, parent: "Cluster", *, seen: int, line: str = "") -> None:
        """Become part of a cluster of a higher level; `line` is what stood for it in writing. `Refusal`, `Stale`."""
        now = self.hold_with(parent)
        if parent.pk not in now or not may_be_part_of(now[self.pk].kind, now[parent.pk].kind):
            raise Refusal(_("A cluster is part of a larger one: a workspace of a district, a district of a region."))
        lines = [written for written in now[self.pk].nested_in if written != line]
        self.swap(seen=seen, part_of=parent, nested_in=lines)

    @transaction.atomic
    def link(self, other: "Cluster") -> None:
        """Link a network and a place; linked twice they are linked once. `Refusal` for two places or two networks."""
        now = self.hold_with(other)
        if other.pk not in now or not may_be_linked(now[self.pk].kind, now[other.pk].kind):
            raise Refusal(_("A link joins a network and a place."))
        self.linked.add(other)

    @transaction.atomic
    def let_go(self, other: "Cluster") -> None:
        """End whatever ties the two; where nothing does, there is nothing to end."""
        self.linked.remove(other)
        for child, parent in ((self, other), (other, self)):
            rows = Cluster.objects.filter(pk=child.pk, part_of=parent)
            rows.update(part_of=None, revision=models.F("revision") + 1)

    def tied(self) -> list["Cluster"]:
        """The clusters that it is part of, inside of it or linked to it."""
        ties = models.Q(pk=self.part_of_id) | models.Q(part_of=self) | models.Q(linked=self)
        return list(Cluster.objects.live().filter(ties).distinct())

    def breaks_as(self, kind: str, tied: list["Cluster"]) -> list["Cluster"]:
        """Those of `tied` whose tie does not hold once it is of another kind."""
        return [one for one in tied if not self._holds_as(kind, one)]

    def _holds_as(self, kind: str, other: "Cluster") -> bool:
        if other.pk == self.part_of_id:
            return may_be_part_of(kind, other.kind)
        if other.part_of_id == self.pk:
            return may_be_part_of(other.kind, kind)
        return may_be_linked(kind, other.kind)

    @transaction.atomic
    def become(self, kind: str, *, seen: int) -> None:
        """Be of another kind; ties that no longer hold end. `Stale`."""
        self.hold_with()
        self.swap(seen=seen, kind=kind)
        lost = {one.pk for one in self.breaks_as(kind, self.tied())}
        if self.part_of_id in lost:
            self.swap(seen=self.revision, part_of=None)
        Cluster.objects.filter(part_of=self, pk__in=lost).update(part_of=None, revision=models.F("revision") + 1)
        self.linked.remove(*self.linked.filter(pk__in=lost))

    @transaction.atomic
    def find_again(self, finding: dict[str, Any], *, by: Any) -> Finding:
        """Keep another run of the kind finder; the same one sent twice is kept once. The kind itself stays."""
        self.hold_with()
        last = self.findings.first()
        if last and all(getattr(last, name) == value for name, value in finding.items()):
            return last
        return Finding.objects.create(cluster=self, found_by=by, **finding)

    @property
    def marks(self) -> tuple[Any, ...]:
        """What tells it from how it stood, with what a list of clusters says of the reader and of the open workbook."""
        names = ("role", "today", "book_pk", "book_title", "book_status", "book_review_on")
        told = (getattr(self, name, None) for name in names)
        return str(self.pk), self.revision, *map(str, told)

    @property
    def kind_facts(self) -> Kind:
        """The kind with its facts."""
        return Kind(self.kind)

    @property
    def today(self) -> Any:
        """The date it is where the cluster is."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone))

    @property
    def paper(self) -> str:
        """The paper its agencies print on: "letter" in North America and where it is usual, else "a4"."""
        return "letter" if self.country.strip().lower() in LETTER_COUNTRIES else "a4"
