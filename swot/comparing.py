"""What the comparison shows of two workbooks: levels for one cluster, patterns for two of a kind, shape for two kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from swot.document.values import Document
from swot.last_time import LastTime, of_snapshot
from swot.models import Answer, Snapshot, Workbook
from swot.rules.comparison import Moves, moves

MOST_CHOICES = 100
SAME, OF_A_KIND, OTHER_KIND = "same cluster", "same kind", "other kind"


@dataclass(frozen=True)
class Other:
    """The other workbook: which one, how near it is, and its pulses by section code; `last` where it is our own."""

    book: Workbook
    relation: str
    pulses: dict[str, int | None]
    last: LastTime | None = None


def choices(book: Workbook, user: Any) -> list[Workbook]:
    """The workbooks this reader may compare it with: earlier and later ones of the cluster, open ones of others.

    Each with `kept`, its newest snapshot, and its cluster and version. Own ones first, the newest first.
    """
    kept = Snapshot.objects.filter(workbook=OuterRef("pk")).order_by("-made_at", "-pk").values("pk")[:1]
    theirs = Q(closed_at=None) & ~Q(cluster=book.cluster_id)
    found = Workbook.objects.visible_to(user).filter(Q(cluster=book.cluster_id) | theirs).exclude(pk=book.pk)
    found = found.select_related("cluster", "version__template").annotate(kept=Subquery(kept))
    return sorted(found[:MOST_CHOICES], key=lambda other: other.cluster_id != book.cluster_id)


def of_choice(book: Workbook, other: Any) -> Other | None:
    """One of the choices as it is compared; None where nothing of it is kept."""
    if other.cluster_id == book.cluster_id:
        last = of_snapshot(other.kept) if other.kept else None
        return Other(other, relation(book, other), last.pulses, last) if last else None
    return Other(other, relation(book, other), pulses_of_rows(other))


def relation(book: Workbook, other: Workbook) -> str:
    """How near two workbooks are: levels are compared within a cluster of one kind alone."""
    if book.content().kind != other.version.template.kind:
        return OTHER_KIND
    return SAME if book.cluster_id == other.cluster_id else OF_A_KIND


def pulses_of_rows(book: Workbook) -> dict[str, int | None]:
    """The pulses of a workbook of another cluster, and nothing else of it."""
    rows = Answer.objects.standing().filter(workbook=book.pk, status=Answer.Status.ANSWERED, prompt__type="scale")
    said: dict[str, Any] = dict(rows.order_by().values_list("prompt__code", "value"))
    found = {}
    for section in book.content().charted:
        value = said.get(section.pulse.id) if section.pulse else None
        found[section.code] = value if isinstance(value, int) else None
    return found


def moves_between(book: Workbook, other: Other, document: Document, outcomes: Sequence[Any]) -> Moves | None:
    """What came and went since an earlier workbook of the same cluster; marks speak of the one just before."""
    if other.last is None:
        return None
    told = outcomes if book.previous_id == other.book.pk else ()
    return moves(other.last.document, document, told)


def what_moved(code: str, found: Moves | None) -> str:
    """One line on what moved a section: what somebody said became of it, else the newest entry of it."""
    if found is None:
        return ""
    said = [gone.note for gone in found.gone if gone.entry.section == code and gone.note]
    new = [entry.text for entry in found.new if entry.section == code]
    return (said or new or [""])[0]


def names_of(now: date, before: date) -> tuple[str, str]:
    """What the two times are called: their years, or "now" and "last time" where both are of one year."""
    if now.year == before.year:
        return _("now"), _("last time")
    return str(now.year), str(before.year)


def label(other: Workbook, book: Workbook) -> str:
    """A workbook as it stands in the list to choose from."""
    if other.cluster_id == book.cluster_id:
        return other.title
    kind = _("same kind") if relation(book, other) == OF_A_KIND else _("another kind")
    return _("%(cluster)s, %(title)s (%(kind)s)") % {"cluster": other.cluster, "title": other.title, "kind": kind}
