"""How our pulses lie among the middle half of others of the kind: a band a section and our dot. No order, no names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.mirror import Band, Mirror
from swot.pictures.by_section import StepDrawing, StepFrame
from swot.pictures.pulses import SCREEN

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
class MirrorPicture:
    """Words and drawings, and what the table says: section, band in words, ours."""

    title: str
    desc: str
    drawings: tuple[StepDrawing, ...]
    table: tuple[tuple[str, str, int | None], ...]


def mirrored(mirror: Mirror, content: TemplateContent, frames: Iterable[StepFrame] = SCREEN) -> MirrorPicture:
    """The picture of a mirror that may be shown."""
    labels = {section.code: section.title for section in content.charted}
    table = tuple((labels[band.code], span(band), band.ours) for band in mirror.bands)
    said = "; ".join(_("%(section)s %(band)s") % {"section": label, "band": band} for label, band, _ours in table)
    drawings = tuple(
        StepDrawing(frame, tuple(_row(frame, at, band, labels[band.code]) for at, band in enumerate(mirror.bands)))
        for frame in frames
    )
    desc = _("The middle half of the others: %(said)s. Ours and theirs are in the table.") % {"said": said}
    return MirrorPicture(_("Our shape among others of our kind"), desc, drawings, table)


def span(band: Band) -> str:
    """A band in words: "2 to 4", or "3" where the middle half agrees."""
    low, high = (f"{end:g}" for end in (band.low, band.high))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _row(frame: StepFrame, at: int, band: Band, label: str) -> Row:
    y, left, right = frame.y(at), frame.x(band.low), frame.x(band.high)
    return Row(
        label=frame.label(label, y),
        y=y,
        left=round(left - THICK / 2, 1),
        width=round(right - left + THICK, 1),
        ours=None if band.ours is None else frame.x(band.ours),
    )
