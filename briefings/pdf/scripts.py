"""The scripts our own faces print: what each style sheet says it has, and which further sheets the signs of a page need."""

import re
from bisect import bisect_right
from functools import cache
from pathlib import Path

from django.conf import settings

LATIN = "css/print.css"
FURTHER = "css/scripts"
DECLARED = re.compile(r"unicode-range:([^;]+);")
SPAN = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
# Hebrew, Arabic and their kin, with the forms that old programs write.
LEFTWARD = "\u0591-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
TURNS = re.compile(f"[{LEFTWARD}]")
# What stands before the first letter says nothing of the direction: signs, digits, spaces.
BEGINS_LEFTWARD = re.compile(rf"<bdi((?: [^>]*)?)>(?=(?:[^\w<{LEFTWARD}]|&[a-z0-9#]+;|[\d_])*[{LEFTWARD}])")


def sheets_for(page: str) -> tuple[str, ...]:
    """The style sheets whose faces have signs of this page, beside those of Latin letters, in one order for the same signs."""
    if page.isascii():
        return ()
    return tuple(sorted({sheet for sign in set(page) if (sheet := sheet_with(sign)) and sheet != LATIN}))


def sheet_with(sign: str) -> str:
    """The one style sheet that has a face with this sign; "" where none of ours has it."""
    firsts, spans = held()
    at = bisect_right(firsts, ord(sign)) - 1
    _first, last, sheet = spans[at] if at >= 0 else (0, -1, "")
    return sheet if ord(sign) <= last else ""


@cache
def held() -> tuple[list[int], list[tuple[int, int, str]]]:
    """Every span of signs (first, last, sheet) that our sheets declare, in order, and their firsts to look up by."""
    latin = spans_of(LATIN)
    # A face of emoji has digits as well, for keycaps: they bring no sheet.
    further = [span for sheet in sheets()[1:] for span in spans_of(sheet) if not _lies_in(span, latin)]
    ordered = sorted({*latin, *further})
    return [first for first, _last, _sheet in ordered], ordered


def _lies_in(span: tuple[int, int, str], others: list[tuple[int, int, str]]) -> bool:
    return any(first <= span[0] <= last for first, last, _sheet in others)


@cache
def sheets() -> tuple[str, ...]:
    """The sheet of Latin letters and those of further scripts."""
    found = (path for folder in settings.STATICFILES_DIRS for path in (Path(folder) / FURTHER).glob("*.css"))
    return (LATIN, *sorted(f"{FURTHER}/{path.name}" for path in found))


def spans_of(sheet: str) -> list[tuple[int, int, str]]:
    """What the faces of one sheet are asked for: (first, last, sheet) for each `unicode-range` in it."""
    found = (Path(folder) / sheet for folder in settings.STATICFILES_DIRS)
    text = next(path.read_text(encoding="utf-8") for path in found if path.is_file())
    ranges = " ".join(DECLARED.findall(text))
    return [(int(one[1], 16), int(one[2] or one[1], 16), sheet) for one in SPAN.finditer(ranges)]


def directed(page: str) -> str:
    """A page whose `<bdi>` say their direction where it is from right to left: browsers find it, a renderer of print is told."""
    return BEGINS_LEFTWARD.sub(r'<bdi\1 dir="rtl">', page) if TURNS.search(page) else page
