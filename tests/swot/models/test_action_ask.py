"""Actions and asks: what somebody does by a date, and what each reader is asked."""

from datetime import date

import pytest

from swot.models import Action, Ask
from tests import factories
from tests.swot.models.recorded import last, late, nothing_written, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(workbook, cast):
    """A1."""
    return workbook.add_action(by=cast.ana, text="Ask the landlord", owner="Ben", due=date(2026, 12, 1), key="one")


def stored(action):
    return Action.objects.get(pk=action.pk)


# ---------- actions ----------


def test_what_is_added_has_the_next_ref_and_is_recorded(workbook, cast, action):
    assert (action.ref, str(action), action.done_on, action.strategy) == ("A1", "A1 Ask the landlord", None, None)
    assert recorded(workbook) == [("Ana", "added", "A1")]
    assert last(workbook).left_as == {"text": "Ask the landlord", "owner": "Ben", "due": "2026-12-01"}


def test_one_key_sent_twice_is_one_action(workbook, cast, action):
    with nothing_written(workbook):
        assert workbook.add_action(by=cast.ben, text="Something else", key="one") == action
    assert workbook.add_action(by=cast.ben).ref == "A2"


def test_it_is_changed_and_marked_done(workbook, cast, action):
    action.edit(by=cast.ben, seen=1, owner="Caro", done_on=date(2026, 11, 2), cost_band="low")
    after = stored(action)
    assert (after.owner, after.done_on, after.cost_band, after.revision) == ("Caro", date(2026, 11, 2), "low", 2)
    assert after.changed_by == cast.ben
    assert recorded(workbook)[1:] == [("Ben", "edited", "A1")]
    assert last(workbook).left_as == {"owner": "Caro", "done_on": "2026-11-02", "cost_band": "low"}


@pytest.mark.parametrize(("verb", "fields"), [("edit", {"owner": "Me"}), ("delete_gently", {}), ("bring_back", {})])
def test_whoever_comes_late_is_told_what_stands(workbook, cast, action, verb, fields):
    stored(action).edit(by=cast.ana, seen=1, owner="Caro")
    current = late(workbook, getattr(action, verb), by=cast.ben, seen=1, **fields)
    assert (current.owner, current.revision, current.deleted_at) == ("Caro", 2, None)


def test_it_is_deleted_and_comes_back_and_its_number_is_not_used_again(workbook, cast, action):
    action.delete_gently(by=cast.ben, seen=1)
    assert stored(action).deleted_at
    assert workbook.add_action(by=cast.ana).ref == "A2"
    action.bring_back(by=cast.ana, seen=2)
    assert stored(action).deleted_at is None
    assert recorded(workbook)[1:] == [("Ben", "deleted", "A1"), ("Ana", "added", "A2"), ("Ana", "brought back", "A1")]


def test_an_action_outlives_the_strategy_it_served(workbook, cast):
    entries = [factories.entry(workbook, by=cast.ana, quadrant=quadrant) for quadrant in ("strength", "threat")]
    strategy = workbook.add_strategy(by=cast.ana, entries=entries)
    action = workbook.add_action(by=cast.ana, strategy=strategy)
    assert last(workbook).left_as == {"strategy": strategy.pk}
    strategy.delete()
    assert stored(action).strategy is None


# ---------- asks ----------


def asks(workbook):
    return list(workbook.asks.values_list("reader", "decision", "revision"))


def test_each_reader_is_asked_once(workbook, cast):
    workbook.ask("council", by=cast.ana, seen=0, decision="Keep the covenant", by_date=date(2026, 12, 1))
    workbook.ask("agency", by=cast.ben, seen=0, decision="Fund the study")
    assert asks(workbook) == [("council", "Keep the covenant", 1), ("agency", "Fund the study", 1)]
    assert recorded(workbook) == [("Ana", "asked", "ask council"), ("Ben", "asked", "ask agency")]
    assert workbook.changes.last().verb == "began"
    assert str(Ask.objects.first()) == "council: Keep the covenant"


def test_what_is_asked_is_changed_by_who_saw_it(workbook, cast):
    workbook.ask("council", by=cast.ana, seen=0, decision="Keep the covenant")
    workbook.ask("council", by=cast.ben, seen=1, decision="Extend the covenant", by_date=date(2027, 1, 1))
    assert asks(workbook) == [("council", "Extend the covenant", 2)]
    assert last(workbook).left_as == {"decision": "Extend the covenant", "by_date": "2027-01-01"}


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_whoever_asks_late_is_told_what_is_asked(workbook, cast, seen):
    workbook.ask("council", by=cast.ana, seen=0, decision="Keep the covenant")
    workbook.ask("council", by=cast.ana, seen=1, decision="Extend the covenant")
    current = late(workbook, workbook.ask, "council", by=cast.ben, seen=seen, decision="Drop it")
    assert (current.decision, current.revision) == ("Extend the covenant", 2)
