"""Two curators at once at one sheet: one wins, the other gets a sentence."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from clusters.errors import Refusal
from clusters.models import Sheet
from clusters.models.sheet import fingerprint

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """What each comes to, begun together; the sentence of whoever was refused."""
    ready = Barrier(len(works))

    def alone(work):
        ready.wait(20)
        try:
            return work()
        except Refusal as refusal:
            return refusal.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


@pytest.fixture
def draft(transactional_db):
    return Sheet.draft("glossary")


def test_of_two_who_publish_one_does(draft):
    def publish(name):
        mine = Sheet.objects.get(pk=draft.pk)
        mine.publish(what_changed=name)
        return name

    said = at_once(lambda: publish("Ana"), lambda: publish("Ben"))
    draft.refresh_from_db()
    assert draft.is_as_published()
    assert [one for one in said if one in ("Ana", "Ben")] == [draft.what_changed]


def test_of_two_who_write_one_is_told(draft):
    seen = fingerprint(draft.content)

    def write(means):
        mine = Sheet.objects.get(pk=draft.pk)
        content = [{**mine.content[0], "means": means}, *mine.content[1:]]
        with transaction.atomic():
            mine.rewrite(content, seen=seen)
        return means

    said = at_once(lambda: write("Mine"), lambda: write("Theirs"))
    draft.refresh_from_db()
    assert draft.content[0]["means"] in said
    assert sum("Somebody changed this draft" in one for one in said) == 1


def test_who_writes_while_somebody_publishes_changes_nothing_published(draft):
    seen = fingerprint(draft.content)

    def write():
        mine = Sheet.objects.get(pk=draft.pk)
        with transaction.atomic():
            mine.rewrite([{**mine.content[0], "means": "Written meanwhile"}, *mine.content[1:]], seen=seen)
        return "written"

    def publish():
        Sheet.objects.get(pk=draft.pk).publish(what_changed="Published")
        return "published"

    said = at_once(write, publish)
    draft.refresh_from_db()
    assert "published" in said
    assert draft.is_as_published()


def test_two_who_start_a_draft_make_one(transactional_db):
    def start():
        return str(Sheet.draft("editions").number)

    said = at_once(start, start)
    assert Sheet.objects.filter(name="editions", state="draft").count() == 1
    assert "2" in said
