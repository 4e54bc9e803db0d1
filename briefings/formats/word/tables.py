"""Tables of the printed page as tables of a text: headed, named, repeated on every page, no row broken in two."""

from collections.abc import Callable
from typing import Any

from briefings.formats.word.look import INK
from briefings.formats.word.xml import el, value

# Hundredths of the width by the class of a table; the rest of it is shared by columns that are not named here.
WIDTHS = {
    "figures": (38, 34, 28),
    "t-risk": (46, 14, 40),
    "t-actions": (37, 20, 15, 12, 16),
    "t-profile": (34, 10, 56),
    "t-balance": (22, 13, 14, 16, 12, 11, 12),
    "t-check": (66, 18, 16),
    "t-find": (56, 24, 20),
    "t-two": (60, 40),
    "t-composition": (54, 20, 26),
    "t-three": (36, 32, 32),
    "t-four": (40, 20, 14, 26),
    "t-answers": (46, 54),
    "t-entries": (44, 38, 18),
    "t-labels": (24, 52, 24),
    "t-glossary": (28, 72),
}
Fill = Callable[[Any, str], list[Any]]


def table(source: Any, width: int, fill: Fill, name: str) -> Any:
    """A table `width` wide in twentieths of a point; `fill` gives the paragraphs of a cell in a style."""
    rows = source.xpath("./tr|./thead/tr|./tbody/tr")
    count = max(sum(_span(cell) for cell in row) for row in rows)
    widths = _widths(source.get("class", ""), count, width)
    has_head = source.find("thead") is not None
    look = el("tblLook", firstRow=int(has_head), lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1)
    properties = el(
        "tblPr",
        value("tblStyle", "BriefingTable"),
        el("tblW", w=width, type="dxa"),
        el("tblLayout", type="fixed"),
        look,
        value("tblCaption", name),
    )
    counted = _counted(rows)
    drawn = (_row(row, widths, fill, counted, is_head=row.getparent().tag == "thead") for row in rows)
    return el("tbl", properties, grid(widths), *drawn)


def grid(widths: list[int]) -> Any:
    """The columns of a table."""
    return el("tblGrid", *(el("gridCol", w=one) for one in widths))


def _widths(css: str, count: int, width: int) -> list[int]:
    named = next((WIDTHS[one] for one in css.split() if one in WIDTHS), ())
    shares = named if len(named) == count else (100 / count,) * count
    return [round(width * share / sum(shares)) for share in shares]


def _span(cell: Any) -> int:
    return int(cell.get("colspan", 1))


def _counted(rows: Any) -> set[int]:
    """The columns of numbers, which stand at the right beneath a heading that does."""
    return {at for row in rows for at, cell in enumerate(row) if "n" in cell.get("class", "").split()}


def _row(row: Any, widths: list[int], fill: Fill, counted: set[int], *, is_head: bool) -> Any:
    cells, at = [], 0
    for cell in row:
        span = _span(cell)
        made = _cell(cell, sum(widths[at : at + span]), fill, is_head=is_head, span=span)
        if at in counted and span == 1:
            _to_the_right(made)
        cells.append(made)
        at += span
    return el("tr", el("trPr", el("cantSplit"), el("tblHeader") if is_head else None), *cells)


def _cell(cell: Any, width: int, fill: Fill, *, is_head: bool, span: int) -> Any:
    heads = is_head or cell.get("scope") == "rowgroup"
    properties = el("tcPr", el("tcW", w=width, type="dxa"), value("gridSpan", span if span > 1 else None))
    return el("tc", properties, *fill(cell, "Table Head" if heads else "Table Text"))


def _to_the_right(cell: Any) -> None:
    for properties in cell.xpath("./w:p/w:pPr"):
        properties.append(value("jc", "right"))


def board(quads: list[list[Any]], width: int, columns: int) -> Any:
    """The four places beside and beneath each other, each with what stands in it; one beneath the other in large type."""
    edge = {"val": "single", "sz": 8, "color": INK}
    lines = el("tblBorders", *(el(side, **edge) for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
    margins = el("tblCellMar", *(el(side, w=85, type="dxa") for side in ("left", "right")))
    properties = el(
        "tblPr",
        value("tblStyle", "TableNormal"),
        el("tblW", w=width, type="dxa"),
        lines,
        el("tblLayout", type="fixed"),
        margins,
        el("tblLook", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    widths = [width // columns] * columns
    cells = [el("tc", el("tcPr", el("tcW", w=widths[0], type="dxa")), *quad) for quad in quads]
    rows = [el("tr", el("trPr", el("cantSplit")), *cells[at : at + columns]) for at in range(0, len(cells), columns)]
    return el("tbl", properties, grid(widths), *rows)
