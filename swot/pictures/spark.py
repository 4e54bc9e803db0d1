"""A line of readings with its thresholds, small enough for a table cell; in pixels of its own box."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swot.content import Indicator
from swot.rules.readings import is_number, is_plain

WIDTH, HEIGHT, EDGE = 140, 44, 4
MOST = 6


@dataclass(frozen=True)
class Spark:
    """The path of the counted values, the last point, and the heights of the thresholds.

    `gone` is the path where the counting stopped, "" while it goes on; `said` is the text alternative.
    """

    path: str
    x: float
    y: float
    watch: float | None
    act: float | None
    gone: str
    said: str


def spark(numbers: Iterable[float], indicator: Indicator, *, stopped: bool = False) -> Spark | None:
    """The line of the last counted values, six at most, the oldest first; None while there is no number.

    `stopped`: the newest reading is stale or unknown, so the line ends open and goes on dotted.
    """
    counted = list(numbers)[-(MOST - 1 if stopped else MOST) :]
    if not counted:
        return None
    limits = [_limit(rules) for rules in (indicator.watch, indicator.act)]
    known = counted + [limit for limit in limits if limit is not None]
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / (MOST - 1)
    points = [(round(EDGE + step * place, 1), _height(value, low, high)) for place, value in enumerate(counted)]
    watch, act = (None if limit is None else _height(limit, low, high) for limit in limits)
    x, y = points[-1]
    path = "M" + " L".join(f"{x} {y}" for x, y in points)
    gone = f"M{x} {y}H{WIDTH - EDGE}" if stopped else ""
    return Spark(path, x, y, watch, act, gone, _said(counted, stopped=stopped))


def _said(counted: list[float], *, stopped: bool) -> str:
    first, last = counted[0], counted[-1]
    if len(counted) == 1:
        said = _("One count: %(last)s")
    elif len(set(counted)) == 1:
        said = _("Steady at %(last)s")
    elif first == last:
        said = _("From %(first)s back to %(last)s")
    else:
        said = _("Up from %(first)s to %(last)s") if last > first else _("Down from %(first)s to %(last)s")
    said %= {"first": f"{first:g}", "last": f"{last:g}"}
    return f"{said}, {_('then not counted')}" if stopped else said


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
