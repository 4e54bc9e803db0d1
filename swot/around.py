"""What a workbook can read of the clusters around it, and only with consent or membership.

Offers come down from the open workbook of the cluster above; evidence and open alerts come up from those inside.
"""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from clusters.models import Membership
from swot.citing import PREFIX
from swot.document.values import INSIDE
from swot.models import Entry, Offer, Source, Workbook
from swot.models.entry import EntryQuerySet

MOST_CHILDREN = 20
SORTED = ~Q(quadrant="")


def offered(cluster: Any, user: Any) -> QuerySet[Any]:
    """The sorted strengths and weaknesses of the cluster above, where it offers them or the reader belongs to it."""
    return offered_once(cluster, user).filter(deleted_at=None)


def offered_once(cluster: Any, user: Any) -> EntryQuerySet:
    """The same, with those entries that were deleted above since."""
    if cluster.part_of_id is None:
        return Entry.objects.none()
    rows = _offerable(user).filter(workbook__cluster=cluster.part_of_id)
    return rows.select_related("section", "workbook__cluster").order_by("quadrant", "pk")


def children(workbook: Workbook, user: Any) -> QuerySet[Any]:
    """The open workbooks of the clusters inside, with `is_mine` (the reader belongs to it) and `known` (how many there are)."""
    mine = Exists(Membership.objects.filter(cluster=OuterRef("cluster"), user=user))
    books = Workbook.objects.open().filter(cluster__part_of=workbook.cluster_id).with_pages()
    return books.annotate(is_mine=mine, known=Window(Count("pk"))).order_by("cluster__name", "pk")


def citable(workbook: Workbook, user: Any) -> QuerySet[Any]:
    """The sorted entries of clusters inside that the reader belongs to: what may be cited as evidence."""
    rows = Entry.objects.visible_to(user).filter(SORTED, workbook__closed_at=None)
    return rows.filter(workbook__cluster__part_of=workbook.cluster_id).select_related("workbook__cluster")


def cited_above(workbook: Workbook) -> int:
    """How many entries of a workbook the cluster above cites as evidence."""
    library = Source.objects.live().filter(cluster=workbook.cluster.part_of_id)
    return library.filter(key__startswith=f"{PREFIX}{workbook.pk}-").count()


def with_offers(books: Any, user: Any) -> Any:
    """Workbooks with the number of offers nobody has decided yet, as `open_offers`."""
    decided = Offer.objects.filter(Q(declined_at__isnull=False) | Q(entry__deleted_at=None, entry__isnull=False))
    decided = decided.filter(of=OuterRef("pk"), workbook=OuterRef(OuterRef("pk")))
    rows = _offerable(user).filter(~Exists(decided), deleted_at=None, workbook__cluster=OuterRef("cluster__part_of"))
    return books.annotate(open_offers=_number(rows, "workbook__cluster"))


def with_sharing(books: Any) -> Any:
    """Workbooks with the number of clusters inside that share their open alerts, as `sharing_inside`."""
    rows = Workbook.objects.open().filter(cluster__part_of=OuterRef("cluster"), cluster__shares_alerts=True)
    return books.annotate(sharing_inside=_number(rows, "cluster__part_of"))


def _offerable(user: Any) -> EntryQuerySet:
    """Entries that are offered, deleted ones too."""
    mine = Exists(Membership.objects.filter(cluster=OuterRef("workbook__cluster"), user=user))
    there = {"workbook__closed_at": None, "workbook__deleted_at": None, "workbook__cluster__deleted_at": None}
    rows: EntryQuerySet = Entry.objects.filter(quadrant__in=INSIDE, **there)
    return rows.filter(Q(workbook__cluster__offers_down=True) | mine)


def _number(rows: Any, by: str) -> Any:
    """How many rows there are, as a part of another query."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number")), 0)
