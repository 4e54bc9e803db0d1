"""The self-checks of the four kinds: scores, bands, flags."""

import pytest

from swot.rules.check import score
from tests.swot.rules.build import KINDS, check, content


def result(*answers, kind="district"):
    """The result of a check of a kind."""
    return score(check(*answers, kind=kind), content(kind).check)


@pytest.mark.parametrize(
    ("kind", "bands"),
    [
        ("workspace", {0: "calm", 5: "calm", 6: "watch", 11: "watch", 12: "pressing", 17: "pressing", 18: "displacing now", 24: "displacing now"}),
        ("district", {5: "calm", 6: "watch", 11: "watch", 12: "pressing", 17: "pressing", 18: "displacing now", 24: "displacing now"}),
        ("region", {5: "calm", 6: "watch", 11: "watch", 12: "pressing", 16: "pressing", 17: "excluding now", 23: "excluding now"}),
        ("network", {4: "calm", 5: "watch", 10: "watch", 11: "pressing", 15: "pressing", 16: "excluding now", 21: "excluding now"}),
    ],
)  # fmt: skip
def test_bands_of_each_kind_are_those_of_the_specification(kind, bands):
    assert {points: content(kind).check.band(points).label for points in bands} == bands


@pytest.mark.parametrize(("kind", "highest"), [("workspace", 24), ("district", 24), ("region", 23), ("network", 21)])
def test_all_yes_is_the_highest_score_and_the_worst_band(kind, highest):
    found = result(*["yes"] * len(content(kind).check.questions), kind=kind)
    assert (found.confirmed, found.could_be, found.highest) == (highest, highest, highest)
    assert found.is_pressing_or_worse
    assert found.is_watch_or_worse


def test_unsure_counts_as_could_be_and_never_as_confirmed():
    found = result("unsure", "yes")
    assert (found.confirmed, found.could_be, found.unsure_weight) == (3, 6, 3)


def test_a_missing_answer_counts_as_unsure():
    assert result(None, "yes") == result("unsure", "yes")


@pytest.mark.parametrize("kind", KINDS)
def test_a_check_of_nulls_is_all_unsure_and_not_known_enough(kind):
    found = result(*[None] * len(content(kind).check.questions), kind=kind)
    assert (found.confirmed, found.could_be) == (0, found.highest)
    assert found.not_known_enough
    assert found.confirmed_band.label == "calm"


@pytest.mark.parametrize(
    ("kind", "at_limit", "below"),
    [
        ("district", ["unsure", "unsure", "unsure"], ["unsure", "unsure", "no", "no", "no", "no", "no", "unsure"]),
        ("region", ["unsure", "unsure", "unsure"], ["unsure", "no", "unsure", "unsure"]),
        ("network", ["unsure", "unsure", "unsure"], ["unsure", "unsure", "no", "unsure"]),
    ],
)
def test_not_known_enough_begins_at_a_third_of_the_highest_score(kind, at_limit, below):
    assert result(*at_limit, kind=kind).not_known_enough
    assert not result(*below, kind=kind).not_known_enough


@pytest.mark.parametrize("kind", KINDS)
def test_the_third_agrees_with_the_figure_the_template_prints(kind):
    check_content = content(kind).check
    assert check_content.not_known["from"] == -(-check_content.highest // 3)


def test_questions_one_and_four_flag_on_yes_and_on_unsure():
    found = result("yes", "yes", "yes", "unsure")
    assert [(flag.question.number, flag.answer) for flag in found.flags] == [(1, "yes"), (4, "unsure")]


@pytest.mark.parametrize("kind", ["region", "network"])
def test_no_question_flags_alone_in_regions_and_networks(kind):
    assert result(*["yes"] * 10, kind=kind).flags == ()


def test_unsure_questions_of_weight_three_are_to_find_out():
    assert [question.number for question in result(*["unsure"] * 12).find_out] == [1, 2, 4]


def test_a_calm_check_asks_for_nothing():
    assert not result("yes").is_watch_or_worse


def test_a_watch_check_does_not_yet_ask_for_a_strategy():
    found = result("yes", "yes")
    assert found.is_watch_or_worse
    assert not found.is_pressing_or_worse
