"""The inclusion strip: what it counts and what it says."""

from datetime import date

import pytest

from swot.document.values import FirstQuestions
from swot.rules.inclusion import overdue_readings, strip
from tests.swot.rules.build import (
    TODAY,
    action,
    answer,
    answer_all,
    check,
    content,
    document,
    entry,
    reading,
    strategy,
)


def seen(kind="district", today=TODAY, **parts):
    """The strip of a document with these parts."""
    return strip(document(kind, **parts), content(kind), today)


ALL_LIT = {
    "first_questions": FirstQuestions("The rope works", "Tenants", "Ines Haddad"),
    "answers": (*answer_all("first"), *answer_all("decides")),
    "entries": (entry("S1", grade=2, prompt_id="D-PLA-1"),),
    "check": check("yes"),
    "readings": (reading("I8"), reading("I9")),
    "strategies": (strategy("X1", who_gains="Makers", who_could_lose="Owners"),),
    "actions": (action("A1", inclusion=True, due=date(2027, 3, 12), action="count the seats"),),
}


def test_an_empty_workbook_has_not_begun_with_the_neighbours():
    found = seen()
    assert (found.answered, found.begun, found.next_action, found.action_ratio) == (0, False, None, "0 of 0")
    assert (
        found.sentence == "Local inclusion: 0 of 5 answered. Self-check not taken. Not yet begun with the neighbours."
    )


@pytest.mark.parametrize(("status", "begun"), [("not yet known", True), ("passed over", False)])
def test_not_knowing_begins_with_the_neighbours_and_passing_over_does_not(status, begun):
    assert seen(answers=(answer("D-INC-2", status=status),)).begun is begun


def test_the_sentence_puts_not_known_enough_first_and_names_the_missing_windows():
    given = ["unsure", "yes", *["unsure"] * 6, "yes", "yes", "yes", "no"]
    found = seen(check=check(*given), answers=(*answer_all("decides"), *answer_all("first")))
    assert found.not_known_enough
    assert found.sentence == (
        "Local inclusion: 3 of 5 answered. Not known enough. 8 confirmed, could be 23 of 24: watch. "
        "Not answered yet: who benefits, who keeps watch."
    )


def test_a_half_lit_window_counts_as_answered():
    found = seen(first_questions=FirstQuestions(here_before="The rope works"))
    assert (found.answered, found.windows[0].state) == (1, "half")


def test_missing_windows_are_named_by_their_labels_in_the_words_of_the_kind():
    assert seen("region").missing == (
        "Who was here first",
        "Who might be left behind",
        "Who decides",
        "Who benefits",
        "Who keeps watch",
    )


def test_with_all_windows_answered_it_says_the_next_action_and_its_date():
    found = seen(**ALL_LIT)
    assert [window.state for window in found.windows] == ["lit"] * 5
    assert found.missing == ()
    assert found.sentence == (
        "Local inclusion: 5 of 5 answered. 3 confirmed, could be 3 of 24: calm. Next: count the seats, 12 March 2027."
    )


def test_with_all_windows_answered_and_no_action_it_says_so():
    found = seen(**{**ALL_LIT, "actions": ()})
    assert found.rest == "No action about people already here yet."


def test_the_next_action_is_the_open_inclusion_action_due_first():
    actions = (
        action("A1", inclusion=True),
        action("A2", inclusion=True, due=date(2026, 9, 1)),
        action("A3", inclusion=True, due=date(2026, 5, 1)),
        action("A4", inclusion=True, due=date(2026, 3, 1), done=TODAY),
        action("A5", due=date(2026, 2, 2)),
    )
    found = seen(actions=actions)
    assert found.next_action.id == "A3"
    assert found.action_ratio == "3 of 4"


def test_an_action_without_a_date_is_next_only_when_there_is_no_other():
    found = seen(**{**ALL_LIT, "actions": (action("A2", inclusion=True), action("A1", inclusion=True))})
    assert found.rest == "Next: Action A1, no date yet."


def test_the_oldest_unknown_or_stale_reading_is_told_first():
    readings = (
        reading("I3", 4, "calm", date(2025, 5, 1)),
        reading("I5", None, "unknown", date(2025, 3, 1)),
        reading("I8", 30, "act", date(2026, 1, 1)),
    )
    found = document(readings=readings)
    assert [one.id for one, _ in overdue_readings(found, content(), TODAY)] == ["I5", "I3"]
    assert seen(readings=readings).oldest_unknown == "Named neighbours who are still here: unknown since 1 March 2025."
    assert seen(readings=readings[:1]).oldest_unknown == (
        "Cheapest workshop rent against the city: last counted 1 May 2025."
    )


def test_a_reading_without_a_date_is_older_than_any():
    readings = (reading("I3", status="stale", as_of=date(2020, 1, 1)), reading("I5", None, "unknown", None))
    assert seen(readings=readings).oldest_unknown == "Named neighbours who are still here: not counted yet."


def test_nothing_is_unknown_while_all_readings_are_current():
    assert seen(readings=(reading("I8"),)).oldest_unknown == ""


def test_a_reading_marked_stale_by_a_person_is_out_of_date_whatever_its_date():
    found = seen(readings=(reading("I3", "24 to 60 yuan, none since", "stale"),))
    assert found.oldest_unknown == "Cheapest workshop rent against the city: out of date."
