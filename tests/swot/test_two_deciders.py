"""Many who decide at once: one entry of an offer, one of an old entry, one workbook of a new kind, one tree."""

import pytest

from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from clusters.models import Cluster
from swot.changing_kind import change_kind
from swot.citing import cite
from swot.last_time import last_time
from swot.models import Offer, Outcome, Source, Workbook
from swot.re_asking import carry
from tests import factories
from tests.swot.test_two_writers import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return factories.cast()


@pytest.fixture
def book(cast):
    return factories.workbook(cast.cluster, by=cast.ana)


def tried(work):
    """The same for each thread: what it came to, or that it was refused."""

    def one(number):
        try:
            return work(number)
        except (Stale, Refusal):
            return None

    return [result for result in at_once(one) if result is not None]


def test_of_eight_who_accept_an_offer_one_does(cast, book):
    region = Cluster.found(by=cast.dev, name="Merrow Coast", kind="region")
    theirs = Workbook.begin(region, factories.version("district"), by=cast.dev)
    of = factories.entry(theirs, by=cast.dev, quadrant="weakness")

    def accept(number):
        told = {"origin": {"cluster": "Merrow Coast"}, "section": "PLA", "quadrant": "threat"}
        return Offer.accept(book, of, f"Words of {number}", by=cast.ana, key=new_key(), **told)

    assert len(tried(accept)) == 1
    assert (Offer.objects.count(), book.entries.count()) == (1, 1)


def test_of_eight_who_carry_an_old_entry_one_does_and_one_workbook_follows(cast, book):
    factories.entry(book, by=cast.ana)
    factories.version("workspace")

    def change(number):
        fresh = Workbook.objects.with_pages().get(pk=book.pk)
        return change_kind(fresh, factories.version("workspace"), by=cast.ana, seen=1)

    assert len(tried(change)) == 1
    new = Workbook.objects.with_pages().get(closed_at=None)
    last = last_time(new)

    def carry_over(number):
        said = {"key": new_key(), "section": "PLA", "quadrant": "strength"}
        return carry(new, last, last.entry["S1"], f"Words of {number}", by=cast.ana, seen=0, **said)

    assert len(tried(carry_over)) == 1
    assert (new.entries.count(), Outcome.objects.count()) == (1, 1)


def test_an_entry_cited_by_eight_at_once_is_one_source(cast, book):
    shed = Cluster.found(by=cast.ana, name="Shed", kind="workspace", part_of=cast.cluster)
    theirs = Workbook.begin(shed, factories.version("district"), by=cast.ana)
    entry = factories.entry(theirs, by=cast.ana)
    assert len(tried(lambda number: cite(book, entry, by=cast.ana))) == 8
    assert Source.objects.count() == 1


def test_a_kind_that_changes_while_somebody_ties_never_leaves_a_tie_that_does_not_hold(cast):
    shed = Cluster.found(by=cast.ana, name="Shed", kind="workspace")

    def work(number):
        if number % 2:
            now = Cluster.objects.get(pk=cast.cluster.pk)
            return now.become("workspace" if now.kind == "district" else "district", seen=now.revision)
        return Cluster.objects.get(pk=shed.pk).nest(cast.cluster, seen=Cluster.objects.get(pk=shed.pk).revision)

    tried(work)
    child, parent = Cluster.objects.get(pk=shed.pk), Cluster.objects.get(pk=cast.cluster.pk)
    assert child.part_of is None or parent.kind == "district"
