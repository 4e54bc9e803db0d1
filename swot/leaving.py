"""An account that its owner deletes: who they were goes, what they wrote stays with the clusters and names nobody.

What a foreign key says of a person is emptied with their row, and shown as "a former member"; here stands what is more.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.access import Role
from clusters.errors import Refusal
from clusters.models import Cluster, Invitation, Membership, User
from clusters.patient import patient
from swot.models import Change

THRESHOLD = "threshold "


def to_hand_over(person: Any) -> list[Cluster]:
    """Clusters that nobody else leads, and to which others belong."""
    return list(_led_alone(person).filter(_others(person)))


def left_empty(person: Any) -> list[Cluster]:
    """Clusters to which nobody else belongs: once the account is gone nobody could open them."""
    return list(_led_alone(person).exclude(_others(person)))


def _led_alone(person: Any) -> Any:
    return Cluster.objects.led_by(person).exclude(_others(person, role=Role.LEADER))


def _others(person: Any, **more: Any) -> Exists:
    """Whether somebody else belongs to a cluster."""
    return Exists(Membership.objects.filter(cluster=OuterRef("pk"), **more).exclude(user=person.pk))


@patient
def delete_account(person: Any, *, emptied: Collection[Any]) -> None:
    """Delete an account, and hide the clusters `emptied` (keys) to which nobody else belongs.

    Every row that says who wrote it says so no more; roles, invitations, devices and sessions end. `Refusal` for the
    last leader of a cluster with others in it, and where other clusters would be left empty than those that were named.
    """
    User.objects.select_for_update().get(pk=person.pk)
    _hold_leaders(person)
    if waiting := to_hand_over(person):
        names = ", ".join(cluster.name for cluster in waiting)
        raise Refusal(_("You are the last leader of %(names)s. Hand it over first.") % {"names": names})
    alone = [cluster.pk for cluster in left_empty(person)]
    if set(alone) != set(emptied):
        raise Refusal(_("Who belongs to your clusters has changed meanwhile. Look again, then delete."))
    _take_names_out(person)
    Cluster.objects.filter(pk__in=alone).update(deleted_at=timezone.now())
    Invitation.objects.filter(Q(email__iexact=person.email) | Q(invited_by=person, accepted_at=None)).delete()
    User.objects.get(pk=person.pk).delete()


def _hold_leaders(person: Any) -> None:
    """Two leaders who go at the same moment do not both find the other still there: always locked in one order.

    Of every cluster one belongs to: somebody may just be handing one over to whoever goes.
    """
    theirs = Membership.objects.filter(user=person).values("cluster")
    rows = Membership.objects.select_for_update().filter(cluster__in=theirs, role=Role.LEADER)
    list(rows.order_by("pk").values_list("pk"))


def _take_names_out(person: Any) -> None:
    """A cluster's own thresholds say in words who set them; those this person set last say so no more."""
    mine = Change.objects.filter(by=person, what__startswith=THRESHOLD).values("workbook__cluster")
    joined = Membership.objects.filter(user=person).values("cluster")
    for cluster in Cluster.objects.filter(Q(pk__in=mine) | Q(pk__in=joined)).order_by("pk"):
        now = cluster.hold_with().get(cluster.pk, cluster)
        theirs = {code for code, own in now.thresholds.items() if _is_theirs(now, code, own, person)}
        if theirs:
            kept = {code: {**own, "by": ""} if code in theirs else own for code, own in now.thresholds.items()}
            now.swap(seen=now.revision, thresholds=kept)


def _is_theirs(cluster: Cluster, code: str, own: dict[str, Any], person: Any) -> bool:
    """Whether this person set it last: by the record of changes, or by name where that knows nobody (it came with a document)."""
    changes = Change.objects.filter(workbook__cluster=cluster, what=f"{THRESHOLD}{code}")
    last = changes.order_by("-at", "-pk").values_list("by", flat=True).first()
    return last == person.pk or (last is None and own.get("by") == person.name)
