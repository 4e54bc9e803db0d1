"""What touches a line, an entry and its twin together is done as a whole or not at all."""

import pytest

from clusters.errors import Stale
from swot.document.gather import Rows
from swot.models import Entry, Line
from swot.sorting import Twin, add_twin, give_place, make_entry, set_aside, take_back
from swot.tray import Tray
from tests import factories
from tests.swot.models.recorded import late, nothing_written, recorded, refused

pytestmark = pytest.mark.django_db
TWIN = Twin("The same from its other side", "weakness")
SCORED = {"evidence_grade": 2, "horizon": "", "inclusion": True}


@pytest.fixture
def line(workbook, cast):
    return workbook.add_line("D-PLA-1", "A ropeworks until 1981", by=cast.ana, key="one")


def tray(book):
    return Tray(Rows(book), book.content())


def sort(book, by, twin=None, seen=1, key="place", **fields):
    loose = tray(book).waiting[0]
    return give_place(loose, loose.text, by=by, seen=seen, key=key, twin=twin, quadrant="strength", **SCORED, **fields)


def pairs():
    return sorted(Entry.objects.filter(deleted_at=None).values_list("ref", "twin__ref"))


# ---------- giving a place ----------


def test_a_line_becomes_an_entry_of_its_prompt(workbook, cast, line):
    entry = sort(workbook, cast.ben)
    assert (entry.ref, entry.line, entry.prompt.code, entry.section.code) == ("S1", line, "D-PLA-1", "PLA")
    assert (entry.evidence_grade, entry.inclusion, tray(workbook).waiting) == (2, True, [])
    assert Line.objects.get().revision == 2


def test_a_line_becomes_a_pair(workbook, cast, line):
    entry = sort(workbook, cast.ben, twin=TWIN)
    other = Entry.objects.get(ref="W1")
    assert pairs() == [("S1", "W1"), ("W1", "S1")]
    assert (other.prompt.code, other.evidence_grade, other.inclusion, other.line) == ("D-PLA-1", 2, True, None)
    assert entry.line == line


def test_of_two_who_sort_one_line_the_second_makes_nothing(workbook, cast, line):
    loose = tray(workbook).waiting[0]
    sort(workbook, cast.ana)
    with nothing_written(workbook), pytest.raises(Stale):
        give_place(loose, "Mine", by=cast.ben, seen=1, key="other", twin=TWIN, quadrant="threat", **SCORED)


def test_an_entry_of_the_tray_keeps_its_ref_and_may_get_a_twin(workbook, cast):
    workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    assert sort(workbook, cast.ben, twin=TWIN).ref == "N1"
    assert pairs() == [("N1", "W1"), ("W1", "N1")]


def test_an_entry_of_the_tray_may_stay_alone(workbook, cast):
    workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    sort(workbook, cast.ben)
    assert (pairs(), tray(workbook).waiting) == ([("N1", None)], [])


def test_a_twin_in_the_same_quadrant_undoes_the_whole_step(workbook, cast, line):
    with refused(workbook, "Twins stand in two different quadrants. Move one of them first."):
        sort(workbook, cast.ben, twin=Twin("Same", "strength"))
    assert [loose.id for loose in tray(workbook).waiting] == [f"line-{line.pk}"]


def test_a_twin_is_written_once_however_often_it_is_sent(workbook, cast):
    entry = factories.entry(workbook, by=cast.ana)
    for _again in range(2):
        add_twin(Entry.objects.get(pk=entry.pk), TWIN, by=cast.ana, key="twin", section="PLA")
    assert pairs() == [("S1", "W1"), ("W1", "S1")]


def test_a_second_twin_is_refused_and_not_left_lying_about(workbook, cast):
    entry = make_entry(workbook, "Ropes", by=cast.ana, key="one", section="PLA", quadrant="strength", twin=TWIN)
    with refused(workbook, "An entry has one twin at most. Part the other pair first."):
        add_twin(entry, Twin("A third side", "threat"), by=cast.ana, key="third", section="PLA")
    assert not Entry.objects.filter(quadrant="threat").exists()


# ---------- setting aside ----------


def test_a_line_that_is_no_entry_is_kept_as_background(workbook, cast, line):
    set_aside(tray(workbook).waiting[0], by=cast.ben, seen=1)
    assert (Line.objects.get().kept, tray(workbook).waiting, tray(workbook).done) == (True, [], 1)


def test_an_entry_of_the_tray_that_is_none_is_deleted(workbook, cast):
    workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    set_aside(tray(workbook).waiting[0], by=cast.ben, seen=1)
    assert recorded(workbook)[1:] == [("Ben", "deleted", "N1")]


@pytest.mark.parametrize("what", ["line", "entry"])
def test_whoever_sets_aside_late_is_told(workbook, cast, what):
    if what == "line":
        workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana).edit(by=cast.ana, seen=1, text="A market")
    else:
        workbook.add_entry("A ropeworks", by=cast.ana, section="PLA").edit(by=cast.ana, seen=1, text="A market")
    assert late(workbook, set_aside, tray(workbook).waiting[0], by=cast.ben, seen=1).text == "A market"


# ---------- taking back ----------


def test_a_sorted_line_waits_again_and_its_twin_goes(workbook, cast, line):
    entry = sort(workbook, cast.ana, twin=TWIN)
    entry.refresh_from_db()
    take_back(entry, by=cast.ana, seen=2, twin="W1")
    assert pairs() == []
    assert [loose.id for loose in tray(workbook).waiting] == [f"line-{line.pk}"]


def test_a_sorted_entry_goes_back_to_the_tray_alone(workbook, cast):
    workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    entry = sort(workbook, cast.ana, twin=TWIN)
    entry.refresh_from_db()
    take_back(entry, by=cast.ana, seen=entry.revision, twin="W1")
    assert (pairs(), Entry.objects.get(ref="N1").quadrant) == ([("N1", None)], "")


def test_a_twin_that_was_not_made_with_it_holds_it_in_its_place(workbook, cast):
    workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    entry = sort(workbook, cast.ana, twin=TWIN)
    entry.refresh_from_db()
    with refused(workbook, "Twins both have a place. Part them before you take one back to the tray."):
        take_back(entry, by=cast.ana, seen=entry.revision, twin="W9")


def test_whoever_takes_back_late_is_told(workbook, cast, line):
    entry = sort(workbook, cast.ana)
    Entry.objects.get().edit(by=cast.ben, seen=1, text="Theirs")
    entry.refresh_from_db()
    assert late(workbook, take_back, entry, by=cast.ana, seen=1).text == "Theirs"


# ---------- the tray ----------


def test_the_tray_leads_on_and_begins_again_at_its_end(workbook, cast, line):
    second = workbook.add_line("D-PLA-2", "Slow broadband", by=cast.ana)
    loose = workbook.add_entry("Who owns the yard?", by=cast.ana, section="PLA")
    queue = tray(workbook)
    order = [f"line-{line.pk}", f"line-{second.pk}", loose.ref]
    assert [thing.id for thing in queue.waiting] == order
    assert [queue.after(key).id for key in (*order, "line-0")] == [*order[1:], order[0], order[0]]
    assert (queue.get(order[1]).text, queue.get("S9"), queue.all, queue.done) == ("Slow broadband", None, 3, 0)


def test_an_empty_tray_leads_nowhere(workbook):
    assert (tray(workbook).after("line-1"), tray(workbook).all) == (None, 0)
