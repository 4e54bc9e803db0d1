"""How much room words take in a drawing, as SVG cannot wrap: an estimate on the safe side, in units of the drawing."""

import textwrap
import unicodedata

NARROW, BROAD = 0.57, 1.0


def breadth(text: str, size: float) -> float:
    """How broad a line of Commissioner at `size` is at most; signs of East Asian scripts fill a square."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return round(size * (BROAD * wide + NARROW * (len(text) - wide)), 1)


def wrapped(text: str, room: float, size: float, most: int = 2) -> tuple[str, ...]:
    """The text in at most `most` lines of `room`; what does not fit ends in three dots (the table has it whole)."""
    signs = max(4, int(len(text) * room / breadth(text, size))) if text else 4
    return tuple(textwrap.wrap(text, signs, max_lines=most, placeholder="…"))
