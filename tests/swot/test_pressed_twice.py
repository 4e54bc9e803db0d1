"""A button that brings something back or undoes it, pressed twice: done once, and the same answer to both presses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from clusters.models import Anchor, Asset
from swot.models import Comment, Strategy
from tests import factories
from tests.swot.pages import strategy

PRESSES = 8


def entry(book, by):
    row = factories.entry(book, by=by)
    row.delete_gently(by=by, seen=1)
    return row, f"entries/{row.ref}/restore/?seen=2"


def entry_with_a_twin(book, by):
    row, twin = factories.entry(book, by=by), factories.entry(book, by=by, quadrant="threat")
    row.link_twin(twin, by=by)
    row.delete_gently(by=by, seen=row.revision)
    return row, f"entries/{row.ref}/restore/?seen={row.revision}&twin={twin.ref}"


def line(book, by):
    row = book.add_line("D-PLA-1", "A ropeworks until 1981", by=by)
    row.delete_gently(by=by, seen=1)
    return row, f"lines/{row.pk}/restore/?revision=2"


def strategy_deleted(book, by):
    row = strategy(book, by)
    row.delete_gently(by=by, seen=1)
    return row, f"strategies/{row.ref}/restore/"


def strategy_parked(book, by):
    row = strategy(book, by)
    row.park(by=by, seen=1)
    return row, f"strategies/{row.ref}/keep/"


def action(book, by):
    row = book.add_action(by=by, text="Ring the owner")
    row.delete_gently(by=by, seen=1)
    return row, f"actions/{row.ref}/restore/"


def action_done(book, by):
    row = book.add_action(by=by, text="Ring the owner")
    row.edit(by=by, seen=1, done_on=book.cluster.today)
    return row, f"actions/{row.ref}/reopen/"


def source(book, by):
    row = factories.source(book, by=by, name="Survey")
    row.delete_gently(by=by, seen=row.revision)
    return row, f"evidence/{row.pk}/restore/"


def comment(book, by):
    row, _new = Comment.say(book, "PLA", "Six groups", key="mine", by=by)
    row.delete_gently(by=by, seen=1)
    return row, f"comment/{row.pk}/restore/"


def comment_settled(book, by):
    row, _new = Comment.say(book, "PLA", "Six groups", key="mine", by=by)
    row.settle(by=by, seen=1)
    return row, f"comment/{row.pk}/reopen/"


def anchor(book, by):
    row = Anchor.add(book.cluster, by=by, key="mill", name="Merrow Instruments")
    row.delete_gently(by=by, seen=1)
    return row, f"anchors/{row.pk}/restore/"


def asset(book, by):
    row = Asset.add(book.cluster, by=by, key="room", name="The press room")
    row.delete_gently(by=by, seen=1)
    return row, f"assets/{row.pk}/restore/"


UNDOES: list[Callable[..., Any]] = [
    *(entry, entry_with_a_twin, line, strategy_deleted, strategy_parked, action, action_done),
    *(source, comment, comment_settled, anchor, asset),
]
EACH = pytest.mark.parametrize("undo", UNDOES, ids=lambda undo: undo.__name__)


def ready(undo, cast):
    """What is to be brought back, the address of the button, and who presses it."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    row, rest = undo(book, cast.ana)
    client = Client()
    client.force_login(cast.ana)
    return row, f"{reverse('swot:workbook', args=[book.pk])}{rest}", client


def is_back(row):
    """Whether it stands again, as far as it could be away."""
    stands = type(row)._base_manager.get(pk=row.pk)
    marks = (getattr(stands, name, None) for name in ("deleted_at", "done_on", "settled_at"))
    return not any(marks) and (type(row) is not Strategy or stands.kept)


@EACH
def test_the_second_press_answers_as_the_first_and_changes_nothing_more(undo, cast):
    row, url, client = ready(undo, cast)
    first = client.post(url)
    stood = type(row)._base_manager.filter(pk=row.pk).values().get()
    second = client.post(url)
    assert (first.status_code, second.status_code, second["Location"]) == (302, 302, first["Location"])
    assert [str(said) for said in get_messages(second.wsgi_request)][-1:] == [
        str(said) for said in get_messages(first.wsgi_request)
    ]
    assert is_back(row)
    assert type(row)._base_manager.filter(pk=row.pk).values().get() == stood


@pytest.mark.django_db(transaction=True)
@EACH
def test_pressed_eight_times_at_once_it_is_brought_back_once(undo, transactional_db):
    cast = factories.cast()
    row, url, client = ready(undo, cast)

    def press(_: int) -> int:
        one = Client(raise_request_exception=False)
        one.cookies = client.cookies
        try:
            return one.post(url).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        assert set(pool.map(press, range(PRESSES))) == {302}
    assert is_back(row)
    stands = type(row)._base_manager.get(pk=row.pk)
    assert stands.revision == row.revision + (2 if undo is entry_with_a_twin else 1)
