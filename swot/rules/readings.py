"""Readings of indicators: the status a rule gives them, and whether they are still current (content 4.1, 4.5 rule 10)."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from operator import ge, gt, le, lt
from typing import Any

from swot.content import Indicator
from swot.document.values import Document, Reading
from swot.thresholds import is_plain

COMPARE: dict[str, Callable[[float, float], bool]] = {"below": lt, "above": gt, "at_most": le, "at_least": ge}
CALM, WATCH, ACT, UNKNOWN, STALE = "calm", "watch", "act", "unknown", "stale"
GRAVER = (CALM, WATCH, ACT)
FALLS_IN_A_ROW, FALLS_BY = "falls_in_a_row", "falls_by"


@dataclass(frozen=True)
class Counted:
    """One reading of a history: its day, the value, and the further figures of the same reading by field."""

    as_of: date | None
    value: Any
    figures: Mapping[str, Any] = field(default_factory=dict)

    def figure(self, name: str | None) -> Any:
        """A further figure by its field, or the main value where there is no name."""
        return self.figures.get(name) if name else self.value


History = tuple[Counted, ...]


def is_number(value: Any) -> bool:
    """Whether a value can be compared: a whole or broken number, not a truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


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


def is_plain_throughout(indicator: Indicator) -> bool:
    """Whether one number alone decides all there is to decide."""
    return all(is_plain(rule) for rule in indicator.watch + indicator.act)


def by_day(readings: Iterable[Counted]) -> History:
    """A history without what was written again for the same day: the later one puts the earlier right.

    The readings come with the oldest first, those without a date before all others.
    """
    return tuple({reading.as_of: reading for reading in readings}.values())


def holds(rule: dict[str, Any], history: History) -> bool | None:
    """Whether a rule is met by a history that ends with the newest reading; None where it cannot be said.

    Every reading a rule looks at must be a number: what is not known is never reported as harm.
    """
    if rule["op"] == FALLS_BY:
        return _fell_by(rule, history)
    falls = rule["op"] == FALLS_IN_A_ROW
    wanted = rule["value"] + 1 if falls else rule.get("readings", 1)
    numbers = [reading.figure(rule.get("field")) for reading in history[-wanted:]]
    if len(numbers) < wanted or not all(map(is_number, numbers)):
        return None
    if falls:
        return all(after < before for before, after in pairwise(numbers))
    return all(passes(rule, number) for number in numbers)


def _fell_by(rule: dict[str, Any], history: History) -> bool | None:
    """Whether the newest is so many points below the reading nearest to the day so many months before it."""
    newest = history[-1] if history else None
    name = rule.get("field")
    if newest is None or newest.as_of is None or not is_number(newest.figure(name)):
        return None
    then = months_after(newest.as_of, -rule["months"])
    earlier = [one for one in history[:-1] if one.as_of and is_number(one.figure(name))]
    if not earlier:
        return None
    nearest = min(earlier, key=lambda one: abs((one.as_of or then) - then))
    return bool(nearest.figure(name) - newest.figure(name) >= rule["value"])


def met_over(indicator: Indicator, history: History) -> tuple[str, dict[str, Any]] | None:
    """The first rule that a history meets, with "act" or "watch"; act beats watch."""
    for status, rules in ((ACT, indicator.act), (WATCH, indicator.watch)):
        for rule in rules:
            if holds(rule, history):
                return status, rule
    return None


def status_over(indicator: Indicator, history: History) -> str | None:
    """The status by all the rules, over the newest reading and those before it: "act", "watch" or "calm".

    None where no rule can say: then it is for a person to judge. Words where a number is asked for are never calm.
    """
    met = met_over(indicator, history)
    if met:
        return met[0]
    rules = indicator.watch + indicator.act
    asks_for_number = any(not rule.get("field") for rule in rules)
    if not history or (asks_for_number and not is_number(history[-1].value)):
        return None
    return CALM if any(holds(rule, history) is not None for rule in rules) else None


def graver(one: str, other: str) -> str:
    """The graver of two statuses out of calm, watch and act."""
    return max(one, other, key=GRAVER.index)


def settled_status(indicator: Indicator, value: int | float | str | None, given: str) -> str:
    """The status by rule where the plain thresholds decide, else the given one.

    Where an indicator also has rules that one number cannot decide, a graver status than the plain rules give is kept.
    """
    by_rule = status_by_rule(indicator, value)
    if by_rule is None:
        return given
    if not is_plain_throughout(indicator) and given in GRAVER:
        return graver(by_rule, given)
    return by_rule


def status_now(indicator: Indicator, history: History, stored: str, *, judged: bool) -> str:
    """The status of the newest reading by the thresholds in force today.

    Words keep the status that somebody gave them; so does a number that somebody `judged` graver than the rules did.
    """
    value = history[-1].value if history else None
    if not is_number(value):
        return stored
    return settled_status(indicator, value, stored) if judged else status_over(indicator, history) or stored


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier, below 0), or the last day of that month."""
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
