"""The status of a reading by rule, and when it goes stale."""

from datetime import date

import pytest

from swot.rules.readings import is_current, is_stale, months_after, status_by_rule
from tests.swot.rules.build import TODAY, content, reading


def indicator(ref, kind="district"):
    """An indicator of a kind."""
    return content(kind).indicator_by_id[ref]


@pytest.mark.parametrize(
    ("kind", "ref", "value", "status"),
    [
        ("workspace", "I1", 30, "calm"),
        ("workspace", "I1", 29.9, "watch"),
        ("workspace", "I1", 15, "watch"),
        ("workspace", "I1", 14, "act"),
        ("district", "I3", 4, "calm"),
        ("district", "I3", 5, "watch"),
        ("district", "I3", 10, "act"),
        ("network", "I32", 24, "calm"),
        ("network", "I32", 24.5, "watch"),
        ("network", "I32", 73, "act"),
        ("network", "I34", 2, "act"),
        ("network", "I34", 5, "watch"),
        ("network", "I34", 6, "calm"),
        ("district", "I8", 0, "act"),
    ],
)
def test_a_number_gets_its_status_by_the_plain_thresholds(kind, ref, value, status):
    assert status_by_rule(indicator(ref, kind), value) == status


def test_a_rule_on_two_readings_is_not_met_by_one():
    assert status_by_rule(indicator("I2"), 0) == "watch"


def test_a_rule_on_another_figure_does_not_look_at_the_main_one():
    assert status_by_rule(indicator("I9"), 50) == "calm"


@pytest.mark.parametrize(("kind", "ref"), [("district", "I12"), ("network", "I31")])
def test_an_indicator_without_a_plain_rule_is_left_to_a_person(kind, ref):
    assert status_by_rule(indicator(ref, kind), 1) is None


@pytest.mark.parametrize("value", ["none found", None, True])
def test_what_is_not_a_number_is_left_to_a_person(value):
    assert status_by_rule(indicator("I8"), value) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 9, 1), 3, date(2026, 12, 1)),
    ],
)
def test_months_end_on_a_day_that_exists(start, months, end):
    assert months_after(start, months) == end


def test_a_reading_is_stale_the_day_after_its_interval_ends():
    monthly = indicator("I6")
    assert not is_stale(reading("I6"), monthly, date(2026, 3, 1))
    assert is_stale(reading("I6"), monthly, date(2026, 3, 2))


def test_a_reading_recorded_as_stale_stays_stale():
    assert is_stale(reading("I6", status="stale"), indicator("I6"), TODAY)


def test_a_known_dated_reading_within_its_interval_is_current():
    assert is_current(reading("I6", "none found", "act"), indicator("I6"), TODAY)


@pytest.mark.parametrize(
    "given",
    [
        None,
        reading("I6", status="unknown"),
        reading("I6", None),
        reading("I6", as_of=None),
        reading("I6", status="stale"),
    ],
)
def test_a_missing_unknown_undated_or_stale_reading_is_not_current(given):
    assert not is_current(given, indicator("I6"), TODAY)
