"""Where rings and dots stand in the picture of who is here: packed without chance, nothing upon anything else.

Units are those of the drawing. Dots take the first free place in a sequence that fills the plane evenly (the additive
recurrence on the plastic number), which looks scattered and is the same every time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import cos, hypot, pi, sin, sqrt

GOLDEN = pi * (3 - sqrt(5))
PLASTIC = 1.324717957244746
APART, EDGE, BELT = 5.0, 8.0, 14.0
TRIES = 1500
LEAST = 0.4
GROW = 40
DENSEST = 0.1


@dataclass(frozen=True)
class Frame:
    """One size of the drawing: largest ring, and the radius of each size of dot.

    `mm` is the width on paper, None on a screen; `height` is the least height.
    """

    name: str
    width: int
    height: int
    ring: float
    type: int
    dots: dict[str, float]
    mm: int | None = None
    edge: float = EDGE


@dataclass(frozen=True)
class Circle:
    """Something round that nothing else may stand upon."""

    x: float
    y: float
    r: float

    def is_clear_of(self, other: "Circle") -> bool:
        """Whether the two keep apart."""
        return hypot(self.x - other.x, self.y - other.y) >= self.r + other.r + APART


@dataclass(frozen=True)
class Ring:
    """One ring: its words' size, the radii of the dots that lean on it, and the zone that holds all of that."""

    x: float
    y: float
    r: float
    zone: float
    words_wide: float
    words_tall: float
    leaning: tuple[float, ...]
    spots: tuple[Circle, ...] = ()

    @property
    def holds_words(self) -> bool:
        """Whether its words fit inside it; else they stand below it."""
        return hypot(self.words_wide, self.words_tall) / 2 + 4 <= self.r

    @property
    def words_top(self) -> float:
        """The upper edge of its words."""
        return self.y - self.words_tall / 2 - 2 if self.holds_words else self.y + self.r + 4

    @property
    def words(self) -> list[Circle]:
        """The words as a row of circles, where they stand outside the ring."""
        if self.holds_words:
            return []
        r, middle = self.words_tall / 2, self.words_top + self.words_tall / 2
        half = max(0.0, self.words_wide / 2 - r)
        steps = max(1, int(half // r) + 1)
        return [Circle(self.x + half * step / steps, middle, r) for step in range(-steps, steps + 1)]

    @property
    def reach(self) -> float:
        """The least zone: the ring, or its words below it."""
        if self.holds_words:
            return self.r
        return max(self.r, hypot(self.words_wide / 2, self.words_top - self.y + self.words_tall))


def layout(frame: Frame, rings: Sequence[Ring]) -> list[Ring] | None:
    """The rings in rows, each with its zone clear of the others and of the edges; all shrink alike until they fit.

    None where they would shrink to less than `LEAST`: the dots are too large for this frame.
    """
    shrunk, room = 1.0, frame.width / 2 - frame.edge
    while shrunk >= LEAST:
        sized = [_with_zone(replace(ring, r=round(max(3.0, ring.r * shrunk), 1)), room) for ring in rings]
        fitting = [ring for ring in sized if ring]
        if len(fitting) == len(rings):
            return _in_rows(frame, fitting)
        shrunk *= 0.88
    return None


def _with_zone(ring: Ring, room: float) -> Ring | None:
    """The zone grows until every leaning dot has its place, seen from the middle of the ring; None without room."""
    packed = sqrt(ring.r**2 + sum((radius + APART / 2) ** 2 for radius in ring.leaning) / 0.5)
    zone = max(ring.reach, ring.r + BELT, packed)
    while zone + APART <= room:
        if (spots := _places(replace(ring, zone=zone))) is not None:
            return replace(ring, zone=round(zone + (APART if ring.leaning else 0), 1), spots=spots)
        zone *= 1.05
    return None


def around(ring: Ring) -> list[Circle]:
    """The places of the dots that lean on a ring, in the order given."""
    return [Circle(round(ring.x + one.x, 1), round(ring.y + one.y, 1), one.r) for one in ring.spots]


def _places(ring: Ring) -> tuple[Circle, ...] | None:
    """A place for each leaning dot, turning by the golden angle; None when the zone is too small."""
    if ring.leaning and ring.zone - ring.r < 2 * max(ring.leaning) + 2 * APART:
        return None
    here: list[Circle] = []
    for radius in ring.leaning:
        spots = (_turned(ring, radius, len(here) * 7 + turn) for turn in range(120))
        found = next((spot for spot in spots if all(spot.is_clear_of(one) for one in (*here, *ring.words))), None)
        if found is None:
            return None
        here.append(found)
    return tuple(here)


def _turned(ring: Ring, radius: float, turn: int) -> Circle:
    nearest, farthest = ring.r + radius + 2 * APART, ring.zone - radius
    far = nearest + (farthest - nearest) * (turn / PLASTIC % 1)
    return Circle(round(far * cos(turn * GOLDEN), 1), round(far * sin(turn * GOLDEN), 1), radius)


def _in_rows(frame: Frame, rings: Sequence[Ring]) -> list[Ring]:
    """As many in a row as fit, the slack between them; rows of one lean left and right in turn."""
    placed: list[Ring] = []
    top = frame.edge
    for place, row in enumerate(_rows(frame, rings)):
        deepest = max(ring.zone for ring in row)
        slack = max(0.0, frame.width - 2 * frame.edge - sum(2 * ring.zone for ring in row))
        gap = slack / (len(row) + 1)
        x = frame.edge + (gap if len(row) > 1 else slack * (0.15 if place % 2 == 0 else 0.85))
        for at, ring in enumerate(row):
            y = top + deepest + (deepest - ring.zone) * (0.3 if at % 2 else -0.3)
            placed.append(replace(ring, x=round(x + ring.zone, 1), y=round(y, 1)))
            x += 2 * ring.zone + gap
        top += 2 * deepest + frame.edge
    lowest = max((ring.y + ring.zone for ring in placed), default=0) + frame.edge
    drop = round(max(0.0, frame.height - lowest) * 0.4, 1)
    return [replace(ring, y=round(ring.y + drop, 1)) for ring in placed]


def _rows(frame: Frame, rings: Sequence[Ring]) -> Iterator[list[Ring]]:
    row: list[Ring] = []
    for ring in rings:
        if row and sum(2 * one.zone + frame.edge for one in (*row, ring)) + frame.edge > frame.width:
            yield row
            row = []
        row.append(ring)
    if row:
        yield row


def scatter(frame: Frame, height: int, taken: Sequence[Circle], radii: Sequence[float]) -> tuple[list[Circle], int]:
    """A free place for each dot, clear of what is taken, and the height this needs: never crowded."""
    filled = sum(pi * one.r**2 for one in taken) + sum(pi * radius**2 for radius in radii) / DENSEST
    height = max(height, int(filled / frame.width) + GROW if radii else 0)
    while True:
        here = _scattered(frame, height, taken, radii)
        if len(here) == len(radii):
            return here, height
        height += GROW


def _scattered(frame: Frame, height: int, taken: Sequence[Circle], radii: Sequence[float]) -> list[Circle]:
    here: list[Circle] = []
    for radius in radii:
        for turn in count(1):
            if turn > TRIES:
                return here
            spot = _spot(frame, height, radius, turn)
            if all(spot.is_clear_of(one) for one in taken) and all(spot.is_clear_of(one) for one in here):
                here.append(spot)
                break
    return here


def _spot(frame: Frame, height: int, radius: float, turn: int) -> Circle:
    room = frame.edge + radius
    x = room + (frame.width - 2 * room) * (turn / PLASTIC % 1)
    return Circle(round(x, 1), round(room + (height - 2 * room) * (turn / PLASTIC**2 % 1), 1), radius)
