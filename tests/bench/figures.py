"""What is measured and how it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Act = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure beside its goal. `ok` is None where there is no goal."""

    work: str
    goal: str
    figure: str
    ok: bool | None


@dataclass(frozen=True)
class Pair:
    """Medians of a reference and of what was measured in turn with it, in seconds."""

    reference: float
    subject: float

    @property
    def ratio(self) -> float:
        """How many times the reference."""
        return self.subject / self.reference


def seconds(act: Act) -> float:
    """How long one act takes."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def in_turn(reference: Act, subject: Act, times: int, before: Act = lambda: None) -> Pair:
    """Both in turn, after two of each that do not count; `before` each subject, outside the clock."""
    pairs = []
    for _number in range(times + 2):
        before()
        pairs.append((seconds(reference), seconds(subject)))
    return Pair(median(first for first, _ in pairs[2:]), median(second for _, second in pairs[2:]))


def ratio(work: str, pair: Pair, limit: float, of: str) -> Row:
    """A line about time, as a multiple of a reference."""
    figure = f"{pair.ratio:.2f} × {of}  ({pair.subject * 1000:.1f} of {pair.reference * 1000:.1f} ms)"
    return Row(work, f"≤ {limit:g} × {of}", figure, pair.ratio <= limit)


def count(work: str, found: int, limit: int, unit: str) -> Row:
    """A line about a number of things."""
    return Row(work, f"≤ {limit} {unit}", f"{found} {unit}", found <= limit)


def table(rows: list[Row]) -> str:
    """All lines, in columns."""
    lines = [("work", "goal", "figure", "")]
    lines += [(row.work, row.goal, row.figure, {True: "ok", False: "OVER", None: ""}[row.ok]) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([drawn[0], "-" * (sum(widths) + 6), *drawn[1:]])
