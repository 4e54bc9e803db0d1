"""The history of the whole workbook, and what was deleted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from swot.document.gather import Rows
from swot.models import Comment
from tests import factories
from tests.swot.pages import at, strategy, text_of


@pytest.fixture
def book(workbook, cast):
    workbook.answer("D-PLA-3", by=cast.ben, seen=0, value=4, note="Since the fire")
    workbook.add_line("D-PLA-1", "A ropeworks until 1981", by=cast.ana)
    workbook.add_action(by=cast.ben, text="Ring the owner")
    Comment.say(workbook, "PLA", "What we say to one another", key="k", by=cast.ana)
    strategy(workbook, cast.ana)
    return workbook


def test_every_change_is_told_with_its_words_and_the_way_to_its_own_history(ana, book):
    page = ana.get(at("history", book))
    text = text_of(page)
    assert len(page.context["told"]) == book.changes.count()
    for words in (
        "Since the fire",
        "A ropeworks until 1981",
        "Ring the owner",
        "Ben",
        at("action-history", book, "A1"),
    ):
        assert words in text
    assert "What we say to one another" not in text


@pytest.mark.parametrize(
    ("kind", "many"),
    [("entries", 2), ("answers", 2), ("strategies", 1), ("actions", 1), ("comments", 1), ("briefings", 0)],
)
def test_it_can_be_looked_through_by_kind(ana, book, kind, many):
    assert len(ana.get(at("history", book), {"kind": kind}).context["told"]) == many


def test_it_can_be_looked_through_by_person_and_nonsense_shows_all(ana, book, cast):
    mine = ana.get(at("history", book), {"who": cast.ben.pk}).context["told"]
    assert {row.who for row in mine} == {"Ben"}
    assert len(mine) == 2
    for who in ("x", "999999", ""):
        assert len(ana.get(at("history", book), {"who": who}).context["told"]) == book.changes.count()


def test_whoever_has_no_account_any_more_is_not_named(ana, book, cast):
    book.changes.filter(by=cast.ben).update(by=None)
    assert "A former member" in text_of(ana.get(at("history", book)))


def test_what_came_with_a_document_is_one_line_and_not_hundreds(ana, book, cast):
    came = factories.stored(Rows(type(book).objects.with_pages().get(pk=book.pk)).whole, leader=cast.ana)
    assert came.changes.filter(verb="came").count() > 3
    assert [str(row.done) for row in ana.get(at("history", came)).context["told"]] == ["Begun"]


def one_of_each(book, by):
    """A row of each kind that can be deleted, deleted."""
    rows = [
        factories.entry(book, by=by, text="Gone entry"),
        book.add_line("D-PLA-1", "Gone line", by=by),
        book.add_strategy(by=by, entries=list(book.entries.filter(strategies__isnull=False)), text="Gone strategy"),
        book.add_action(by=by, text="Gone action"),
        factories.source(book, by=by, name="Gone source"),
        Comment.say(book, "PLA", "Gone comment", key="gone", by=by)[0],
    ]
    for row in rows:
        row.delete_gently(by=by, seen=row.revision)
    return rows


def test_what_was_deleted_comes_back_within_thirty_days(ana, book, cast):
    rows = one_of_each(book, cast.ana)
    things = ana.get(at("deleted", book)).context["things"]
    assert len(things) == len(rows)
    for thing in things:
        assert ana.post(thing.restore).status_code == 302
    for row in rows:
        row.refresh_from_db()
        assert row.deleted_at is None
    assert "Nothing is deleted here" in text_of(ana.get(at("deleted", book)))


def test_after_thirty_days_it_says_that_it_is_over(ana, book, cast):
    row = factories.entry(book, by=cast.ana, text="Gone entry")
    row.delete_gently(by=cast.ana, seen=1)
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    text = text_of(ana.get(at("deleted", book)))
    assert "Its thirty days are over" in text
    assert at("entry-restore", book, row.ref) not in text


def test_viewers_read_what_was_deleted_without_comments_of_others(client, book, cast):
    one_of_each(book, cast.ana)
    client.force_login(cast.caro)
    text = text_of(client.get(at("deleted", book)))
    assert "Gone entry" in text
    assert "Gone comment" not in text
    assert "Bring it back" not in text
