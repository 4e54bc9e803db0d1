"""How much room words take in a drawing, as SVG cannot wrap: an estimate on the safe side, in units of the drawing."""

import textwrap
import unicodedata

NARROW, BROAD = 0.57, 1.0


def breadth(text: str, size: float) -> float:
    """How broad a line of Commissioner at `size` is at most; signs of East Asian scripts fill a square."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return round(size * (BROAD * wide + NARROW * (len(text) - wide)), 1)


def wrapped(text: str, room: float, size: float, most: int = 2) -> tuple[str, ...]:
    """The text in at most `most` lines of `room`, of much the same length so that no word hangs alone.

    What does not fit ends in three dots; the table has it whole.
    """
    text = " ".join(text.split())
    if not text:
        return ()
    signs = max(4, int(len(text) * room / breadth(text, size)))
    lines = _lines(text, signs, most)
    longest = max(len(word) for word in text.split())
    for fewer in range(signs - 1, longest - 1, -1):
        closer = _lines(text, fewer, most)
        if lines[-1].endswith("…") or closer[-1].endswith("…") or len(closer) > len(lines):
            break
        lines = closer
    return lines


def _lines(text: str, signs: int, most: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, signs, max_lines=most, placeholder="…"))
