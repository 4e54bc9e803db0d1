"""What is coming and what we will do, and what we do not know."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.editions import catalogue
from swot.document.values import NOT_KNOWN, Action, Answer, Evidence, FindOut, SelfCheck, Strategy
from tests.briefings.build import KINDS, TODAY, cells, empty, entry, made, refs, said

HELPED = Strategy(
    "X1", ("S1",), ("O1",), "SO", "Buy the chandlery", "Makers", "Owners", "Deeds", "Old yards", "Council"
)
SOURCED = Evidence("Letter of the fund", "the fund", 3, date=date(2026, 3, 4))
PAIR = (entry("S1", "strength", "Skill stays"), entry("O1", "opportunity", "The fund opens", evidence=SOURCED))
ACTION = Action("A1", "X1", "Ring the bank", "Ana", date(2026, 12, 1), "Find the number", "low", "Rung", inclusion=True)
INCLUSION = {"workspace": "W-INC-2", "district": "D-INC-1", "region": "R-INC-2", "network": "V-INC-2"}


def many(quadrant, count, **changes):
    """So many entries in one quadrant."""
    letter = quadrant[:1].upper()
    return tuple(entry(f"{letter}{n}", quadrant, f"Point {n}", **changes) for n in range(1, count + 1))


def unknown(count):
    """A workbook with so many entries to find out."""
    return empty(entries=many("threat", count, impact=5, certainty=1))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("why_now", "agency"),
        ("strategies", "agency"),
        ("cost_risk", "agency"),
        ("find_out", "agency"),
        ("threats_dated", "council"),
        ("conditions", "council"),
        ("next_step", "council"),
        ("risks", "funder"),
        ("actions", "funder"),
        ("changes", "community"),
        ("promises", "community"),
    ],
)
def test_a_part_with_nothing_to_show_prints_its_own_sentence(name, key):
    assert made(name, empty(), key) is None
    assert catalogue()[name].when_empty in said(name, empty(), key)


def test_why_now_has_one_chance_and_one_danger_with_source_and_date():
    document = empty(entries=(*PAIR, entry("T1", "threat", "Rents rise", evidence=Evidence())))
    text = said("why_now", document)
    assert "The fund opens Checked Letter of the fund. Source: the fund, 4 Mar 2026." in text
    assert "Rents rise Hunch No evidence written down yet. Source: not yet known." in text


def test_a_horizon_stands_beside_its_quadrant():
    document = empty(entries=(entry("T1", "threat", "Rents rise", horizon="within 1 year"),))
    assert "Threat, within 1 year. Rents rise" in said("why_now", document)


def test_a_strategy_has_its_pair_and_both_sides():
    text = said("strategies", empty(entries=PAIR, strategies=(HELPED,)))
    assert "strength and opportunity. Joins S1, O1" in text
    assert "Who gains: Makers. Who could lose: Owners." in text
    assert "Goes with the grain: Old yards." in text


def test_shortened_strategies_keep_who_gains_and_who_could_lose():
    document = empty(entries=PAIR, strategies=(HELPED,))
    one = made("strategies", document, terse=1)["strategies"][0]
    assert (one["gains"], one["lose"]) == ("Makers.", "Owners.")
    assert [label for label, _text in one["rows"]] == ["How we will know"]


def test_a_gap_in_a_strategy_is_said():
    assert "How we will know: not yet known." in said(
        "strategies", empty(strategies=(replace(HELPED, how_we_will_know=""),))
    )


def test_three_strategies_and_how_many_more():
    kept = tuple(replace(HELPED, id=f"X{n}") for n in range(1, 6))
    assert "and 2 more in the workbook" in said("strategies", empty(strategies=kept))
    assert "more in the workbook" not in said("strategies", empty(strategies=kept), "full")


def test_costs_are_counted_by_band_and_who_else_pays_is_a_gap():
    actions = (ACTION, replace(ACTION, id="A2", cost_band="high"), replace(ACTION, id="A3", cost_band="low"))
    text = said("cost_risk", empty(actions=actions, strategies=(HELPED,)))
    assert "3 open actions with a cost: 2 low, 1 high." in text
    assert "Who else pays: not yet known. Who must agree: council." in text


def test_those_who_must_agree_are_named_once():
    kept = tuple(replace(HELPED, id=f"X{n}", who_must_agree=who) for n, who in enumerate(("Owner, bank", "Owner."), 1))
    assert made("conditions", empty(strategies=kept), "council")["agree"] == "owner, bank"


def test_names_in_capitals_stay_so_among_those_who_must_agree():
    kept = (replace(HELPED, who_must_agree="UNESCO office"),)
    assert made("conditions", empty(strategies=kept), "council")["agree"] == "UNESCO office"


def test_risks_come_by_weight_with_what_answers_them():
    entries = (entry("W1", "weakness", impact=2), entry("T1", "threat", impact=5), entry("T2", "threat", impact=None))
    table = made("risks", empty(entries=entries, strategies=(replace(HELPED, external_entries=("T1",)),)), "funder")[
        "table"
    ]
    assert refs(table) == ["T1", "W1", "T2"]
    assert [row[1:] for row in cells(table)] == [
        ["15", "Buy the chandlery"],
        ["6", "Nothing yet"],
        ["not weighed", "Nothing yet"],
    ]


@pytest.mark.parametrize(("terse", "shown"), [(0, 6), (1, 5), (2, 4)])
def test_risks_are_cut_step_by_step(terse, shown):
    table = made("risks", empty(entries=many("threat", 9)), "funder", terse=terse)["table"]
    assert (len(table.rows), table.more.count) == (shown, 9 - shown)


def test_the_full_workbook_lists_every_risk():
    assert len(made("risks", empty(entries=many("threat", 9)), "full")["table"].rows) == 9


def test_an_action_has_owner_date_first_step_cost_and_measure():
    table = made("actions", empty(actions=(ACTION,)), "funder")["table"]
    assert cells(table) == [["Ring the bank", "Ana", "1 Dec 2026", "low", "Rung"]]
    assert table.rows[0].cells[0].small == "First step: Find the number"
    assert table.rows[0].cells[0].window


def test_the_gaps_of_an_action_are_said():
    table = made("actions", empty(actions=(Action("A1", action="Ring"),)), "funder")["table"]
    assert cells(table) == [["Ring"] + ["not yet known"] * 4]


def test_actions_come_by_date_the_done_ones_last():
    given = (
        replace(ACTION, id="A1", action="Later", due=date(2027, 1, 1)),
        replace(ACTION, id="A2", action="Done", done=date(2026, 9, 1)),
        replace(ACTION, id="A3", action="Late", due=date(2026, 1, 1)),
        replace(ACTION, id="A4", action="Undated", due=None),
    )
    table = made("actions", empty(actions=given), "funder")["table"]
    assert [row[0] for row in cells(table)] == ["Late", "Later", "Undated", "Done"]
    assert [row.cells[2].small for row in table.rows] == ["late", "", "", "done 1 Sep 2026"]


def test_an_action_without_words_is_not_printed():
    assert made("actions", empty(actions=(Action("A1", owner="Ana"),)), "funder") is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_answered_as_not_known_is_to_find_out(kind):
    document = empty(kind, answers=(Answer(INCLUSION[kind], NOT_KNOWN),))
    assert len(made("find_out", document)["questions"]) == 1


def test_five_questions_and_how_many_more():
    text = said("find_out", unknown(8))
    assert text.count("Point") == 5
    assert "and 3 more in the workbook Who asks, and by when: not yet known." in text


@pytest.mark.parametrize(("terse", "shown"), [(0, 5), (1, 4), (2, 3)])
def test_questions_are_cut_step_by_step(terse, shown):
    assert len(made("find_out", unknown(8), terse=terse)["questions"]) == shown


def test_a_question_somebody_was_given_stands_in_a_table_with_name_and_date():
    given = FindOut("T1", "Ana", date(2026, 12, 1))
    table = made("find_out", replace(unknown(2), find_out=(given,)))["table"]
    assert [row[1:] for row in cells(table)] == [["Ana", "1 Dec 2026"], ["not yet known", "not yet known"]]


def test_a_question_that_was_found_out_is_nobody_s_any_more():
    given = FindOut("T1", "Ana", date(2026, 12, 1), done=TODAY)
    assert "questions" in made("find_out", replace(unknown(1), find_out=(given,)))


def test_the_full_workbook_lists_all_questions_with_who_asks():
    assert len(made("find_out", unknown(8), "full")["table"].rows) == 8


def test_a_heavy_question_of_the_check_says_how_it_is_found_out():
    check = SelfCheck("check", ("unsure",) * 12)
    shown = made("find_out", empty(check=check), "full")["table"].rows
    assert shown
    assert all(row.cells[0].small for row in shown)


def test_dated_threats_come_soonest_first():
    entries = (
        entry("T1", "threat", horizon="beyond 3 years"),
        entry("T2", "threat"),
        entry("T3", "threat", horizon="within 1 year"),
        entry("T4", "threat", horizon="1-3 years"),
    )
    shown = made("threats_dated", empty(entries=entries), "council")
    assert [one.id for one in shown["entries"]] == ["T3", "T4", "T1"]
    assert shown["more"] is None


def test_dated_threats_are_cut_with_a_count():
    document = empty(entries=many("threat", 7, horizon="within 1 year"))
    assert "and 3 more in the workbook" in said("threats_dated", document, "council")


def test_the_next_step_is_one_step_one_name_one_date():
    later = replace(ACTION, id="A2", action="Sign", due=date(2027, 5, 1))
    text = said("next_step", empty(actions=(later, ACTION)), "council")
    assert "Ring the bank, Ana, by 1 Dec 2026. First step: Find the number." in text
    assert "Sign" not in text


def test_a_next_step_that_is_late_says_so():
    late = replace(ACTION, due=date(2026, 1, 1))
    assert "by 1 Jan 2026 (late)." in said("next_step", empty(actions=(late,)), "council")


def test_promises_are_the_actions_about_people_already_here():
    other = replace(ACTION, id="A2", action="Print a leaflet", inclusion=False)
    text = said("promises", empty(actions=(other, ACTION)), "community")
    assert "Ring the bank (Ana, by 1 Dec 2026)" in text
    assert "leaflet" not in text


def test_promises_are_cut_with_a_count():
    given = tuple(replace(ACTION, id=f"A{n}") for n in range(1, 8))
    assert "and 2 more" in said("promises", empty(actions=given), "community")
    assert made("promises", empty(actions=given), "community", tight=5)["table"].more.count == 5


def test_changes_put_what_comes_from_outside_before_what_we_decide():
    entries = (entry("T1", "threat", "Rents rise", horizon="1-3 years"), *PAIR)
    table = made("changes", empty(entries=entries, strategies=(HELPED,)), "community")["table"]
    assert cells(table) == [
        ["Rents rise", "1-3 years"],
        ["The fund opens", "not yet known"],
        ["Buy the chandlery", "we decide this"],
    ]


def test_a_strategy_without_a_pair_says_no_verb_and_no_colon():
    alone = replace(HELPED, internal_entries=("S1",), external_entries=(), family=None)
    text = said("strategies", empty(entries=PAIR, strategies=(alone,)))
    assert "S strength. Joins S1" in text
    assert ": strength" not in text
