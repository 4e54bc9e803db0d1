"""The square that a camera reads: an address as inline SVG, dark on white, with the quiet zone its readers need."""

from itertools import groupby

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# ISO/IEC 18004, 9.1: four modules of white on every side.
QUIET = 4
# "M" mends a sheet of which a seventh is smudged, and keeps the modules of a long address large enough for a telephone.
LEVEL = "m"


def square(address: str, *, title: str, size: str = "30mm") -> SafeString:
    """An address as a square of this size with its title in words."""
    code = segno.make_qr(address, error=LEVEL)
    side = code.symbol_size(border=QUIET)[0]
    given = {"title": title, "size": size, "side": side, "path": path(code)}
    return mark_safe(render_to_string("charts/qr.svg", given).strip())


def path(code: segno.QRCode) -> str:
    """The dark modules, each run in a row as one bar, as the data of an SVG path."""
    bars: list[str] = []
    for y, row in enumerate(code.matrix_iter(border=QUIET)):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            bars += [f"M{x} {y}h{width}v1h-{width}z"] if dark else []
            x += width
    return "".join(bars)
