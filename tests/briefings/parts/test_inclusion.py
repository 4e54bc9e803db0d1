"""The inclusion box: five windows, both figures of the check, two indicators, who could lose, the next action."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.editions import READERS, box
from briefings.scene import Beside
from swot.document.values import NOT_KNOWN, Action, Answer, Reading, SelfCheck, Strategy
from tests.briefings.build import KINDS, TODAY, content, empty, made, said

READ = Reading("I8", 12, "watch", date(2026, 10, 1), "minutes", "")
INDICATORS = {"workspace": "I1", "district": "I8", "region": "I21", "network": "I31"}


def lines(document, key="agency", **more):
    """The lines of the box."""
    return made("inclusion", document, key, **more)["lines"]


def line(document, start, **more):
    """The one line that starts so."""
    return next(one for one in lines(document, **more) if one.startswith(start))


def losing(*names):
    """A workbook whose strategies name who could lose."""
    kept = tuple(Strategy(f"X{n}", strategy="Buy", who_could_lose=name) for n, name in enumerate(names, start=1))
    return empty(strategies=kept)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", READERS)
def test_it_is_in_every_edition_for_every_kind_and_never_empty(kind, key):
    text = said("inclusion", empty(kind), key)
    assert box("inclusion", kind)["never_empty"] in text
    assert "Next: no action about people already here yet." in text


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_headed_in_the_words_of_the_kind(kind):
    assert box("inclusion", kind)["heading"] in said("inclusion", empty(kind))


@pytest.mark.parametrize("tight", range(6))
def test_no_tightness_empties_it(tight):
    starts = [one.split(":")[0] for one in lines(losing("Owners"), tight=tight)]
    assert {"Displacement self-check", "Who could lose from what we plan", "Next"} <= set(starts)


def test_tight_pages_leave_the_windows_to_the_strip_above():
    assert any("of 5 answered" in one for one in lines(empty()))
    assert not any("of 5 answered" in one for one in lines(empty(), tight=1))


def test_all_windows_that_are_dark_are_named():
    assert "Not answered yet: " in line(empty(), "0 of 5 answered.")


@pytest.mark.parametrize("tight", range(6))
def test_who_could_lose_keeps_its_name_at_every_tightness(tight):
    text = line(losing("Owner's short-term income", "Landlords"), "Who could lose", tight=tight)
    assert "Owner's short-term income" in text


def test_two_who_could_lose_are_named_and_the_rest_counted():
    text = line(losing("Owners", "Landlords", "Buyers", "Agents"), "Who could lose")
    assert text == "Who could lose from what we plan: Owners; Landlords, and 2 more."


def test_nobody_named_who_could_lose_is_said():
    assert line(losing(""), "Who could lose") == "Who could lose from what we plan: not yet known."


def test_a_strategy_that_was_dropped_names_nobody():
    dropped = replace(losing("Owners").strategies[0], kept=False)
    assert line(empty(strategies=(dropped,)), "Who could lose").endswith("not yet known.")


@pytest.mark.parametrize("kind", KINDS)
def test_an_indicator_has_its_value_its_date_and_its_state(kind):
    ref = INDICATORS[kind]
    text = line(empty(kind, readings=(replace(READ, id=ref),)), content(kind).indicator_by_id[ref].what)
    assert "12" in text
    assert "1 Oct 2026" in text
    assert text.endswith("to watch.")


def test_two_indicators_at_most_the_worst_first():
    readings = tuple(
        replace(READ, id=ref, status=said) for ref, said in (("I2", "calm"), ("I8", "act"), ("I9", "watch"))
    )
    found = [one for one in lines(empty(readings=readings)) if "1 Oct 2026" in one]
    assert [one.split(":")[0] for one in found] == ["Local voices with a vote", "Spaces protected from price rises"]


def test_indicators_nobody_read_are_not_yet_known():
    assert sum(one.endswith(": not yet known.") for one in lines(empty())) == 3


def test_an_old_reading_is_out_of_date():
    old = replace(READ, as_of=date(2019, 1, 1))
    assert line(empty(readings=(old,)), "Local voices").endswith("out of date.")


@pytest.mark.parametrize(("before", "words"), [(9, "up from 9"), (20, "down from 20"), (12, "the same as before")])
def test_a_reading_is_compared_with_the_briefing_before(before, words):
    earlier = Beside(earlier=empty(readings=(replace(READ, value=before),)))
    assert line(empty(readings=(READ,)), "Local voices", beside=earlier).endswith(f"{words}.")


def test_both_figures_of_the_check_stand_beside_each_other():
    check = SelfCheck("check", ("yes", "unsure") + ("no",) * 10)
    assert "3 confirmed, could be 6 of 24" in line(empty(check=check), "Displacement self-check")


def test_a_question_nobody_could_answer_is_told_whole_where_one_is_short_enough():
    unknown = tuple(Answer(ref, NOT_KNOWN) for ref in ("D-INC-1", "D-INC-3"))
    for tight in range(4):
        text = line(empty(answers=unknown), "Not yet known", tight=tight)
        assert "keep some space cheap once we are popular? And 1 more." in text


def test_the_next_action_has_a_name_and_a_date():
    action = Action("A1", None, "Ask the last three rope makers", "Ana", date(2026, 12, 5), inclusion=True)
    assert line(empty(actions=(action,)), "Next") == "Next: Ask the last three rope makers, Ana, by 5 Dec 2026."
    unowned = replace(action, owner="", due=None)
    assert line(empty(actions=(unowned,)), "Next").endswith("not yet known, by not yet known.")


def test_an_action_that_is_done_is_no_longer_next():
    done = Action("A1", None, "Ask", "Ana", TODAY, inclusion=True, done=TODAY)
    assert line(empty(actions=(done,)), "Next") == "Next: no action about people already here yet."
