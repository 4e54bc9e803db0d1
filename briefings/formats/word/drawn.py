"""A chart of ours as a picture of dots: the few elements that `templates/charts/` draw with, and no others."""

import io
import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from briefings.charts import COLOURS

LETTERS = "vendor/fonts-print/commissioner-latin-{weight}-normal.ttf"
# Drawn so many times finer than it is kept, so that edges are smooth.
FINER, KEPT = 4, 2
STEP = re.compile(r"([MLHVmlhv])|(-?[\d.]+)")
COLOURS_KEPT = 64
SLANT, DOT, GRID = 12.7, 8, 6.5


@cache
def letters(weight: int, size: int) -> Any:
    """Our letters for drawings, 400 or 700, so many dots high."""
    found = (Path(folder) / LETTERS.format(weight=weight) for folder in settings.STATICFILES_DIRS)
    return ImageFont.truetype(next(str(path) for path in found if path.is_file()), size)


def png(picture: Image.Image) -> bytes:
    """A picture as a small file; the same picture gives the same bytes."""
    file = io.BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS_KEPT).save(file, "PNG", optimize=True)
    return file.getvalue()


def drawn(svg: Any, width: float, height: float) -> bytes:
    """An SVG element of ours, so wide and high in its own units, as PNG."""
    paper = Image.new("RGB", (round(width * FINER), round(height * FINER)), "white")
    _Pen(paper).all(svg, 0, 0)
    return png(paper.resize((round(width * KEPT), round(height * KEPT)), Image.Resampling.LANCZOS))


class _Pen:
    """Draws elements onto a picture; lengths of an element are in its units until they are drawn."""

    def __init__(self, paper: Image.Image) -> None:
        self.paper, self.pen = paper, ImageDraw.Draw(paper)

    def all(self, element: Any, x: float, y: float) -> None:
        """Every child of an element, moved by so much."""
        for child in element:
            draw = {"rect": self.rect, "circle": self.circle, "path": self.path, "text": self.text}.get(child.tag)
            if child.tag == "g":
                right, down = _numbers(child.get("transform", "0 0"))
                self.all(child, x + right, y + down)
            elif draw:
                draw(child, x, y)

    def rect(self, one: Any, x: float, y: float) -> None:
        """A rectangle, plain or with the pattern of a quadrant."""
        left, top = x + _of(one, "x"), y + _of(one, "y")
        box = [_fine(n) for n in (left, top, left + _of(one, "width"), top + _of(one, "height"))]
        fill = one.get("fill", "none")
        if fill.startswith("url("):
            self._pattern(fill[5], box)
            fill = "none"
        self.pen.rectangle(box, _ink(fill), _ink(one.get("stroke")), _fine(_of(one, "stroke-width", 1)))

    def circle(self, one: Any, x: float, y: float) -> None:
        """A circle; a broken edge is drawn as a line that goes round."""
        middle, radius = (x + _of(one, "cx"), y + _of(one, "cy")), _of(one, "r")
        box = [_fine(n) for n in (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)]
        dashes, width = _numbers(one.get("stroke-dasharray", "")), _fine(_of(one, "stroke-width", 1))
        self.pen.ellipse(box, _ink(one.get("fill")), None if dashes else _ink(one.get("stroke")), width)
        if dashes:
            around = [_around(middle, radius, degrees) for degrees in range(0, 361, 3)]
            self._line(around, one, dashes)

    def path(self, one: Any, x: float, y: float) -> None:
        """Straight lines."""
        for line in _lines(one.get("d"), x, y):
            self._line(line, one, _numbers(one.get("stroke-dasharray", "")))

    def text(self, one: Any, x: float, y: float) -> None:
        """A line of words from, around or up to its place."""
        weight = 700 if one.get("font-weight") == "700" else 400
        anchor = {"middle": "ms", "end": "rs"}.get(one.get("text-anchor"), "ls")
        place = (_fine(x + _of(one, "x") + _of(one, "dx")), _fine(y + _of(one, "y")))
        font, halo = letters(weight, _fine(_of(one, "font-size", 18))), "halo" in one.get("class", "")
        said = " ".join(one.text_content().split())
        self.pen.text(
            place, said, _ink(one.get("fill")), font, anchor, stroke_width=FINER * 3 * halo, stroke_fill="white"
        )
        if halo:
            self.pen.text(place, said, _ink(one.get("fill")), font, anchor)

    def _line(self, points: list[tuple[float, float]], one: Any, dashes: list[float]) -> None:
        ink, width = _ink(one.get("stroke")), _fine(_of(one, "stroke-width", 1))
        for stretch in _dashed(points, dashes) if dashes else [points]:
            self.pen.line([(_fine(x), _fine(y)) for x, y in stretch], ink, width)

    def _pattern(self, quadrant: str, box: list[int]) -> None:
        """Slanted lines for weaknesses, dots for opportunities, a grid for threats."""
        left, top, right, bottom = box
        cut = Image.new("RGB", (max(right - left, 1), max(bottom - top, 1)), "white")
        pen, (width, height) = ImageDraw.Draw(cut), cut.size
        name = next(name for name in COLOURS if name.startswith(quadrant))
        if quadrant == "w":
            for at in range(-height, width, _fine(SLANT)):
                pen.line((at, 0, at + height, height), COLOURS[name], _fine(4))
        elif quadrant == "o":
            for across in range(_fine(4), width, _fine(DOT)):
                for down in range(_fine(4), height, _fine(DOT)):
                    pen.circle((across, down), _fine(2.6), COLOURS[name])
        else:
            for at in range(_fine(3.2), max(width, height), _fine(GRID)):
                pen.line((at, 0, at, height), COLOURS[name], _fine(1.6))
                pen.line((0, at, width, at), COLOURS[name], _fine(1.6))
        self.paper.paste(cut, (left, top))


