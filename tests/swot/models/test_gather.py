"""What a document says of rows that are half gone, taken back, or of another kind; and what becomes of the other half."""

from datetime import date

import pytest
from django.utils import timezone

from clusters.models import Finding
from swot.document import values
from swot.document.gather import Rows, gather
from swot.document.store import store
from swot.models import Answer, Reading, SelfCheck, Strategy, Workbook
from tests import factories

pytestmark = pytest.mark.django_db


def whole(book):
    return Workbook.objects.with_pages().get(pk=book.pk)


def document(book):
    return gather(whole(book))


def again(book, leader):
    return store(document(book), book.version, leader=leader)


# ---------- the record of the cluster ----------


def test_the_cluster_is_told_without_what_is_not_said(workbook, cast):
    counts = {"whales": 2, "unheard of": 9}
    cast.cluster.edit(seen=1, member_counts=counts, nested_in=["the city"], creative_scope="")
    record = document(workbook).cluster
    known = tuple((key, counts[key]) for key, _count in record.members)
    assert (record.creative_scope, record.nested_in, record.members) == (None, ("the city",), known)
    assert "unheard of" not in dict(record.members)


def test_the_finding_goes_along_where_there_was_one(workbook, cast):
    assert document(workbook).classifier is None
    fields = {
        "answers": {"1": "district"},
        "points": {"district": 3},
        "result": "clear",
        "recommended_kind": "district",
    }
    workbook.finding = Finding.objects.create(cluster=cast.cluster, also="region", reason="Both", **fields)
    workbook.save()
    told = document(workbook).classifier
    assert (told.also, told.chosen_kind, told.reason) == ("region", None, "Both")
    stored = again(workbook, cast.dev).finding
    assert (stored.also, stored.chosen_kind, stored.found_by) == ("region", "", cast.dev)


# ---------- answers and lines ----------


def test_an_answer_taken_back_is_not_told(workbook, cast):
    scale = next(prompt for prompt in workbook.content().prompts.values() if prompt.type == "scale")
    workbook.answer(scale.id, by=cast.ana, seen=0, value=4)
    assert [answer.value for answer in document(workbook).answers] == [4]
    workbook.answer(scale.id, by=cast.ana, seen=1, status="answered", value=None, note="We quarrel about it")
    assert document(workbook).answers == ()


def test_lines_are_an_answer_even_where_its_row_was_lost(workbook, cast):
    workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana, key="one")
    Answer.objects.all().delete()
    assert document(workbook).answers == (
        values.Answer("D-PLA-1", "answered", None, (values.Line("one", "A ropeworks", kept=False),)),
    )


def test_deleted_lines_are_not_told(workbook, cast):
    for key in ("one", "two"):
        workbook.add_line("D-PLA-1", f"Line {key}", by=cast.ana, key=key)
    workbook.lines.get(key="one").delete_gently(by=cast.ana, seen=1)
    assert [line.key for line in document(workbook).answers[0].lines] == ["two"]


def test_an_entry_names_its_line_only_while_that_is_told(workbook, cast):
    line = workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana, key="one")
    workbook.add_entry("Ropes", by=cast.ana, section="PLA", prompt="D-PLA-1", line=line)
    assert document(workbook).entries[0].line == "one"
    assert again(workbook, cast.dev).entries.get().line.key == "one"
    line.delete_gently(by=cast.ana, seen=1)
    assert document(workbook).entries[0].line is None


# ---------- entries ----------


def test_entries_stand_by_letter_and_number_without_those_deleted(workbook, cast):
    for quadrant in ("strength", "threat", *["strength"] * 10, ""):
        factories.entry(workbook, by=cast.ana, quadrant=quadrant)
    workbook.entries.get(ref="S3").delete_gently(by=cast.ana, seen=1)
    refs = [entry.id for entry in document(workbook).entries]
    assert refs == ["N1", "S1", "S2", *(f"S{n}" for n in range(4, 12)), "T1"]


def test_twins_come_back_as_twins(workbook, cast):
    one, other = (factories.entry(workbook, by=cast.ana, quadrant=quadrant) for quadrant in ("strength", "threat"))
    one.link_twin(other, by=cast.ana)
    made = again(workbook, cast.dev)
    assert made.entries.get(ref="S1").twin == made.entries.get(ref="T1")
    assert made.entries.get(ref="T1").twin == made.entries.get(ref="S1")


def test_all_that_is_said_of_an_entry_comes_back(workbook, cast):
    said = {"evidence_text": "Rent rolls", "evidence_date": date(2026, 3, 1), "evidence_grade": 2, "certainty": 4}
    place = {"quadrant": "threat", "horizon": "1-3 years", "inclusion": True, "inclusion_who": "Tenants"}
    made = factories.entry(workbook, by=cast.ana, origin={"workshop": "May"}, impact=5, **said, **place)
    back = again(workbook, cast.dev).entries.get()
    expected = {"text": made.text, "ref": "T1", "origin": {"workshop": "May"}, "impact": 5, **said, **place}
    assert {name: getattr(back, name) for name in expected} == expected
    assert back.changed_by == cast.dev


# ---------- what follows ----------


