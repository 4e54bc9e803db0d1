"""Twins are one fact in two quadrants: both sides know it, and nothing breaks the pair unsaid."""

import pytest

from swot.models import Entry
from tests import factories
from tests.swot.models.recorded import late, nothing_written, recorded, refused

pytestmark = pytest.mark.django_db
THERE = "Its twin %s is there already. Part the twins first."
ONE = "An entry has one twin at most. Part the other pair first."
TRAY = "Twins both have a place. Sort the one in the tray first."
PLACES = "Twins stand in two different quadrants. Move one of them first."


@pytest.fixture
def one(workbook, cast):
    return factories.entry(workbook, by=cast.ana)


@pytest.fixture
def other(workbook, cast):
    return factories.entry(workbook, by=cast.ana, quadrant="weakness")


@pytest.fixture
def pair(workbook, cast, one, other):
    """S1 and W1, as they stand in the database."""
    one.link_twin(other, by=cast.ana)
    return fresh(one), fresh(other)


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def test_both_sides_know_and_both_are_recorded(workbook, cast, one, other):
    one.link_twin(other, by=cast.ben)
    assert (fresh(one).twin, fresh(other).twin) == (other, one)
    assert (fresh(one).revision, fresh(other).revision) == (2, 2)
    assert recorded(workbook)[2:] == [("Ben", "twinned", "S1"), ("Ben", "twinned", "W1")]
    assert workbook.changes.first().left_as == {"twin": one.pk}


@pytest.mark.parametrize("quadrant", ["weakness", "opportunity", "threat"])
def test_any_two_different_quadrants_will_do(workbook, cast, one, quadrant):
    twin = factories.entry(workbook, by=cast.ana, quadrant=quadrant)
    one.link_twin(twin, by=cast.ana)
    assert fresh(twin).twin == one


def test_two_of_one_quadrant_are_no_twins(workbook, cast, one):
    same = factories.entry(workbook, by=cast.ana)
    with refused(workbook, PLACES):
        one.link_twin(same, by=cast.ana)


def test_nothing_is_its_own_twin(workbook, cast, one):
    with refused(workbook, PLACES):
        one.link_twin(fresh(one), by=cast.ana)


def test_what_has_no_place_yet_has_no_twin(workbook, cast, one):
    loose = factories.entry(workbook, by=cast.ana, quadrant="")
    with refused(workbook, TRAY):
        one.link_twin(loose, by=cast.ana)
    with refused(workbook, TRAY):
        loose.link_twin(one, by=cast.ana)


def test_a_third_is_refused_from_either_side(workbook, cast, pair):
    third = factories.entry(workbook, by=cast.ana, quadrant="threat")
    with refused(workbook, ONE):
        pair[0].link_twin(third, by=cast.ana)
    with refused(workbook, ONE):
        third.link_twin(pair[1], by=cast.ana)
    assert fresh(third).twin is None


def test_a_twin_that_somebody_edited_since_is_not_linked_by_halves(workbook, cast, one, other):
    fresh(other).edit(by=cast.ben, seen=1, text="Other words")
    current = late(workbook, one.link_twin, other, by=cast.ana)
    assert (current, fresh(one).twin) == (other, None)


def test_parting_ends_it_on_both_sides_and_both_stay(workbook, cast, pair):
    pair[1].part(by=cast.ben)
    assert [(entry.twin, entry.deleted_at, entry.revision) for entry in map(fresh, pair)] == [(None, None, 3)] * 2
    assert recorded(workbook)[4:] == [("Ben", "parted", "S1"), ("Ben", "parted", "W1")]


def test_without_a_twin_there_is_nothing_to_part(workbook, cast, one):
    with nothing_written(workbook):
        one.part(by=cast.ana)


def test_after_parting_each_may_have_another(workbook, cast, pair):
    pair[0].part(by=cast.ana)
    third = factories.entry(workbook, by=cast.ana, quadrant="threat")
    fresh(pair[0]).link_twin(third, by=cast.ana)
    assert (fresh(third).twin, fresh(pair[1]).twin) == (pair[0], None)


def test_a_twin_never_joins_the_other_in_its_quadrant(workbook, cast, pair):
    with refused(workbook, THERE % "W1"):
        pair[0].move(by=cast.ana, seen=2, quadrant="weakness")
    with refused(workbook, THERE % "S1"):
        pair[1].edit(by=cast.ana, seen=2, quadrant="strength", text="Other words")


def test_a_twin_does_not_go_back_to_the_tray(workbook, cast, pair):
    with refused(workbook, "Twins both have a place. Part them before you take one back to the tray."):
        pair[0].move(by=cast.ana, seen=2, quadrant="")


def test_a_twin_may_move_to_a_third_quadrant(cast, pair):
    pair[0].move(by=cast.ana, seen=2, quadrant="opportunity")
    assert (fresh(pair[0]).quadrant, fresh(pair[0]).twin) == ("opportunity", pair[1])


def test_a_deleted_entry_leaves_no_half_a_pair(workbook, cast, pair):
    pair[0].delete_gently(by=cast.ben, seen=2)
    assert [entry.twin for entry in map(fresh, pair)] == [None, None]
    assert (fresh(pair[1]).deleted_at, fresh(pair[1]).revision) == (None, 3)
    assert recorded(workbook)[4:] == [("Ben", "deleted", "S1"), ("Ben", "parted", "S1"), ("Ben", "parted", "W1")]


def test_whoever_deletes_too_late_parts_nobody(workbook, cast, pair):
    current = late(workbook, pair[0].delete_gently, by=cast.ben, seen=1)
    assert (current, current.deleted_at) == (pair[0], None)
    assert fresh(pair[1]).twin == pair[0]


def test_what_is_brought_back_is_alone_and_may_be_linked_again(cast, pair):
    pair[0].delete_gently(by=cast.ana, seen=2)
    back = fresh(pair[0])
    back.bring_back(by=cast.ana, seen=back.revision)
    assert fresh(back).twin is None
    fresh(back).link_twin(fresh(pair[1]), by=cast.ana)
    assert fresh(pair[1]).twin == back


def test_a_purged_twin_leaves_the_other_alone(pair):
    Entry.objects.filter(pk=pair[0].pk).delete()
    assert fresh(pair[1]).twin is None
