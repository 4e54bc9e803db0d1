"""Signs for which no font of this machine has a glyph become a visible note instead of an empty box."""

import re
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

NOTE = "[?]"
FONTS = "vendor/fonts-print"
RANGE = re.compile(r"^([0-9a-f]+)(?:-([0-9a-f]+))?$")


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


@cache
def has_glyph(sign: str) -> bool:
    """Whether some font of this machine has a sign; where fonts cannot be asked, every sign is taken to be there."""
    never_drawn = joins(sign) or sign.isspace()
    return never_drawn or not covered() or any(first <= ord(sign) <= last for first, last in covered())


def joins(sign: str) -> bool:
    """Whether a sign only shapes its neighbours: a joiner or a variation selector, never drawn itself."""
    return unicodedata.category(sign) == "Cf" or 0xFE00 <= ord(sign) <= 0xFE0F


@cache
def covered() -> tuple[tuple[int, int], ...]:
    """Ranges of signs that the fonts of the system and our own have, as fontconfig tells them; () where it is not there."""
    ours = [str(path) for folder in settings.STATICFILES_DIRS for path in (Path(folder) / FONTS).glob("*.ttf")]
    told = _ask("fc-list", "--format", "%{charset}\n") + (
        _ask("fc-query", "--format", "%{charset}\n", *ours) if ours else ""
    )
    found = (RANGE.match(word) for word in set(told.split()))
    return tuple(sorted((int(one[1], 16), int(one[2] or one[1], 16)) for one in found if one))


def _ask(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
