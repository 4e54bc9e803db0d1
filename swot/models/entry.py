"""Entries: the points of a SWOT, each with its evidence and its weight."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Refusal
from clusters.ids import new_key
from clusters.revised import Revised
from swot.document import values

ENTRY_LENGTH = 200
EVIDENCE_PARTS = ("text", "source", "grade", "flag", "date", "url")


class Quadrant(models.TextChoices):
    """The four places of an entry; inside or outside, helping or hurting."""

    STRENGTH = "strength", gettext_lazy("Strength")
    WEAKNESS = "weakness", gettext_lazy("Weakness")
    OPPORTUNITY = "opportunity", gettext_lazy("Opportunity")
    THREAT = "threat", gettext_lazy("Threat")

    @property
    def letter(self) -> str:
        """S, W, O or T."""
        return values.QUADRANT_LETTERS[self.value]


class Grade(models.IntegerChoices):
    """How well an entry is known (content 5.2)."""

    HUNCH = 0, gettext_lazy("Hunch: nobody has told us yet")
    HEARD = 1, gettext_lazy("Heard: one account")
    BACKED = 2, gettext_lazy("Backed: several accounts, or our own records")
    CHECKED = 3, gettext_lazy("Checked: by someone independent of us")


class Horizon(models.TextChoices):
    """When an opportunity or threat may come."""

    YEAR = "within 1 year", gettext_lazy("Within a year")
    THREE = "1-3 years", gettext_lazy("One to three years")
    LATER = "beyond 3 years", gettext_lazy("Later than three years")


class EntryQuerySet(ScopedQuerySet):
    """Entries of the workbooks one belongs to."""

    to_cluster = "workbook__cluster"
    hidden_by = ("deleted_at", "workbook__deleted_at", "workbook__cluster__deleted_at")


class Entry(Revised):
    """One point: what is so, for whom, how we know. Its ref ("S3") stays for ever, wherever it is moved."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="entries")
    key = models.CharField(max_length=80, default=new_key)
    ref = models.CharField(max_length=12)
    section = models.ForeignKey("swot.Section", models.PROTECT, related_name="entries")
    prompt = models.ForeignKey("swot.Prompt", models.PROTECT, null=True, blank=True, related_name="entries")
    line = models.ForeignKey("swot.Line", models.SET_NULL, null=True, blank=True, related_name="entries")
    text = models.CharField(max_length=ENTRY_LENGTH)
    quadrant = models.CharField(max_length=11, choices=Quadrant.choices, blank=True)
    tested = models.CharField(max_length=11, choices=Quadrant.choices, blank=True)
    source = models.ForeignKey("swot.Source", models.SET_NULL, null=True, blank=True, related_name="entries")
    evidence_text = models.TextField(blank=True)
    evidence_source = models.TextField(blank=True)
    evidence_grade = models.PositiveSmallIntegerField(choices=Grade.choices, default=Grade.HUNCH)
    evidence_flag = models.TextField(blank=True)
    evidence_date = models.DateField(null=True, blank=True)
    evidence_url = models.TextField(blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    horizon = models.CharField(max_length=15, choices=Horizon.choices, blank=True)
    inclusion = models.BooleanField(default=False)
    inclusion_who = models.TextField(blank=True)
    twin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.JSONField(null=True, blank=True)
    changed_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    # What its history tells, and what is brought back with it.
    RECORDED = (
        *("text", "quadrant", "evidence_grade", "evidence_text", "source", "evidence_source", "evidence_date"),
        *("evidence_url", "evidence_flag", "impact", "certainty", "horizon", "inclusion", "inclusion_who"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "ref"], name="one_entry_a_ref"),
            models.UniqueConstraint(fields=["workbook", "key"], name="one_entry_a_key"),
            models.UniqueConstraint(fields=["twin"], name="one_twin_an_entry"),
            models.CheckConstraint(condition=Q(impact__isnull=True) | Q(impact__range=(1, 5)), name="impact_1_to_5"),
            models.CheckConstraint(condition=Q(evidence_grade__range=(0, 3)), name="grade_0_to_3"),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True)
                | Q(certainty__range=(1, 2))
                | Q(certainty=3, evidence_grade__gte=1)
                | Q(certainty=4, evidence_grade__gte=2)
                | Q(certainty=5, evidence_grade=3),
                name="certainty_within_evidence",
            ),
            models.CheckConstraint(
                condition=Q(horizon="") | ~Q(quadrant__in=["strength", "weakness"]), name="no_horizon_inside"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    @property
    def cited_source(self) -> Any:
        """The source of the library that it cites; None without one, or where that was deleted."""
        return self.source if self.source and self.source.deleted_at is None else None

    @property
    def evidence(self) -> values.Evidence:
        """What it rests on; name, date, link and age are the library's where it cites a source that is still there."""
        own = {part: getattr(self, f"evidence_{part}") for part in EVIDENCE_PARTS}
        cited = self.cited_source
        if cited is None:
            return values.Evidence(**own)
        told = {"source": cited.name, "date": cited.speaks_of, "url": cited.url}
        return values.Evidence(**{**own, **told}, cites=cited.key, good_until=cited.good_until)

    @property
    def cap(self) -> int:
        """The highest certainty its evidence allows (content 5.2)."""
        return values.EVIDENCE_CAPS[self.evidence_grade]

    def edit(self, *, by: Any, seen: int, verb: str = "edited", **fields: Any) -> None:
        """Change words, evidence or weight; certainty is lowered to what the evidence allows. `Stale`, `Refusal`."""
        fields = {"quadrant": self.quadrant, "evidence_grade": self.evidence_grade, **fields}
        cap = values.EVIDENCE_CAPS[int(fields["evidence_grade"])]
        certainty = fields.get("certainty", self.certainty)
        fields["certainty"] = min(certainty, cap) if certainty else None
        if fields["quadrant"] in values.INSIDE:
            fields["horizon"] = ""
        with transaction.atomic():
            self._refuse_broken_links(fields["quadrant"])
            self._change(verb, by, seen, **fields)

    def move(self, *, by: Any, seen: int, quadrant: str) -> None:
        """Put it in another quadrant ("" is back in the tray); its rank there is computed. `Stale`, `Refusal`."""
        self.edit(by=by, seen=seen, quadrant=quadrant)

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Hide it; it can be brought back for 30 days. `Refusal` while a strategy stands on it."""
        with transaction.atomic():
            self._refuse_broken_links("", leaving=True)
            self._change("deleted", by, seen, deleted_at=timezone.now())
            if self.twin_id:
                self.part(by=by)

    def bring_back(self, *, by: Any, seen: int) -> None:
        """Undo a deletion."""
        self._change("brought back", by, seen, deleted_at=None)

    @transaction.atomic
    def link_twin(self, other: "Entry", *, by: Any) -> None:
        """Make two entries the two faces of one fact. `Refusal` in one quadrant, in the tray, or with a twin already."""
        if self.quadrant == other.quadrant:
            raise Refusal(_("Twins stand in two different quadrants. Move one of them first."))
        if not self.quadrant or not other.quadrant:
            raise Refusal(_("Twins both have a place. Sort the one in the tray first."))
        if self.twin_id or other.twin_id:
            raise Refusal(_("An entry has one twin at most. Part the other pair first."))
        for one, two in _both_ways(self, other):
            one._change("twinned", by, one.revision, twin=two)

    @transaction.atomic
    def part(self, *, by: Any) -> None:
        """End a twin pair; both entries stay. Without a twin there is nothing to end."""
        for one, _other in _both_ways(self, self.twin) if self.twin else ():
            one._change("parted", by, one.revision, twin=None)

    def _refuse_broken_links(self, quadrant: str, *, leaving: bool = False) -> None:
        if quadrant == self.quadrant and not leaving:
            return
        self.workbook.hold()
        strategy = self.strategies.filter(deleted_at__isnull=True).first()
        if strategy:
            words = {"ref": self.ref, "strategy": strategy.ref}
            raise Refusal(_("%(ref)s stands behind strategy %(strategy)s. Take it out of the strategy first.") % words)
        twin = Entry.objects.filter(pk=self.twin_id).first() if self.twin_id else None
        if twin and quadrant == twin.quadrant:
            raise Refusal(_("Its twin %(ref)s is there already. Part the twins first.") % {"ref": twin.ref})
        if twin and not quadrant and not leaving:
            raise Refusal(_("Twins both have a place. Part them before you take one back to the tray."))

    def _change(self, verb: str, by: Any, seen: int, **fields: Any) -> None:
        stamp = {"changed_by": by, "changed_at": timezone.now()}
        self.workbook.change_row(self, verb, self.ref, by=by, seen=seen, **fields, **stamp)


def _both_ways(one: Entry, two: Entry) -> list[tuple[Entry, Entry]]:
    """Each with its twin, the older first: two who write to both from two sides do not wait for each other for ever."""
    return sorted([(one, two), (two, one)], key=lambda pair: pair[0].pk)