@pytest.fixture
def strategy(workbook, cast):
    entries = [factories.entry(workbook, by=cast.ana, quadrant=quadrant) for quadrant in ("strength", "threat")]
    return workbook.add_strategy(by=cast.ana, entries=entries, text="Own the yard")


def test_a_strategy_tells_its_sides_and_comes_back_with_them(workbook, cast, strategy):
    told = document(workbook).strategies[0]
    assert (told.family, told.internal_entries, told.external_entries) == ("ST", ("S1",), ("T1",))
    back = again(workbook, cast.dev).strategy_set.get()
    assert sorted(back.entries.values_list("ref", flat=True)) == ["S1", "T1"]


def test_a_strategy_without_entries_tells_the_family_that_was_said(workbook, strategy):
    strategy.entries.clear()
    assert document(workbook).strategies[0].family == "ST"
    Strategy.objects.update(family="")
    assert document(workbook).strategies[0].family is None


def test_an_action_names_no_strategy_that_is_deleted(workbook, cast, strategy):
    action = workbook.add_action(by=cast.ana, strategy=strategy, text="Ask the landlord")
    assert document(workbook).actions[0].strategy == "X1"
    assert again(workbook, cast.dev).action_set.get().strategy.ref == "X1"
    Strategy.objects.update(deleted_at=timezone.now())
    told = document(workbook)
    assert (told.actions[0].id, told.actions[0].strategy, told.strategies) == (action.ref, None, ())


def test_asks_stand_in_the_order_of_readers(workbook, cast):
    for reader in ("community", "agency", "council"):
        workbook.ask(reader, by=cast.ana, seen=0, decision=reader)
    assert [ask.reader for ask in document(workbook).asks] == ["agency", "council", "community"]


def test_a_plan_for_an_entry_that_was_deleted_waits_with_the_rows(workbook, cast):
    entry = factories.entry(workbook, by=cast.ana)
    for about in (entry.ref, "D-PLA-1", "check 4", "Z9"):
        workbook.plan_to_find_out(about, by=cast.ana, seen=0, owner="Ben")
    assert [plan.about for plan in document(workbook).find_out] == ["S1", "D-PLA-1", "check 4"]
    entry.delete_gently(by=cast.ana, seen=1)
    assert [plan.about for plan in document(workbook).find_out] == ["D-PLA-1", "check 4"]
    assert workbook.find_outs.count() == 4


# ---------- inclusion ----------


def test_a_check_that_was_not_taken_is_not_told(workbook, cast):
    assert document(workbook).check is None
    check = SelfCheck.objects.get()
    check.take(by=cast.ana, seen=1, name="Who is here", answers=["no"] * 8)
    told = document(workbook).check
    assert (told.name, told.answers, told.taken_on) == ("Who is here", ("no",) * 8, cast.cluster.today)
    assert again(workbook, cast.dev).self_check.taken_on == cast.cluster.today


def test_only_the_newest_reading_is_told_and_only_of_this_template(workbook, cast):
    told = {"status": "watch", "source": ""}
    for indicator, value, day in (("I2", 1, 2), ("I2", 2, 9), ("I2", 3, 5), ("I1", 4, 9)):
        Reading.add(workbook, indicator, by=cast.ana, value=value, as_of=date(2026, 3, day), **told)
    Reading.add(workbook, "I3", by=cast.ana, value=None, as_of=None)
    assert [(reading.id, reading.value) for reading in document(workbook).readings] == [("I2", 2), ("I3", None)]
    assert len(Rows(workbook).every_reading) == 5


def test_of_two_readings_of_one_day_the_later_one_is_told(workbook, cast):
    for value in (1, 2):
        Reading.add(workbook, "I2", by=cast.ana, value=value, as_of=date(2026, 3, 1))
    assert [reading.value for reading in document(workbook).readings] == [2]


# ---------- reading and storing as a whole ----------


def test_each_kind_of_row_is_read_once(workbook, cast, strategy, django_assert_num_queries):
    rows = Rows(whole(workbook))
    assert rows.document
    with django_assert_num_queries(0):
        assert rows.document is rows.document
        assert [row.ref for row in rows.entries] == ["S1", "T1"]


def test_what_cannot_be_stored_leaves_nothing(workbook, cast):
    odd = values.Answer("W-INC-1", "answered", 3)
    broken = document(workbook).__class__(**{**vars(document(workbook)), "answers": (odd,)})
    with pytest.raises(KeyError):
        store(broken, workbook.version, leader=cast.dev)
    assert Workbook.objects.count() == 1
    assert not cast.dev.memberships.exists()


def test_whoever_brings_it_in_leads_a_cluster_of_its_own(workbook, cast):
    made = again(workbook, cast.dev)
    assert made.cluster != workbook.cluster
    assert list(made.cluster.memberships.values_list("user", "role")) == [(cast.dev.pk, "leader")]
    assert [change.verb for change in made.changes.all()] == ["began"]


def test_numbers_go_on_after_the_highest_that_came_in(workbook, cast, strategy):
    factories.entry(workbook, by=cast.ana).delete_gently(by=cast.ana, seen=1)
    workbook.add_action(by=cast.ana)
    made = again(workbook, cast.dev)
    assert [made.next_ref(letter) for letter in "SWTXAN"] == ["S2", "W1", "T2", "X2", "A2", "N1"]
