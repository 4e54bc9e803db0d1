"""A copy of a workbook: the same document again, in a cluster of its own, because a cluster has one open workbook."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from clusters.errors import Refusal
from clusters.models import Cluster
from swot.document.gather import gather
from swot.document.store import store
from swot.models import Workbook

LONGEST_TITLE = 200
LONGEST_SLUG = 100


def copied(workbook: Workbook, *, by: Any, key: UUID) -> Workbook:
    """Make a copy led by `by`; sent twice with one key, the id of the cluster to be, it is made once.

    People, history and old readings stay with the first. `Refusal` when the key is a cluster of somebody else.
    """
    made = _made(by, key)
    if made:
        return made
    if Cluster.objects.filter(pk=key).exists():
        raise Refusal(_("This copy could not be made. Open the page again and make it from there."))
    title = _("Copy of %(title)s") % {"title": workbook.title}
    document = replace(gather(workbook), title=title[:LONGEST_TITLE], slug=f"copy-of-{workbook.slug}"[:LONGEST_SLUG])
    zone = workbook.cluster.time_zone
    try:
        return store(document, workbook.version, leader=by, id=key, time_zone=zone)
    except Refusal:
        made = _made(by, key)
        if made is None:
            raise
        return made


def _made(by: Any, key: UUID) -> Workbook | None:
    """The copy that this key made before."""
    found: Workbook | None = Workbook.objects.led_by(by).filter(cluster=key).order_by("begun_at").first()
    return found
