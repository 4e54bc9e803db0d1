"""Who was in a room is forgotten 30 days after it closed, and every count stays as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusters.ids import uuid7
from tests import factories
from workshops.attendance import attendance
from workshops.forgetting import forget, forget_all, to_forget
from workshops.models import Ballot, Contribution, Operation, PaperSheet, Participant, Step, Workshop
from workshops.operations import operate
from workshops.paper import Line, reserve, type_in
from workshops.room import results, room
from workshops.verbs import VERBS
from workshops.writing import cast as vote

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=30, minutes=1)
WHO = ("live", "live", "work", "trade", "", "work")


@pytest.fixture
def stage(workbook, cast):
    """Six came in; each wrote, five voted in one step and three in another; one sheet was typed."""
    made = factories.workshop(workbook, by=cast.ana, asks_names=True)
    people = [factories.guest(made, name=f"Guest {n}", who=who) for n, who in enumerate(WHO)]
    for one in people:
        factories.contribution(made, by=one, text=f"By {one.name}"[:2] + str(one.pk))
    groups = [made.groups.create(number=n, title=f"Group {n}", place=1) for n in (1, 2)]
    for step, voters in zip(made.steps.filter(kind__in=("vote", "reveal"))[:2], (people[:5], people[3:]), strict=True):
        Step.objects.filter(pk=step.pk).update(vote_open=True, budget=3, vote_on=[one.pk for one in groups])
        for n, one in enumerate(voters):
            vote(made, step.pk, seq=7, by=one, marks={str(groups[n % 2].pk): 1 + n % 2})
        Step.objects.filter(pk=step.pk).update(vote_open=False, voted_at=NOW - timedelta(days=31, minutes=step.order))
    sheet = reserve(made, [made.step], 1, key=uuid7(), by=cast.ana)[0]
    type_in(sheet, {1: Line("On paper")}, seen=1, by=cast.ben, table=1, people=2, typed_by="Joon-ho Park")
    return made


def over(made, at=LONG_AGO, **fields):
    Participant.objects.filter(workshop=made).update(joined_at=at - timedelta(hours=2), seen_at=at)
    Workshop.objects.filter(pk=made.pk).update(**{"status": "closed", "closed_at": at, **fields})
    return Workshop.objects.get(pk=made.pk)


def counted(made):
    found = room(made.pk)
    told = found.counts
    return (
        (told.joined, told.local, told.written, told.writers, told.quadrants, results(found.workshop)),
        attendance(found.workshop),
        sorted(Participant.objects.values_list("who", flat=True)),
        sorted(Contribution.objects.values_list("text", "state")),
        sorted((ballot.step_id, sorted(ballot.marks.items())) for ballot in Ballot.objects.all()),
    )


def test_nothing_ties_anybody_to_anything_and_every_count_is_as_it_was(stage):
    made = over(stage)
    before, known = counted(made), list(Participant.objects.all())
    assert (before[0][3], before[1].wrote, len(before[4])) == (6, 6, 8)
    assert forget_all(NOW) == 1
    assert counted(made) == before
    assert set(Contribution.objects.values_list("participant", flat=True)) == {None}
    assert set(PaperSheet.objects.values_list("typed_by", "by")) == {("", None)}
    rows = list(Participant.objects.all())
    assert not {one.pk for one in rows} & {one.pk for one in known}
    assert not {one.key for one in rows} & {one.key for one in known}
    assert {(one.name, one.joined_at, one.seen_at, one.unsent, one.blocked_at) for one in rows} == {
        ("", LONG_AGO, LONG_AGO, 0, None)
    }
    assert set(Ballot.objects.values_list("seq", "changed_at")) == {(0, LONG_AGO)}
    assert Workshop.objects.get(pk=made.pk).cut_at == NOW


def test_ballots_go_to_anybody_anew_for_each_vote(stage):
    """In twenty shuffles of six people, those who voted first are not always the same: 1 in 6**20 that they are."""
    made, first, seen = over(stage), Step.objects.filter(workshop=stage, voted_at__isnull=False).first(), set()
    for turn in range(20):
        forget(Workshop.objects.get(pk=made.pk), NOW + timedelta(days=turn))
        order = list(Participant.objects.order_by("pk").values_list("pk", flat=True))
        seen.add(tuple(sorted(order.index(one.participant_id) for one in Ballot.objects.filter(step=first))))
    assert len(seen) > 1


@pytest.mark.parametrize(
    ("fields", "is_over"),
    [
        ({}, True),
        ({"closed_at": NOW - timedelta(days=29, hours=23)}, False),
        ({"closed_at": None, "status": "running", "held_on": LONG_AGO.date()}, True),
        ({"closed_at": None, "status": "running", "held_on": NOW.date()}, False),
        ({"status": "archived"}, True),
    ],
)
def test_it_is_over_30_days_after_it_closed_or_was_held_where_nobody_closed_it(stage, fields, is_over):
    over(stage, **fields)
    assert to_forget(NOW).exists() is is_over


@pytest.mark.parametrize(
    ("fields", "is_over"), [({}, True), ({"closed_at": None, "status": "running", "held_on": LONG_AGO.date()}, False)]
)
def test_a_visit_puts_off_what_nobody_closed_and_no_date_that_was_promised(stage, fields, is_over):
    over(stage, **fields)
    Participant.objects.filter(pk=Participant.objects.first().pk).update(seen_at=NOW - timedelta(days=1))
    assert forget_all(NOW) == is_over
    assert Contribution.objects.exclude(participant=None).exists() is not is_over


def test_no_press_tells_afterwards_which_notes_came_from_one_phone(stage, cast):
    note = stage.contributions.exclude(participant=None).first()
    held = operate(stage, VERBS, "block", key=uuid7(), by=cast.ana, note=note.pk, on=True)
    assert held.before
    over(stage)
    assert forget_all(NOW) == 1
    assert [one.before for one in Operation.objects.filter(verb="block")] == [[]]


def test_once_is_enough_until_somebody_comes_in_again(stage):
    over(stage)
    assert [forget_all(NOW), forget_all(NOW + timedelta(days=1))] == [1, 0]
    later = NOW + timedelta(days=40)
    late = Participant.objects.create(workshop=stage, key=uuid7(), name="Late", joined_at=later, seen_at=later)
    Workshop.objects.filter(pk=stage.pk).update(closed_at=later)
    assert forget_all(later + timedelta(days=29)) == 0
    factories.contribution(stage, by=late)
    assert room(stage.pk).counts.writers == len(WHO) + 1
    assert forget_all(later + timedelta(days=31)) == 1
    assert room(stage.pk).counts.writers == len(WHO) + 1
    assert not Participant.objects.filter(pk=late.pk).exists()
    assert Participant.objects.count() == len(WHO) + 1


def test_two_runs_at_once_cut_once(stage):
    made = over(stage)
    assert [forget(made, NOW), forget(made, NOW)] == [True, False]
