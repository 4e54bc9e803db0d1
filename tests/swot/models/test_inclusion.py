"""The first questions, the self-check, the readings and the find-out list."""

from datetime import date, timedelta

import pytest

from swot.models import FindOut, FirstQuestions, Reading, SelfCheck, Workbook
from tests.swot.models.recorded import last, late, nothing_written, recorded

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)
ANSWERS = ["yes", "no", "unsure", None, "no", "no", "yes", "no"]


@pytest.fixture
def old(workbook):
    """The workbook, as if begun in 2020."""
    Workbook.objects.filter(pk=workbook.pk).update(as_of=LONG_AGO)
    workbook.refresh_from_db()
    return workbook


def as_of(book):
    return Workbook.objects.get(pk=book.pk).as_of


# ---------- first questions ----------


def test_the_first_questions_are_answered_one_by_one(workbook, cast):
    first = workbook.first_questions
    first.edit(by=cast.ana, seen=1, here_before="Ropemakers")
    first.edit(by=cast.ben, seen=2, not_in_room="nobody yet")
    after = FirstQuestions.objects.get()
    assert (after.here_before, after.not_in_room, after.speaks_for_them) == ("Ropemakers", "nobody yet", None)
    assert recorded(workbook) == [("Ana", "answered", "first questions"), ("Ben", "answered", "first questions")]
    assert last(workbook).left_as == {"not_in_room": "nobody yet"}
    assert str(after) == f"first questions of {workbook.pk}"


def test_whoever_answers_them_late_is_told_what_stands(workbook, cast):
    FirstQuestions.objects.get().edit(by=cast.ana, seen=1, here_before="Ropemakers")
    current = late(workbook, workbook.first_questions.edit, by=cast.ben, seen=1, here_before="Nobody")
    assert (current.here_before, current.revision) == ("Ropemakers", 2)


# ---------- self-check ----------


def take(book, by, seen=1, **fields):
    SelfCheck.objects.get(workbook=book).take(by=by, seen=seen, name="Who is here", answers=ANSWERS, **fields)


def test_the_check_is_taken_as_a_whole_and_dated_today(workbook, cast):
    assert str(workbook.self_check) == f"self-check of {workbook.pk}"
    take(workbook, cast.ben, basis="Three of us")
    check = SelfCheck.objects.get()
    assert (check.answers, check.basis, check.taken_on) == (ANSWERS, "Three of us", workbook.cluster.today)
    assert (check.revision, str(check)) == (2, "Who is here")
    assert recorded(workbook) == [("Ben", "taken", "self-check")]
    assert last(workbook).left_as["taken_on"] == workbook.cluster.today.isoformat()


def test_the_check_moves_the_workbook_to_its_day(old, cast):
    take(old, cast.ana)
    assert as_of(old) == old.cluster.today


def test_a_workbook_dated_later_is_not_moved_back(workbook, cast):
    later = workbook.as_of + timedelta(days=30)
    workbook.age(later)
    take(workbook, cast.ana)
    assert as_of(workbook) == later


def test_whoever_takes_it_late_moves_nothing(old, cast):
    SelfCheck.objects.filter(workbook=old).update(revision=2)
    with nothing_written(old):
        current = late(old, take, old, cast.ben, seen=1)
    assert (current.taken_on, as_of(old)) == (None, LONG_AGO)


# ---------- readings ----------


def count(book, by, value=4, **fields):
    said = {"value": value, "status": "watch", "as_of": date(2026, 3, 1), "source": "Rent roll", **fields}
    return Reading.add(book, "I2", by=by, **said)


def test_a_reading_hangs_on_the_cluster_and_is_recorded_in_the_workbook(workbook, cast):
    reading = count(workbook, cast.ben)
    assert (reading.cluster, reading.read_by, str(reading)) == (cast.cluster, cast.ben, "I2: 4")
    assert recorded(workbook) == [("Ben", "counted", "indicator I2")]
    assert last(workbook).left_as == {"value": 4, "status": "watch", "as_of": "2026-03-01", "source": "Rent roll"}


def test_a_reading_is_never_changed_only_followed(workbook, cast):
    first = count(workbook, cast.ana)
    second = count(workbook, cast.ana, value=5, as_of=date(2026, 4, 1))
    assert [row.value for row in Reading.objects.all()] == [5, 4]
    assert (Reading.objects.get(pk=first.pk).value, second.pk > first.pk) == (4, True)
    assert not hasattr(Reading, "edit")


def test_the_same_reading_sent_twice_is_kept_once(workbook, cast):
    first = count(workbook, cast.ana)
    with nothing_written(workbook):
        assert count(workbook, cast.ana) == first


@pytest.mark.parametrize("other", [{"value": 5}, {"note": "Counted again"}, {"as_of": date(2026, 3, 2)}])
def test_a_reading_that_differs_in_anything_is_another(workbook, cast, other):
    count(workbook, cast.ana, note="")
    count(workbook, cast.ana, **{"note": "", **other})
    assert Reading.objects.count() == 2


def test_two_people_who_count_the_same_have_both_counted(workbook, cast):
    count(workbook, cast.ana)
    count(workbook, cast.ben)
    assert Reading.objects.count() == 2


def test_what_was_counted_before_the_last_time_may_be_counted_again(workbook, cast):
    for value in (4, 5, 4):
        count(workbook, cast.ana, value=value)
    assert [row.value for row in Reading.objects.order_by("pk")] == [4, 5, 4]


def test_a_reading_moves_the_workbook_to_today(old, cast):
    count(old, cast.ana)
    assert as_of(old) == old.cluster.today


# ---------- find out ----------


def plans(book):
    return list(book.find_outs.values_list("about", "owner", "done_on", "revision"))


def test_each_question_has_one_plan(workbook, cast):
    workbook.plan_to_find_out("D-PLA-1", by=cast.ana, seen=0, owner="Ben", due=date(2026, 12, 1))
    workbook.plan_to_find_out("check 4", by=cast.ben, seen=0, owner="Caro")
    assert plans(workbook) == [("D-PLA-1", "Ben", None, 1), ("check 4", "Caro", None, 1)]
    assert recorded(workbook) == [("Ana", "planned", "find out D-PLA-1"), ("Ben", "planned", "find out check 4")]
    assert str(FindOut.objects.first()) == "D-PLA-1: Ben"


def test_a_plan_is_changed_and_found_out_by_who_saw_it(workbook, cast):
    workbook.plan_to_find_out("check 4", by=cast.ana, seen=0, owner="Ben")
    workbook.plan_to_find_out("check 4", by=cast.ben, seen=1, owner="Caro", done_on=date(2026, 11, 2))
    assert plans(workbook) == [("check 4", "Caro", date(2026, 11, 2), 2)]
    assert last(workbook).left_as == {"owner": "Caro", "done_on": "2026-11-02"}


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_whoever_plans_late_is_told_what_is_planned(workbook, cast, seen):
    workbook.plan_to_find_out("check 4", by=cast.ana, seen=0, owner="Ben")
    workbook.plan_to_find_out("check 4", by=cast.ana, seen=1, owner="Caro")
    current = late(workbook, workbook.plan_to_find_out, "check 4", by=cast.ben, seen=seen, owner="Me")
    assert (current.owner, current.revision) == ("Caro", 2)
