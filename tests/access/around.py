"""Who is here, the clusters around one, and a change of kind."""

from clusters.access import Role
from clusters.models import Anchor, Asset, Cluster, Membership
from swot.citing import cite
from swot.following import follow
from swot.models import Workbook
from tests import factories
from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"
WRONG = "422 422 404 404 404 302"
OLD = "409 409 404 404 404 302"
DONE = "302 302 404 404 404 302"
GONE = "404 404 404 404 404 302"
LEADER, LEADER_WRONG, LEADER_DONE = "200 404 404 404 404 302", "422 404 404 404 404 302", "302 404 404 404 404 302"


def cluster(world):
    return {"pk": world.cluster.pk}


def book(world):
    return {"pk": world.workbook.pk}


def once(world, name, **fields):
    """A cluster that Ana leads, with the district's questions so that no other template has to be published."""
    found = Cluster.objects.filter(name=name, members=world.cast.ana).first()
    return found or Cluster.found(by=world.cast.ana, name=name, **fields)


def workbook_of(world, of):
    return of.workbooks.first() or Workbook.begin(of, factories.version("district"), by=world.cast.ana)


def anchor(world):
    row = Anchor.add(world.cluster, by=world.cast.ana, key="anchor", name="Merrow Instruments", people=58)
    return {**book(world), "row": row.pk}


def asset(world):
    row = Asset.add(world.cluster, by=world.cast.ana, key="asset", name="The press room", is_only_one=True)
    return {**book(world), "row": row.pk}


def above(world):
    """A region above Ana's district that offers one weakness."""
    parent = once(world, "Merrow Coast", kind="region", offers_down=True)
    Cluster.objects.filter(pk=world.cluster.pk).update(part_of=parent)
    theirs = workbook_of(world, parent)
    return theirs.entries.first() or factories.entry(
        theirs, by=world.cast.ana, quadrant="weakness", text="Half of the coast’s studios depend on two buyers"
    )


def inside(world):
    """A workspace inside Ana's district, with one entry."""
    child = once(world, "The Spinning Shed", kind="workspace", part_of=world.cluster, shares_alerts=True)
    theirs = workbook_of(world, child)
    return theirs.entries.first() or factories.entry(theirs, by=world.cast.ana, text="Leases here end in 2031")


def cited(world):
    return {**book(world), "source": cite(world.workbook, inside(world), by=world.cast.ana).pk}


def offer(world):
    return {**book(world), "of": above(world).pk}


def changed(world):
    """The workbook of a cluster that was a workspace and is a district now."""
    yard = once(world, "Kelda Yard", kind="workspace")
    if not yard.workbooks.exists():
        for person, role in ((world.cast.ben, Role.EDITOR), (world.cast.caro, Role.VIEWER)):
            Membership.objects.create(cluster=yard, user=person, role=role)
        old = factories.workbook(yard, by=world.cast.ana)
        factories.entry(old, by=world.cast.ana, text="Forty tenants pass each other daily")
        follow(Workbook.objects.with_pages().get(pk=old.pk), by=world.cast.ana, version=factories.version("district"))
        Cluster.objects.filter(pk=yard.pk).update(kind="district")
    return {"pk": yard.workbooks.get(closed_at=None).pk}


def asked(world):
    return {**changed(world), "ref": "S1"}


def around(world):
    above(world)
    inside(world)
    return cluster(world)


ROWS = {
    "clusters:around": Row(get=LEADER, post=LEADER_WRONG, args=around),
    "clusters:agree": Row(get=None, post=LEADER_WRONG, args=cluster),
    "clusters:untie": Row(
        get=None, post=LEADER_DONE, args=lambda w: {**cluster(w), "other": inside(w).workbook.cluster_id}
    ),
    "clusters:finding-add": Row(get=LEADER_DONE, post=LEADER_DONE, args=cluster),
    "swot:composition": Row(get=READ, args=lambda w: anchor(w) and book(w)),
    "swot:anchor-add": Row(get=EDIT, post=WRONG, args=book),
    "swot:anchor": Row(get=EDIT, post=WRONG, args=anchor),
    "swot:anchor-delete": Row(get=None, post=OLD, args=anchor),
    "swot:anchor-restore": Row(get=None, post=DONE, args=anchor),
    "swot:assets": Row(get=READ, args=lambda w: asset(w) and book(w)),
    "swot:asset-add": Row(get=EDIT, post=WRONG, args=book),
    "swot:asset": Row(get=EDIT, post=WRONG, args=asset),
    "swot:asset-delete": Row(get=None, post=OLD, args=asset),
    "swot:asset-restore": Row(get=None, post=DONE, args=asset),
    "swot:offers": Row(get=READ, args=lambda w: offer(w) and book(w)),
    "swot:offer-decide": Row(get=None, post=WRONG, args=offer),
    "swot:offer-reopen": Row(get=None, post=GONE, args=offer),
    "swot:inside": Row(get=READ, args=lambda w: inside(w) and book(w)),
    "swot:cite": Row(get=None, post=WRONG, args=lambda w: inside(w) and book(w)),
    "swot:uncite": Row(get=None, post=OLD, args=cited),
    "swot:change-kind": Row(get=LEADER, post=LEADER_WRONG, args=book),
    "swot:re-ask": Row(get=READ, args=changed),
    "swot:re-ask-entry": Row(get=None, post=WRONG, args=asked),
    "swot:re-ask-reopen": Row(get=None, post=GONE, args=asked),
}
