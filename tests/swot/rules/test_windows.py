"""The five windows: each lit, half lit and dark, in the four kinds."""

from datetime import date

import pytest

from swot.document.values import FirstQuestions
from swot.rules.windows import windows
from tests.swot.rules.build import (
    KINDS,
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

SEATS = {"workspace": "I8", "district": "I8", "region": "I27", "network": "I39"}
FIRST = {"workspace": "W-INC-1", "district": "D-PLA-2", "region": "R-PLA-2", "network": "V-PLA-2"}


def window(key, kind="district", today=TODAY, **parts):
    """One window of a document with these parts."""
    return next(one for one in windows(document(kind, **parts), content(kind), today) if one.key == key)


def state(key, kind="district", today=TODAY, **parts):
    """The state of one window."""
    return window(key, kind, today, **parts).state


@pytest.mark.parametrize("kind", KINDS)
def test_every_workbook_starts_dark_and_says_what_to_do_next(kind):
    seen = windows(document(kind), content(kind), TODAY)
    assert [one.key for one in seen] == ["first", "priced-out", "decides", "benefits", "watch"]
    assert all(one.state == "dark" and one.next_step and one.rests_on for one in seen)


@pytest.mark.parametrize(
    ("kind", "label"), [("region", "Who might be left behind"), ("network", "Who might be locked out")]
)
def test_labels_are_in_the_words_of_the_kind(kind, label):
    assert window("priced-out", kind).label == label


@pytest.mark.parametrize("kind", KINDS)
def test_who_was_here_first_is_lit_when_all_is_answered_with_one_entry_of_grade_one(kind):
    known = FirstQuestions(here_before="The rope works")
    parts = {"first_questions": known, "answers": answer_all("first", kind)}
    proven, hunch = entry("S1", grade=1, prompt_id=FIRST[kind]), entry("S1", grade=0, prompt_id=FIRST[kind])
    assert state("first", kind, entries=(proven,), **parts) == "lit"
    assert state("first", kind, entries=(hunch,), **parts) == "half"
    assert state("first", kind, entries=(entry("S1", grade=3),), **parts) == "half"


def test_who_was_here_first_is_half_lit_by_one_answer_of_several():
    assert state("first", first_questions=FirstQuestions(here_before="The rope works")) == "half"
    assert state("first", answers=(answer("D-PLA-1", ["Rope"]),)) == "half"


def test_who_was_here_first_stays_dark_on_nobody_yet_and_says_so():
    seen = window("first", first_questions=FirstQuestions(here_before="Nobody yet"))
    assert (seen.state, seen.rests_on) == ("dark", "We have not yet asked who was here before us.")


def test_nobody_yet_does_not_keep_proven_answers_from_lighting_the_first_window():
    proven = entry("S1", grade=2, prompt_id="D-PLA-1")
    nobody = FirstQuestions(here_before="nobody yet")
    assert state("first", first_questions=nobody, answers=answer_all("first"), entries=(proven,)) == "lit"


@pytest.mark.parametrize("status", ["not yet known", "passed over"])
def test_a_prompt_not_known_or_passed_over_does_not_light_a_window(status):
    assert state("first", answers=(answer("D-PLA-1", status=status), answer("D-PLA-2", status=status))) == "dark"


def test_who_might_be_priced_out_is_lit_for_six_months_after_the_self_check():
    taken = check("yes", taken_on=date(2026, 1, 15))
    assert state("priced-out", check=taken, today=date(2026, 7, 15)) == "lit"
    assert state("priced-out", check=taken, today=date(2026, 7, 16)) == "half"


def test_a_check_without_a_date_was_taken_on_the_date_of_the_document():
    assert state("priced-out", check=check(), today=date(2026, 8, 1)) == "lit"
    assert state("priced-out", check=check(), today=date(2026, 8, 2)) == "half"


def test_who_might_be_priced_out_is_half_lit_while_not_known_enough():
    seen = window("priced-out", check=check("unsure", "unsure", "unsure"))
    assert (seen.state, seen.rests_on) == ("half", "Self-check of 1 February 2026: not known enough.")


def test_who_might_be_priced_out_is_dark_without_one_given_answer():
    assert state("priced-out", check=check(*[None] * 12)) == "dark"


@pytest.mark.parametrize("kind", KINDS)
def test_who_decides_is_lit_by_the_marked_prompts_and_a_current_count_of_seats(kind):
    seats = (reading(SEATS[kind], 30),)
    answers = answer_all("decides", kind)
    assert state("decides", kind, answers=answers, readings=seats) == "lit"
    assert state("decides", kind, answers=answers) == "half"
    assert state("decides", kind, answers=answers, readings=seats, today=date(2027, 2, 2)) == "half"
    assert state("decides", kind, readings=seats) == "half"


def test_who_decides_stays_dark_on_seats_that_are_unknown():
    assert state("decides", readings=(reading("I8", None, "unknown"),)) == "dark"


def test_who_decides_needs_every_marked_prompt_of_a_region():
    seats = (reading("I27", 30),)
    assert state("decides", "region", answers=answer_all("decides", "region")[:1], readings=seats) == "half"


def test_who_benefits_is_lit_when_every_kept_strategy_names_both_sides():
    whole, half = strategy("X1", who_gains="Makers", who_could_lose="Owners"), strategy("X2", who_gains="Makers")
    assert state("benefits", strategies=(whole,)) == "lit"
    assert state("benefits", strategies=(whole, half)) == "half"
    assert state("benefits", strategies=(half,)) == "dark"
    assert window("benefits", strategies=(half,)).next_step


def test_who_benefits_does_not_ask_strategies_that_are_not_kept():
    whole = strategy("X1", who_gains="Makers", who_could_lose="Owners")
    assert state("benefits", strategies=(whole, strategy("X2", kept=False))) == "lit"


@pytest.mark.parametrize("kind", KINDS)
def test_who_benefits_is_lit_before_strategies_by_an_answer_with_an_entry(kind):
    answers = answer_all("benefits", kind)[:1]
    from_it = entry("S1", prompt_id=answers[0].prompt_id)
    assert state("benefits", kind, answers=answers, entries=(from_it,)) == "lit"
    assert state("benefits", kind, answers=answers, entries=(entry("S1"),)) == "half"
    assert state("benefits", kind, entries=(from_it,)) == "dark"


def test_who_keeps_watch_is_lit_by_a_person_two_current_readings_and_a_dated_action():
    named = FirstQuestions(speaks_for_them="Ines Haddad")
    two, dated = (reading("I8"), reading("I9")), (action("A1", inclusion=True, due=date(2026, 5, 1)),)
    assert state("watch", first_questions=named, readings=two, actions=dated) == "lit"
    assert state("watch", first_questions=named, readings=two[:1], actions=dated) == "half"
    assert state("watch", first_questions=named, readings=two) == "half"
    assert state("watch", first_questions=named, readings=two, actions=(action("A1", inclusion=True),)) == "half"
    assert state("watch", first_questions=named, readings=two, actions=(action("A1", due=TODAY),)) == "half"


@pytest.mark.parametrize("who", [None, "", "Nobody yet", "nobody yet."])
def test_who_keeps_watch_is_dark_while_nobody_is_named(who):
    dated = (action("A1", inclusion=True, due=TODAY),)
    parts = {"readings": (reading("I8"), reading("I9")), "actions": dated}
    seen = window("watch", first_questions=FirstQuestions(speaks_for_them=who), **parts)
    assert (seen.state, seen.rests_on) == ("dark", "Nobody is named.")


def test_a_lit_window_asks_for_nothing_more():
    assert window("priced-out", check=check("yes")).next_step == ""
