"""What drawings with one row a section share: the frame, where its rows and their words stand, how high it is."""

from dataclasses import dataclass
from typing import Any, ClassVar

from swot.pictures.lettering import wrapped

STEPS = range(1, 6)


@dataclass(frozen=True)
class Frame:
    """One size of a drawing, in units of its own; `mm` is its width on paper, None on a screen.

    The words of a row stand `label_above` it, or beside it where that is 0.
    """

    name: str
    width: int
    left: int
    right: int
    first: int
    row: int
    type: int
    label_room: int
    label_above: int = 0
    mm: int | None = None

    def y(self, place: int) -> int:
        """Where a row stands, the first at place 0."""
        return self.first + self.row * place

    def label(self, words: str, y: float) -> tuple[tuple[str, float], ...]:
        """The words of a row at `y`, and where each line of them stands."""
        lines = wrapped(words, self.label_room, self.type, most=1 if self.label_above else 2)
        line = self.type + 2
        top = y - self.label_above if self.label_above else y + self.type / 3 - (len(lines) - 1) * line / 2
        return tuple((words, round(top + n * line, 1)) for n, words in enumerate(lines))


@dataclass(frozen=True)
class Drawing:
    """One drawing in one frame, a row a section; `BELOW` is how far its upright lines go on after the last one."""

    BELOW: ClassVar[int] = 20

    frame: Frame
    rows: tuple[Any, ...]

    @property
    def floor(self) -> int:
        """Where the upright lines end."""
        return self.frame.y(len(self.rows) - 1) + self.BELOW

    @property
    def foot(self) -> int:
        """The room under them."""
        return 8

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return self.floor + self.foot

    @property
    def size(self) -> tuple[str, str] | None:
        """Width and height on paper; None on a screen, where the page decides."""
        mm = self.frame.mm
        return (f"{mm}mm", f"{mm * self.height / self.frame.width:.1f}mm") if mm else None


@dataclass(frozen=True)
class StepFrame(Frame):
    """A frame whose rows are axes from 1 to 5."""

    def x(self, step: float) -> float:
        """Where a step from 1 to 5 stands."""
        return round(self.left + (step - 1) / 4 * (self.right - self.left), 1)


@dataclass(frozen=True)
class StepDrawing(Drawing):
    """A drawing on axes from 1 to 5, whose numbers stand under the upright lines."""

    BELOW: ClassVar[int] = 29

    frame: StepFrame

    @property
    def foot(self) -> int:
        """The room of the numbers."""
        return self.frame.type + 19

    @property
    def axes(self) -> list[tuple[float, int]]:
        """The five upright lines: place and number."""
        return [(self.frame.x(step), step) for step in STEPS]
