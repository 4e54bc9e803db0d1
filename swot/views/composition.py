"""Who is here: the picture of whales and plankton, the table behind it, and whose voice stands behind the entries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from clusters.models import Anchor, Membership
from clusters.models.cluster import member_bands
from swot.document.gather import Rows
from swot.models import Entry, Workbook
from swot.page import page, readable
from swot.pictures import members
from swot.pictures.composition import composition as picture_of
from swot.record_entries import entry_start, made_of
from swot.rules.here import here
from swot.rules.voices import OTHERS, UNKNOWN, Count, Written, voices

NOBODY = "nobody"


@dataclass(frozen=True)
class Whale:
    """One anchor: what follows if it leaves (`printed` without groups under five), the way to make that an entry, and the entry made of it."""

    anchor: Anchor
    consequence: str
    printed: str
    start: str
    entry: Entry | None


@require_safe
def composition(request: HttpRequest, pk: Any) -> HttpResponse:
    """The picture with one anchor chosen, the numbers, the anchors, and the voices."""
    workbook = readable(request, pk)
    rows, cluster = Rows(workbook), workbook.cluster
    anchors = sorted(Anchor.objects.live().filter(cluster=cluster), key=lambda one: (-(one.people or 0), one.pk))
    drawn = [drawn_as(one) for one in anchors]
    chosen = request.GET.get("leaves") or (anchors[0].key if anchors else NOBODY)
    made = made_of(rows.entries, "anchor")
    whales = [_whale(one, drawn, cluster.member_counts, made.get(one.key)) for one in anchors]
    context = {
        "picture": picture_of(drawn, cluster.member_counts, chosen),
        "chosen": next((whale for whale in whales if whale.anchor.key == chosen), None),
        "whales": whales,
        "numbers": here(member_bands(), cluster.member_counts, cluster.people_counts, [one.lean for one in anchors]),
        "voices": voices_of(workbook, rows.entries),
        "about_here": sum(entry.inclusion for entry in rows.entries),
    }
    return render(request, "swot/composition.html", page(workbook, "contents", rows, **context))


def drawn_as(anchor: Anchor) -> members.Anchor:
    """The row as the picture takes it."""
    lean = tuple((band["key"], anchor.lean[band["key"]]) for band in member_bands() if anchor.lean.get(band["key"]))
    return members.Anchor(anchor.key, anchor.name, anchor.people, lean, anchor.band)


def voices_of(workbook: Workbook, entries: list[Entry]) -> tuple[Count, ...]:
    """The totals of a workbook, by one look into the record of changes."""
    role = Membership.objects.filter(cluster=workbook.cluster_id, user=OuterRef("by")).values("role")[:1]
    added = workbook.changes.filter(verb="added").exclude(what__startswith="line ")
    by = {what: (writer and (role or OTHERS)) for what, writer, role in
          added.annotate(role=Subquery(role)).values_list("what", "by", "role")}  # fmt: skip
    return voices(Written(by.get(entry.ref) or UNKNOWN, entry.origin, entry.inclusion) for entry in entries)


def _whale(anchor: Anchor, drawn: list[members.Anchor], counts: dict[str, int], entry: Entry | None) -> Whale:
    mine = next(one for one in drawn if one.key == anchor.key)
    said = members.consequence(mine, drawn, counts)
    others, told = members.told(drawn, counts, [band["key"] for band in member_bands()])
    mine = next(one for one in others if one.key == anchor.key)
    return Whale(
        anchor, said, members.consequence(mine, others, told), urlencode(entry_start("anchor", anchor.key, said)), entry
    )
