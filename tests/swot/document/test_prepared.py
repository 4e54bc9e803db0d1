"""Prepared queries read what the queries they were made of read, for any key and any person."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from clusters.models import Cluster
from swot.document.gather import Rows, Unread
from swot.document.prepared import Prepared
from swot.models import Answer, Entry, Workbook
from swot.page import led, readable, writable
from tests import factories

pytestmark = pytest.mark.django_db


def asks(person, way, book):
    """What one of the ways to a workbook answers to a person: its role, or nothing."""
    request = RequestFactory().get("/")
    request.user = person
    try:
        return way(request, book.pk).role
    except Http404:
        return None


def test_each_role_finds_what_it_may(cast, workbook):
    people = (cast.ana, cast.ben, cast.caro, cast.dev)
    assert [asks(one, readable, workbook) for one in people] == ["leader", "editor", "viewer", None]
    assert [asks(one, writable, workbook) for one in people] == ["leader", "editor", None, None]
    assert [asks(one, led, workbook) for one in people] == ["leader", None, None, None]


def test_a_workbook_comes_with_all_that_its_pages_need(cast, workbook, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = cast.ana
    with django_assert_num_queries(1):
        book = readable(request, workbook.pk)
        assert (book.cluster.name, book.finding) == ("Lantern Quarter", None)
        assert (book.first_questions.workbook, book.self_check.answers) == (book, [])
        assert book.version.fingerprint
    whole = Workbook.objects.with_pages().get(pk=workbook.pk)
    for name in ("cluster", "version", "first_questions", "self_check"):
        ours, theirs = getattr(book, name), getattr(whole, name)
        fields = [field.attname for field in theirs._meta.concrete_fields]
        assert [getattr(ours, field) for field in fields] == [getattr(theirs, field) for field in fields]


def test_rows_are_those_of_the_workbook_alone_and_as_they_are_stored(cast, workbook, django_assert_num_queries):
    other = factories.workbook(Cluster.found(by=cast.ben, name="Other", kind="district"), by=cast.ben)
    source = factories.source(workbook, by=cast.ana)
    entry = factories.entry(workbook, by=cast.ana, source=source)
    factories.entry(other, by=cast.ben)
    factories.warm(workbook)
    with django_assert_num_queries(1):
        (row,) = Rows(workbook).entries
        assert (row.pk, str(row.changed_by), row.source.name) == (entry.pk, "Ana", source.name)
        assert (row.source.good_until, row.source.deleted_at) == (source.good_until, None)
    stored = Entry.objects.get(pk=entry.pk)
    fields = [field.attname for field in Entry._meta.concrete_fields]
    assert [getattr(row, field) for field in fields] == [getattr(stored, field) for field in fields]


def test_what_several_rows_share_is_made_once(cast, workbook):
    for prompt in ("D-PLA-3", "D-IDE-3"):
        workbook.answer(prompt, by=cast.ben, seen=0, status="answered", value=4)
    first, second = Rows(workbook).answers
    assert first.changed_by is second.changed_by
    assert first.value == 4


def test_somebody_who_left_has_no_name_and_costs_no_query(cast, workbook, django_assert_num_queries):
    workbook.answer("D-PLA-3", by=None, seen=0, status="answered", value=4)
    factories.warm(workbook)
    with django_assert_num_queries(1):
        assert Rows(workbook).answers[0].changed_by is None


def test_a_query_without_the_key_is_no_prepared_query(db):
    with pytest.raises(ValueError, match="key"):
        _ = Prepared(lambda pk, _: Answer.objects.all()).plan


def test_what_a_page_did_not_read_is_never_taken_for_nothing(workbook):
    document = Rows(workbook).document
    for part in (document.asks, document.find_out):
        assert isinstance(part, Unread)
        for use in (list, bool, len):
            with pytest.raises(LookupError):
                use(part)
    assert Rows(workbook).with_plans.asks == ()


def test_what_a_joined_row_points_to_is_a_key_and_no_text(cast, workbook):
    region = Cluster.found(by=cast.ana, name="Merrow Coast", kind="region")
    Cluster.objects.filter(pk=cast.cluster.pk).update(part_of=region)
    request = RequestFactory().get("/")
    request.user = cast.ana
    found = readable(request, workbook.pk)
    assert found.cluster.part_of_id == region.pk
    assert found.version_id == found.version.pk
