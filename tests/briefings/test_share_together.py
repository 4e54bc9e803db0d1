"""Many readers of one link at once: nothing said is doubled, no opening is lost, and who comes too late is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from briefings.models import Opened, ReaderNote, Share, ShareUse
from clusters.errors import Closed
from swot.models.comment import MOST_AN_HOUR
from tests.access.world import world

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """What each comes to, begun together; the kind of whatever it raised."""
    ready = Barrier(len(works))

    def alone(work):
        ready.wait(20)
        try:
            return work()
        except Exception as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


@pytest.fixture
def link(transactional_db):
    return Share.objects.get(pk=world().share.pk)


def say(link, key):
    told = {"what": "say", "about": "", "name": "", "email": ""}
    return lambda: Share.objects.get(pk=link.pk).say(key=key, text="Once", **told)[1]


def test_the_same_words_sent_five_times_at_once_are_said_once(link):
    assert sorted(at_once(*[say(link, "k1")] * 5)) == [False] * 4 + [True]
    assert ReaderNote.objects.filter(text="Once").count() == 1


def test_an_answer_sent_five_times_at_once_is_given_once(link):
    note = link.notes.get()
    given = at_once(*[lambda: note.answer(text="Yes", key="k", by=link.made_by)[1]] * 5)
    assert sorted(given) == [False] * 4 + [True]
    assert note.answers.count() == 1


def test_no_opening_is_lost_on_the_first_day_and_none_is_doubled(link):
    counted = at_once(*[lambda: link.count_use(Opened.PAGE)] * 8)
    assert counted == [None] * 8
    assert list(ShareUse.objects.values_list("times", flat=True)) == [8]


def test_the_limit_of_an_hour_holds_for_those_who_come_together(link):
    for number in range(MOST_AN_HOUR - 2):
        say(link, f"before-{number}")()
    said = at_once(*[say(link, f"k{number}") for number in range(5)])
    assert said.count(True) == 1
    assert ReaderNote.objects.count() == MOST_AN_HOUR


def test_who_writes_while_it_is_revoked_is_told_or_kept(link):
    said = at_once(say(link, "k1"), lambda: link.revoke(by=link.made_by), say(link, "k2"))
    assert said[1] is None
    assert {said[0], said[2]} <= {True, Closed}
    assert ReaderNote.objects.filter(text="Once").count() == [said[0], said[2]].count(True)
    assert at_once(say(link, "k3")) == [Closed]
