"""Nine pulses, 1 to 5, on aligned axes: the profile now, or then and now as dumbbells. Never a filled radar.

Now is a filled dot, before an open one, equal a filled dot in an open ring; what is not known has no dot and says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.document.values import Document
from swot.pictures.by_section import StepDrawing, StepFrame
from swot.pictures.lettering import breadth
from swot.rules.answers import answers_by_id, is_answered, is_dealt_with

DASH = "–"


@dataclass(frozen=True)
class Pulse:
    """One section's pulse now and before, 1 to 5; None where it is not known. `is_open`: nobody has answered it yet."""

    code: str
    label: str
    now: int | None
    before: int | None = None
    is_open: bool = False

    @property
    def change(self) -> str:
        """ "+1", "−1", "0"; a dash where one of the two is not known."""
        if self.now is None or self.before is None:
            return DASH
        return f"{self.now - self.before:+d}".replace("-", "−") if self.now != self.before else "0"


WIDE = StepFrame("lg", width=800, left=236, right=744, first=43, row=42, type=15, label_room=224)
NARROW = StepFrame("sm", width=340, left=10, right=296, first=57, row=58, type=15, label_room=330, label_above=19)
PAPER = StepFrame("paper", width=700, left=276, right=646, first=32, row=43, type=18, label_room=260, mm=140)
SCREEN = (WIDE, NARROW)


@dataclass(frozen=True)
class Row:
    """One section in a drawing: where its words and dots stand. None where there is no such dot."""

    label: tuple[tuple[str, float], ...]
    is_strong: bool
    y: float
    now: float | None
    before: float | None
    said: str
    said_x: float
    said_anchor: str
    line: str
    is_change: bool

    @property
    def is_same(self) -> bool:
        """Whether the dot stands in the ring."""
        return self.now is not None and self.now == self.before

    @property
    def moved(self) -> bool:
        """Whether a line joins the two dots."""
        return None not in (self.now, self.before) and not self.is_same


@dataclass(frozen=True)
class PulsePicture:
    """Everything page and print need: words, drawings in their sizes, and the numbers for the table."""

    key: str
    title: str
    desc: str
    drawings: tuple[StepDrawing, ...]
    pulses: tuple[Pulse, ...]
    now: str
    before: str


def values(document: Document, content: TemplateContent) -> dict[str, int | None]:
    """The pulse of each charted section by code, in order; None where it is not known."""
    answers, found = answers_by_id(document), {}
    for section in content.charted:
        answer = answers.get(section.pulse.id) if section.pulse else None
        found[section.code] = answer.value if is_answered(answer) and answer and isinstance(answer.value, int) else None
    return found


def unanswered(document: Document, content: TemplateContent) -> frozenset[str]:
    """The codes of the charted sections whose pulse nobody has answered yet, in any way."""
    answers = answers_by_id(document)
    return frozenset(one.code for one in content.charted if one.pulse and not is_dealt_with(answers.get(one.pulse.id)))


def pulses_of(
    content: TemplateContent,
    now: dict[str, int | None],
    before: dict[str, int | None],
    unanswered: Collection[str] = (),
) -> list[Pulse]:
    """The nine in the order and words of `content`; `before` may come from another template, by section code."""
    return [
        Pulse(one.code, one.title, now.get(one.code), before.get(one.code), one.code in unanswered)
        for one in content.charted
    ]


def profile(pulses: Sequence[Pulse], frames: Iterable[StepFrame] = SCREEN) -> PulsePicture:
    """The nine pulses as they are now; their `before` is left out."""
    pulses = tuple(Pulse(one.code, one.label, one.now) for one in pulses)
    said = "; ".join(f"{one.label} {_('not yet known') if one.now is None else one.now}" for one in pulses)
    desc = f"{said}. {_('Every value is in the table.')}"
    drawings = tuple(StepDrawing(f, tuple(_row(f, n, one, _gap(one)) for n, one in enumerate(pulses))) for f in frames)
    return PulsePicture("profile", _("Nine pulses, from 1 to 5"), desc, drawings, pulses, _("Now"), "")


