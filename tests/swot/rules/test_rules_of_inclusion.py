"""The rules that keep inclusion in plain sight (content 4.5), a test or more for each that the rules alone can hold."""

from datetime import date, timedelta

import pytest

from briefings.editions import READERS, edition
from briefings.make import html
from swot.document.values import FirstQuestions
from swot.indicators_page import indicator_rows
from swot.rules.actions import inclusion_ratio, is_under_a_fifth
from swot.rules.inclusion import overdue_readings, strip
from swot.rules.progress import progress
from swot.rules.readings import due
from swot.rules.shortlist import carried, short_list
from swot.rules.wording import alarm
from tests.swot.rules.build import KINDS, TODAY, action, answer, check, content, document, entry, reading


def sections(kind, answers):
    """The progress of each section by its code."""
    return {one.section.code: one for one in progress(document(kind, answers=tuple(answers)), content(kind))}


def passed(prompt):
    """A prompt passed over with a reason."""
    return answer(prompt.id, status="passed over", note="Asked in April")


def printed(given, key):
    """A briefing's words."""
    return html(given, content(given.cluster.kind), edition=key, paper="a4", today=TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_rule_1_the_strip_says_both_figures_the_oldest_unknown_and_the_next_action_with_its_date(kind):
    old = reading(content(kind).indicators[1].id, None, "unknown", date(2025, 3, 1))
    new = reading(content(kind).indicators[0].id, None, "unknown", date(2026, 1, 1))
    act = action("A1", inclusion=True, due=date(2026, 4, 9), action="Knock on twenty doors")
    seen = strip(
        document(kind, check=check("yes", "unsure", kind=kind), readings=(new, old), actions=(act,)),
        content(kind),
        TODAY,
    )
    highest = content(kind).check.highest
    second = content(kind).check.questions[1].weight
    first = content(kind).check.questions[0].weight
    assert seen.check_sentence == f"{first} confirmed, could be {first + second} of {highest}: calm"
    assert seen.oldest_unknown == f"{content(kind).indicators[1].what}: unknown since 1 March 2025."
    assert seen.next_action == act


@pytest.mark.parametrize("kind", KINDS)
def test_rule_2_inclusion_is_the_section_after_place_and_people(kind):
    assert [section.code for section in content(kind).sections][:3] == ["AIM", "PLA", "INC"]


@pytest.mark.parametrize("kind", KINDS)
def test_rule_2_one_answer_in_the_section_begins_with_the_neighbours_and_none_elsewhere_does(kind):
    inside = [p for p in content(kind).prompts.values() if p.section == "INC"]
    outside = [passed(p) for p in content(kind).prompts.values() if p.section != "INC"]
    assert not strip(document(kind, answers=tuple(outside)), content(kind), TODAY).begun
    for prompt in inside:
        known = answer(prompt.id, status="not yet known")
        assert strip(document(kind, answers=(known,)), content(kind), TODAY).begun


@pytest.mark.parametrize("kind", KINDS)
def test_rule_3_nobody_yet_is_an_answer_that_lights_nothing(kind):
    nobody = FirstQuestions("Nobody yet", "nobody yet", "Nobody yet.")
    seen = strip(document(kind, first_questions=nobody), content(kind), TODAY)
    assert seen.answered == 0
    assert [window.rests_on for window in seen.windows if window.key in ("first", "watch")] == [
        "We have not yet asked who was here before us.",
        "Nobody is named.",
    ]
    assert len(content(kind).words["start_questions"]) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_rule_4_no_section_is_complete_while_one_of_its_inclusion_prompts_is_empty(kind):
    every = content(kind).prompts.values()
    tagged = [prompt for prompt in every if prompt.inclusion]
    assert tagged
    for empty in tagged:
        found = sections(kind, (passed(prompt) for prompt in every if prompt != empty))
        assert found[empty.section].state == "started"
        assert found[empty.section].missing_inclusion == (empty.id,)
        assert {one.state for code, one in found.items() if code != empty.section} == {"complete"}


@pytest.mark.parametrize("kind", KINDS)
def test_rule_4_prompts_passed_over_print_their_reason(kind):
    tagged = next(prompt for prompt in content(kind).prompts.values() if prompt.inclusion)
    said = answer(tagged.id, status="passed over", note="The elders meet in April, asked there")
    assert "The elders meet in April, asked there" in printed(document(kind, answers=(said,)), "full")


def test_rule_5_a_printed_matrix_marks_inclusion_entries_and_says_when_there_is_none():
    words = "No entry yet about people already here"
    plain, tagged = entry("S1", 4, 3, grade=2), entry("W1", 4, 3, grade=2, inclusion=True)
    without = printed(document(entries=(plain,)), "agency")
    with_one = printed(document(entries=(plain, tagged)), "agency")
    assert words in without
    assert words not in with_one
    assert with_one.count("About people already here") > without.count("About people already here")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("letter", ["S", "W", "O", "T"])
def test_rule_6_one_inclusion_entry_goes_along_however_low(kind, letter):
    board = [entry(f"{letter}{number}", 5, 5, grade=3) for number in range(1, 9)]
    low = entry(f"{letter}9", 1, 1, inclusion=True)
    listed = short_list([*board, low])
    assert all(low not in five for five in listed.values())
    assert carried([*board, low]) == low


def test_rule_6_the_matrix_of_every_edition_prints_the_carried_entry():
    board = [entry(f"W{number}", 5, 5, grade=3) for number in range(1, 6)]
    low = entry("W6", 1, 1, inclusion=True, text="Two bakers were priced out of Quay Street")
    for key in READERS:
        assert "Two bakers were priced out of Quay Street" in printed(document(entries=(*board, low)), key)


@pytest.mark.parametrize(("tagged", "plain", "alarms"), [(1, 4, False), (1, 5, True), (2, 8, False), (0, 1, True)])
def test_rule_8_at_least_one_of_every_five_open_actions(tagged, plain, alarms):
    ours = [action(f"A{number}", inclusion=number <= tagged) for number in range(1, tagged + plain + 1)]
    done = [action(f"A{number}", done=TODAY) for number in range(50, 60)]
    given = document(actions=(*ours, *done))
    assert is_under_a_fifth(given) is alarms
    assert inclusion_ratio(given) == (tagged, tagged + plain)
    assert strip(given, content(), TODAY).action_ratio == f"{tagged} of {tagged + plain}"


@pytest.mark.parametrize("key", READERS)
def test_rule_9_every_edition_has_the_box_on_page_one_and_it_cannot_be_left_out(key):
    box = next(part for part in edition(key).parts if part.key == "inclusion")
    assert box.page_one
    assert not box.may_leave_out


@pytest.mark.parametrize("key", ["community", "council"])
def test_rule_9_the_box_stands_above_matrix_and_messages_for_those_it_is_about(key):
    order = [part.key for part in edition(key).parts]
    assert order.index("inclusion") < min(order.index("matrix"), order.index("messages"))


@pytest.mark.parametrize("kind", KINDS)
def test_rule_10_each_indicator_turns_stale_the_day_after_its_interval(kind):
    for indicator in content(kind).indicators:
        taken = reading(indicator.id, "counted", "calm", TODAY)
        given, last = document(kind, readings=(taken,)), due(taken, indicator)
        assert overdue_readings(given, content(kind), last) == ()
        assert overdue_readings(given, content(kind), last + timedelta(days=1)) == ((taken, indicator),)


@pytest.mark.parametrize("kind", KINDS)
def test_rule_10_stale_and_unknown_stand_before_bad(kind):
    bad, stale, unknown, *_ = content(kind).indicators
    given = (
        reading(bad.id, "very bad", "act"),
        reading(stale.id, "fine in its day", "calm", date(2020, 1, 1)),
        reading(unknown.id, None, "unknown"),
    )
    rows = indicator_rows(document(kind, readings=given), content(kind), TODAY, ())
    assert [row.state for row in rows][:3] == ["stale", "unknown", "act"]
    assert [row.is_loud for row in rows][:3] == [True, True, False]


@pytest.mark.parametrize("quadrant", ["strength", "opportunity"])
@pytest.mark.parametrize("kind", ["workspace", "district", "region"])
@pytest.mark.parametrize(
    "text",
    [
        "Rents on our streets rose by a tenth last year",
        "Visitors doubled after the autumn fair",
        "Press coverage of the makers has grown every year",
        "Property values around the yard have risen since May",
    ],
)
def test_rule_11_a_rise_in_rent_visitors_press_or_property_value_rings(text, kind, quadrant):
    assert alarm(text, quadrant, content(kind))
    assert not alarm(text, "threat", content(kind))
    assert content(kind).words["alarm"]["question"].startswith("Who ")
    assert content(kind).words["alarm"]["twin_starter"]


@pytest.mark.parametrize(
    ("kind", "words"), [("district", "priced out"), ("region", "left behind"), ("network", "locked out")]
)
def test_rule_14_each_kind_speaks_of_its_own_people_in_plain_words(kind, words):
    assert words in content(kind).window_label("priced-out")
