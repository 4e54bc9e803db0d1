"""How our pulses lie among the middle half of others of the kind: a band a section and our dot. No order, no names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.mirror import Band, Mirror
from swot.pictures.lettering import wrapped
from swot.pictures.pulses import SCREEN, STEPS, Frame

THICK = 16


@dataclass(frozen=True)
class Row:
    """One section in a drawing: its words, the band from `left` over `width`, our dot or None."""

    label: tuple[tuple[str, float], ...]
    y: float
    left: float
    width: float
    ours: float | None


@dataclass(frozen=True)
class Drawing:
    """The mirror in one frame."""

    frame: Frame
    rows: tuple[Row, ...]

    @property
    def floor(self) -> int:
        """Where the upright lines end."""
        return self.frame.first + self.frame.row * (len(self.rows) - 1) + 29

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return self.floor + self.frame.type + 19

    @property
    def axes(self) -> list[tuple[float, int]]:
        """The five upright lines: place and number."""
        return [(self.frame.x(step), step) for step in STEPS]


@dataclass(frozen=True)
class MirrorPicture:
    """Words and drawings, and what the table says: section, band in words, ours."""

    title: str
    desc: str
    drawings: tuple[Drawing, ...]
    table: tuple[tuple[str, str, int | None], ...]


def mirrored(mirror: Mirror, content: TemplateContent, frames: Iterable[Frame] = SCREEN) -> MirrorPicture:
    """The picture of a mirror that may be shown."""
    labels = {section.code: section.title for section in content.charted}
    table = tuple((labels[band.code], span(band), band.ours) for band in mirror.bands)
    said = "; ".join(_("%(section)s %(band)s") % {"section": label, "band": band} for label, band, _ours in table)
    drawings = tuple(
        Drawing(frame, tuple(_row(frame, at, band, labels[band.code]) for at, band in enumerate(mirror.bands)))
        for frame in frames
    )
    desc = _("The middle half of the others: %(said)s. Ours and theirs are in the table.") % {"said": said}
    return MirrorPicture(_("Our shape among others of our kind"), desc, drawings, table)


def span(band: Band) -> str:
    """A band in words: "2 to 4", or "3" where the middle half agrees."""
    low, high = (f"{end:g}" for end in (band.low, band.high))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _row(frame: Frame, at: int, band: Band, label: str) -> Row:
    y = frame.first + at * frame.row
    lines = wrapped(label, frame.label_room, frame.type, most=1 if frame.label_above else 2)
    line = frame.type + 2
    top = y - frame.type - 4 if frame.label_above else y + frame.type / 3 - (len(lines) - 1) * line / 2
    scale = (frame.right - frame.left) / 4
    left, right = (round(frame.left + (end - 1) * scale, 1) for end in (band.low, band.high))
    return Row(
        label=tuple((words, round(top + n * line, 1)) for n, words in enumerate(lines)),
        y=y,
        left=round(left - THICK / 2, 1),
        width=round(right - left + THICK, 1),
        ours=None if band.ours is None else frame.x(band.ours),
    )