def then_and_now(
    pulses: Sequence[Pulse], *, now: str, before: str, frames: Iterable[StepFrame] = SCREEN
) -> PulsePicture:
    """The nine pulses twice; `now` and `before` name the two times, "2026" and "2025"."""
    title = _("Nine pulses, %(before)s and %(now)s") % {"before": before, "now": now}
    drawings = tuple(
        StepDrawing(f, tuple(_row(f, n, one, _moved(one, now, before)) for n, one in enumerate(pulses))) for f in frames
    )
    return PulsePicture("then", title, _moves(pulses, now, before), drawings, tuple(pulses), now, before)


def _gap(pulse: Pulse) -> str:
    return _("not yet known") if pulse.now is None else ""


def _moved(pulse: Pulse, now: str, before: str) -> str:
    """What stands beside the dots."""
    if pulse.is_open:
        return _("not answered yet")
    if pulse.now is None and pulse.before is None:
        return _("not known")
    if pulse.now is None or pulse.before is None:
        return _missing(now if pulse.now is None else before)
    return _("same") if pulse.now == pulse.before else pulse.change


def _missing(when: str) -> str:
    """A year or a date takes "in", a word such as "now" or "last time" does not."""
    return (_("not known in %(when)s") if any(map(str.isdecimal, when)) else _("not known %(when)s")) % {"when": when}


def _moves(pulses: Sequence[Pulse], now: str, before: str) -> str:
    """The text alternative: what rose, what fell, what stayed, what is not answered yet, what is not known."""
    both = [one for one in pulses if one.now is not None and one.before is not None]
    groups = [
        (_("Up"), [f"{one.label} {one.change}" for one in both if (one.now or 0) > (one.before or 0)]),
        (_("Down"), [f"{one.label} {one.change}" for one in both if (one.now or 0) < (one.before or 0)]),
        (_("The same"), [one.label for one in both if one.now == one.before]),
        (_("Not answered yet"), [one.label for one in pulses if one.is_open]),
        (
            _("Not known in %(when)s") % {"when": now},
            [one.label for one in pulses if one.now is None and not one.is_open],
        ),
        (_("Not known in %(when)s") % {"when": before}, [one.label for one in pulses if one.before is None]),
    ]
    said = [f"{name}: {', '.join(labels)}." for name, labels in groups if labels]
    return " ".join([*said, _("Every value is in the table.")])


def _row(frame: StepFrame, place: int, pulse: Pulse, said: str) -> Row:
    y = frame.y(place)
    now, before = (None if step is None else frame.x(step) for step in (pulse.now, pulse.before))
    said, said_x, anchor = _beside(frame, [x for x in (now, before) if x is not None], said)
    return Row(
        label=frame.label(pulse.label, y),
        is_strong=pulse.code == "INC",
        y=y,
        now=now,
        before=before,
        said=said,
        said_x=said_x,
        said_anchor=anchor,
        line=_line(frame, y, said_x, breadth(said, frame.type) * (1 if anchor == "start" else -1)),
        is_change=pulse.change not in (DASH, "0"),
    )


def _line(frame: StepFrame, y: int, said_x: float, room: float) -> str:
    """The level line of a row, broken where its words stand: on paper nothing else keeps it off them."""
    first, last = sorted((said_x, round(said_x + room, 1)))
    if not room:
        return f"M{frame.left} {y}H{frame.right}"
    parts = [(frame.left, round(first - 4, 1)), (round(last + 4, 1), frame.right)]
    return "".join(f"M{start} {y}H{end}" for start, end in parts if start < end)


def _beside(frame: StepFrame, dots: list[float], said: str) -> tuple[str, float, str]:
    """The words and where they stand: right of the dots, left of them where the drawing ends, else without the time."""
    right, left = max(dots, default=frame.left - 8) + 16, min(dots, default=frame.left) - 16
    for words in (said, _("not known")):
        room = breadth(words, frame.type)
        if right + room <= frame.width:
            return words, round(right, 1), "start"
        if left - room >= (0 if frame.label_above else frame.left):
            return words, round(left, 1), "end"
    return "", right, "start"
