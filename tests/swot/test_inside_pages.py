"""What comes up from clusters inside: alerts with consent, entries as evidence for those who belong to them."""

import pytest

from clusters.access import Role
from clusters.models import Cluster, Membership
from swot.models import Source, Workbook
from tests import factories
from tests.swot.pages import at, text_of, undo_of

SAID = "Our leases all end in June 2028"


def child_of(cluster, by, name="The Spinning Shed", **fields):
    """A workspace inside, with one entry in its open workbook."""
    child = Cluster.found(by=by, name=name, kind="workspace", part_of=cluster, **fields)
    book = Workbook.begin(child, factories.version("district"), by=by)
    factories.entry(book, by=by, text=f"{SAID}, {name}", quadrant="weakness", evidence_grade=2)
    return child


@pytest.fixture
def shed(cast, workbook):
    """Dev's workspace inside Ana's district."""
    return child_of(cast.cluster, cast.dev)


def entry_of(child):
    return child.workbooks.get().entries.get()


def test_without_consent_a_parent_sees_the_name_and_nothing_more(ana, workbook, shed):
    page = text_of(ana.get(at("inside", workbook)))
    assert "The Spinning Shed" in page
    assert "Not shared with us." in page
    assert SAID not in page
    assert "No entry yet about people already here" not in page
    assert "shares its open alerts" not in text_of(ana.get(at("inclusion", workbook)))


def test_with_consent_the_strip_and_the_open_alerts_are_read(ana, workbook, shed):
    Cluster.objects.filter(pk=shed.pk).update(shares_alerts=True)
    page = text_of(ana.get(at("inside", workbook)))
    assert "No entry yet about people already here" in page
    assert page.count("Not yet begun with the neighbours.") >= 2
    assert SAID not in page
    assert "1 cluster inside this one shares its open alerts" in text_of(ana.get(at("inclusion", workbook)))


@pytest.mark.parametrize("change", ["taken back", "untied", "deleted", "closed"])
def test_consent_taken_back_or_a_tie_ended_stops_at_once(ana, workbook, shed, change):
    Cluster.objects.filter(pk=shed.pk).update(shares_alerts=True)
    book = shed.workbooks.get()
    if change == "closed":
        Workbook.objects.filter(pk=book.pk).update(closed_at=book.begun_at)
    else:
        gone = {
            "taken back": {"shares_alerts": False},
            "untied": {"part_of": None},
            "deleted": {"deleted_at": shed.made_at},
        }
        Cluster.objects.filter(pk=shed.pk).update(**gone[change])
    assert "No entry yet about people already here" not in text_of(ana.get(at("inside", workbook)))
    assert "open alerts</a>" not in text_of(ana.get(at("inclusion", workbook)))


def test_an_entry_is_cited_as_a_source_and_never_becomes_an_entry(ana, cast, workbook, shed):
    Membership.objects.create(cluster=shed, user=cast.ana, role=Role.VIEWER)
    entry = entry_of(shed)
    answer = ana.post(at("cite", workbook), {"entry": entry.pk}, follow=True)
    assert "The Spinning Shed, W1 is in the evidence library" in text_of(answer)
    source = Source.objects.get()
    assert (source.cluster, source.says, source.grade) == (cast.cluster, entry.text, 2)
    assert source.speaks_of == shed.workbooks.get().as_of
    assert not workbook.entries.exists()
    ana.post(at("cite", workbook), {"entry": entry.pk})
    assert Source.objects.count() == 1


def test_citing_can_be_undone_and_done_again_with_the_words_of_now(ana, cast, workbook, shed):
    Membership.objects.create(cluster=shed, user=cast.ana, role=Role.VIEWER)
    entry = entry_of(shed)
    answer = ana.post(at("cite", workbook), {"entry": entry.pk}, follow=True)
    undo = undo_of(answer)
    assert ana.post(undo).status_code == 302
    assert not Source.objects.live().exists()
    entry.edit(by=cast.dev, seen=entry.revision, text="Our leases end in 2031 now")
    ana.post(at("cite", workbook), {"entry": entry.pk})
    assert Source.objects.live().get().says == "Our leases end in 2031 now"


def test_only_those_who_belong_to_it_can_cite_and_agreeing_to_share_alerts_is_not_enough(ana, cast, workbook, shed):
    Cluster.objects.filter(pk=shed.pk).update(shares_alerts=True)
    answer = ana.post(at("cite", workbook), {"entry": entry_of(shed).pk})
    assert answer.status_code == 422
    assert SAID not in text_of(answer)
    assert not Source.objects.exists()


def test_what_is_not_inside_cannot_be_cited(ana, cast, workbook, shed):
    beside = Cluster.found(by=cast.ana, name="Beside", kind="workspace")
    book = Workbook.begin(beside, factories.version("district"), by=cast.ana)
    own = [factories.entry(book, by=cast.ana, text="Ours, and beside"), factories.entry(workbook, by=cast.ana)]
    for entry in own:
        assert ana.post(at("cite", workbook), {"entry": entry.pk}).status_code == 422
    assert not Source.objects.exists()


def test_a_source_of_another_kind_or_cluster_is_not_taken_out_here(ana, cast, workbook, shed):
    own = Source.add(cast.cluster, by=cast.ana, name="The register")
    theirs = Source.add(shed, by=cast.dev, key="inside-x", name="Theirs")
    for row in (own, theirs):
        assert ana.post(at("uncite", workbook, row.pk), {"revision": 1}).status_code == 404


def test_taking_out_on_an_old_page_is_409(ana, cast, workbook, shed):
    Membership.objects.create(cluster=shed, user=cast.ana, role=Role.VIEWER)
    ana.post(at("cite", workbook), {"entry": entry_of(shed).pk})
    assert ana.post(at("uncite", workbook, Source.objects.get().pk), {"revision": 9}).status_code == 409


def test_twenty_are_shown_and_the_rest_counted(ana, cast, workbook):
    for place in range(23):
        child_of(cast.cluster, cast.dev, f"Shed {place:02}")
    page = text_of(ana.get(at("inside", workbook)))
    assert "Shed 19" in page
    assert "Shed 20" not in page
    assert "And 3 more." in page


def test_the_pages_take_as_many_queries_for_many_clusters_as_for_one(ana, cast, workbook, shed,
                                                                    django_assert_max_num_queries):  # fmt: skip
    Cluster.objects.filter(pk=shed.pk).update(shares_alerts=True)
    both = [factories.entry(workbook, by=cast.ana), factories.entry(workbook, by=cast.ana, quadrant="threat")]
    workbook.add_strategy(by=cast.ana, entries=both, text="Hold on")
    for more in (0, 4):
        for place in range(more):
            child_of(cast.cluster, cast.ana, f"Shed {place}", shares_alerts=True)
        for name in ("inside", "inclusion"):
            ana.get(at(name, workbook))
            with django_assert_max_num_queries(12):
                ana.get(at(name, workbook))


def test_the_cluster_inside_is_told_how_many_of_its_entries_are_cited(client, cast, workbook, shed):
    Membership.objects.create(cluster=shed, user=cast.ana, role=Role.VIEWER)
    client.force_login(cast.ana)
    client.post(at("cite", workbook), {"entry": entry_of(shed).pk})
    client.force_login(cast.dev)
    page = text_of(client.get(at("offers", shed.workbooks.get())))
    assert '<dd class="num">1</dd>' in page
    assert "Not shared." in page
