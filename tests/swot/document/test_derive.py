"""The derived block: the two worked cases exactly, and each rule and alert on its own."""

import json
from datetime import date
from pathlib import Path

import pytest

from swot.document.derive import derive
from swot.document.read import read
from tests.swot.rules.build import KINDS, action, answer, check, content, document, entry, strategy

CASES = Path(__file__).parents[2] / "data" / "cases"
REMARKS = {"note", "short_list_rule"}
NO_ENTRY = "No entry yet about people already here"
TAGGED = entry("S1", 1, 1, inclusion=True)


def contents(kind, key=None, version=None):
    """The library's template of a kind, whichever version is asked for."""
    return content(kind)


def worked(name):
    """A worked case as written, and what is derived from it."""
    raw = (CASES / f"{name}.json").read_bytes()
    found = read(raw, contents=contents)
    return json.loads(raw), derive(found, content(found.cluster.kind))


def alerts(kind="district", **parts):
    """The alerts of a document in which nothing else is amiss, but for the parts given."""
    passed = tuple(answer(p.id, status="passed over") for p in content(kind).prompts.values())
    quiet = {"check": check(kind=kind), "answers": passed, "entries": (TAGGED,), **parts}
    return derive(document(kind, **quiet), content(kind))["alerts"]


@pytest.mark.parametrize("name", ["798-district", "cockpit-workspace"])
def test_a_worked_case_gives_exactly_what_it_expects(name):
    case, derived = worked(name)
    expected = {key: value for key, value in case["expected"].items() if key not in REMARKS}
    assert {key: value for key, value in derived.items() if key != "check"} == expected


@pytest.mark.parametrize("name", ["798-district", "cockpit-workspace"])
def test_the_check_of_a_worked_case_is_what_the_case_says_of_it(name):
    case, derived = worked(name)
    assert derived["check"] == {key: case["inclusion"]["check"][key] for key in derived["check"]}


