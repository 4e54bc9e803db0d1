"""The kind finder's rules: the eleven worked checks, and what holds for every one of the 16,384 ways to answer."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.explained import explained, start_words
from clusters.kind_finder import CLEAR, HYBRID, NESTED, SCATTERED, because, find, library, near_miss, points, primary_of
from clusters.kinds import Kind

KINDS = ("workspace", "district", "region", "network")
CHECKS = library()["checks"]
seven_answers = st.lists(st.sampled_from(KINDS), min_size=7, max_size=7)


def numbered(kinds):
    return {str(number): kind for number, kind in enumerate(kinds, start=1)}


def initials(letters):
    return numbered({"W": "workspace", "D": "district", "R": "region", "V": "network"}[letter] for letter in letters)


@pytest.mark.parametrize("check", CHECKS, ids=[check["cluster"] for check in CHECKS])
def test_a_worked_check_comes_out_as_written(check):
    found = find(numbered(check["answers"]))
    expected = (check["result"].capitalize(), check["kind"], check["second_workbook"] or check["also"], check["points"])
    assert (found.result, found.recommended, found.also, found.points) == expected


def test_there_are_eleven_checks_and_seven_questions():
    assert (len(CHECKS), len(library()["questions"])) == (11, 7)


@given(seven_answers)
def test_points_always_add_up_to_19(kinds):
    assert sum(points(numbered(kinds)).values()) == 19


@given(seven_answers)
def test_exactly_one_case_holds(kinds):
    found = find(numbered(kinds))
    top, second, *_rest = sorted(found.points.values(), reverse=True)
    cases = {CLEAR: top >= 9 and top - second >= 4, SCATTERED: top <= 8}
    cases[NESTED] = cases[HYBRID] = top >= 9 and top - second < 4
    assert cases[found.result]
    assert sum((cases[CLEAR], cases[SCATTERED], cases[NESTED])) == 1


def test_every_way_to_answer_is_decided_without_asking_for_the_decision():
    every = [find(numbered(kinds)) for kinds in product(KINDS, repeat=7)]
    assert len(every) == 16_384
    assert [found for found in every if found.asks_decision] == []
    assert {found.result for found in every} == {CLEAR, NESTED, HYBRID, SCATTERED}


@given(seven_answers)
def test_the_second_kind_is_never_the_first_and_a_network_makes_it_hybrid(kinds):
    found = find(numbered(kinds))
    assert found.also != found.recommended
    if found.result in (NESTED, HYBRID):
        assert ("network" in (found.recommended, found.also)) == (found.result == HYBRID)


def test_a_clear_kind_notes_a_second_one_from_six_points_on():
    with_six, with_five = find(initials("WDDWWWW")), find(initials("WDWDWWW"))
    assert (with_six.points["district"], with_five.points["district"]) == (6, 5)
    assert (with_six.also, with_five.also) == ("district", None)


def test_a_tie_for_second_place_never_leads_to_a_second_kind():
    every = [find(numbered(kinds)) for kinds in product(KINDS, repeat=7)]
    tied = [found for found in every if sorted(found.points.values())[1] == sorted(found.points.values())[2]]
    assert len(tied) > 1000
    assert [found for found in tied if found.also] == []


def test_two_close_kinds_are_told_apart_by_answer_1_then_answer_3_then_the_score():
    pair, scores = ("workspace", "district"), {"workspace": 9, "district": 7}
    assert primary_of(pair, scores, initials("DWWWWWW")) == "district"
    assert primary_of(pair, scores, initials("RRDWWWW")) == "district"
    assert primary_of(pair, scores, initials("RRRWWWW")) == "workspace"


def test_level_kinds_are_told_apart_by_the_decision_alone():
    pair, level = ("workspace", "district"), {"workspace": 8, "district": 8}
    answers = initials("RRRWWDD")
    assert primary_of(pair, level, answers) is None
    assert primary_of(pair, level, answers, "district") == "district"
    assert primary_of(pair, level, answers, "network") is None


def test_a_near_miss_names_the_lightest_answer_that_would_have_changed_the_kind():
    answers = initials("RWWDDWD")
    miss = near_miss(answers)
    changed = find({**answers, str(miss.number): next(
        each["kind"] for each in library()["questions"][miss.number - 1]["answers"] if each["text"] == miss.answer
    )})  # fmt: skip
    assert (miss.number, miss.kind) == (4, "region")
    assert changed.recommended == miss.kind


def test_nothing_is_near_when_all_seven_agree_or_nothing_is_clear():
    assert near_miss(initials("DDDDDDD")) is None
    assert near_miss(initials("DWRDVRD")) is None


def test_reasons_are_the_heaviest_answers_for_the_kind():
    assert because(initials("WWDWDWD"), "workspace") == [
        "members meet by walking along a corridor",
        "a room, desk or key makes somebody a member",
        "the farthest who work together are in one building or yard",
    ]


@given(seven_answers)
def test_every_finding_can_be_said_with_nothing_left_to_fill_in(kinds):
    answers = numbered(kinds)
    said = explained(find(answers), answers)
    for sentence in (said.heading, said.text, said.also, said.pair):
        assert "{" not in sentence
        assert "  " not in sentence
    assert said.heading
    assert said.text


def test_a_clear_finding_says_points_and_reason():
    answers = initials("DDDDDDD")
    said = explained(find(answers), answers)
    assert said.heading == "Yours is a creative district"
    assert said.text.startswith(
        "You scored 19 of 19 for district, because members meet by walking through the streets,"
    )
    assert (said.also, said.pair, said.near_miss) == ("", "", None)


def test_two_kinds_say_how_they_go_together():
    answers = initials("WWVWVVV")
    said = explained(find(answers), answers)
    assert said.pair == library()["pairs"][3]["text"]
    assert start_words(Kind.WORKSPACE) == "Start a workspace workbook"
