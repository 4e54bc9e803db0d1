"""What the room's screen shows at first, as values for its template: made of the very frame that a stream would tell it.

From then on `static/js/screen.js` draws the frames in the same places.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from swot.content import QUADRANTS
from swot.rules.quadrants import PLURALS

# The heading of a scene that has one of its own; every other scene has that of its step.
HEADINGS: dict[str, Promise] = {
    "soon": _("This workshop has not begun"),
    "blank": _("One moment, please"),
    "closed": _("Thank you"),
    "over": _("This screen is switched off"),
}
# A question longer than this is set smaller, so that what belongs to it has room on the same picture.
LONG = 90


@dataclass(frozen=True)
class Field:
    """One quadrant: its name in the plural, how many notes were written to it, and those that are shown, newest first."""

    quadrant: str
    name: Promise
    count: int
    notes: tuple[str, ...]
    is_asked: bool


@dataclass(frozen=True)
class Heap:
    """A group with its number and the notes in it, newest first."""

    number: int
    title: str
    quadrant: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A result: `share` of the most marks in hundredths; `is_tied` where another group has the same rank."""

    heap: Heap
    rank: int
    marks: int
    voters: int
    twos: int
    share: int
    is_tied: bool


@dataclass(frozen=True)
class Stage:
    """Everything that the template of a screen draws; `left` are seconds on the clock, None where there is no clock."""

    scene: str
    heading: str | Promise
    is_long: bool
    fields: tuple[Field, ...]
    loose: tuple[str, ...]
    heaps: tuple[Heap, ...]
    alone: tuple[str, ...]
    bars: tuple[Bar, ...]
    left: int | None

    @property
    def shows_fields(self) -> bool:
        """Whether the fields are drawn at all: not where everything was written without a quadrant."""
        return not self.loose or any(field.notes for field in self.fields)

    @property
    def clock(self) -> str:
        """The time on the clock: "4:10"."""
        return "" if self.left is None else f"{self.left // 60}:{self.left % 60:02}"


def stage(frame: Mapping[str, Any], title: str) -> Stage:
    """The stage of a frame as `projection.screen` makes it whole; `title` is that of the workshop."""
    step, groups = frame["step"] or {}, {one["id"]: one for one in frame["groups"]}
    heading = HEADINGS.get(frame["scene"]) or (title if frame["scene"] == "lobby" else step.get("asked", title))
    voted = frame.get("vote", {}).get("groups")
    heaps = tuple(_heap(one, _of_group(frame, one["id"])) for one in groups.values())
    return Stage(
        scene=frame["scene"],
        heading=heading,
        is_long=len(str(heading)) > LONG,
        fields=tuple(_field(frame, quadrant, step.get("quadrants") or QUADRANTS) for quadrant in QUADRANTS),
        loose=_texts(frame, lambda note: not note["quadrant"]),
        heaps=tuple(map(_heap, voted)) if voted is not None else heaps,
        alone=_texts(frame, lambda note: note["group"] not in groups),
        bars=_bars(frame.get("results", ()), groups),
        left=_left(frame),
    )


def _field(frame: Mapping[str, Any], quadrant: str, asked: Any) -> Field:
    notes = _texts(frame, lambda note: note["quadrant"] == quadrant)
    return Field(quadrant, PLURALS[quadrant], frame["quadrants"].get(quadrant, 0), notes, quadrant in asked)


def _of_group(frame: Mapping[str, Any], group: int) -> tuple[str, ...]:
    return _texts(frame, lambda note: note["group"] == group)


def _texts(frame: Mapping[str, Any], wanted: Callable[[Any], bool]) -> tuple[str, ...]:
    return tuple(note["text"] for note in reversed(frame["notes"]) if wanted(note))


def _heap(group: Mapping[str, Any], notes: tuple[str, ...] = ()) -> Heap:
    return Heap(group["n"], group["title"], group["quadrant"], notes)


def _bars(results: Any, groups: Mapping[int, Any]) -> tuple[Bar, ...]:
    found = [one for one in results if one["group"] in groups]
    most = max((one["marks"] for one in found), default=0) or 1
    ranks = [one["rank"] for one in found]
    return tuple(
        Bar(
            heap=_heap(groups[one["group"]]),
            share=round(100 * one["marks"] / most),
            is_tied=ranks.count(one["rank"]) > 1,
            **{name: one[name] for name in ("rank", "marks", "voters", "twos")},
        )
        for one in found
    )


def _left(frame: Mapping[str, Any]) -> int | None:
    if frame["ends"] is None:
        found: int | None = frame["left"]
        return found
    return max(0, round((frame["ends"] - frame["now"]) / 1000))