@pytest.mark.parametrize("name", ["798-district", "cockpit-workspace"])
def test_lists_and_keys_of_a_worked_case_are_in_the_order_of_the_file(name):
    case, derived = worked(name)
    expected = case["expected"]
    assert list(derived["short_list"]) == list(expected["short_list"])
    assert list(derived["section_pulses"]) == list(expected["section_pulses"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_and_their_order_are_fixed(kind):
    assert list(derive(document(kind), content(kind))) == [
        "section_pulses",
        "counts",
        "short_list",
        "inclusion_entry_carried_by_rule",
        "find_out_list",
        "twins",
        "strategy_families",
        "inclusion_actions",
        "check",
        "alerts",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_document_derives_empty_results(kind):
    found = derive(document(kind), content(kind))
    assert list(found["section_pulses"].values()) == [None] * 9
    assert found["counts"] == dict.fromkeys(["strength", "weakness", "opportunity", "threat"], 0)
    assert found["inclusion_actions"] == "0 of 0"
    assert found["check"] is None


def test_only_answered_pulses_are_charted():
    given = (answer("D-PLA-3", 3), answer("D-CON-3", status="not yet known"))
    pulses = derive(document(answers=given), content())["section_pulses"]
    assert (pulses["Place & people"], pulses["Connectivity"]) == (3, None)
    assert "Purpose & boundary" not in pulses


def test_counts_take_all_bands_and_leave_out_the_tray():
    board = (entry("S1", 5, 5), entry("S2", 1, 1), entry("S3"), entry("N1", 5, 5))
    assert derive(document(entries=board), content())["counts"]["strength"] == 3
    assert sum(derive(document(entries=board), content())["counts"].values()) == 3


def test_the_carried_entry_is_named_and_is_not_in_the_short_list():
    board = [entry(f"W{n}", 5, 5) for n in range(1, 6)]
    found = derive(document(entries=(*board, entry("W9", 2, 2, inclusion=True))), content())
    assert found["inclusion_entry_carried_by_rule"] == "W9"
    assert "W9" not in found["short_list"]["weakness"]


def test_families_are_in_the_order_so_st_wo_wt_and_each_once():
    chosen = [strategy(f"X{n}", family=family) for n, family in enumerate(["WT", "ST", "SO", "ST"], 1)]
    assert derive(document(strategies=tuple(chosen)), content())["strategy_families"] == ["SO", "ST", "WT"]


def test_inclusion_actions_are_counted_among_open_ones_only():
    done = action("A3", inclusion=True, done=date(2026, 1, 1))
    actions = (action("A1", inclusion=True), action("A2"), done)
    assert derive(document(actions=actions), content())["inclusion_actions"] == "1 of 2"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("workspace", "Displacement self-check: not taken yet"),
        ("district", "Displacement self-check: not taken yet"),
        ("region", "Left-behind check: not taken yet"),
        ("network", "Locked-out check: not taken yet"),
    ],
)
def test_alert_a_check_not_taken_is_told_first_under_the_templates_name(kind, sentence):
    assert alerts(kind, check=None) == [sentence]


def test_alert_a_check_taken_always_tells_both_figures():
    assert alerts() == ["Displacement self-check: confirmed 0 of 24 (calm); could be 0 (calm)"]


@pytest.mark.parametrize(
    ("kind", "highest", "worst"), [("region", 23, "excluding now"), ("network", 21, "excluding now")]
)
def test_alert_a_check_of_nulls_could_be_anything(kind, highest, worst):
    found = alerts(kind, check=check(*[None] * 10, kind=kind))
    title = content(kind).check.title
    assert found[:2] == [
        f"{title}: confirmed 0 of {highest} (calm); could be {highest} ({worst})",
        f"Not known enough: unsure answers weigh {highest} of {highest}",
    ]
    assert (
        found[2]
        == {
            "region": "Find-out action within 60 days needed for check question(s) 1, 2, 7",
            "network": "Find-out action within 60 days needed for check question(s) 3, 9",
        }[kind]
    )
    assert len(found) == 3


def test_alert_not_known_enough_without_a_heavy_question_asks_for_no_find_out_action():
    found = alerts(check=check("no", "no", "unsure", "no", "unsure", "unsure", "unsure"))
    assert found[1:] == ["Not known enough: unsure answers weigh 8 of 24"]


def test_alert_questions_one_and_four_are_flagged_whatever_the_total():
    assert alerts(check=check("unsure"))[1:] == ["Check question 1: find out first"]
    assert alerts(check=check("no", "no", "no", "yes"))[1:] == ["Check question 4: yes, flagged on its own"]


def test_alert_answers_not_yet_known_are_listed_in_the_order_asked():
    given = list(alerts_answers({"D-INF-2": "not yet known", "D-INC-1": "not yet known"}))
    assert alerts(answers=tuple(reversed(given)))[1:] == [
        "Answers recorded as not yet known, to find out: D-INC-1, D-INF-2"
    ]


def test_alert_empty_inclusion_prompts_are_listed_in_the_order_asked():
    kept = [given for given in alerts_answers({}) if given.prompt_id not in ("D-OUT-3", "D-IDE-2", "D-IDE-1")]
    assert alerts(answers=tuple(kept))[1:] == [
        "Inclusion-tagged prompts without an answer, so their sections are not complete: D-IDE-2, D-OUT-3"
    ]


def alerts_answers(changed):
    """Every prompt of a district passed over, but for some with another status."""
    return (answer(ref, status=changed.get(ref, "passed over")) for ref in content().prompts)


@pytest.mark.parametrize("board", [(), (entry("S1", 5, 5),), (entry("N1", inclusion=True),)])
def test_alert_no_sorted_entry_about_people_already_here(board):
    assert alerts(entries=board)[1:] == [NO_ENTRY]


def test_alert_fewer_than_one_in_five_open_actions_is_about_inclusion():
    tagged, plain = action("A1", inclusion=True), [action(f"A{n}") for n in range(2, 7)]
    assert alerts(actions=(tagged, *plain))[1:] == ["Fewer than one in five open actions is about inclusion: 1 of 6"]
    assert alerts(actions=(tagged, *plain[:4]))[1:] == []
    assert alerts(actions=(action("A9", done=date(2026, 1, 1)),))[1:] == []


def test_alert_a_band_of_watch_needs_an_inclusion_entry_and_an_inclusion_action():
    needs, watch = (
        "Band watch: needs at least one inclusion entry and one inclusion action",
        check("no", "yes", "yes", "no", "yes"),
    )
    assert alerts(check=watch)[1:] == [needs]
    assert alerts(check=watch, actions=(action("A1", inclusion=True),))[1:] == []
    assert alerts(check=watch, actions=(action("A1", inclusion=True),), entries=())[1:] == [NO_ENTRY, needs]


def test_alert_a_pressing_band_needs_a_strategy_that_cites_an_inclusion_entry():
    needs = "Band pressing: needs an inclusion strategy before a briefing is ready"
    answers = ["no", "yes", "yes", "no", "yes", "yes", "yes", "yes"]
    parts = {"check": check(*answers), "actions": (action("A1", inclusion=True),)}
    assert alerts(**parts)[1:] == [needs]
    assert alerts(**parts, strategies=(strategy("X1", "S9", "O1"),))[1:] == [needs]
    assert alerts(**parts, strategies=(strategy("X1", "S1", "O1"),))[1:] == []


def test_alert_the_worst_band_is_named_in_the_words_of_the_kind():
    parts = {"check": check(*["yes"] * 10, kind="network"), "entries": ()}
    assert alerts("network", **parts)[1:] == [
        NO_ENTRY,
        "Band excluding now: needs at least one inclusion entry and one inclusion action",
        "Band excluding now: needs an inclusion strategy before a briefing is ready",
    ]


def test_alerts_name_the_check_as_the_document_does():
    named = check("yes")
    own = type(named)("Our own check", named.answers)
    assert alerts(check=own)[0].startswith("Our own check: confirmed 3 of 24 (calm)")
