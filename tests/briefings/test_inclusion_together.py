"""Many at once at the inclusion thread: thresholds, outside comments, and briefings that wait for the first."""

import pytest

from briefings.models import Briefing
from clusters.errors import Closed, Refusal, Stale
from clusters.models import Cluster
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Comment, OutsideLink, Snapshot, Workbook
from swot.models.comment import MOST_AN_HOUR
from tests import factories
from tests.briefings.test_binding import DISPLACING, answer_for_them, take
from tests.swot.test_two_writers import THREADS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def book(transactional_db):
    cast = factories.cast()
    return factories.workbook(cast.cluster, by=cast.ana)


def test_of_eight_thresholds_on_one_revision_one_is_kept(book):
    seen = Cluster.objects.get(pk=book.cluster_id).revision

    def change(number):
        mine = Workbook.objects.with_pages().get(pk=book.pk)
        try:
            mine.set_threshold("I7", by=book.begun_by, seen=seen, watch=20 + number, act=None, reason="Ours")
        except Stale:
            return False
        return True

    assert sum(at_once(change)) == 1
    assert book.changes.filter(verb="set").count() == 1


def test_a_link_takes_no_more_than_its_hour_allows_however_many_send_at_once(book):
    link, _token = OutsideLink.make(book, for_whom="The tenants", days=9, by=book.begun_by)

    def say(number):
        mine, taken = OutsideLink.objects.get(pk=link.pk), 0
        for turn in range(4):
            try:
                mine.say(about="INC", text="Words", name="", key=f"{number}-{turn}")
            except Refusal:
                continue
            taken += 1
        return taken

    assert sum(at_once(say)) == MOST_AN_HOUR == Comment.objects.count()
    assert THREADS * 4 > MOST_AN_HOUR


def test_one_comment_sent_eight_times_at_once_is_said_once_and_none_after_closing(book):
    link, _token = OutsideLink.make(book, for_whom="The tenants", days=9, by=book.begun_by)

    def say(key):
        try:
            return OutsideLink.objects.get(pk=link.pk).say(about="INC", text="Words", name="", key=key).pk
        except Closed:
            return 0

    assert len(set(at_once(lambda number: say("one")))) == 1
    link.close(by=book.begun_by)
    assert set(at_once(lambda number: say(f"late {number}"))) == {0}
    assert Comment.objects.count() == 1


def test_no_other_briefing_slips_in_before_the_first_one(book):
    take(book, book.begun_by, DISPLACING)
    answer_for_them(book, book.begun_by)
    fresh = Workbook.objects.with_pages().get(pk=book.pk)
    document = to_json(gather(fresh), fresh.content())

    def issue(number):
        edition = "community" if number == THREADS // 2 else "agency"
        snapshot = Snapshot.take(book, document, by=book.begun_by)
        try:
            return Briefing.issue(snapshot, edition=edition, paper="a4", by=book.begun_by).number
        except Refusal:
            return 0

    at_once(issue)
    issued = list(Briefing.objects.order_by("number"))
    assert [one.number for one in issued] == list(range(1, len(issued) + 1))
    assert issued[0].edition == "community"
