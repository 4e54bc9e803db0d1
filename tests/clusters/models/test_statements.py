"""Statements written once: they do what the queryset would, keep nothing of one caller for the next, and guard alike."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusters.statements import HIGHEST, update
from swot.models import Answer, Change, Entry
from tests import factories


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana, evidence_date=None)


def stands(entry):
    return Entry.objects.get(pk=entry.pk)


def test_a_row_at_its_revision_is_written_and_goes_one_on(entry, cast):
    now = timezone.now()
    said = {"text": "Other words", "changed_by": cast.ben, "changed_at": now, "inclusion": True, "impact": 4}
    assert update(Entry, 1, {"pk": entry.pk}, {**said, "evidence_date": now.date(), "source": None}) == 1
    row = stands(entry)
    assert {name: getattr(row, name) for name in said} == said
    assert (row.revision, row.evidence_date, row.source) == (2, now.date(), None)


@pytest.mark.parametrize("seen", [0, 2, -1, HIGHEST, HIGHEST + 1, 10**40])
def test_at_any_other_revision_nothing_is_written(entry, seen):
    assert update(Entry, seen, {"pk": entry.pk}, {"text": "Other words"}) == 0
    assert (stands(entry).text, stands(entry).revision) == (entry.text, 1)


def test_only_the_row_that_was_meant_is_written(entry, workbook, cast):
    other = factories.entry(workbook, by=cast.ana, text="Another point of nine firms")
    update(Entry, 1, {"pk": entry.pk}, {"text": "Other words"})
    assert (stands(other).text, stands(other).revision) == ("Another point of nine firms", 1)


def test_nothing_stays_from_one_time_to_the_next(entry):
    for seen, words, day in ((1, "First", timezone.now().date()), (2, "Second", None)):
        assert update(Entry, seen, {"pk": entry.pk}, {"text": words, "evidence_date": day}) == 1
        assert (stands(entry).text, stands(entry).evidence_date) == (words, day)


@pytest.mark.parametrize("value", [None, 3, 2.5, "yes", "it's 100 % so", "não"])
def test_json_is_kept_as_it_is(workbook, cast, value):
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, value=1)
    where = {"workbook": workbook, "aside": ""}
    assert update(Answer, 1, where, {"value": value, "note": "a %s in words"}) == 1
    row = Answer.objects.get()
    assert (row.value, row.note) == (value, "a %s in words")
    assert Answer.objects.filter(value__isnull=True).exists() is (value is None)


def test_it_is_the_statement_that_the_queryset_would_write(entry):
    with CaptureQueriesContext(connection) as ours:
        update(Entry, 1, {"pk": entry.pk}, {"text": "Other words"})
    with CaptureQueriesContext(connection) as theirs:
        Entry._base_manager.filter(pk=entry.pk, revision=1).update(revision=F("revision") + 1, text="Other words")
    [mine], [its] = ([query["sql"] for query in queries] for queries in (ours, theirs))
    assert re.sub(r"\((\d+)\)", r"\1", mine) == its


def test_a_statement_that_fails_leaves_its_transaction_to_be_rolled_back(entry):
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            update(Entry, 1, {"pk": entry.pk}, {"text": None})
        assert connection.needs_rollback
        transaction.set_rollback(True)
    assert stands(entry).revision == 1


def test_a_change_is_recorded_with_who_what_and_when(workbook, cast):
    before = timezone.now()
    workbook.note("tested", "x" * 60, by=cast.ben, n=None, words="100 % “so”")
    workbook.note("tested", "nobody's", by=None)
    last, first = Change.objects.filter(verb="tested")
    assert (first.workbook, first.by, first.what, first.left_as) == (
        workbook,
        cast.ben,
        "x" * 40,
        {"n": None, "words": "100 % “so”"},
    )
    assert before <= first.at <= last.at <= timezone.now()
    assert (last.by, last.left_as) == (None, {})
