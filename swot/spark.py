"""A line of readings with its thresholds, small enough for a table cell; in pixels of its own box."""

from collections.abc import Iterable
from dataclasses import dataclass

from swot.content import Indicator
from swot.rules.readings import is_number, is_plain

WIDTH, HEIGHT, EDGE = 140, 44, 4
MOST = 6


@dataclass(frozen=True)
class Spark:
    """The path of the counted values, the last point, and the heights of the thresholds."""

    path: str
    x: float
    y: float
    watch: float | None
    act: float | None


def spark(numbers: Iterable[float], indicator: Indicator) -> Spark | None:
    """The line of the last six counted values, the oldest first; None while there is no number."""
    counted = list(numbers)[-MOST:]
    if not counted:
        return None
    limits = [_limit(rules) for rules in (indicator.watch, indicator.act)]
    known = counted + [limit for limit in limits if limit is not None]
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / (MOST - 1)
    points = [(round(EDGE + step * place, 1), _height(value, low, high)) for place, value in enumerate(counted)]
    heights = [None if limit is None else _height(limit, low, high) for limit in limits]
    return Spark("M" + " L".join(f"{x} {y}" for x, y in points), *points[-1], *heights)


def direction(numbers: Iterable[float]) -> str:
    """ "rising", "falling" or "steady" by the last two values; "" while there is one."""
    last = list(numbers)[-2:]
    if len(last) < 2:
        return ""
    return "steady" if last[0] == last[1] else "rising" if last[1] > last[0] else "falling"


def _limit(rules: Iterable[dict]) -> float | None:
    return next((float(rule["value"]) for rule in rules if is_plain(rule) and is_number(rule["value"])), None)


def _height(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)
