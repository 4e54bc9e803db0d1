"""Clusters of strangers: what they hold never comes through offers, evidence, alerts, trees or counts, even when tied."""

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from swot.citing import PREFIX
from swot.models import Offer, Source
from tests.access.world import world
from tests.adversarial.foreign import WORD, foreign

pytestmark = pytest.mark.django_db
PAGES = ("offers", "inside", "inclusion", "workbook", "composition", "assets", "board", "export")
SECRET = f"{WORD} strength"


@pytest.fixture
def stage():
    """Ana's world, and Dev's cluster full of one word; Ana belongs to it in no role."""
    made = world()
    book, _briefing = foreign(made.cast.dev)
    return made, book


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def words(answer):
    return answer.content.decode()


def read(client, made):
    """Every page of Ana's workbook that looks at clusters around it, and the two of her cluster."""
    addresses = [reverse(f"swot:{name}", args=[made.workbook.pk]) for name in PAGES]
    addresses += [reverse(f"clusters:{name}", args=[made.cluster.pk]) for name in ("detail", "around")]
    return {address: words(client.get(address)) for address in addresses}


def above(made, book, **fields):
    Cluster.objects.filter(pk=book.cluster_id).update(kind="region", **fields)
    Cluster.objects.filter(pk=made.cluster.pk).update(part_of=book.cluster_id)


def inside(made, book, **fields):
    Cluster.objects.filter(pk=book.cluster_id).update(kind="workspace", part_of=made.cluster.pk, **fields)


@pytest.mark.parametrize("tie", [above, inside])
@pytest.mark.parametrize("who", ["ana", "ben", "caro"])
def test_a_tied_cluster_without_consent_tells_its_name_and_place_and_nothing_else(stage, tie, who):
    made, book = stage
    tie(made, book)
    for address, page in read(browser(getattr(made.cast, who)), made).items():
        told = page.replace(f"{WORD} quarter", "").replace(f"{WORD} place", "")
        assert WORD.lower() not in told.lower(), address


@pytest.mark.parametrize("tie", [above, inside])
def test_a_tied_cluster_that_is_deleted_or_untied_tells_nothing(stage, tie):
    made, book = stage
    tie(made, book, deleted_at=book.begun_at, offers_down=True, shares_alerts=True)
    for address, page in read(browser(made.cast.ana), made).items():
        assert WORD.lower() not in page.lower(), address


def test_consent_to_offer_shows_the_words_and_not_who_or_how_it_is_known(stage):
    made, book = stage
    above(made, book, offers_down=True)
    page = words(browser(made.cast.caro).get(reverse("swot:offers", args=[made.workbook.pk])))
    assert SECRET in page
    for hidden in ("threat", "evidence text", "evidence source", "inclusion who", "line", "note", "owner", "basis"):
        assert f"{WORD} {hidden}" not in page
    assert f"{WORD}.invalid" not in page


def test_consent_to_share_alerts_shows_no_entry_answer_or_name(stage):
    made, book = stage
    inside(made, book, shares_alerts=True)
    page = words(browser(made.cast.ana).get(reverse("swot:inside", args=[made.workbook.pk])))
    assert f"{WORD} check: confirmed" in page
    for hidden in ("strength", "threat", "line", "note", "basis", "here before", "speaks for them", "value", "source"):
        assert f"{WORD} {hidden}" not in page


def test_alerts_never_go_down_or_sideways(stage):
    made, book = stage
    above(made, book, shares_alerts=True)
    Cluster.objects.filter(pk=made.cluster.pk).update(shares_alerts=True)
    page = words(browser(made.cast.ana).get(reverse("swot:inside", args=[made.workbook.pk])))
    assert f"{WORD} check" not in page


@pytest.mark.parametrize("tie", [None, above, inside])
def test_no_number_that_is_guessed_makes_an_offer_or_a_source_of_theirs(stage, tie):
    made, book = stage
    if tie:
        tie(made, book, shares_alerts=True)
    ana, before = browser(made.cast.ana), made.workbook.entries.count()
    for entry in book.entries.all():
        said = {"text": "In words of our own", "why": "Because", "key": f"key-{entry.pk}", "section": "PLA"}
        address = reverse("swot:offer-decide", args=[made.workbook.pk, entry.pk])
        for sent in (said, {"do": "decline"}):
            answer = ana.post(address, sent)
            assert answer.status_code == 404
            assert SECRET not in words(answer)
        answer = ana.post(reverse("swot:cite", args=[made.workbook.pk]), {"entry": entry.pk})
        assert answer.status_code == 422
        assert SECRET not in words(answer)
    assert not Offer.objects.exists()
    assert not Source.objects.filter(key__startswith=PREFIX).exists()
    assert made.workbook.entries.count() == before


def test_a_leader_cannot_tie_or_loosen_what_is_theirs(stage):
    made, book = stage
    ana = browser(made.cast.ana)
    theirs = Cluster.objects.get(pk=book.cluster_id)
    for kind in ("region", "network", "workspace"):
        Cluster.objects.filter(pk=theirs.pk).update(kind=kind)
        answer = ana.post(reverse("clusters:around", args=[made.cluster.pk]), {"other": theirs.pk, "revision": 1})
        assert answer.status_code == 422
        assert WORD not in words(answer)
    for name in ("around", "agree", "finding-add"):
        assert ana.post(reverse(f"clusters:{name}", args=[theirs.pk]), {"revision": 1}).status_code == 404
    assert ana.post(reverse("clusters:untie", args=[theirs.pk, made.cluster.pk])).status_code == 404
    assert ana.post(reverse("swot:change-kind", args=[book.pk]), {"kind": "region", "agreed": "on"}).status_code == 404
