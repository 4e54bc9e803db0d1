"""Each page as soon as it is painted, while it is known which words stand behind which marks: what is read out of it."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.formatting_structure.boxes import Box, MarginBox, ParentBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

# What a glyph stands for whose letters are told by another one of the same cluster.
NOTHING = "\u200b"
JOINERS = "\u200c\u200d"


def listen(document: Any) -> None:
    """Have each page of a WeasyPrint document looked through when it is painted: margins, shaped words, links.

    What is printed again, as running heads and heads of tables are, is read once and an artifact where it comes again.
    """
    passed: set[Any] = set()
    for number, page in enumerate(document.pages):
        repeated = {inner for box in running(page, number, passed) for inner in boxes(box)}
        page.paint = partial(_painted, page, page.paint, document.fonts, repeated)


def running(page: Any, number: int, passed: set[Any]) -> Iterator[Box]:
    """What is printed again on a page: its margins but on the first, and heads of tables that a page before has `passed`."""
    for box in boxes(page._page_box):
        if isinstance(box, MarginBox) and number:
            yield box
        elif box.element_tag == "thead":
            if box.element in passed:
                yield box
            passed.add(box.element)


def _painted(
    page: Any, paint: Callable[..., None], fonts: dict[Any, Any], repeated: set[Box], stream: Any, scale: float = 1
) -> None:
    paint(stream, scale)
    spoken: dict[int, str | None] = {}
    for box, mark in stream._tags.items():
        if box in repeated:
            spoken[mark["mcid"]] = None
        elif isinstance(box, TextBox) and is_shaped(box.text):
            spoken[mark["mcid"]] = said(box.text)
    if spoken:
        _say(stream.stream, spoken)
    if any(spoken.values()):
        for font in fonts.values():
            tell_apart(font)
    for _kind, _target, _place, box in page.links:
        words = " ".join("".join(one.text for one in boxes(box) if isinstance(one, TextBox)).split())
        # A link to a part that is not printed is none.
        if words and box.link_annotation:
            box.link_annotation["Contents"] = pydyf.String(words)


def boxes(box: Box | AbsolutePlaceholder) -> Iterator[Box]:
    """A box and all in it, placed or not."""
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    yield box
    if isinstance(box, ParentBox):
        for child in box.children:
            yield from boxes(child)


def _say(painted: list[Any], spoken: dict[int, str | None]) -> None:
    """Marks of what is printed again (None) become artifacts of a page, those of shaped words carry the words."""
    for at, item in enumerate(painted):
        if isinstance(item, dict) and item.get("MCID") in spoken:
            words = spoken[item["MCID"]]
            if words is None:
                painted[at - 1 : at + 1] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
            else:
                item["ActualText"] = pydyf.String(words)


def is_shaped(text: str) -> bool:
    """Whether glyphs of a text may stand in another order or number than its letters: marks, joiners, right to left."""
    return not text.isascii() and any(shapes(sign) for sign in text)


@cache
def shapes(sign: str) -> bool:
    """Whether a sign is drawn together with its neighbours, or from the right."""
    return (
        sign in JOINERS
        or unicodedata.category(sign) in ("Mn", "Mc", "Me")
        or unicodedata.bidirectional(sign) in ("R", "AL")
    )


def said(text: str) -> str:
    """A text as it is read out: without what only breaks or turns lines."""
    return "".join(sign for sign in text if sign in JOINERS or unicodedata.category(sign) != "Cf")


def tell_apart(font: Any) -> None:
    """Have each glyph stand for its own letter, where WeasyPrint gave one glyph of a cluster all its letters, others none."""
    told = font.to_unicode
    unclear = {glyph for glyph, letters in told.items() if len(letters) != 1}
    if not unclear:
        return
    drawn = TTFont(BytesIO(font.file_content), fontNumber=max(font.index, 0), lazy=True)
    letters, order = drawn.getBestCmap() or {}, drawn.getReverseGlyphMap()
    for sign in {sign for glyph in unclear for sign in told[glyph]}:
        glyph = order.get(letters.get(ord(sign)))
        if glyph in unclear:
            told[glyph] = sign
    told.update({glyph: NOTHING for glyph, letters in told.items() if not letters})
