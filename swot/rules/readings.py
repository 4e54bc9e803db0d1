"""Readings of indicators: the status a rule gives them, and whether they are still current (content 4.1, 4.5 rule 10)."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from operator import ge, gt, le, lt
from typing import Any

from swot.content import Indicator
from swot.document.values import Document, Reading

COMPARE: dict[str, Callable[[float, float], bool]] = {"below": lt, "above": gt, "at_most": le, "at_least": ge}
CALM, WATCH, ACT, UNKNOWN, STALE = "calm", "watch", "act", "unknown", "stale"


def is_number(value: Any) -> bool:
    """Whether a value can be compared: a whole or broken number, not a truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_plain(rule: dict[str, Any]) -> bool:
    """Whether one number alone decides a rule: no further figure, no earlier readings."""
    return rule["op"] in COMPARE and not rule.get("field") and not rule.get("readings")


def passes(rule: dict[str, Any], value: float) -> bool:
    """Whether a value is on the worrying side of a plain rule."""
    return COMPARE[rule["op"]](value, rule["value"])


def rule_met(indicator: Indicator, value: Any) -> tuple[str, dict[str, Any]] | None:
    """The first plain rule a number is past, with "act" or "watch"; act beats watch."""
    if not is_number(value):
        return None
    for status, rules in ((ACT, indicator.act), (WATCH, indicator.watch)):
        for rule in rules:
            if is_plain(rule) and passes(rule, value):
                return status, rule
    return None


def status_by_rule(indicator: Indicator, value: Any) -> str | None:
    """The status a number gets by the plain thresholds: "act", "watch" or "calm".

    None where the rules cannot say: the indicator has no plain rule, or the value is not a number. Then it is for a
    person to judge.
    """
    if not is_number(value) or not any(is_plain(rule) for rule in indicator.watch + indicator.act):
        return None
    met = rule_met(indicator, value)
    return met[0] if met else CALM


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due(reading: Reading, indicator: Indicator) -> date | None:
    """The last day on which a reading is current; None while it has no date."""
    return months_after(reading.as_of, indicator.interval_months) if reading.as_of else None


def is_stale(reading: Reading, indicator: Indicator, today: date) -> bool:
    """Whether a reading is older than its interval, or was recorded as stale."""
    last_day = due(reading, indicator)
    return reading.status == STALE or (last_day is not None and today > last_day)


def is_current(reading: Reading | None, indicator: Indicator, today: date) -> bool:
    """Whether there is a reading that is known, dated and within its interval."""
    if reading is None or reading.as_of is None or reading.status == UNKNOWN or reading.value is None:
        return False
    return not is_stale(reading, indicator, today)


def reading_of(document: Document, indicator: Indicator) -> Reading | None:
    """The document's reading of an indicator."""
    return next((reading for reading in document.readings if reading.id == indicator.id), None)
