"""Charts as inline SVG with literal colours and sizes in millimetres: one code for page and print.

Print ignores page styles inside an SVG and a strict policy forbids `style=` in the browser, so everything is an attribute.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format as format_date
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from swot.pictures import pulses as pulse_pictures
from swot.pictures.balance import Balance
from swot.pictures.composition import Composition
from swot.pictures.pulses import Pulse, PulsePicture
from swot.rules.inclusion import Strip, Window
from swot.rules.quadrants import LABELS, LETTERS, PLURALS

COLOURS = {"strength": "#0f7a5c", "weakness": "#995010", "opportunity": "#2038a0", "threat": "#5c1033"}
INSIDE = ("strength", "weakness")
HELPS = ("strength", "opportunity")
DASHES = ("2.5 4.5", "5 3.5", "11.5 3", "")
BAND_WIDTH, BAND_HEIGHT = 900, 26


def mark(quadrant: str, size: str = "5.2mm") -> SafeString:
    """The mark of a quadrant: square inside, round outside; solid helps, hollow hurts; with its letter."""
    colour = COLOURS[quadrant]
    return _drawn(
        "mark",
        title=LABELS[quadrant],
        letter=LETTERS[quadrant],
        size=size,
        square=quadrant in INSIDE,
        fill=colour if quadrant in HELPS else "#ffffff",
        ink="#ffffff" if quadrant in HELPS else colour,
        colour=colour,
    )


def band(quadrant: str, width: str = "90mm", height: str = "2.6mm") -> SafeString:
    """The band of a quadrant: solid, slanted lines, dots or grid, told apart without colour."""
    return _drawn(
        "band",
        title=PLURALS[quadrant],
        pattern=_pattern(quadrant),
        colour=COLOURS[quadrant],
        solid=quadrant == "strength",
        stroked=quadrant == "threat",
        width=width,
        height=height,
        box=f"0 0 {BAND_WIDTH} {BAND_HEIGHT}",
    )


def _pattern(quadrant: str) -> str:
    """The path of a band's pattern, as wide as the widest band; a path per pattern costs less than a shape per dot."""
    if quadrant == "weakness":
        return "".join(f"M{x} 26l26-26h11l-26 26z" for x in range(-26, BAND_WIDTH, 24))
    if quadrant == "opportunity":
        return "".join(f"M{x} 13a7.500 7.500 0 1 0 15 0a7.500 7.500 0 1 0-15 0z" for x in range(4, BAND_WIDTH, 23))
    if quadrant == "threat":
        return "".join(f"M{x} 0v26" for x in range(6, BAND_WIDTH, 13)) + f"M0 7h{BAND_WIDTH}M0 19h{BAND_WIDTH}"
    return ""


def evidence(grade: int) -> SafeString:
    """The line that gets surer: dotted, dashed, long dashes, solid. Its word always stands beside it."""
    return _drawn("evidence", title=_("Evidence"), dashes=DASHES[grade])


def window(state: str, title: str, width: str = "4.2mm", height: str = "5.8mm") -> SafeString:
    """One window: lit, half lit or dark."""
    return _drawn("window", title=title, panes=((0, state),), width=width, height=height, box="0 0 16 22")


def windows(strip: Strip, width: str = "24mm", height: str = "5.5mm") -> SafeString:
    """The five windows of the strip."""
    words = {"lit": _("answered"), "half": _("in part"), "dark": _("not answered")}
    said = ", ".join(f"{one.label}: {words[one.state]}" for one in strip.windows)
    panes = tuple((20 * at, one.state) for at, one in enumerate(strip.windows))
    title = _("Five windows: %(list)s") % {"list": said}
    return _drawn("window", title=title, panes=panes, width=width, height=height, box="0 0 96 22")


def blank_windows(width: str = "24mm", height: str = "5.5mm") -> SafeString:
    """Five windows to colour in by hand."""
    panes = tuple((20 * at, "blank") for at in range(5))
    return _drawn("window", title=_("Five windows"), panes=panes, width=width, height=height, box="0 0 96 22")


def one_window(shown: Window) -> SafeString:
    """The window of one question."""
    words = {"lit": _("Answered"), "half": _("Answered in part"), "dark": _("Not answered")}
    return window(shown.state, words[shown.state])


def profile(pulses: Sequence[Pulse], now: date, before: date | None = None) -> SafeString:
    """Nine pulses on paper; with the day of an earlier document, then and now."""
    if before is None:
        picture = pulse_pictures.profile(pulses, [pulse_pictures.PAPER])
    else:
        words = "Y" if now.year != before.year else "F Y"
        named = {"now": format_date(now, words), "before": format_date(before, words)}
        picture = pulse_pictures.then_and_now(pulses, **named, frames=[pulse_pictures.PAPER])
    return _pictured("pulses", picture)


def balance(picture: Balance) -> SafeString:
    """What helps and what hurts by section; its patterns are named in words beside it."""
    return _pictured("balance", picture)


def composition(picture: Composition) -> SafeString:
    """Who is here; what its rings, dots and lines mean is said in words beside it."""
    return _pictured("composition", picture)


def _pictured(name: str, picture: PulsePicture | Balance | Composition) -> SafeString:
    given = {"picture": picture, "drawing": picture.drawings[0]}
    return mark_safe(render_to_string(f"charts/{name}.svg", given).strip())


def _drawn(name: str, **words: Any) -> SafeString:
    """A drawing without typed words in it, made once for each language."""
    said = tuple((key, str(value) if isinstance(value, Promise) else value) for key, value in words.items())
    return _kept(get_language(), name, said)


@lru_cache(maxsize=512)
def _kept(language: str | None, name: str, words: tuple[tuple[str, Any], ...]) -> SafeString:
    return mark_safe(render_to_string(f"charts/{name}.svg", dict(words)).strip())
