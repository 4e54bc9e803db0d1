"""Offers downwards: seen with consent or membership, reworded, accepted one by one, taken back."""

import pytest

from clusters.access import Role
from clusters.ids import new_key
from clusters.models import Cluster, Membership
from swot.models import Offer, Workbook
from tests import factories
from tests.swot.pages import at, text_of, undo_of

THEIRS = "Half of the coast’s studios depend on two streaming buyers"
OURS = "If either buyer stops, our nine recording members lose work first"


@pytest.fixture
def region(cast, workbook):
    """A region above Ana's district, led by Dev, with one weakness and one strength in its open workbook."""
    found = Cluster.found(by=cast.dev, name="Merrow Coast", kind="region", offers_down=True)
    Cluster.objects.filter(pk=cast.cluster.pk).update(part_of=found)
    book = Workbook.begin(found, factories.version("district"), by=cast.dev)
    factories.entry(book, by=cast.dev, text=THEIRS, quadrant="weakness", section="MAR", evidence_grade=2)
    factories.entry(book, by=cast.dev, text="The coast board pays for a sound stage", quadrant="strength")
    factories.entry(book, by=cast.dev, text="Streaming buyers may leave", quadrant="threat")
    factories.entry(book, by=cast.dev, text="Not sorted by them yet", quadrant="")
    return found


@pytest.fixture
def weakness(region):
    return region.workbooks.get().entries.get(quadrant="weakness")


def sent(**fields):
    return {
        "do": "accept",
        "key": new_key(),
        "text": OURS,
        "why": "Nine of ours sell there",
        "section": "MAR",
        **fields,
    }


def post(client, workbook, of, **fields):
    return client.post(at("offer-decide", workbook, of.pk), sent(**fields))


def test_strengths_are_offered_as_opportunities_and_weaknesses_as_threats(ana, workbook, region):
    page = text_of(ana.get(at("offers", workbook)))
    assert THEIRS in page
    assert "sound stage" in page
    assert "Accept as a threat" in page
    assert "Accept as an opportunity" in page
    assert "Streaming buyers may leave" not in page
    assert "Not sorted by them yet" not in page
    assert "2 offers of the cluster above are not decided yet" in text_of(ana.get(at("workbook", workbook)))


def test_without_consent_or_membership_nothing_is_seen(ana, cast, workbook, region, weakness):
    Cluster.objects.filter(pk=region.pk).update(offers_down=False)
    for name in ("offers", "workbook"):
        page = text_of(ana.get(at(name, workbook)))
        assert THEIRS not in page
        assert "not decided yet" not in page
    assert post(ana, workbook, weakness).status_code == 404
    Membership.objects.create(cluster=region, user=cast.ana, role=Role.VIEWER)
    assert THEIRS in text_of(ana.get(at("offers", workbook)))


@pytest.mark.parametrize("change", ["untied", "deleted", "closed"])
def test_what_is_no_longer_above_offers_nothing(ana, cast, workbook, region, weakness, change):
    book = region.workbooks.get()
    if change == "untied":
        Cluster.objects.filter(pk=cast.cluster.pk).update(part_of=None)
    elif change == "deleted":
        Cluster.objects.filter(pk=region.pk).update(deleted_at=region.made_at)
    else:
        Workbook.objects.filter(pk=book.pk).update(closed_at=book.begun_at)
    page = text_of(ana.get(at("offers", workbook)))
    assert THEIRS not in page
    assert "Nothing is offered." in page
    assert post(ana, workbook, weakness).status_code == 404


def test_an_accepted_offer_is_an_entry_in_our_words_that_knows_where_it_came_from(ana, workbook, weakness):
    answer = ana.post(
        at("offer-decide", workbook, weakness.pk), sent(horizon="1-3 years", evidence_grade=1), follow=True
    )
    assert "W1 is accepted, in our words." in text_of(answer)
    entry = workbook.entries.get()
    assert (entry.text, entry.quadrant, entry.horizon, entry.ref) == (OURS, "threat", "1-3 years", "T1")
    assert entry.origin == {"cluster": "Merrow Coast", "ref": "W1", "why": "Nine of ours sell there"}
    assert Offer.objects.get().entry == entry
    assert "Accepted as T1" in text_of(ana.get(at("offers", workbook)))
    assert "1 offer of the cluster above is not decided yet" in text_of(ana.get(at("workbook", workbook)))


def test_the_same_words_are_refused_with_a_sentence_and_kept(ana, workbook, weakness):
    answer = post(ana, workbook, weakness, text=THEIRS.upper())
    assert answer.status_code == 422
    assert "These are their words." in text_of(answer)
    assert THEIRS.upper() in text_of(answer)
    assert not workbook.entries.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("why", "", "Say in one line why it would hold here."),
        ("text", "", "Write what is so, in one sentence."),
        ("text", "x " * 120, "Shorten it to one idea."),
        ("section", "XYZ", "XYZ"),
    ],
)
def test_a_form_that_is_not_in_order_comes_back_with_all_words(ana, workbook, weakness, field, value, said):
    answer = post(ana, workbook, weakness, **{field: value})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert field == "text" or OURS in text_of(answer)
    assert not Offer.objects.exists()


