"""One workbook after another: the last one is closed whole, the next begins with nothing but what is offered."""

import pytest

from clusters.errors import Closed, Refusal, Stale
from swot.document.read import read
from swot.document.versions import published_content
from swot.following import follow, reopen_last
from swot.models import Outcome, Workbook
from tests import factories


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana, impact=4, certainty=2)


def again(book):
    return Workbook.objects.with_pages().get(pk=book.pk)


def test_the_last_one_is_closed_and_kept_to_the_byte_in_the_next(workbook, cast, entry):
    book = follow(workbook, by=cast.ana)
    last = again(workbook)
    assert last.closed_at
    assert not book.closed_at
    assert (book.previous_id, book.last_time.workbook_id, book.cluster_id) == (last.pk, last.pk, last.cluster_id)
    kept = read(book.last_time.document, contents=published_content)
    assert [row.text for row in kept.entries] == [entry.text]


def test_nothing_is_copied_and_what_labels_it_is(cast):
    old = factories.workbook(cast.cluster, by=cast.ana, status="demo", about="An example")
    factories.entry(old, by=cast.ana)
    old.first_questions.edit(by=cast.ana, seen=1, here_before="Weavers")
    book = again(follow(old, by=cast.ana))
    assert (book.status, book.about) == ("demo", "An example")
    assert not book.entries.exists()
    assert book.first_questions.here_before is None
    assert book.add_entry("The first of a new year", by=cast.ana, section="PLA", quadrant="strength").ref == "S1"


def test_two_in_one_year_have_two_titles(workbook, cast):
    assert follow(workbook, by=cast.ana).title != workbook.title


def test_who_presses_second_is_told_and_nothing_is_begun_twice(workbook, cast):
    follow(workbook, by=cast.ana)
    with pytest.raises(Closed):
        follow(workbook, by=cast.ben)
    assert cast.cluster.workbooks.count() == 2


def test_a_workbook_that_changed_since_it_was_seen_is_not_closed(workbook, cast):
    with pytest.raises(Stale):
        follow(workbook, by=cast.ana, seen=7)
    assert again(workbook).closed_at is None
    assert cast.cluster.workbooks.count() == 1


@pytest.mark.parametrize("verb", ["entry", "answer", "line", "first", "change"])
def test_no_verb_writes_in_a_closed_workbook_even_when_it_was_read_before(workbook, cast, entry, verb):
    before = again(workbook)
    follow(workbook, by=cast.ana)
    verbs = {
        "entry": lambda: before.add_entry("One more", by=cast.ana, section="PLA"),
        "answer": lambda: before.answer("D-PLA-3", by=cast.ana, seen=0, value=3),
        "line": lambda: before.add_line("D-PLA-1", "A ropeworks", by=cast.ana),
        "first": lambda: before.first_questions.edit(by=cast.ana, seen=1, here_before="Weavers"),
        "change": lambda: entry.edit(by=cast.ana, seen=1, text="Otherwise"),
    }
    changes = before.changes.count()
    with pytest.raises(Closed) as told:
        verbs[verb]()
    assert "closed" in told.value.sentence
    assert told.value.what == before
    rows = (before.entries.count(), before.answers.count(), before.lines.count(), before.changes.count())
    assert rows == (1, 0, 0, changes)
    assert before.entries.get().text.startswith("Nine of 46")
    assert again(before).first_questions.here_before is None


def test_the_last_one_is_reopened_while_the_next_has_nothing_but_outcomes(workbook, cast, entry):
    book = follow(workbook, by=cast.ana)
    Outcome.objects.create(workbook=book, about="S1", text=entry.text, fate="faded", note="It went")
    assert reopen_last(book, by=cast.ana) == workbook
    entry.edit(by=cast.ana, seen=1, text="Open again, and written in")
    assert again(workbook).closed_at is None
    assert again(book).deleted_at


def test_what_was_marked_before_reopening_is_kept_for_the_next_return(workbook, cast, entry):
    book = follow(workbook, by=cast.ana)
    Outcome.objects.create(workbook=book, about="S1", text=entry.text, fate="faded", note="It went")
    reopen_last(book, by=cast.ana)
    second = follow(again(workbook), by=cast.ana)
    assert [(row.about, row.fate, row.note) for row in second.outcomes.all()] == [("S1", "faded", "It went")]
    reopen_last(second, by=cast.ana)
    assert follow(again(workbook), by=cast.ana).outcomes.count() == 1


@pytest.mark.parametrize("written", ["entry", "answer", "first", "check"])
def test_the_last_one_stays_closed_once_something_is_written(workbook, cast, written):
    book = again(follow(workbook, by=cast.ana))
    {
        "entry": lambda: factories.entry(book, by=cast.ana),
        "answer": lambda: book.answer("D-PLA-3", by=cast.ana, seen=0, value=3),
        "first": lambda: book.first_questions.edit(by=cast.ana, seen=1, here_before="Weavers"),
        "check": lambda: book.self_check.take(by=cast.ana, seen=1, name="x", answers=["no"] * 9),
    }[written]()
    with pytest.raises(Refusal):
        reopen_last(book, by=cast.ana)
    assert again(workbook).closed_at
    assert again(book).deleted_at is None


def test_a_first_workbook_has_none_to_reopen(workbook, cast):
    with pytest.raises(Refusal):
        reopen_last(workbook, by=cast.ana)
