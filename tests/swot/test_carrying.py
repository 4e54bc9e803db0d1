"""Whatever is marked, carried, put back and reopened, in whatever order and by two: no outcome is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.errors import Refusal, Stale
from swot.carrying import carry, mark, put_back
from swot.following import follow, reopen_last
from swot.last_time import last_time
from swot.models import Workbook
from tests import factories

REFS = ("S1", "S2", "T1", "X1")
FATES = ("came true", "faded", "changed", "still open")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["mark", "mark late", "carry", "put back", "reopen"]),
        st.sampled_from(REFS),
        st.sampled_from(FATES),
        st.integers(0, 99),
    ),
    max_size=14,
)


def begun(cast):
    """A workbook that follows one with three entries and a strategy; the last one stays from one try to the next."""
    old = cast.cluster.workbooks.open().get()
    return Workbook.objects.with_pages().get(pk=follow(old, by=cast.ana).pk)


@pytest.fixture
def old(workbook, cast):
    one = factories.entry(workbook, by=cast.ana, text="Nine firms still trade")
    factories.entry(workbook, by=cast.ana, text="The joint fair")
    threat = factories.entry(workbook, by=cast.ana, text="Rents may follow", quadrant="threat")
    workbook.add_strategy(by=cast.ana, entries=[one, threat], text="Buy the hall")
    return workbook


def does(book, cast, told, step):
    """One step as the pages do it; `told` is what was last taken for each ref. Gives the workbook to go on with."""
    verb, ref, fate, number = step
    last, row = last_time(book), book.outcomes.filter(about=ref).first()
    seen = row.revision if row else 0
    if verb.startswith("mark"):
        note = f"Note {number}"
        late = verb == "mark late" and row is not None
        try:
            mark(book, last, ref, by=cast.ben, seen=seen - 1 if late else seen, fate=fate, note=note)
            told[ref] = (fate, note)
        except Stale:
            assert late
    elif verb == "carry" and row and ref != "X1":
        try:
            carry(book, last, ref, by=cast.ana, seen=seen)
        except Refusal:
            assert row.fate == "faded"
    elif verb == "put back" and row and row.now:
        try:
            put_back(book, ref, by=cast.ana, seen=row.now.revision)
        except Refusal:
            assert row.now.deleted_at
    elif verb == "reopen":
        try:
            reopen_last(book, by=cast.ana)
            return begun(cast)
        except Refusal:
            assert book.entries.filter(deleted_at=None).exists()
    return book


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=STEPS)
def test_no_order_of_marking_loses_an_outcome(steps, cast, old):
    for row in cast.cluster.workbooks.filter(closed_at=None, deleted_at=None).exclude(pk=old.pk):
        Workbook.objects.filter(pk=row.pk).delete()
    cast.cluster.workbooks.exclude(pk=old.pk).delete()
    Workbook.objects.filter(pk=old.pk).update(closed_at=None)
    book, told = begun(cast), {}
    for step in steps:
        book = does(book, cast, told, step)
        assert {row.about: (row.fate, row.note) for row in book.outcomes.all()} == told
        live = book.entries.filter(deleted_at=None)
        carried = [row.now_id for row in book.outcomes.all() if row.now_id and row.now.deleted_at is None]
        assert sorted(carried) == sorted(live.values_list("pk", flat=True))


def test_two_who_mark_at_once_and_one_comes_late_keep_both_in_the_record(cast, old):
    book = begun(cast)
    last = last_time(book)
    mark(book, last, "S1", by=cast.ana, seen=0, fate="faded", note="They left")
    with pytest.raises(Stale) as late:
        mark(book, last, "S1", by=cast.ben, seen=0, fate="changed", note="Five are left")
    assert (late.value.current.fate, late.value.current.note) == ("faded", "They left")
    mark(book, last, "S1", by=cast.ben, seen=1, fate="changed", note="Five are left")
    kept = [change.left_as["note"] for change in book.changes.filter(verb="marked").order_by("pk")]
    assert kept == ["They left", "Five are left"]


def test_what_was_not_there_last_time_cannot_be_marked(cast, old):
    book = begun(cast)
    with pytest.raises(Refusal):
        mark(book, last_time(book), "S9", by=cast.ana, seen=0, fate="faded", note="")


def test_a_cited_source_of_the_library_comes_along(cast, old):
    source = cast.cluster.sources.create(name="The walk of May")
    old.entries.filter(ref="S1").update(source=source)
    book = begun(cast)
    mark(book, last_time(book), "S1", by=cast.ana, seen=0, fate="came true", note="")
    assert carry(book, last_time(book), "S1", by=cast.ana, seen=1).source_id == source.pk
