"""The pictures of a text: marks and bands of the quadrants, and charts, each with its words."""

import io
from functools import cache
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from PIL import Image, ImageDraw

from briefings.charts import COLOURS, HELPS, INSIDE
from briefings.formats.word.drawn import letters, png

# Drawn large and made small, so that edges are smooth.
MARK, FINER = 104, 4
BAND_WIDTH, BAND_HEIGHT = 1800, 52


@cache
def mark(quadrant: str, letter: str) -> bytes:
    """The mark of a quadrant as PNG: square inside, round outside; solid helps, hollow hurts; with its letter."""
    side = MARK * FINER
    picture = Image.new("RGB", (side, side), "white")
    pen, colour = ImageDraw.Draw(picture), COLOURS[quadrant]
    draw = pen.rectangle if quadrant in INSIDE else pen.ellipse
    edge = side // 26
    box = (edge, edge, side - edge, side - edge)
    draw(box, fill=colour if quadrant in HELPS else "white", outline=colour, width=int(2.5 * edge))
    ink = "white" if quadrant in HELPS else colour
    pen.text((side / 2, side * 0.52), letter, fill=ink, font=letters(700, int(side * 0.56)), anchor="mm")
    return png(picture.resize((MARK, MARK), Image.Resampling.LANCZOS))


@cache
def band(quadrant: str) -> bytes:
    """The band of a quadrant as PNG: solid, slanted lines, dots or grid, told apart without colour."""
    width, height, colour = BAND_WIDTH, BAND_HEIGHT, COLOURS[quadrant]
    picture = Image.new("RGB", (width, height), colour if quadrant == "strength" else "white")
    pen = ImageDraw.Draw(picture)
    if quadrant == "weakness":
        for x in range(-height, width, 48):
            pen.polygon(((x, height), (x + height, 0), (x + height + 22, 0), (x + 22, height)), fill=colour)
    if quadrant == "opportunity":
        for x in range(8, width, 46):
            pen.ellipse((x, 11, x + 30, 41), fill=colour)
    if quadrant == "threat":
        for x in range(12, width, 26):
            pen.line((x, 0, x, height), fill=colour, width=6)
        for y in (14, 38):
            pen.line((0, y, width, y), fill=colour, width=6)
    return png(picture)


class Pictures:
    """The pictures of one document, each stored once and numbered in the order they stand."""

    def __init__(self, document: Any) -> None:
        self.document, self.shown = document, 0

    def inline(self, image: bytes, width: float, height: float, words: str) -> Any:
        """A picture of so many millimetres as it stands in a line of text, with its words."""
        held, _image = self.document.part.get_or_add_image(io.BytesIO(image))
        self.shown += 1
        wide, high = Mm(width), Mm(height)
        inline = parse_xml(
            f'<wp:inline distT="0" distB="0" distL="0" distR="0" {nsdecls("wp", "a", "pic", "r")}>'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{self.shown}" name="Picture {self.shown}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{self.shown}" name="Picture {self.shown}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{held}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        )
        inline.docPr.set("descr", words)
        return inline
