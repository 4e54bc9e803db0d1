"""Charts as pictures of dots: what the drawing says stands where it says it, in its colours and patterns."""

import io

import pytest
from lxml import html as reader
from PIL import Image

from briefings.charts import COLOURS
from briefings.formats.word.drawn import KEPT, drawn
from briefings.formats.word.pictures import band, mark
from briefings.make import html
from tests.briefings.build import CASES, TODAY, case, content


def picture(body):
    return Image.open(io.BytesIO(body)).convert("RGB")


def of(inner):
    """A drawing 100 wide and 50 high."""
    return picture(drawn(reader.fromstring(f"<svg>{inner}</svg>"), 100, 50))


def is_near(found, colour):
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return all(abs(one - other) < 24 for one, other in zip(found, wanted, strict=True))


def at(image, x, y):
    return image.getpixel((x * KEPT, y * KEPT))


@pytest.mark.parametrize(
    ("inner", "inside", "outside"),
    [
        ('<rect x="10" y="10" width="30" height="20" fill="#0f7a5c"/>', (25, 20), (60, 20)),
        ('<g transform="translate(50 10)"><rect y="0" width="30" height="20" fill="#0f7a5c"/></g>', (60, 20), (25, 20)),
        ('<circle cx="30" cy="25" r="10" fill="#0f7a5c"/>', (30, 25), (45, 25)),
        ('<path d="M10 25H90" stroke="#0f7a5c" stroke-width="6" fill="none"/>', (50, 25), (50, 40)),
        ('<path d="M20 10m0 0v30" stroke="#0f7a5c" stroke-width="6" fill="none"/>', (20, 30), (40, 30)),
        ('<path d="M10 10L90 40" stroke="#0f7a5c" stroke-width="6"/>', (50, 25), (50, 45)),
    ],
)
def test_each_element_stands_in_its_place_and_nowhere_else(inner, inside, outside):
    image = of(inner)
    assert is_near(at(image, *inside), "#0f7a5c")
    assert is_near(at(image, *outside), "#ffffff")


def test_a_broken_line_has_gaps():
    image = of('<path d="M0 25H100" stroke="#000000" stroke-width="4" stroke-dasharray="10 10"/>')
    assert [is_near(at(image, x, 25), "#000000") for x in (5, 15, 25, 35)] == [True, False, True, False]


def test_words_end_where_they_are_anchored():
    image = of('<text x="50" y="30" text-anchor="end" font-size="18" fill="#000000">WWW</text>')
    left, _top, right, _bottom = image.point(lambda value: 255 - value).getbbox()
    assert right <= 51 * KEPT
    assert left < 30 * KEPT


@pytest.mark.parametrize("quadrant", ["weakness", "opportunity", "threat"])
def test_a_pattern_is_neither_empty_nor_full(quadrant):
    image = of(f'<rect width="80" height="40" fill="url(#{quadrant[0]}-x)"/>')
    dots = [is_near(at(image, x, y), COLOURS[quadrant]) for x in range(2, 78) for y in range(2, 38)]
    assert 0.15 < sum(dots) / len(dots) < 0.85


def test_marks_and_bands_are_told_apart_in_grey():
    greys = [picture(band(quadrant)).convert("L").tobytes() for quadrant in COLOURS]
    assert len(set(greys)) == 4
    corners = {quadrant: picture(mark(quadrant, "X")).getpixel((6, 6)) for quadrant in COLOURS}
    assert [is_near(corners[one], "#ffffff") for one in COLOURS] == [False, False, True, True]
    assert mark("strength", "S") == mark("strength", "S")


def test_our_charts_draw_with_nothing_that_is_not_drawn_here():
    page = html(case(CASES[0]), content("district"), edition="full", paper="a4", today=TODAY)
    charts = reader.document_fromstring(page).xpath("//figure/svg")
    known = {"g", "rect", "circle", "path", "text", "tspan", "title", "desc", "defs"}
    tags = {one.tag for chart in charts for one in chart.iter() if not one.xpath("ancestor::defs")}
    steps = {
        sign
        for one in charts
        for path in one.xpath(".//path[not(ancestor::defs)]/@d")
        for sign in path
        if sign.isalpha()
    }
    assert len(charts) == 2
    assert tags - {"svg"} <= known
    assert steps <= set("MLHVmlhv")
