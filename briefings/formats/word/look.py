"""How a briefing looks as a text to edit: its styles, in sizes that follow from one, and its lists.

The colours are those of the printed page; each stands out from its ground by 4.5 to 1 and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefings.formats.word.xml import el, value

INK, QUIET, RED, PAPER, RULE, GLOW = "1B2233", "474C59", "A52F26", "FFFFFF", "C9BDA4", "FFF3CF"
SERIF, SANS = "Literata", "Commissioner"
# What stands in where a machine has not got our letters.
STAND_INS = {SERIF: ("Georgia", "roman"), SANS: ("Segoe UI", "swiss")}
NORMAL_SIZE, LARGE_SIZE = 11.5, 16.0
# The space around paragraphs of an edition that promised its readers a length.
BRIEF_AIR = 0.5
BULLETS, NUMBERS, BOXED = 1, 2, 3
LINE = 240  # one line of type, in the unit of `w:line`


@dataclass(frozen=True)
class Style:
    """One style by its name in Word; sizes are multiples of the body's, spaces in points, `level` that of a heading.

    `most` is the largest it gets in points: the head and foot of a page leave room to what is read.
    """

    name: str
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    ground: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    indent: int | None = None
    keep: bool = False
    level: int | None = None
    based_on: str | None = "Normal"
    underline: str | None = None
    bar: str | None = None
    most: float = 99


PARAGRAPHS = (
    Style("Normal", SERIF, 1, colour=INK, before=0, after=5, line=1.2, based_on=None),
    Style("Heading 1", SERIF, 1.9, bold=True, before=0, after=2, line=1.05, keep=True, level=0),
    Style("Heading 2", SERIF, 1.26, bold=True, before=16, after=2, line=1.1, keep=True, level=1),
    Style("Heading 3", SERIF, 1.06, bold=True, before=8, after=2, line=1.1, keep=True, level=2),
    Style("Briefing For", SANS, 0.9, bold=True, after=6),
    Style("Lead", SANS, 0.9, colour=QUIET, after=4, keep=True),
    Style("Gap", italic=True, colour=QUIET),
    Style("Small Print", SANS, 0.87, colour=QUIET, before=3, after=4),
    Style("Asked", size=1.08, bold=True, after=3),
    Style("Headline", italic=True, colour=QUIET, after=3),
    Style("Strategy Head", SANS, 0.87, before=10, after=2, keep=True),
    Style("Strategy Rows", SANS, 0.87, after=8),
    Style("Still Here", SANS, 0.87, colour=PAPER, ground=INK, before=4, after=12),
    Style("Margin Note", SERIF, 0.87, italic=True, colour=QUIET, indent=340, after=5, bar=RED),
    Style("Conclusion", bold=True, before=4),
    Style("Last Line", bold=True, before=18),
    Style("Chart", before=4, after=4, keep=True),
    Style("Box Line", SANS, 0.87, after=2, line=1.12),
    Style("Matrix Band", after=0, line=1),
    Style("Matrix List", SERIF, 0.87, after=2, line=1.1),
    Style("Matrix Heading", before=2, after=2, based_on="Heading 3"),
    Style("Table Text", SANS, 0.87, after=1, line=1.12),
    Style("Table Head", SANS, 0.87, bold=True, after=1, line=1.12, keep=True, based_on="Table Text"),
    Style("List Bullet", after=2),
    Style("List Number", after=2),
    Style("Quote", indent=340, after=4, bar=INK),
    Style("Header", SANS, 0.78, most=10, colour=PAPER, ground=INK, after=0, line=1.1),
    Style("Footer", SANS, 0.78, most=10, colour=QUIET, after=0, line=1.1),
)
CHARACTERS = (
    Style("Said", SERIF),
    Style("Said Aside", SANS, 0.87, bold=False, colour=QUIET),
    Style("Note Title", SANS, 0.83, bold=True, italic=False, colour=RED),
    Style("Reference", SANS, bold=True),
    Style("Evidence", SANS, 0.87),
    # The line beneath an evidence word gets surer: dots, dashes, long dashes, one line.
    Style("Hunch", bold=True, underline="dottedHeavy", based_on="Evidence"),
    Style("Heard", bold=True, underline="dashedHeavy", based_on="Evidence"),
    Style("Backed", bold=True, underline="dashLongHeavy", based_on="Evidence"),
    Style("Checked", bold=True, underline="thick", based_on="Evidence"),
    Style("Already Here", SANS, 0.87, bold=True, ground=GLOW),
    Style("Big Figure", SERIF, 1.4, bold=True),
    Style("Hyperlink", colour="1B4B66", underline="single"),
)
GRADES = ("Hunch", "Heard", "Backed", "Checked")


def style_id(name: str) -> str:
    """The id of a style: its name without spaces."""
    return name.replace(" ", "")


def styles(size: float, language: str, air: float = 1) -> list[Any]:
    """Everything of the styles part for a body of so many points, in a language; `air` multiplies the space between."""
    defaults = el("rPr", _fonts(SERIF), *_sizes(size), el("lang", val=language, eastAsia="zh-CN", bidi="ar-SA"))
    return [
        el("docDefaults", el("rPrDefault", defaults), el("pPrDefault", el("pPr"))),
        *(_style(one, size, "paragraph", air) for one in PARAGRAPHS),
        el("style", value("name", "Default Paragraph Font"), type="character", styleId="DefaultText", default="1"),
        *(_style(one, size, "character") for one in CHARACTERS),
        _plain_table(),
        _table(),
    ]


def _style(one: Style, size: float, kind: str, air: float = 1) -> Any:
    based_on = one.based_on if kind == "paragraph" or one.based_on != "Normal" else None
    return el(
        "style",
        value("name", one.name),
        value("basedOn", based_on and style_id(based_on)),
        value("next", "Normal" if one.level is not None else None),
        el("qFormat"),
        el("pPr", *_paragraph(one, air)) if kind == "paragraph" else None,
        el("rPr", *_letters(one, size)),
        type=kind,
        styleId=style_id(one.name),
        default="1" if one.name == "Normal" else None,
        customStyle=None if one.name in KNOWN else "1",
    )


KNOWN = ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Quote", "Header", "Footer")


def _paragraph(one: Style, air: float) -> Iterator[Any]:
    listed = {"List Bullet": BULLETS, "List Number": NUMBERS, "Matrix List": NUMBERS}.get(one.name)
    yield el("keepNext") if one.keep else None
    yield el("keepLines") if one.keep else None
    yield el("numPr", value("numId", listed)) if listed else None
    yield _lines(one)
    yield el("shd", val="clear", color="auto", fill=one.ground) if one.ground else None
    if one.before is not None or one.after is not None:
        line = None if one.line is None else round((1 + (one.line - 1) * air) * LINE)
        before, after = (None if given is None else round(given * 20 * air) for given in (one.before, one.after))
        yield el("spacing", before=before, after=after, line=line, lineRule=line and "auto")
    yield el("ind", left=one.indent) if one.indent else None
    yield value("outlineLvl", one.level)


def _lines(one: Style) -> Any:
    """A bar at the side, a rule above, or room in the colour of the ground above and below."""
    if one.bar:
        return el("pBdr", _edge("left", one.bar, 12))
    if one.name == "Last Line":
        return el("pBdr", _edge("top", INK, 8))
    return el("pBdr", _edge("top", INK, 4), _edge("bottom", INK, 4)) if one.name == "Header" else None


def _edge(side: str, colour: str, eighths: int) -> Any:
    return el(side, val="single", sz=eighths, space=6, color=colour)


def _letters(one: Style, size: float) -> Iterator[Any]:
    yield _fonts(one.font) if one.font else None
    for name, is_set in (("b", one.bold), ("i", one.italic)):
        if is_set is not None:
            yield el(name, val=None if is_set else 0)
            yield el(f"{name}Cs", val=None if is_set else 0)
    yield value("color", one.colour)
    yield from _sizes(min(size * one.size, one.most)) if one.size else ()
    yield value("u", one.underline)
    yield el("shd", val="clear", color="auto", fill=one.ground) if one.ground and one in CHARACTERS else None


def _fonts(name: str) -> Any:
    return el("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _sizes(points: float) -> tuple[Any, Any]:
    return value("sz", round(points * 2)), value("szCs", round(points * 2))


def _plain_table() -> Any:
    """What every table rests on."""
    edges = (
        el(side, w=0 if side in ("top", "bottom") else 57, type="dxa") for side in ("top", "left", "bottom", "right")
    )
    inside = el("tblPr", el("tblCellMar", *edges))
    return el("style", value("name", "Normal Table"), inside, type="table", styleId="TableNormal", default="1")


def _table() -> Any:
    """Ours: a strong line beneath its head, a fine one beneath each row."""
    fine, strong = {"val": "single", "sz": 4, "color": RULE}, {"val": "single", "sz": 10, "color": INK}
    edges = (
        el(side, w=40 if side in ("top", "bottom") else 57, type="dxa") for side in ("top", "left", "bottom", "right")
    )
    lines = el("tblBorders", el("bottom", **fine), el("insideH", **fine))
    return el(
        "style",
        value("name", "Briefing Table"),
        value("basedOn", "TableNormal"),
        el("tblPr", lines, el("tblCellMar", *edges)),
        el("tblStylePr", el("rPr", el("b")), el("tcPr", el("tcBorders", el("bottom", **strong))), type="firstRow"),
        type="table",
        styleId="BriefingTable",
        customStyle="1",
    )


def numbering() -> list[Any]:
    """The kinds of lists: bullets, numbers, and bullets without an indent for lines in a box."""
    kinds = (
        (BULLETS, "bullet", "\u2022", {"left": 340, "hanging": 227}, None),
        (NUMBERS, "decimal", "%1.", {"left": 397, "hanging": 340}, None),
        (BOXED, "bullet", "\u2022", {"left": 0, "firstLine": 0}, "space"),
    )
    drawn = [
        el(
            "abstractNum",
            value("multiLevelType", "singleLevel"),
            el(
                "lvl",
                value("start", 1),
                value("numFmt", form),
                value("suff", after),
                value("lvlText", sign),
                value("lvlJc", "left"),
                el("pPr", el("ind", **indent)),
                ilvl=0,
            ),
            abstractNumId=number,
        )
        for number, form, sign, indent, after in kinds
    ]
    return [*drawn, *(el("num", value("abstractNumId", number), numId=number) for number, *_rest in kinds)]


def from_one(number: int) -> Any:
    """A numbered list of its own, that begins with 1 again."""
    again = el("lvlOverride", value("startOverride", 1), ilvl=0)
    return el("num", value("abstractNumId", NUMBERS), again, numId=number)
