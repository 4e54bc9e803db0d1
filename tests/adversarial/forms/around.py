"""Who is here, the clusters around one, and a change of kind."""

from types import SimpleNamespace

from clusters.ids import new_key
from clusters.models import Anchor, Asset
from clusters.models.cluster import member_bands
from swot.models import Offer, Workbook
from tests import factories
from tests.access import around
from tests.adversarial.forms import Form, book, newest, revision

LEAN = tuple(f"lean_{band['key']}" for band in member_bands())
SEVEN = {f"q{number}": "region" for number in range(1, 8)}


def anchor(world):
    around.anchor(world)
    return Anchor.objects.get(cluster=world.cluster, key="anchor")


def asset(world):
    around.asset(world)
    return Asset.objects.get(cluster=world.cluster, key="asset")


def gone(world, row):
    if row.deleted_at is None:
        row.delete_gently(by=world.cast.ana, seen=row.revision)
    return {**book(world), "row": row.pk}


def coast(world):
    """A region that Ana belongs to and her district is not part of."""
    return around.once(world, "Another coast", kind="region")


def offered(world):
    """What was made of the offer, as fields of its form."""
    entry = Offer.objects.get(workbook=world.workbook).entry
    return SimpleNamespace(text=entry.text, why=entry.origin["why"])


def declined(world):
    row = Offer.decline(world.workbook, around.above(world), by=world.cast.ana)
    return {**book(world), "of": row.of_id}


def changed(world):
    return Workbook.objects.get(pk=around.changed(world)["pk"])


def left(world):
    """The address of an old entry that was left behind."""
    new = changed(world)
    new.outcomes.get_or_create(about="S1", defaults={"note": "Left behind when the kind changed."})
    return around.asked(world)


FORMS = {
    "clusters:around": Form(
        good=lambda w: {"other": coast(w).pk, "revision": revision(w.cluster)},
        narrow=("other", "line", "revision"),
        loses=True,
    ),
    "clusters:agree": Form(
        good=lambda w: {"revision": revision(w.cluster)},
        narrow=("shares_alerts", "offers_down", "revision"),
        loses=True,
    ),
    "clusters:untie": Form(loses=True),
    "clusters:finding-add": Form(
        good=lambda w: {**SEVEN, "nesting": "neither"},
        narrow=(*SEVEN, "nesting", "inside", "contains", "chosen", "reason", "cluster"),
        loses=True,
    ),
    "swot:anchor-add": Form(
        good=lambda w: {"key": new_key()},
        words=("name", "what_if", "source"),
        narrow=("key", "revision", "band", "people", "as_of", *LEAN),
        row=lambda w: newest(Anchor.objects),
    ),
    "swot:anchor": Form(
        good=lambda w: {"revision": anchor(w).revision},
        words=("name", "what_if", "source"),
        narrow=("key", "revision", "band", "people", "as_of", *LEAN),
        row=anchor,
    ),
    "swot:anchor-delete": Form(good=lambda w: {"revision": anchor(w).revision}, narrow=("revision",), loses=True),
    "swot:anchor-restore": Form(args=lambda w: gone(w, anchor(w)), loses=True),
    "swot:asset-add": Form(
        good=lambda w: {"key": new_key(), "tenure": "goodwill"},
        words=("name", "owner", "note"),
        narrow=("key", "revision", "tenure", "ends_on", "is_only_one"),
        row=lambda w: newest(Asset.objects),
    ),
    "swot:asset": Form(
        good=lambda w: {"revision": asset(w).revision, "tenure": "goodwill"},
        words=("name", "owner", "note"),
        narrow=("key", "revision", "tenure", "ends_on", "is_only_one"),
        row=asset,
    ),
    "swot:asset-delete": Form(good=lambda w: {"revision": asset(w).revision}, narrow=("revision",), loses=True),
    "swot:asset-restore": Form(args=lambda w: gone(w, asset(w)), loses=True),
    "swot:offer-decide": Form(
        good=lambda w: {"key": new_key(), "section": "MAR", "do": "accept"},
        words=("text", "why"),
        flat=("text",),
        narrow=("key", "section", "evidence_grade", "horizon", "inclusion", "do"),
        row=offered,
        loses=True,
    ),
    "swot:offer-reopen": Form(
        args=declined, good=lambda w: {"revision": 2}, narrow=("revision",), query=("seen",), loses=True
    ),
    "swot:cite": Form(good=lambda w: {"entry": around.inside(w).pk}, narrow=("entry",), loses=True),
    "swot:uncite": Form(good=lambda w: {"revision": 1}, narrow=("revision",), query=("seen",), loses=True),
    "swot:change-kind": Form(
        good=lambda w: {"kind": factories.version("workspace").template.kind, "agreed": "on",
                        "revision": revision(w.cluster)},
        words=("reason",),
        narrow=("kind", "language", "agreed", "revision"),
        row=lambda w: SimpleNamespace(reason=newest(Workbook.objects.get(closed_at=None, cluster=w.cluster)
                                                    .changes.filter(verb="changed kind")).left_as["reason"]),
        loses=True,
    ),
    "swot:re-ask-entry": Form(
        good=lambda w: {"key": new_key(), "section": "PLA", "helps": "helps", "ours": "ours", "do": "carry"},
        words=("text", "twin_text"),
        flat=("text", "twin_text"),
        narrow=("key", "section", "helps", "ours", "quadrant", "evidence_grade", "horizon", "inclusion", "revision", "do"),
        loses=True,
    ),
    "swot:re-ask-reopen": Form(
        args=left, good=lambda w: {"revision": 1}, narrow=("revision",), query=("seen",), loses=True
    ),
}  # fmt: skip
