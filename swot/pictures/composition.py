"""Who is here: "whales and plankton". Rings to scale by people for the anchors, dots in three sizes for the rest.

A broken line ties a dot to the ring that more than half of what it sells or needs goes through. The places are found
without chance, so the same numbers always give the same drawing; where room runs out, the drawing grows downwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swot.pictures.lettering import breadth, wrapped
from swot.pictures.members import ALONE, BETWEEN, FEWEST, SMALL, Anchor, Group, by_band, by_size, consequence
from swot.pictures.sea import Circle, Frame, Ring, around, layout, scatter

WIDE = Frame("lg", width=860, height=470, ring=109, type=15, dots={BETWEEN: 19, SMALL: 10, ALONE: 6.5})
NARROW = Frame("sm", width=340, height=420, ring=69, type=15, dots={BETWEEN: 11.8, SMALL: 6.2, ALONE: 4})
PAPER = Frame("paper", 560, 380, ring=76, type=14, dots={BETWEEN: 13, SMALL: 7, ALONE: 4.6}, mm=142)
SCREEN = (WIDE, NARROW)
STANDS_FOR = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
UNCOUNTED = 0.45
MOST = 80
LINES = 3


@dataclass(frozen=True)
class Dot:
    """One dot: where, how large, and the path of its broken line; "" for a dot that leans on nobody."""

    x: float
    y: float
    r: float
    size: str
    tie: str


@dataclass(frozen=True)
class Whale:
    """One ring with its words, each line with the height it stands at; `zone` is how far its dots reach."""

    x: float
    y: float
    r: float
    zone: float
    name: tuple[tuple[str, float], ...]
    people: tuple[str, float]
    is_chosen: bool
    is_counted: bool


@dataclass(frozen=True)
class Drawing:
    """One drawing in one frame."""

    frame: Frame
    height: int
    whales: tuple[Whale, ...]
    dots: tuple[Dot, ...]

    @property
    def size(self) -> tuple[str, str] | None:
        """Width and height on paper; None on a screen."""
        mm = self.frame.mm
        return (f"{mm}mm", f"{mm * self.height / self.frame.width:.1f}mm") if mm else None


@dataclass(frozen=True)
class Row:
    """One row of the table; `people` and each of `leans` None where it does not apply or nobody counted."""

    label: str
    members: int
    people: int | None
    leans: tuple[int | None, ...]


@dataclass(frozen=True)
class Composition:
    """Everything the page needs: words, drawings, the legend as (size, words), and the table."""

    title: str
    desc: str
    drawings: tuple[Drawing, ...]
    legend: tuple[tuple[str, str], ...]
    stands_for: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    chosen: Anchor | None
    consequence: str


def composition(
    anchors: Sequence[Anchor], counts: Mapping[str, int], chosen: str | None = None, frames: Iterable[Frame] = SCREEN
) -> Composition:
    """The picture of `anchors` and of `counts` {band key: members}; `chosen` is an anchor's key, or None or unknown."""
    anchors = tuple(sorted(anchors, key=lambda one: (-(one.people or 0), one.name, one.key)))
    groups, taken = by_size(anchors, counts), next((one for one in anchors if one.key == chosen), None)
    share = _share(groups)
    drawings = tuple(_draw(frame, anchors, groups, share, chosen) for frame in frames)
    said = consequence(taken, anchors, counts) if taken else ""
    return Composition(
        title=_title(anchors, groups),
        desc=" ".join(filter(None, (_shown(anchors), said, _("All values are in the table.")))),
        drawings=drawings,
        legend=tuple((one.keys[0], one.label) for one in groups),
        stands_for=_stands_for(share),
        heads=tuple(_("Lean on %(name)s") % {"name": one.name} for one in anchors),
        rows=_rows(anchors, by_band(anchors, counts)),
        chosen=taken,
        consequence=said,
    )


def _title(anchors: Sequence[Anchor], groups: Sequence[Group]) -> str:
    parts = [_("%(count)s by name") % {"count": len(anchors)}] if anchors else []
    parts += [f"{one.members:,} {one.label}" for one in groups]
    return _("Who is here: %(list)s") % {"list": ", ".join(parts) or _("nobody counted yet")}


def _shown(anchors: Sequence[Anchor]) -> str:
    if not anchors:
        return _("Dots in up to three sizes stand for the members.")
    shown = [f"{one.name}, {_people(one)}, {_leaning(one)}" for one in anchors]
    return _("Rings to scale by people: %(list)s.") % {"list": "; ".join(shown)}


def _people(anchor: Anchor) -> str:
    if anchor.people is None:
        return _("people not counted")
    if 0 < anchor.people < FEWEST:
        return _("fewer than five people")
    return ngettext("%(count)s person", "%(count)s people", anchor.people) % {"count": f"{anchor.people:,}"}


def _leaning(anchor: Anchor) -> str:
    return ngettext("%(count)s leans on it", "%(count)s lean on it", anchor.leaning) % {"count": anchor.leaning}


