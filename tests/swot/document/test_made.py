"""What was made of rows is used again for the very same rows only, and never shared between two that differ."""

import pytest

from clusters.models import Anchor, Asset
from swot.document import gather, live_rows
from swot.document.gather import Rows
from swot.document.made import Made
from swot.models import FindOut, Outcome, SetAsideCheck, Source, Workbook


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(live_rows, "MADE", Made())
    monkeypatch.setattr(gather, "WHOLE", Made())


def rows_of(workbook):
    return Rows(Workbook.objects.with_pages().get(pk=workbook.pk))


def test_the_same_rows_give_what_was_made():
    made = Made()
    made.of("book", (1, [(2,)]))["document"] = "first"
    assert made.of("book", (1, [(2,)])) == {"document": "first"}


@pytest.mark.parametrize("told", [(1, [(3,)]), (1, []), (2, [(2,)])])
def test_other_rows_give_nothing_and_take_their_place(told):
    made = Made()
    made.of("book", (1, [(2,)]))["document"] = "first"
    assert made.of("book", told) == {}
    assert made.of("book", (1, [(2,)])) == {}


def test_the_longest_unused_goes_first():
    made = Made(most=2)
    for name in ("one", "two"):
        made.of(name, 0)["document"] = name
    made.of("one", 0)
    made.of("three", 0)
    assert made.of("one", 0) == {"document": "one"}
    assert made.of("two", 0) == {}


def test_a_document_is_made_once_while_nothing_changes(workbook):
    assert rows_of(workbook).document is rows_of(workbook).document
    assert rows_of(workbook).mark == rows_of(workbook).mark


def test_a_row_that_was_only_changed_in_memory_counts_as_changed(workbook):
    before, rows = rows_of(workbook).document, rows_of(workbook)
    rows.workbook.self_check.answers = ["yes"]
    assert rows.mark != rows_of(workbook).mark
    rows.workbook.cluster.place = "Elsewhere"
    other = Rows(rows.workbook)
    assert (other.document.cluster.place, before.cluster.place) == ("Elsewhere", workbook.cluster.place)


def test_a_list_in_a_row_that_is_changed_in_place_counts_as_changed(workbook):
    rows = rows_of(workbook)
    first = rows.mark
    rows.workbook.cluster.history.append("1974: the ropeworks close")
    assert Rows(rows.workbook).mark != first


@pytest.mark.parametrize("change", ["name", "entry", "line", "reading"])
def test_whatever_a_page_shows_counts(change, workbook, cast):
    first = rows_of(workbook).mark
    if change == "name":
        workbook.add_entry("Nine studios", by=cast.ana, section="PLA")
        first = rows_of(workbook).mark
        cast.ana.name = "Ana Maria"
        cast.ana.save(update_fields=["name"])
    elif change == "entry":
        workbook.add_entry("Nine studios", by=cast.ana, section="PLA")
    elif change == "line":
        workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana)
    else:
        workbook.cluster.readings.create(indicator="D-I1", status="ok", as_of=workbook.cluster.today)
    assert rows_of(workbook).mark != first


def test_the_whole_is_made_once_while_nothing_changes(workbook):
    assert rows_of(workbook).whole is rows_of(workbook).whole


@pytest.mark.parametrize("change", ["entry", "ask", "find out", "source", "anchor", "asset", "outcome", "check aside"])
def test_whatever_stands_beside_counts_for_the_whole(change, workbook, cast):
    first, cluster = rows_of(workbook).whole, workbook.cluster
    if change == "entry":
        workbook.add_entry("Nine studios", by=cast.ana, section="PLA")
    elif change == "ask":
        workbook.ask("agency", by=cast.ana, seen=0, decision="Count makers")
    elif change == "find out":
        FindOut.objects.create(workbook=workbook, about="D-PLA-1", owner="Ana")
    elif change == "source":
        Source.objects.create(cluster=cluster, key="s", name="The deed")
    elif change == "anchor":
        Anchor.objects.create(cluster=cluster, key="a", name="Kiln")
    elif change == "asset":
        Asset.objects.create(cluster=cluster, key="i", name="Press room")
    elif change == "outcome":
        Outcome.objects.create(workbook=workbook, about="S1", text="Nine studios", quadrant="strength")
    else:
        SetAsideCheck.objects.create(
            workbook=workbook, version=workbook.version, name="Once", answers=["yes"], taken_on=cluster.today
        )
    assert rows_of(workbook).whole != first
    assert rows_of(workbook).whole == rows_of(workbook)._whole()
