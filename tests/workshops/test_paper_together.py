"""Many who print and type at once: no number is given twice, no line is doubled, and the second scribe is told."""

import pytest

from clusters.errors import Stale
from clusters.ids import uuid7
from tests import factories
from tests.briefings.test_share_together import at_once
from workshops.models import Contribution, PaperSheet, State
from workshops.paper import Line, reserve, type_in
from workshops.writing import Outcome

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = {"table": 1, "people": 6, "typed_by": "Joon-ho Park"}


@pytest.fixture
def stage(transactional_db):
    people = factories.cast()
    made = factories.workshop(factories.workbook(people.cluster, by=people.ana), by=people.ana)
    return made, people


def test_five_who_print_at_once_get_numbers_of_their_own(stage):
    made, people = stage
    given = at_once(*[lambda: reserve(made, [made.step], 3, key=uuid7(), by=people.ana)] * 5)
    assert sorted(one.number for sheets in given for one in sheets) == list(range(1, 16))


def test_one_press_that_is_sent_five_times_at_once_takes_numbers_once(stage):
    made, people = stage
    key = uuid7()
    given = at_once(*[lambda: reserve(made, [made.step], 3, key=key, by=people.ana)] * 5)
    assert {tuple(one.number for one in sheets) for sheets in given} == {(1, 2, 3)}
    assert PaperSheet.objects.count() == 3


def typing(sheet, text, by):
    return lambda: type_in(PaperSheet.objects.get(pk=sheet.pk), {1: Line(text)}, seen=1, by=by, **HEAD)[1]


def test_the_same_sheet_typed_five_times_at_once_is_typed_once(stage):
    made, people = stage
    sheet = reserve(made, [made.step], 1, key=uuid7(), by=people.ana)[0]
    given = at_once(*[typing(sheet, "We share a press", people.ana)] * 5)
    assert sorted(one.value for one in given) == [Outcome.NEW.value] + [Outcome.SAME.value] * 4
    assert list(Contribution.objects.values_list("text", "state")) == [("We share a press", State.SHOWN)]


def test_of_five_who_type_other_words_at_once_one_is_kept_and_four_are_told(stage):
    made, people = stage
    sheet = reserve(made, [made.step], 1, key=uuid7(), by=people.ana)[0]
    given = at_once(*[typing(sheet, f"Words {n}", people.ana) for n in range(5)])
    assert [one for one in given if one is not Stale] == [Outcome.NEW]
    assert Contribution.objects.count() == 1
