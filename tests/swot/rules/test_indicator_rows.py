"""Every row of the indicator tables (content 4.1) at the edges of its thresholds, its further figures, its history."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.rules.readings import ACT, CALM, WATCH, Counted, by_day, graver, holds, met_over, status_now, status_over
from tests.swot.rules.build import KINDS, content

BOTH = ("workspace", "district")
# Indicator, kinds, then what is calm, what is watched from, the mildest and the gravest that is acted on.
ROWS = [
    ("I1", ("workspace",), 30, 29.9, 15, 14.9), ("I2", BOTH, 25, 24.9, 0, None), ("I3", BOTH, 4.9, 5, 9.9, 10),
    ("I4", BOTH, 4.9, 5, 9.9, 10), ("I5", BOTH, 1, 2, 3, 4), ("I6", BOTH, 4, 3.9, 0.1, 0),
    ("I7", BOTH, 20, 19.9, 10, 9.9), ("I8", BOTH, 20, 19.9, 0.1, 0), ("I9", BOTH, 20, 19.9, 10, 9.9),
    ("I10", BOTH, 1, 0.9, 0.1, 0), ("I11", BOTH, 80, 79.9, 50, 49.9),
    ("I21", ("region",), 80, 79.9, 1, None), ("I22", ("region",), 110, 109.9, 100, 99.9),
    ("I23", ("region",), 50, 49.9, 25, 24.9), ("I24", ("region",), 0, 1, 5, None), ("I25", ("region",), 33, 32.9, 20, 19.9),
    ("I26", ("region",), 1, 2, 9, None), ("I27", ("region",), 25, 24.9, 0.1, 0),
    ("I32", ("network",), 24, 24.1, 72, 72.1), ("I33", ("network",), 90, 89.9, 60, 59.9),
    ("I34", ("network",), 6, 5, 3, 2), ("I35", ("network",), 2, 1, 0, None), ("I36", ("network",), 0, 1, 9, None),
    ("I37", ("network",), 33, 32.9, 20, 19.9), ("I38", ("network",), 90, 89.9, 70, 69.9),
    ("I39", ("network",), 25, 24.9, 0.1, 0),
]  # fmt: skip
PLAIN = [(ref, kind, *values) for ref, kinds, *values in ROWS for kind in kinds]
# Indicator, kind, main value, further figure and its value, and what that comes to.
FIGURES = [
    ("I6", "district", 9, {"people": 10}, CALM), ("I6", "district", 9, {"people": 9}, WATCH),
    ("I9", "district", 50, {"years_to_first_end": 6}, CALM), ("I9", "district", 50, {"years_to_first_end": 5}, WATCH),
    ("I9", "workspace", 50, {"years_to_first_end": 2}, ACT), ("I21", "region", 90, {"lowest_tier": 60}, CALM),
    ("I21", "region", 90, {"lowest_tier": 59}, ACT), ("I26", "region", 0, {"legal_breaches": 0}, CALM),
    ("I26", "region", 0, {"legal_breaches": 1}, ACT), ("I31", "network", 70, {"lowest_against_best": 50}, CALM),
    ("I31", "network", 70, {"lowest_against_best": 49}, WATCH), ("I31", "network", 70, {"lowest_against_best": 24}, ACT),
    ("I33", "network", 95, {"serious_case_days": 7}, CALM), ("I33", "network", 95, {"serious_case_days": 8}, ACT),
    ("I35", "network", 4, {"updated_this_year": 1}, CALM), ("I35", "network", 4, {"updated_this_year": 0}, ACT),
    ("I36", "network", 0, {"joining_fails": 0}, CALM), ("I36", "network", 0, {"joining_fails": 1}, ACT),
]  # fmt: skip


def history(*values, months=12, **figures):
    """Readings so many months apart, the last on 1 March 2026 with its figures."""
    first = 2026 * 12 + 2 - months * (len(values) - 1)
    days = [date((first + months * n) // 12, (first + months * n) % 12 + 1, 1) for n in range(len(values))]
    told = [Counted(day, value) for day, value in zip(days, values, strict=True)]
    return (*told[:-1], Counted(days[-1], values[-1], figures))


def of(ref, kind="district"):
    return content(kind).indicator_by_id[ref]


@pytest.mark.parametrize(("ref", "kind", "calm", "watch", "still_watch", "act"), PLAIN)
def test_each_row_with_plain_thresholds_turns_where_the_content_says(ref, kind, calm, watch, still_watch, act):
    assert status_over(of(ref, kind), history(calm)) == CALM
    assert status_over(of(ref, kind), history(watch)) == WATCH
    assert status_over(of(ref, kind), history(still_watch)) == WATCH
    if act is not None:
        assert status_over(of(ref, kind), history(act)) == ACT


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_with_a_plain_threshold_is_left_out_of_these_tests(kind):
    shipped = {one.id for one in content(kind).indicators}
    tested = {ref for ref, of_kind, *_ in [*PLAIN, *FIGURES] if of_kind == kind}
    assert shipped - tested <= {"I12"}


@pytest.mark.parametrize(("ref", "kind", "value", "figures", "status"), FIGURES)
def test_each_further_figure_turns_where_the_content_says(ref, kind, value, figures, status):
    assert status_over(of(ref, kind), history(value, **figures)) == status


def test_a_share_that_fell_two_years_running_is_watched():
    falls = of("I1", "workspace")
    assert status_over(falls, history(50, 45, 40)) == WATCH
    assert status_over(falls, history(50, 45, 45)) == CALM
    assert status_over(falls, history(45, 40)) == CALM
    assert status_over(falls, history(45, None, 40)) == CALM
    assert met_over(falls, history(50, 45, 40))[1]["op"] == "falls_in_a_row"


def test_none_in_two_quarters_is_acted_on_and_one_quarter_is_watched():
    lets = of("I2")
    assert status_over(lets, history(0, months=3)) == WATCH
    assert status_over(lets, history(0, 0, months=3)) == ACT
    assert status_over(lets, history(0, None, 0, months=3)) == WATCH
    assert status_over(lets, history(10, 0, months=3)) == WATCH


def test_a_town_that_lost_two_years_running_is_acted_on():
    towns = of("I24", "region")
    assert status_over(towns, history(1)) == WATCH
    assert status_over(towns, history(2, 1)) == ACT
    assert status_over(towns, history(1, 0)) == CALM


def test_ground_floors_are_watched_when_they_fall_and_acted_on_ten_points_down_in_three_years():
    floors = of("I12")
    assert status_over(floors, history(40)) is None
    assert status_over(floors, history(40, 40)) == CALM
    assert status_over(floors, history(40, 39)) == WATCH
    assert status_over(floors, history(40, 38, 36, 31)) == WATCH
    assert status_over(floors, history(40, 38, 36, 30)) == ACT
    assert status_over(floors, history(60, 40, 38, 36, 35)) == WATCH


def test_the_count_nearest_to_three_years_ago_is_the_one_it_fell_from():
    told = (Counted(date(2020, 1, 1), 80), Counted(date(2023, 3, 10), 40), Counted(date(2026, 3, 1), 35))
    assert status_over(of("I12"), told) == WATCH
    assert holds({"op": "falls_by", "value": 5, "months": 36}, told) is True


@pytest.mark.parametrize("value", [None, "two of nine"])
def test_what_is_not_a_number_is_never_calm_by_rule(value):
    assert status_over(of("I8"), history(value)) is None
    assert status_over(of("I9"), history(value, years_to_first_end=9)) is None
    assert status_over(of("I9"), history(value, years_to_first_end=1)) == ACT


def test_a_missing_figure_is_not_reported_as_harm():
    assert status_over(of("I31", "network"), history(70)) is None
    assert status_over(of("I6"), history(9)) == CALM
    assert status_over(of("I8"), ()) is None


def test_a_count_written_again_for_the_same_day_puts_the_earlier_right():
    first, again = Counted(date(2026, 1, 1), 40), Counted(date(2026, 1, 1), 45)
    assert by_day([Counted(date(2025, 1, 1), 40), first, again]) == (Counted(date(2025, 1, 1), 40), again)
    assert status_over(of("I12"), by_day([first, Counted(date(2026, 1, 1), 39)])) is None


def test_a_status_by_rule_follows_a_changed_threshold_and_a_judgement_outlives_it():
    milder = content("workspace").with_thresholds({"I1": {"watch": 25, "act": None}}).indicator_by_id["I1"]
    assert status_now(milder, history(27), WATCH, judged=False) == CALM
    assert status_now(milder, history(27), WATCH, judged=True) == WATCH
    assert status_now(milder, history(24), CALM, judged=False) == WATCH
    assert status_now(milder, history("few"), ACT, judged=False) == ACT


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=8),
    st.sampled_from([(kind, one.id) for kind in KINDS for one in content(kind).indicators]),
)
def test_a_worse_last_count_is_never_milder(values, row):
    kind, ref = row
    indicator = of(ref, kind)
    worse = -1 if indicator.better == "higher" else 1
    found = [status_over(indicator, history(*values[:-1], value)) for value in (values[-1], values[-1] + 5 * worse)]
    if None not in found:
        assert graver(*found) == found[1]


@given(st.lists(st.tuples(st.dates() | st.none(), st.integers()), max_size=12))
def test_a_history_has_one_reading_a_day_the_last_written(pairs):
    ordered = sorted(pairs, key=lambda pair: pair[0] or date.min)
    found = by_day(Counted(*pair) for pair in ordered)
    assert by_day(found) == found
    assert [one.as_of for one in found] == list(dict.fromkeys(day for day, _value in ordered))
    assert {one.as_of: one.value for one in found} == dict(ordered)
