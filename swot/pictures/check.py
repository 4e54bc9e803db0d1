"""The self-check as a bar: confirmed solid, could be hatched, bands as ticks with words; in pixels of its own box."""

from dataclasses import dataclass

from swot.content import Check
from swot.rules.check import CheckResult

LABEL = 96
GAP = 12


@dataclass(frozen=True)
class Tick:
    """Where a band begins, with its word."""

    x: float
    label: str
    lowest: int
    is_here: bool


@dataclass(frozen=True)
class CheckChart:
    """Everything the drawing needs: the ends of the two bars, and where their labels end."""

    name: str
    width: int
    left: int
    confirmed_x: float
    could_x: float
    confirmed_label_x: float
    could_label_x: float
    ticks: tuple[Tick, ...]

    @property
    def right(self) -> int:
        """The end of the scale."""
        return self.width - self.left

    @property
    def track(self) -> int:
        """The length of the scale."""
        return self.right - self.left

    @property
    def sure(self) -> float:
        """The length of the confirmed bar."""
        return round(self.confirmed_x - self.left, 1)

    @property
    def maybe(self) -> float:
        """The length of what could be added."""
        return round(self.could_x - self.confirmed_x, 1)


def check_charts(result: CheckResult, check: Check) -> tuple[CheckChart, CheckChart]:
    """The wide drawing, and the one for narrow screens, where type would shrink too far."""
    return _chart("lg", 720, 6, result, check), _chart("sm", 300, 4, result, check)


def _chart(name: str, width: int, left: int, result: CheckResult, check: Check) -> CheckChart:
    scale = (width - 2 * left) / result.highest
    confirmed, could = (round(left + scale * points, 1) for points in (result.confirmed, result.could_be))
    could_label = max(could, left + 2 * LABEL + GAP)
    confirmed_label = min(max(confirmed, left + LABEL), could_label - LABEL - GAP)
    ticks = tuple(
        Tick(
            x=round(left + scale * band.lowest, 1),
            label=_word(band.label, is_short=name == "sm"),
            lowest=band.lowest,
            is_here=band == result.confirmed_band,
        )
        for band in check.bands
    )
    return CheckChart(name, width, left, confirmed, could, confirmed_label, could_label, ticks)


def _word(label: str, *, is_short: bool) -> str:
    word = label.split()[0] if is_short else label
    return word[:1].upper() + word[1:]
