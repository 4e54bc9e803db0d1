"""A copy of a workbook: the same document but for title and slug, in a cluster of its own."""

import json

import pytest

from clusters.ids import uuid7
from clusters.models import Cluster
from swot.copying import copied
from swot.document.gather import gather
from swot.document.read import read
from swot.document.write import to_json
from swot.models import Workbook
from tests import factories
from tests.swot.pages import at


def exported(book):
    book = Workbook.objects.with_pages().get(pk=book.pk)
    return to_json(gather(book), book.content())


@pytest.fixture(params=["798-district", "cockpit-workspace"])
def full(request, cases, cast):
    """A worked case as a workbook of Ana's."""
    raw = (cases / f"{request.param}.json").read_bytes()
    contents = {kind: factories.version(kind).content() for kind in ("district", "workspace")}
    document = read(raw, contents=lambda kind, key, version: contents[kind])
    return factories.stored(document, leader=cast.ana)


def again(book):
    return Workbook.objects.with_pages().get(pk=book.pk)


def test_a_copy_is_the_same_document_to_the_byte_but_for_title_and_slug(full, cast):
    first = exported(full)
    copy = copied(again(full), by=cast.ben, key=uuid7())
    renamed = exported(copy).replace(json.dumps(copy.title, ensure_ascii=False), json.dumps(full.title), 1)
    assert renamed.replace(f'"slug": "{copy.slug}"', f'"slug": "{full.slug}"') == first
    assert (copy.title, copy.slug) == (f"Copy of {full.title}", f"copy-of-{full.slug}")
    assert exported(full) == first


def test_a_copy_goes_on_numbering_where_the_first_stands(full, cast):
    copy = copied(again(full), by=cast.ana, key=uuid7())
    refs = set(full.entries.values_list("ref", flat=True))
    assert factories.entry(copy, by=cast.ana).ref not in refs


def test_the_copy_is_led_by_who_made_it_and_has_nobody_else(client, cast, workbook):
    factories.entry(workbook, by=cast.ana)
    Cluster.objects.update(time_zone="Europe/Dublin")
    client.force_login(cast.ben)
    response = client.post(at("copy", workbook), {"key": uuid7()}, follow=True)
    copy = Workbook.objects.exclude(pk=workbook.pk).get()
    assert response.redirect_chain == [(at("workbook", copy), 302)]
    assert "This is the copy. You lead it" in response.text
    assert [(one.user, one.role) for one in copy.cluster.memberships.all()] == [(cast.ben, "leader")]
    assert copy.cluster.time_zone == "Europe/Dublin"
    client.force_login(cast.ana)
    assert client.get(at("workbook", copy)).status_code == 404


def test_sent_twice_it_is_made_once(ana, workbook):
    key = uuid7()
    first, second = (ana.post(at("copy", workbook), {"key": key})["Location"] for _ in range(2))
    assert first == second
    assert Workbook.objects.count() == 2


def test_the_key_of_somebody_elses_cluster_makes_nothing_in_it(ana, workbook, cast):
    other = Cluster.found(by=cast.dev, name="Elsewhere", kind="district")
    response = ana.post(at("copy", workbook), {"key": other.pk})
    assert response.status_code == 422
    assert "This copy could not be made." in response.text
    assert other.workbooks.count() == 0


@pytest.mark.parametrize("sent", [{}, {"key": ""}, {"key": "nonsense"}, {"key": "\0"}])
def test_without_a_key_the_page_asks_again(sent, ana, workbook):
    response = ana.post(at("copy", workbook), sent)
    assert response.status_code == 422
    assert "The copy was not made. Press the button again." in response.text
    assert Workbook.objects.count() == 1


def test_looking_at_the_page_makes_nothing_and_says_what_goes_along(ana, workbook):
    page = ana.get(at("copy", workbook))
    assert f"Make “Copy of {workbook.title}”" in page.text
    assert "Not the people" in page.text
    assert Workbook.objects.count() == 1
    assert at("copy", workbook) in ana.get(at("workbook", workbook)).text


def test_whoever_reads_may_copy_and_strangers_may_not(client, cast, workbook):
    assert client.post(at("copy", workbook), {"key": uuid7()}).status_code == 302
    assert Workbook.objects.count() == 1
    for person, status in ((cast.caro, 302), (cast.dev, 404), (cast.cleo, 404)):
        client.force_login(person)
        assert client.post(at("copy", workbook), {"key": uuid7()}).status_code == status
    assert client.put(at("copy", workbook)).status_code == 405


@pytest.mark.parametrize("many", [1, 3])
def test_twelve_queries_to_look(many, ana, workbook, cast, django_assert_max_num_queries):
    for number in range(many):
        factories.entry(workbook, by=cast.ana, text=f"Entry {number}")
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(at("copy", workbook))


def test_an_example_leads_to_a_workbook_of_ones_own(ana, workbook):
    assert "Begin your own" not in ana.get(at("workbook", workbook)).text
    Workbook.objects.update(status="illustrative")
    assert 'href="/kind-finder/"' in ana.get(at("workbook", workbook)).text
