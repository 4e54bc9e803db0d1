"""Many who write at once: nothing is lost, nothing is made twice, no number is given twice."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from swot.document.gather import Rows
from swot.following import follow
from swot.history_page import record_of, steps_of
from swot.history_rows import entry_kept
from swot.models import Change, Crossing, Entry, Line, Score, Strategy, Workbook
from swot.sorting import Twin, make_entry
from swot.versions import keep
from tests import factories

THREADS = 8
EACH = 25
LONGEST_WAIT, A_MOMENT = 10, 0.5  # seconds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def book(transactional_db):
    cast = factories.cast()
    return factories.workbook(cast.cluster, by=cast.ana)


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What each of eight threads comes to, each with a connection of its own."""

    def alone(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(alone, range(THREADS)))


def edit_until_saved(pk: int, by: Any, text: str) -> int:
    """Read, edit, and read again when somebody was first; how often somebody was."""
    late = 0
    while True:
        entry = Entry.objects.select_related("workbook").get(pk=pk)
        try:
            entry.edit(by=by, seen=entry.revision, text=text)
        except Stale:
            late += 1
        else:
            return late


def test_two_hundred_edits_by_eight_lose_nothing(book):
    entry = factories.entry(book, by=book.begun_by)

    def write(writer: int) -> int:
        return sum(edit_until_saved(entry.pk, book.begun_by, f"Writer {writer}, edit {n}") for n in range(EACH))

    at_once(write)
    entry.refresh_from_db()
    edits = Change.objects.filter(workbook=book, verb="edited", what=entry.ref)
    assert (entry.revision, edits.count()) == (THREADS * EACH + 1, THREADS * EACH)
    assert {change.left_as["text"] for change in edits} == {
        f"Writer {writer}, edit {n}" for writer in range(THREADS) for n in range(EACH)
    }


def test_of_eight_who_saw_the_same_revision_one_is_saved(book):
    entry = factories.entry(book, by=book.begun_by)

    def write(writer: int) -> bool:
        mine = Entry.objects.select_related("workbook").get(pk=entry.pk)
        try:
            mine.edit(by=book.begun_by, seen=1, text=f"Writer {writer}")
        except Stale as error:
            return error.current.revision < 2
        return True

    saved = at_once(write)
    entry.refresh_from_db()
    assert (saved.count(True), entry.revision) == (1, 2)
    assert entry.text == f"Writer {saved.index(True)}"


def test_one_key_sent_by_eight_at_once_makes_one_entry(book):
    key = new_key()
    found = at_once(lambda _: factories.entry(book, by=book.begun_by, key=key).pk)
    assert len(set(found)) == 1
    assert (Entry.objects.count(), Change.objects.filter(verb="added").count()) == (1, 1)


def test_one_key_sent_by_eight_at_once_makes_one_line(book):
    key = new_key()
    at_once(lambda _: book.add_line("D-PLA-1", "The ropeworks", by=book.begun_by, key=key))
    assert Line.objects.count() == 1


def test_one_pair_of_twins_whoever_sends_it_again(book):
    key, twin = new_key(), Twin("The same fact from its other side", "weakness")
    said = {"by": book.begun_by, "key": key, "section": "PLA", "quadrant": "strength", "twin": twin}
    for _again in range(3):
        make_entry(book, "Nine of 46 tenants get weekly work next door", **said)
    assert sorted(Entry.objects.values_list("quadrant", "twin__quadrant")) == [
        ("strength", "weakness"),
        ("weakness", "strength"),
    ]


def test_no_number_is_given_twice(book):
    refs = [ref for mine in at_once(lambda _: [book.next_ref("S") for _each in range(EACH)]) for ref in mine]
    assert sorted(refs, key=lambda ref: int(ref[1:])) == [f"S{number}" for number in range(1, THREADS * EACH + 1)]


def test_eight_who_add_at_once_each_get_a_ref(book):
    at_once(lambda number: [factories.entry(book, by=book.begun_by, text=f"Firm {number}") for _each in range(5)])
    refs = set(Entry.objects.values_list("ref", flat=True))
    assert refs == {f"S{number}" for number in range(1, THREADS * 5 + 1)}


def or_refused(verb: Callable[[], Any]) -> str:
    """Carry a verb out, or say that it was refused."""
    try:
        verb()
    except (Refusal, Stale) as refusal:
        return type(refusal).__name__
    return "done"