def _of(one: Any, name: str, otherwise: float = 0) -> float:
    return float(one.get(name, otherwise))


def _fine(number: float) -> int:
    return round(number * FINER)


def _ink(colour: str | None) -> str | None:
    return None if colour in (None, "none") else colour


def _numbers(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", text)]


def _around(middle: tuple[float, float], radius: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _lines(steps: str, x: float, y: float) -> Iterator[list[tuple[float, float]]]:
    """The lines of a path, each as its points; small letters count from where the pen is."""
    points: list[tuple[float, float]] = []
    given: list[float] = []
    letter, at = "M", (x, y)
    for step, number in STEP.findall(steps):
        letter, given = (step, []) if step else (letter, [*given, float(number)])
        if step or (letter in "MLml" and len(given) == 1):
            continue
        at, given = _moved(letter, given, at, x, y), []
        if letter in "Mm":
            yield from [points] if len(points) > 1 else []
            points = []
        points.append(at)
    yield from [points] if len(points) > 1 else []


def _moved(letter: str, given: list[float], at: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    from_x, from_y = at if letter.islower() else (x, y)
    if letter in "Hh":
        return from_x + given[0], at[1]
    if letter in "Vv":
        return at[0], from_y + given[0]
    return from_x + given[0], from_y + given[1]


def _dashed(points: list[tuple[float, float]], dashes: list[float]) -> Iterator[list[tuple[float, float]]]:
    """The stretches of a broken line: a dash, a gap, and so on along its points."""
    rest, is_drawn, turn = dashes[0], True, 0
    for (x, y), (to_x, to_y) in pairwise(points):
        length, at = math.dist((x, y), (to_x, to_y)), 0.0
        while length - at > 1e-6:
            step = min(rest, length - at)
            if is_drawn:
                yield [(x + (to_x - x) * part / length, y + (to_y - y) * part / length) for part in (at, at + step)]
            at, rest = at + step, rest - step
            if rest < 1e-6:
                turn, is_drawn = turn + 1, not is_drawn
                rest = dashes[turn % len(dashes)]
