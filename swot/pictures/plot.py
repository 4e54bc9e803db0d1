"""The plot of impact and certainty, as numbers for a drawing: one code for page and print.

Scores are whole, so each pair of scores is a cell, and what shares one stands side by side in it. Points are in the
units of the drawing; impact runs up, certainty to the right, each from half a step below 1 to half a step above 5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from swot.content import QUADRANTS
from swot.document.values import QUADRANT_LETTERS, Entry

LOWEST, HIGHEST = 0.5, 5.5
CURVE_STEPS = 40
KEY = 15


@dataclass(frozen=True)
class Frame:
    """Where a drawing puts things: its edges, the room one mark takes, and how many stand side by side in a cell."""

    left: float
    right: float
    top: float
    bottom: float
    slot: tuple[float, float]
    across: int
    down: int

    def x(self, certainty: float) -> float:
        """From left to right."""
        return round(self.left + (certainty - LOWEST) / (HIGHEST - LOWEST) * (self.right - self.left), 1)

    def y(self, impact: float) -> float:
        """From bottom to top."""
        return round(self.bottom - (impact - LOWEST) / (HIGHEST - LOWEST) * (self.bottom - self.top), 1)

    def curve(self, priority: int) -> str:
        """The path of all points of one priority, clipped to the frame."""
        first, last = priority / HIGHEST, HIGHEST
        steps = (first + (last - first) * step / CURVE_STEPS for step in range(CURVE_STEPS + 1))
        return "M" + " L".join(f"{self.x(step)} {self.y(priority / step)}" for step in steps)

    def place(self, certainty: int, impact: int, index: int, count: int) -> tuple[float, float]:
        """The middle of the mark `index` of `count` that share a cell."""
        wide, high = self.slot
        columns = min(count, self.across)
        rows = -(-min(count, self.across * self.down) // self.across)
        row, column = divmod(index, self.across)
        across = (column - (columns - 1) / 2) * wide
        return round(self.x(certainty) + across, 1), round(self.y(impact) + (row - (rows - 1) / 2) * high, 1)


WIDE = Frame(left=66, right=690, top=40, bottom=470, slot=(41, 28), across=3, down=3)
NARROW = Frame(left=24, right=294, top=28, bottom=413, slot=(26, 36), across=2, down=2)
COUNT_ROOM = 7.0


@dataclass(frozen=True)
class Mark:
    """One mark: where, of which quadrant, and what stands beside it; "" as the quadrant is text alone."""

    x: float
    y: float
    quadrant: str
    label: str

    @property
    def letter(self) -> str:
        """S, W, O or T."""
        return QUADRANT_LETTERS[self.quadrant]


@dataclass(frozen=True)
class Drawing:
    """One drawing of the plot, with its lines as paths."""

    frame: Frame
    marks: tuple[Mark, ...]

    @property
    def lines(self) -> dict[str, str]:
        """The curves at 15 and 8, the cells of 15 and more, and the grid between the cells, as paths."""
        frame = self.frame
        between = [LOWEST + step for step in range(6)]
        down = "".join(f"M{frame.x(step)} {frame.top}V{frame.bottom}" for step in between)
        across = "".join(f"M{frame.left} {frame.y(step)}H{frame.right}" for step in between)
        zone = "".join(self._row_of_key(impact) for impact in range(1, 6))
        return {"key": frame.curve(15), "view": frame.curve(8), "zone": zone, "grid": down + across}

    def _row_of_key(self, impact: int) -> str:
        """The cells of one impact whose product is 15 or more: marks side by side must not seem to cross the curve."""
        first = next((step for step in range(1, 6) if impact * step >= KEY), None)
        if first is None:
            return ""
        top, bottom = self.frame.y(impact + 0.5), self.frame.y(impact - 0.5)
        return f"M{self.frame.x(first - 0.5)} {top}H{self.frame.right}V{bottom}H{self.frame.x(first - 0.5)}z"

    @property
    def seek(self) -> tuple[float, float, float, float]:
        """The corner of what matters and is not known: left, top, width, height."""
        frame = self.frame
        return frame.left, frame.top, round(frame.x(2.5) - frame.left, 1), round(frame.y(3.5) - frame.top, 1)

    @property
    def steps(self) -> list[tuple[int, float, float]]:
        """The five steps: number, place on the lower axis, place on the left one."""
        return [(step, self.frame.x(step), self.frame.y(step)) for step in range(1, 6)]

    @property
    def caps(self) -> list[tuple[int, float]]:
        """How far right each grade of evidence may go: grade and place."""
        return [(grade, self.frame.x(grade + 2.5)) for grade in range(4)]


def wide(entries: Iterable[Entry]) -> Drawing:
    """Each entry as a mark with its number; what a cell cannot hold is counted."""
    marks: list[Mark] = []
    for certainty, impact, here in _cells(entries):
        room = WIDE.across * WIDE.down
        shown = here if len(here) <= room else here[: room - 1]
        for index, entry in enumerate(shown):
            moved = QUADRANT_LETTERS[entry.quadrant or ""] != entry.id[:1]
            spot = WIDE.place(certainty, impact, index, len(here))
            marks.append(Mark(*spot, entry.quadrant or "", entry.id if moved else entry.id[1:]))
        if len(shown) < len(here):
            spot = WIDE.place(certainty, impact, room - 1, room)
            marks.append(Mark(*spot, "", f"+{len(here) - len(shown)}"))
    return Drawing(WIDE, tuple(marks))


def narrow(entries: Iterable[Entry]) -> Drawing:
    """One mark for each quadrant in a cell; where more than one, how many entries it stands for is written under it."""
    marks: list[Mark] = []
    for certainty, impact, here in _cells(entries):
        quadrants = [quadrant for quadrant in QUADRANTS if any(entry.quadrant == quadrant for entry in here)]
        for index, quadrant in enumerate(quadrants):
            count = sum(entry.quadrant == quadrant for entry in here)
            x, y = NARROW.place(certainty, impact, index, len(quadrants))
            lift = COUNT_ROOM if len(here) > len(quadrants) else 0
            marks.append(Mark(x, round(y - lift, 1), quadrant, str(count) if count > 1 else ""))
    return Drawing(NARROW, tuple(marks))


def _cells(entries: Iterable[Entry]) -> Iterable[tuple[int, int, list[Entry]]]:
    """Each cell that holds something: certainty, impact, its entries in the order given."""
    scored = [entry for entry in entries if entry.quadrant and entry.priority is not None]
    for certainty, impact in product(range(1, 6), range(1, 6)):
        here = [entry for entry in scored if (entry.certainty, entry.impact) == (certainty, impact)]
        if here:
            yield certainty, impact, here
