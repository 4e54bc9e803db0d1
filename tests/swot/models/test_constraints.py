"""What must never be in the tables is refused by the database itself, whoever writes."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.ids import new_key
from swot.models import (
    Answer,
    Ask,
    Comment,
    Crossing,
    Entry,
    FindOut,
    Line,
    Offer,
    Outcome,
    Presence,
    Score,
    SelfCheck,
    Source,
    TemplateVersion,
    Upgrade,
    UpgradeChoice,
    Workbook,
)
from swot.models.workbook import Numbering
from tests import factories
from tests.swot.models.broken import constraints, put, twice
from tests.swot.models.paths import on_the_path

pytestmark = pytest.mark.django_db


@dataclass
class Rows:
    """One row of everything."""

    book: Workbook
    entry: Entry
    other: Entry
    strategy: Any
    action: Any


@pytest.fixture
def rows(workbook, cast):
    """S1 and T1 are twins behind X1, which A1 serves; one answer with a line, one ask, one plan."""
    entry = factories.entry(workbook, by=cast.ana, evidence_grade=3)
    other = factories.entry(workbook, by=cast.ana, quadrant="threat")
    entry.link_twin(other, by=cast.ana)
    strategy = workbook.add_strategy(by=cast.ana, entries=[entry, other])
    action = workbook.add_action(by=cast.ana, strategy=strategy)
    workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana)
    workbook.ask("council", by=cast.ana, seen=0)
    workbook.plan_to_find_out("check 1", by=cast.ana, seen=0)
    on_the_path(workbook, entry, other, by=cast.ana)
    return Rows(workbook, entry, other, strategy, action)


def third(rows: Rows) -> None:
    twice(rows.entry, ref="S9", key=new_key())


def _upgrade(rows: Rows) -> Upgrade:
    return Upgrade.objects.create(workbook=rows.book, source=rows.book.version, target=rows.book.version)


BREAK = {
    "one_answer_a_prompt": lambda rows: twice(Answer.objects.get()),
    "one_line_a_key": lambda rows: twice(Line.objects.get()),
    "one_entry_a_ref": lambda rows: twice(rows.entry, key=new_key(), twin=None),
    "one_entry_a_key": lambda rows: twice(rows.entry, ref="S9", twin=None),
    "one_twin_an_entry": third,
    "impact_1_to_5": lambda rows: put(rows.entry, impact=6),
    "grade_0_to_3": lambda rows: put(rows.entry, evidence_grade=4),
    "certainty_within_evidence": lambda rows: put(rows.other, certainty=3),
    "no_horizon_inside": lambda rows: put(rows.entry, horizon="1-3 years"),
    "one_strategy_a_ref": lambda rows: twice(rows.strategy, key=new_key()),
    "one_strategy_a_key": lambda rows: twice(rows.strategy, ref="X9"),
    "one_action_a_ref": lambda rows: twice(rows.action, key=new_key()),
    "one_action_a_key": lambda rows: twice(rows.action, ref="A9"),
    "one_ask_a_reader": lambda rows: twice(Ask.objects.get()),
    "one_find_out_a_question": lambda rows: twice(FindOut.objects.get()),
    "one_open_workbook_a_cluster": lambda rows: twice(rows.book),
    "one_numbering_a_letter": lambda rows: twice(Numbering.objects.get(letter="S", workbook=rows.book)),
    "one_template_a_kind_and_language": lambda rows: twice(rows.book.version.template),
    "one_version_a_number": lambda rows: twice(rows.book.version),
    "one_draft_a_template": lambda rows: [twice(rows.book.version, number=n, state="draft") for n in (8, 9)],
    "one_section_a_code": lambda rows: twice(rows.entry.section),
    "one_prompt_a_code": lambda rows: twice(Line.objects.get().prompt),
    "one_check_question_a_number": lambda rows: twice(rows.book.version.check_questions.first()),
    "one_indicator_a_code": lambda rows: twice(rows.book.version.indicators.first()),
    "one_source_a_key": lambda rows: twice(Source.objects.get()),
    "source_grade_0_to_3": lambda rows: put(Source.objects.get(), grade=4),
    "one_comment_a_key": lambda rows: twice(Comment.objects.get()),
    "one_mark_a_crossing": lambda rows: twice(Crossing.objects.get()),
    "mark_0_to_2": lambda rows: put(Crossing.objects.get(), mark=3),
    "one_score_a_person": lambda rows: twice(Score.objects.get()),
    "scored_impact_1_to_5": lambda rows: put(Score.objects.get(), impact=0),
    "scored_certainty_1_to_5": lambda rows: put(Score.objects.get(), certainty=6),
    "one_outcome_a_ref": lambda rows: twice(Outcome.objects.get()),
    "fate_is_known": lambda rows: put(Outcome.objects.get(), fate="forgotten"),
    "one_open_upgrade_a_workbook": lambda rows: [_upgrade(rows) for _twice in range(2)],
    "one_choice_a_code": lambda rows: twice(UpgradeChoice.objects.create(upgrade=_upgrade(rows), code="D-PLA-1")),
    "one_answer_an_offer": lambda rows: twice(Offer.objects.get()),
    "one_presence_a_person": lambda rows: twice(
        Presence.objects.create(workbook=rows.book, user=rows.book.begun_by, seen_at=timezone.now())
    ),
}


def test_every_constraint_is_broken_below():
    assert set(BREAK) == constraints("swot")


@pytest.mark.parametrize("name", sorted(BREAK))
def test_the_database_refuses_it(rows, name):
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAK[name](rows)


# ---------- what stands at the edge is let through ----------


@pytest.mark.parametrize(("grade", "cap"), [(0, 2), (1, 3), (2, 4), (3, 5)])
def test_certainty_up_to_the_cap_is_let_through_and_not_beyond(rows, grade, cap):
    for certainty in (None, *range(1, cap + 1)):
        put(rows.entry, evidence_grade=grade, certainty=certainty)
    for certainty in (0, *range(cap + 1, 7)):
        with pytest.raises(IntegrityError), transaction.atomic():
            put(rows.entry, certainty=certainty)
    assert Entry.objects.get(pk=rows.entry.pk).certainty == cap


def test_with_weaker_evidence_the_same_certainty_is_refused(rows):
    put(rows.entry, evidence_grade=3, certainty=5)
    for grade in (0, 1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            put(rows.entry, evidence_grade=grade)


@pytest.mark.parametrize("impact", [0, -1, 6])
def test_impact_is_from_one_to_five_or_not_said(rows, impact):
    for fine in (None, 1, 5):
        put(rows.entry, impact=fine)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(rows.entry, impact=impact)


@pytest.mark.parametrize("quadrant", ["opportunity", "threat", ""])
def test_a_horizon_is_let_through_outside_and_in_the_tray(rows, quadrant):
    put(rows.entry, quadrant=quadrant, horizon="within 1 year")
    for inside in ("strength", "weakness"):
        with pytest.raises(IntegrityError), transaction.atomic():
            put(rows.entry, quadrant=inside)


def test_a_ref_is_one_workbooks_own(rows, cast):
    Workbook.objects.filter(pk=rows.book.pk).update(deleted_at=rows.book.begun_at)
    second = factories.workbook(rows.book.cluster, by=cast.ana)
    twice(rows.entry, workbook=second, twin=None)
    assert Entry.objects.filter(ref="S1").count() == 2


def test_of_closed_and_deleted_workbooks_a_cluster_has_any_number(rows):
    for end in ("closed_at", "closed_at", "deleted_at"):
        twice(rows.book, **{end: rows.book.begun_at})
    assert Workbook.objects.count() == 4


def test_of_published_versions_a_template_has_any_number(rows):
    twice(rows.book.version, number=2)
    twice(rows.book.version, number=3, state="draft")
    assert TemplateVersion.objects.count() == 3


def test_a_workbook_has_its_single_rows_once(rows):
    for row in (rows.book.first_questions, rows.book.self_check):
        with pytest.raises(IntegrityError), transaction.atomic():
            twice(row)
    assert SelfCheck.objects.count() == 1