def test_two_who_move_two_twins_into_one_place_never_both_succeed(book):
    for _ in range(5):
        one = factories.entry(book, by=book.begun_by)
        two = factories.entry(book, by=book.begun_by, quadrant="opportunity")
        one.link_twin(two, by=book.begun_by)

        def move(writer: int, pks: tuple[int, int] = (one.pk, two.pk)) -> str:
            entry = Entry.objects.select_related("workbook").get(pk=pks[writer % 2])
            return or_refused(lambda: entry.move(by=book.begun_by, seen=entry.revision, quadrant="threat"))

        at_once(move)
        assert (
            sorted(Entry.objects.filter(pk__in=[one.pk, two.pk]).values_list("quadrant", flat=True)) != ["threat"] * 2
        )


def test_an_entry_moved_while_a_strategy_is_written_on_it_never_contradicts_it(book):
    for _ in range(5):
        inside = factories.entry(book, by=book.begun_by)
        outside = factories.entry(book, by=book.begun_by, quadrant="threat")

        def work(writer: int, pks: tuple[int, int] = (inside.pk, outside.pk)) -> str:
            entry, other = (Entry.objects.select_related("workbook").get(pk=pk) for pk in pks)
            if writer % 2:
                return or_refused(lambda: entry.move(by=book.begun_by, seen=entry.revision, quadrant="opportunity"))
            return or_refused(lambda: entry.workbook.add_strategy(by=book.begun_by, entries=[entry, other]))

        at_once(work)
        for strategy in Strategy.objects.filter(workbook=book):
            assert {entry.quadrant for entry in strategy.entries.all()} == {"strength", "threat"}


def test_leaders_who_press_at_once_begin_one_workbook_and_no_writer_is_lost(book):
    written = []

    def press(number: int) -> str:
        mine = Workbook.objects.get(pk=book.pk)
        try:
            if number % 2:
                follow(mine, by=book.begun_by)
                return "begun"
            for turn in range(EACH):
                written.append(factories.entry(mine, by=book.begun_by, text=f"Writer {number}, turn {turn}").ref)
        except Refusal:
            return "refused"
        return "written"

    ends = at_once(press)
    assert ends.count("begun") == 1
    assert Workbook.objects.filter(cluster=book.cluster_id, closed_at=None).count() == 1
    assert sorted(book.entries.values_list("ref", flat=True)) == sorted(written)
    next_book = Workbook.objects.get(previous=book)
    assert not next_book.entries.exists()
    assert in_snapshot(next_book) == set(written)


def in_snapshot(next_book: Workbook) -> set[str]:
    """The entries that the workbook before was closed with."""
    return {entry["id"] for entry in json.loads(next_book.last_time.document)["entries"]}


def test_what_is_being_written_while_somebody_closes_is_waited_for_and_kept(book):
    written, closing = Event(), Event()

    def press(number: int) -> str:
        mine = Workbook.objects.get(pk=book.pk)
        if number > 1:
            return ""
        if number == 1:
            written.wait(LONGEST_WAIT)
            closing.set()
            return in_snapshot(follow(mine, by=book.begun_by)).pop()
        with transaction.atomic():
            ref = factories.entry(mine, by=book.begun_by, text="Half way through").ref
            written.set()
            closing.wait(LONGEST_WAIT)
            time.sleep(A_MOMENT)
        return ref

    wrote, kept, *_others = at_once(press)
    assert wrote == kept


def test_who_writes_while_it_is_being_closed_waits_and_is_told(book):
    closed, writing = Event(), Event()

    def press(number: int) -> str:
        mine = Workbook.objects.get(pk=book.pk)
        if number > 1:
            return ""
        if number == 1:
            closed.wait(LONGEST_WAIT)
            writing.set()
            return or_refused(lambda: factories.entry(mine, by=book.begun_by, text="A moment late"))
        with transaction.atomic():
            follow(mine, by=book.begun_by)
            closed.set()
            writing.wait(LONGEST_WAIT)
            time.sleep(A_MOMENT)
        return ""

    assert at_once(press)[1] == "Closed"
    assert not book.entries.exists()