def _stands_for(most: int) -> str:
    return _("One dot stands for up to %(count)s members.") % {"count": f"{most:,}"} if most > 1 else ""


def _rows(anchors: Sequence[Anchor], groups: Sequence[Group]) -> tuple[Row, ...]:
    named = [Row(one.name, 1, one.people, tuple(None for _one in anchors)) for one in anchors]
    rest = [Row(one.label, one.members, None, one.leans) for one in groups]
    leans = tuple(one.leaning for one in anchors)
    total = sum(row.members for row in (*named, *rest))
    return (*named, *rest, Row(_("All"), total, None, leans)) if total else ()


def _draw(frame: Frame, anchors: Sequence[Anchor], groups: Sequence[Group], share: int, chosen: str | None) -> Drawing:
    leaning = [_sizes(groups, [one.leans[at] for one in groups], share) for at in range(len(anchors))]
    frame, rings = _fitting(frame, anchors, leaning)
    dots = [
        _tied(dot, size, ring)
        for ring, sizes in zip(rings, leaning, strict=True)
        for dot, size in zip(around(ring), sizes, strict=True)
    ]
    loose = _sizes(groups, [one.members - sum(one.leans) for one in groups], share)
    height = max([frame.height if rings else frame.height // 2, *(int(r.y + r.zone + frame.edge) + 1 for r in rings)])
    taken = [Circle(ring.x, ring.y, ring.zone) for ring in rings]
    places, height = scatter(frame, height, taken, [frame.dots[size] for size in loose])
    dots += [Dot(one.x, one.y, one.r, size, "") for one, size in zip(places, loose, strict=True)]
    whales = tuple(_whale(frame, one, ring, one.key == chosen) for one, ring in zip(anchors, rings, strict=True))
    return Drawing(frame, height, whales, tuple(dots))


def _fitting(frame: Frame, anchors: Sequence[Anchor], leaning: Sequence[Sequence[str]]) -> tuple[Frame, list[Ring]]:
    """The frame with dots as large as its rings leave room for, and the rings in their places."""
    for scale in (1.0, 0.8, 0.6, 0.45, 0.3):
        smaller = replace(frame, dots={size: round(radius * scale, 1) for size, radius in frame.dots.items()})
        pairs = zip(anchors, leaning, strict=True)
        if (rings := layout(smaller, [_ring(smaller, one, anchors, sizes) for one, sizes in pairs])) is not None:
            break
    return smaller, rings or []


def _share(groups: Sequence[Group]) -> int:
    """How many members one dot stands for, so that a drawing holds them all."""
    members = sum(one.members for one in groups)
    return next((step for step in STANDS_FOR if members <= step * MOST), STANDS_FOR[-1])


def _sizes(groups: Sequence[Group], members: Iterable[int], share: int) -> list[str]:
    """The size of each dot, large ones first; a few members are never rounded away."""
    return [one.keys[0] for one, count in zip(groups, members, strict=True) for _dot in range(-(-count // share))]


def _ring(frame: Frame, anchor: Anchor, anchors: Sequence[Anchor], sizes: Sequence[str]) -> Ring:
    most = max((one.people or 0 for one in anchors), default=0)
    share = (anchor.people / most) ** 0.5 if anchor.people and most else UNCOUNTED if anchor.people is None else 0.05
    lines = wrapped(anchor.name, 2 * frame.ring * 0.82, frame.type, LINES)
    wide = max(breadth(line, frame.type) for line in (*lines, _people(anchor)))
    tall = (len(lines) + 1) * (frame.type + 4)
    return Ring(0, 0, frame.ring * share, 0, wide, tall, tuple(frame.dots[size] for size in sizes))


def _tied(dot: Circle, size: str, ring: Ring) -> Dot:
    """The dot with its line, from edge to edge along the way to the middle of the ring."""
    across, down = ring.x - dot.x, ring.y - dot.y
    far = (across**2 + down**2) ** 0.5
    ends = [dot.r / far, 1 - ring.r / far]
    (x1, y1), (x2, y2) = ((round(dot.x + across * end, 1), round(dot.y + down * end, 1)) for end in ends)
    return Dot(dot.x, dot.y, dot.r, size, f"M{x1} {y1}L{x2} {y2}")


def _whale(frame: Frame, anchor: Anchor, ring: Ring, is_chosen: bool) -> Whale:
    lines, step = wrapped(anchor.name, 2 * frame.ring * 0.82, frame.type, LINES), frame.type + 4
    top = ring.words_top + frame.type
    return Whale(
        x=ring.x,
        y=ring.y,
        r=ring.r,
        zone=ring.zone,
        name=tuple((line, round(top + n * step, 1)) for n, line in enumerate(lines)),
        people=(_people(anchor), round(top + len(lines) * step, 1)),
        is_chosen=is_chosen,
        is_counted=anchor.people is not None,
    )
