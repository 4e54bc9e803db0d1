"""Signs that no face prints become a visible note instead of an empty box."""

import re
import subprocess
import unicodedata
from bisect import bisect_right
from functools import cache

from briefings.pdf.scripts import sheet_with

NOTE = "[?]"
RANGE = re.compile(r"^([0-9a-f]+)(?:-([0-9a-f]+))?$")
# Fonts of other formats are passed over by Pango, coloured ones by older renderers.
SYSTEM = ("fc-list", ":scalable=true:color=false", "--format", "%{fontformat} %{charset}\n")
FORMATS = ("TrueType ", "CFF ")
# Format characters that are drawn all the same (Unicode: prepended marks of numbers and texts, those of rare scripts).
DRAWN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U00010000-\U000dffff]")
OGHAM_SPACE = "\u1680"


def printable(text: str) -> str:
    """A text in which every run of signs that cannot be printed here is one "[?]"."""
    if text.isascii():
        return text
    kept: list[str] = []
    for sign in text:
        after_note = kept[-1:] == [NOTE]
        if not has_glyph(sign):
            kept += [] if after_note else [NOTE]
        elif not (after_note and joins(sign)):
            kept.append(sign)
    return "".join(kept)


def has_glyph(sign: str) -> bool:
    """Whether one of our faces or a font of this machine has a sign, or whether it is never drawn."""
    if sheet_with(sign) or joins(sign) or (sign.isspace() and sign != OGHAM_SPACE):
        return True
    firsts, spans = covered()
    at = bisect_right(firsts, ord(sign)) - 1
    return at >= 0 and ord(sign) <= spans[at][1]


def joins(sign: str) -> bool:
    """Whether a sign only shapes its neighbours: a joiner or a variation selector, never drawn itself."""
    if unicodedata.category(sign) == "Cf":
        return not DRAWN.match(sign)
    return 0xFE00 <= ord(sign) <= 0xFE0F


@cache
def covered() -> tuple[list[int], list[tuple[int, int]]]:
    """Spans of signs (first, last) that fonts of the system have, as fontconfig tells them, and their firsts; none where it is not there."""
    lines = (line for line in _ask(*SYSTEM).splitlines() if line.startswith(FORMATS))
    found = (RANGE.match(word) for line in lines for word in line.split()[1:])
    spans: list[tuple[int, int]] = []
    for first, last in sorted({(int(one[1], 16), int(one[2] or one[1], 16)) for one in found if one}):
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    return [first for first, _last in spans], spans


def _ask(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