def test_nobody_waits_for_ever_whoever_links_moves_edits_and_parts_twins_from_both_sides(book):
    one, two = factories.entry(book, by=book.begun_by), factories.entry(book, by=book.begun_by, quadrant="opportunity")

    def write(writer: int) -> list[str]:
        """Some hold the workbook and then write in an entry, some write in it and then name the workbook."""
        said = []
        for turn in range(EACH):
            mine, other = (Entry.objects.select_related("workbook").get(pk=row.pk) for row in (one, two))
            verbs = (
                lambda m=mine, o=other: m.link_twin(o, by=book.begun_by),
                lambda m=other: m.part(by=book.begun_by),
                lambda m=mine, o=other: o.link_twin(m, by=book.begun_by),
                lambda m=mine: m.part(by=book.begun_by),
                lambda m=mine, t=turn: m.move(
                    by=book.begun_by, seen=m.revision, quadrant=("strength", "threat")[t % 2]
                ),
                lambda m=mine, t=turn: m.edit(by=book.begun_by, seen=m.revision, text=f"Turn {t}"),
                lambda o=other, t=turn: o.edit(by=book.begun_by, seen=o.revision, text=f"Turn {t}"),
            )
            said.append(or_refused(verbs[(writer + turn) % len(verbs)]))
        return said

    assert {said for mine in at_once(write) for said in mine} <= {"done", "Refusal", "Stale"}


def test_of_eight_who_mark_one_crossing_at_once_one_is_saved_and_the_others_are_told(book):
    inside, outside = (
        factories.entry(book, by=book.begun_by),
        factories.entry(book, by=book.begun_by, quadrant="threat"),
    )
    for seen in (0, 1):

        def mark(writer: int, seen: int = seen) -> str:
            return or_refused(lambda: Crossing.put(book, inside, outside, writer % 3, by=book.begun_by, seen=seen))

        assert sorted(at_once(mark)) == ["Stale"] * (THREADS - 1) + ["done"]
        row = Crossing.objects.get()
        recorded = Change.objects.filter(workbook=book, verb="marked")
        assert (row.revision, recorded.count()) == (seen + 1, seen + 1)
        assert recorded.first().left_as["mark"] == row.mark


def test_eight_who_each_mark_their_own_crossings_lose_none(book):
    inside = [factories.entry(book, by=book.begun_by) for _ in range(THREADS)]
    outside = [factories.entry(book, by=book.begun_by, quadrant="opportunity") for _ in range(3)]

    def mark(writer: int) -> None:
        for place, other in enumerate(outside):
            Crossing.put(book, inside[writer], other, place, by=book.begun_by, seen=0)

    at_once(mark)
    assert sorted(Crossing.objects.values_list("mark", flat=True)) == [0] * THREADS + [1] * THREADS + [2] * THREADS
    assert Change.objects.filter(verb="marked").count() == 3 * THREADS


def test_one_person_scoring_in_eight_windows_is_told_seven_times(book):
    entry = factories.entry(book, by=book.begun_by)

    def score(writer: int) -> str:
        fields = {"impact": writer % 5 + 1, "certainty": 2}
        return or_refused(lambda: Score.give(book, entry, by=book.begun_by, seen=0, **fields))

    assert sorted(at_once(score)) == ["Stale"] * (THREADS - 1) + ["done"]
    assert Score.objects.count() == 1


def test_of_eight_who_set_the_review_date_at_once_one_is_saved(book):
    def look(writer: int) -> str:
        mine = Workbook.objects.get(pk=book.pk)
        day = mine.as_of + timedelta(days=writer + 1)
        return or_refused(lambda: mine.look_again_on(day, by=book.begun_by, seen=1))

    assert sorted(at_once(look)) == ["Stale"] * (THREADS - 1) + ["done"]


def test_of_eight_who_bring_the_same_version_back_at_once_one_does(book):
    by = book.begun_by
    entry = factories.entry(book, by=by, text="First")
    entry.edit(by=by, seen=1, text="Second")

    def bring_back(_: int) -> bool:
        rows = Rows(Workbook.objects.with_pages().get(pk=book.pk))
        row = Entry.objects.select_related("workbook").get(pk=entry.pk)
        changes = record_of(book, row.ref)
        kept = entry_kept(rows, row, changes)
        first = steps_of(kept, changes)[-1]
        try:
            kept.bring_back(first.after, by=by, seen=2)
        except Stale:
            return False
        return True

    assert at_once(bring_back).count(True) == 1
    entry.refresh_from_db()
    assert (entry.text, entry.revision) == ("First", 3)
    assert Change.objects.filter(workbook=book, verb="restored").count() == 1


def test_a_version_that_is_kept_eight_times_at_once_is_kept_once(book):
    key = new_key()

    def save(_: int) -> str:
        rows = Rows(Workbook.objects.with_pages().get(pk=book.pk))
        return str(keep(rows, by=book.begun_by, key=UUID(key), name="Before the council", says="").pk)

    assert set(at_once(save)) == {key}
    assert Change.objects.filter(workbook=book, verb="kept version").count() == 1
