"""Rows and documents are the same workbook."""

import pytest
from hypothesis import HealthCheck, given, settings

from swot.document.gather import Rows
from swot.document.read import read
from swot.document.store import store
from swot.document.write import to_json
from swot.models import Workbook
from tests import factories
from tests.swot.document.strategies import documents

CASES = ["798-district", "cockpit-workspace"]


def contents(kind, key, version):
    return factories.version(kind).content()


def exported(book):
    book = Workbook.objects.with_pages().get(pk=book.pk)
    return to_json(Rows(book).whole_with_comments, book.content())


def imported(text, leader):
    document = read(text, contents=contents)
    return store(document, factories.version(document.cluster.kind), leader=leader)


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_comes_back_from_the_database_as_it_went_in(name, cases, cast):
    raw = (cases / f"{name}.json").read_bytes()
    document = read(raw, contents=contents)
    assert exported(imported(raw, cast.ana)) == to_json(document, contents(document.cluster.kind, None, None))


@pytest.mark.parametrize("name", CASES)
def test_an_export_imported_and_exported_again_is_the_same_bytes(name, cases, cast):
    first = exported(imported((cases / f"{name}.json").read_bytes(), cast.ana))
    assert exported(imported(first, cast.ana)) == first


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_any_document_survives_the_database(document, cast):
    version = factories.version(document.cluster.kind)
    first = to_json(document, version.content())
    again = imported(first, cast.ana)
    assert exported(again) == first


def test_numbering_goes_on_after_the_highest_that_came_in(cases, cast):
    book = imported((cases / "798-district.json").read_bytes(), cast.ana)
    assert factories.entry(book, by=cast.ana).ref == "S8"
    assert book.next_ref("X") == "X6"


def test_a_line_of_an_answer_that_is_not_known_any_more_is_not_named_by_its_entry(workbook, cast):
    line = workbook.add_line("D-PLA-1", "A ropeworks until 1981", by=cast.ana)
    workbook.add_entry("It was a ropeworks", by=cast.ana, section="PLA", prompt="D-PLA-1", line=line)
    workbook.answer("D-PLA-1", by=cast.ana, seen=1, status="not yet known", value=None)
    assert imported(exported(workbook), cast.ana).entries.get().line is None
