"""A snapshot is a document to the byte, with its fingerprint, and stays what it was."""

import hashlib

import pytest
from django.utils import timezone

from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Snapshot, Workbook
from tests import factories

pytestmark = pytest.mark.django_db


def taken(book, by):
    book = Workbook.objects.with_pages().get(pk=book.pk)
    return Snapshot.take(book, to_json(gather(book), book.content()), by=by)


def test_it_is_kept_to_the_byte_with_its_fingerprint(workbook, cast):
    text = '{"title": "Ateliérs – 工房"}\n'
    snapshot = Snapshot.objects.get(pk=Snapshot.take(workbook, text, by=cast.ben).pk)
    assert (snapshot.document, snapshot.made_by) == (text, cast.ben)
    assert snapshot.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    assert str(snapshot) == f"{snapshot.fingerprint[:8]}, {timezone.now():%Y-%m-%d}"


def test_what_happens_afterwards_does_not_change_it(workbook, cast):
    factories.entry(workbook, by=cast.ana)
    first = taken(workbook, cast.ana)
    workbook.entries.get().edit(by=cast.ana, seen=1, text="Other words altogether")
    kept = Snapshot.objects.get(pk=first.pk)
    assert (kept.document, kept.fingerprint) == (first.document, first.fingerprint)
    assert "Other words altogether" not in kept.document


def test_of_an_unchanged_workbook_two_snapshots_have_one_fingerprint(workbook, cast):
    factories.entry(workbook, by=cast.ana)
    first, second = taken(workbook, cast.ana), taken(workbook, cast.ben)
    assert (first.fingerprint, first.pk == second.pk) == (second.fingerprint, False)


def test_the_newest_comes_first(workbook, cast):
    made = [Snapshot.take(workbook, str(number), by=cast.ana) for number in range(3)]
    assert list(workbook.snapshots.all()) == made[::-1]


def test_no_form_offers_to_change_it():
    fields = {field.name: field.editable for field in Snapshot._meta.fields}
    assert (fields["document"], fields["fingerprint"], fields["id"]) == (False, False, False)
