"""The two questions, and the families of crossings."""

import pytest

from swot.rules.quadrants import FAMILIES, LABELS, LETTERS, PLURALS, family, family_of, place
from tests.swot.rules.build import document, entry, strategy


@pytest.mark.parametrize(
    ("helps", "ours", "quadrant"),
    [
        (True, True, "strength"),
        (False, True, "weakness"),
        (True, False, "opportunity"),
        (False, False, "threat"),
    ],
)
def test_two_questions_set_the_quadrant(helps, ours, quadrant):
    assert place(helps=helps, ours=ours) == quadrant


@pytest.mark.parametrize(
    ("inside", "outside", "code", "name"),
    [
        ("strength", "opportunity", "SO", "Build"),
        ("weakness", "opportunity", "WO", "Mend"),
        ("strength", "threat", "ST", "Defend"),
        ("weakness", "threat", "WT", "Guard"),
    ],
)
def test_a_crossing_has_a_family_with_a_verb(inside, outside, code, name):
    assert family(inside, outside) == code
    assert str(FAMILIES[code]) == name


def test_a_crossing_takes_one_from_inside_and_one_from_outside():
    with pytest.raises(KeyError):
        family("threat", "strength")


def test_every_quadrant_has_a_label_a_plural_and_a_letter():
    assert set(LABELS) == set(PLURALS) == set(LETTERS)
    assert [str(letter) for letter in LETTERS.values()] == ["S", "W", "O", "T"]


def test_a_strategy_without_a_written_family_has_that_of_its_entries():
    known = document(entries=(entry("W1"), entry("T1"), entry("S1")))
    assert family_of(strategy("X1", "W1", "T1"), known) == "WT"
    assert family_of(strategy("X1", "W1", "T1", family="SO"), known) == "SO"


def test_a_strategy_that_names_one_side_only_has_no_family():
    known = document(entries=(entry("S1"),))
    assert family_of(strategy("X1", "S1", "O9"), known) is None