def test_sent_twice_it_is_made_once(ana, workbook, weakness):
    twice = sent()
    for _ in range(2):
        assert ana.post(at("offer-decide", workbook, weakness.pk), twice).status_code == 302
    assert workbook.entries.count() == 1


def test_the_second_to_decide_is_told_and_keeps_their_words(client, cast, workbook, weakness):
    client.force_login(cast.ben)
    post(client, workbook, weakness, text="The two buyers may stop, and our engineers go with them")
    client.force_login(cast.ana)
    answer = post(client, workbook, weakness)
    assert answer.status_code == 409
    assert OURS in text_of(answer)
    assert "our engineers go with them" in text_of(answer)
    assert client.post(at("offer-decide", workbook, weakness.pk), {"do": "decline"}).status_code == 409
    assert workbook.entries.count() == 1


def test_not_true_here_can_be_undone_and_accepted_afterwards(ana, workbook, weakness):
    address = at("offer-decide", workbook, weakness.pk)
    answer = ana.post(address, {"do": "decline"}, follow=True)
    undo = undo_of(answer)
    assert "Not true here." in text_of(answer)
    assert post(ana, workbook, weakness).status_code == 409
    assert ana.post(undo).status_code == 302
    assert post(ana, workbook, weakness).status_code == 302
    assert workbook.entries.get().text == OURS


def test_undoing_an_acceptance_takes_the_entry_away(ana, workbook, weakness):
    post(ana, workbook, weakness)
    offer = Offer.objects.get()
    assert ana.post(f"{at('offer-reopen', workbook, weakness.pk)}?seen={offer.revision - 1}").status_code == 409
    assert ana.post(at("offer-reopen", workbook, weakness.pk), {"revision": offer.revision}).status_code == 302
    assert workbook.entries.get().deleted_at is not None
    assert not Offer.objects.get().is_decided


def test_an_entry_that_a_strategy_stands_on_is_not_taken_away(ana, cast, workbook, weakness):
    post(ana, workbook, weakness)
    strength, offer = factories.entry(workbook, by=cast.ana), Offer.objects.get()
    workbook.add_strategy(by=cast.ana, entries=[strength, offer.entry], text="Hold on")
    address = at("offer-reopen", workbook, weakness.pk)
    answer = ana.post(address, {"revision": offer.revision}, follow=True)
    assert "stands behind strategy X1" in text_of(answer)
    assert Offer.objects.get().is_accepted


def test_an_accepted_entry_that_is_deleted_leaves_the_offer_open_again(ana, cast, workbook, weakness):
    post(ana, workbook, weakness)
    entry = workbook.entries.get()
    entry.delete_gently(by=cast.ana, seen=entry.revision)
    assert "2 to decide" in text_of(ana.get(at("offers", workbook)))
    assert post(ana, workbook, weakness, text="Our nine recording members sell to one buyer only").status_code == 302
    assert workbook.entries.filter(deleted_at=None).count() == 1


def test_a_viewer_reads_offers_without_forms(client, cast, workbook, region):
    client.force_login(cast.caro)
    page = text_of(client.get(at("offers", workbook)))
    assert THEIRS in page
    assert "In our words" not in page


def test_entries_of_another_cluster_cannot_be_decided(ana, cast, workbook, region):
    other = Cluster.found(by=cast.dev, name="Elsewhere", kind="region", offers_down=True)
    book = Workbook.begin(other, factories.version("district"), by=cast.dev)
    theirs = factories.entry(book, by=cast.dev, quadrant="weakness", text="A secret of elsewhere")
    own = factories.entry(workbook, by=cast.ana)
    for of in (theirs, own):
        answer = post(ana, workbook, of)
        assert answer.status_code == 404
        assert "A secret of elsewhere" not in text_of(answer)


def test_the_pages_take_as_many_queries_for_thirty_offers_as_for_one(ana, cast, workbook, region, weakness,
                                                                    django_assert_max_num_queries):  # fmt: skip
    book = region.workbooks.get()
    post(ana, workbook, weakness)
    workbook.add_strategy(
        by=cast.ana, entries=[factories.entry(workbook, by=cast.ana), workbook.entries.first()], text="Go"
    )
    for more in (0, 29):
        for place in range(more):
            factories.entry(book, by=cast.dev, quadrant="weakness", text=f"Weakness number {place}")
        for name in ("offers", "workbook"):
            ana.get(at(name, workbook))
            with django_assert_max_num_queries(12):
                ana.get(at(name, workbook))
