"""SWOT balance by section: what helps against what hurts, each the sum of the priorities of its entries (content 2.1).

Helping runs to the right and hurting to the left, inside before outside; the four quadrants differ by their patterns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swot.content import QUADRANTS, Section
from swot.document.values import Entry
from swot.pictures.by_section import Drawing, Frame
from swot.pictures.lettering import breadth

HELPS, HURTS = ("strength", "opportunity"), ("weakness", "threat")
BAR = 20


@dataclass(frozen=True)
class SidesFrame(Frame):
    """A frame with two sides: hurting on the left, helping on the right."""

    @property
    def middle(self) -> float:
        """Where helping and hurting part."""
        return (self.left + self.right) / 2

    @property
    def half(self) -> float:
        """The longest bar: what is left beside its number."""
        return (self.right - self.left) / 2 - 2.6 * self.type


WIDE = SidesFrame("lg", width=800, left=236, right=800, first=54, row=42, type=15, label_room=224)
NARROW = SidesFrame(
    "sm", width=340, left=0, right=340, first=68, row=60, type=15, label_room=330, label_above=BAR // 2 + 8
)
PAPER = SidesFrame("paper", width=700, left=276, right=700, first=58, row=43, type=18, label_room=260, mm=140)
SCREEN = (WIDE, NARROW)


@dataclass(frozen=True)
class Sums:
    """One section: the sum of priorities in each quadrant in the order S W O T, and entries without a priority."""

    code: str
    label: str
    sums: tuple[int, ...]
    unscored: int

    @property
    def by_quadrant(self) -> dict[str, int]:
        """The sums by quadrant."""
        return dict(zip(QUADRANTS, self.sums, strict=True))

    @property
    def helps(self) -> int:
        """Strengths and opportunities together."""
        return sum(self.by_quadrant[quadrant] for quadrant in HELPS)

    @property
    def hurts(self) -> int:
        """Weaknesses and threats together."""
        return sum(self.by_quadrant[quadrant] for quadrant in HURTS)

    @property
    def balance(self) -> str:
        """ "+9", "−4", "0"; a dash where nothing is scored."""
        if not self.helps + self.hurts:
            return "–"
        return f"{self.helps - self.hurts:+d}".replace("-", "−") if self.helps != self.hurts else "0"


@dataclass(frozen=True)
class Bar:
    """One quadrant's part of a bar."""

    quadrant: str
    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """One section in a drawing; `numbers` are (text, x, anchor) at the ends of its bars, `lead` where the line to them ends."""

    label: tuple[tuple[str, float], ...]
    is_strong: bool
    y: float
    bars: tuple[Bar, ...]
    numbers: tuple[tuple[int, float, str], ...]
    lead: float


@dataclass(frozen=True)
class Balance:
    """Everything page and print need: words, drawings, and the sums for the table."""

    title: str
    desc: str
    drawings: tuple[Drawing, ...]
    rows: tuple[Sums, ...]
    unscored: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is scored yet."""
        return not any(row.helps + row.hurts for row in self.rows)


def balance(sections: Iterable[Section], entries: Iterable[Entry], frames: Iterable[SidesFrame] = SCREEN) -> Balance:
    """The charted sections in their order, and any other that has entries; what waits to be sorted is in no sum."""
    placed = [entry for entry in entries if entry.quadrant]
    used = {entry.section for entry in placed}
    rows = tuple(_sums(one, placed) for one in sections if one.charted or one.code in used)
    most = max((side for row in rows for side in (row.helps, row.hurts)), default=0)
    return Balance(
        title=_("What helps and what hurts, by section"),
        desc=_said(rows),
        drawings=tuple(Drawing(f, tuple(_row(f, n, row, most) for n, row in enumerate(rows))) for f in frames),
        rows=rows,
        unscored=sum(row.unscored for row in rows),
    )


def _sums(section: Section, entries: Iterable[Entry]) -> Sums:
    here = [entry for entry in entries if entry.section == section.code]
    sums = tuple(sum(entry.priority or 0 for entry in here if entry.quadrant == quadrant) for quadrant in QUADRANTS)
    return Sums(section.code, section.title, sums, sum(entry.priority is None for entry in here))


def _said(rows: Sequence[Sums]) -> str:
    words = _("%(label)s: helps %(helps)s, hurts %(hurts)s")
    none = _("%(label)s: nothing scored")
    said = [
        (words if row.helps + row.hurts else none) % {"label": row.label, "helps": row.helps, "hurts": row.hurts}
        for row in rows
    ]
    return f"{'; '.join(said)}. {_('Every value is in the table.')}"


def _row(frame: SidesFrame, place: int, sums: Sums, most: int) -> Row:
    y = frame.y(place)
    right, bars = frame.middle, []
    for quadrant in HELPS:
        wide = _long(frame, sums.by_quadrant[quadrant], most)
        bars.append(Bar(quadrant, round(right, 1), wide))
        right += wide
    left = frame.middle
    for quadrant in HURTS:
        wide = _long(frame, sums.by_quadrant[quadrant], most)
        left -= wide
        bars.append(Bar(quadrant, round(left, 1), wide))
    ends = ((sums.hurts, left - 6, "end"), (sums.helps, right + 6, "start"))
    return Row(
        label=frame.label(sums.label, y),
        is_strong=sums.code == "INC",
        y=y,
        bars=tuple(bar for bar in bars if bar.width),
        numbers=tuple((total, round(x, 1), anchor) for total, x, anchor in ends if sums.helps + sums.hurts),
        lead=round(left - 12 - breadth(str(sums.hurts), frame.type), 1) if sums.helps + sums.hurts else frame.middle,
    )


def _long(frame: SidesFrame, total: int, most: int) -> float:
    return round(frame.half * total / most, 1) if most else 0.0
