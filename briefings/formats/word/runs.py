"""The inside of a paragraph: words with their style, language and direction, links, pictures and page numbers."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from briefings.charts import COLOURS
from briefings.formats.plain import plain
from briefings.formats.word.look import GRADES, style_id
from briefings.formats.word.pictures import Pictures, mark
from briefings.formats.word.xml import el, value
from briefings.text import ZERO_WIDTH_SPACE, link_to

SPACES = re.compile("[ \n\r\t\f]+")
MARK_MM = 4.2
# What an element does to its words, by tag and by class: (style, bold, italic); a class goes before a tag.
BY_CLASS = {
    "said": ("Said", None, None),
    "big": ("Big Figure", None, None),
    "ref": ("Reference", None, None),
    "ev": ("Evidence", None, None),
    "small": ("Said Aside", None, None),
    "count": ("Said Aside", None, None),
    "more": ("Said Aside", None, True),
}
BY_TAG = {"b": (None, True, None), "strong": (None, True, None), "i": (None, None, True), "em": (None, None, True)}
QUADRANTS = {colour: quadrant for quadrant, colour in COLOURS.items()}
NUMBER_OF_DASHES = {"2.5 4.5": 0, "5 3.5": 1, "11.5 3": 2, None: 3}


@dataclass(frozen=True)
class Manner:
    """How words stand: character style, weight, slant, language, where they lead, whether they begin from the right."""

    style: str | None = None
    bold: bool = False
    italic: bool = False
    language: str | None = None
    link: str = ""
    from_right: bool = False


PLAIN = Manner()


class Runs:
    """What is gathered of one paragraph, until it is written: `add` takes HTML, `elements` gives runs.

    `title` is the style of bold words in a paragraph that has one for them.
    """

    def __init__(
        self, part: Any, pictures: Pictures, pages: dict[str, int], *, in_cell: bool = False, title: str | None = None
    ) -> None:
        self.part, self.pictures, self.pages, self.in_cell, self.title = part, pictures, pages, in_cell, title
        self.pieces: list[tuple[Any, Manner]] = []
        self.letter = ""
        self.grade: int | None = None
        self.anchors: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing but space has come together."""
        return not any(not isinstance(piece, str) or piece.strip(" \n\r\t\f") for piece, _manner in self.pieces)

    def text(self, text: str | None, manner: Manner = PLAIN) -> None:
        """Words, with the white space of HTML."""
        if text:
            self.pieces.append((plain_of(text), manner))

    def add(self, element: Any, manner: Manner = PLAIN) -> None:
        """An inline element with everything in it, and the words behind it are the caller's."""
        if element.tag == "svg":
            self._drawing(element, manner)
        elif element.tag == "br":
            self._break()
        elif element.tag == "img":
            return
        else:
            self._inside(element, self._manner(element, manner))

    def _inside(self, element: Any, manner: Manner) -> None:
        classes = element.get("class", "").split()
        self.anchors += filter(None, [element.get("id")])
        if "small" in classes and not self.is_empty:
            self._break() if self.in_cell else self.text(" ")
        if element.tag == "b" and "ref" in classes and self.letter:
            self.text(self.letter, manner)
            self.letter = ""
        self.text(element.text, manner)
        for child in element:
            self.add(child, manner)
            self.text(child.tail, manner)
        where = element.get("href", "")
        if {"more-page", "page-of"} & set(classes):
            self.text(" " if "more-page" in classes else "")
            self.pieces.append((self._page(where.lstrip("#")), manner))

    def _manner(self, element: Any, manner: Manner) -> Manner:
        classes = element.get("class", "").split()
        style, bold, italic = next((BY_CLASS[one] for one in classes if one in BY_CLASS), (None, None, None))
        _style, tag_bold, tag_italic = BY_TAG.get(element.tag, (None, None, None))
        if element.tag == "b" and self.title:
            style, tag_bold = self.title, None
        if element.tag == "strong" and self.grade is not None:
            style, self.grade = GRADES[self.grade], None
        where = element.get("href", "")
        return replace(
            manner,
            style=style or manner.style,
            bold=bool(bold or tag_bold or manner.bold),
            italic=bool(italic or tag_italic or manner.italic),
            language=element.get("lang") or manner.language,
            link=where if where.startswith("#") else link_to(where) or manner.link,
            from_right=manner.from_right or (element.tag == "bdi" and is_from_right(element.text_content())),
        )

    def _drawing(self, svg: Any, manner: Manner) -> None:
        """A mark is a picture, an evidence line the line beneath its word, a window its words."""
        name = svg.get("class", "")
        if name == "mark":
            drawn = next(iter(svg.xpath("./rect|./circle")))
            self.letter = svg.findtext("text")
            png = mark(QUADRANTS[drawn.get("stroke")], self.letter)
            self.pieces.append((self.pictures.inline(png, MARK_MM, MARK_MM, svg.findtext("title")), PLAIN))
        elif name == "ev-line":
            self.grade = NUMBER_OF_DASHES[svg.find("line").get("stroke-dasharray")]
        elif name == "windows":
            self.text(svg.findtext("title"), replace(manner, style="Already Here"))

    def _break(self) -> None:
        self.pieces.append((el("br"), PLAIN))

    def _page(self, anchor: str) -> Any:
        return field(f"PAGEREF {bookmark(anchor)} \\h", str(self.pages.get(anchor, "")) or "\u2026")

    def elements(self) -> list[Any]:
        """The runs, with white space as a browser would show it."""
        found: list[Any] = []
        for piece, manner in _settled(self.pieces):
            runs = [_run(piece, manner)] if not isinstance(piece, list) else [_run(one, manner) for one in piece]
            found += [_linked(self.part, manner.link, runs)] if manner.link else runs
        return found


def plain_of(text: str) -> str:
    """Words without the places where the printed page may break them: here the reader's own program breaks lines."""
    return plain(text).replace(ZERO_WIDTH_SPACE, "")


def is_from_right(text: str) -> bool:
    """Whether a text begins in a script that is read from the right."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def bookmark(anchor: str) -> str:
    """The name of a bookmark for an anchor: letters, digits and low lines."""
    return re.sub(r"\W", "_", anchor)[:40]


def field(code: str, shown: str) -> list[Any]:
    """A field with what it shows until a program reckons it anew."""
    return [
        el("fldChar", fldCharType="begin", dirty="true" if code.startswith("PAGEREF") else None),
        _kept(el("instrText"), f" {code} "),
        el("fldChar", fldCharType="separate"),
        shown,
        el("fldChar", fldCharType="end"),
    ]


def _settled(pieces: list[tuple[Any, Manner]]) -> list[tuple[Any, Manner]]:
    """White space made one, none at either end of a line."""
    settled: list[tuple[Any, Manner]] = []
    after_space = True
    for piece, manner in pieces:
        if isinstance(piece, str):
            text = SPACES.sub(" ", piece)
            text = text.lstrip(" ") if after_space else text
            if not text:
                continue
            after_space = text.endswith(" ")
            settled.append((text, manner))
        else:
            is_break = getattr(piece, "tag", "") == qn("w:br")
            if is_break and settled and isinstance(settled[-1][0], str):
                settled[-1] = (settled[-1][0].rstrip(" "), settled[-1][1])
            after_space = is_break
            settled.append((piece, manner))
    if settled and isinstance(settled[-1][0], str):
        settled[-1] = (settled[-1][0].rstrip(" "), settled[-1][1])
    return [one for one in settled if one[0] != ""]


def _run(piece: Any, manner: Manner) -> Any:
    if not isinstance(piece, str):
        inner = el("drawing", piece) if piece.tag.endswith("}inline") else piece
        return el("r", *([_letters(manner)] if manner != PLAIN else []), inner)
    return el("r", _letters(manner), _kept(el("t"), piece))


def _kept(element: Any, text: str) -> Any:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _letters(manner: Manner) -> Any:
    """The properties of a run; None where it has none of its own."""
    style = "Hyperlink" if manner.link and not manner.style else manner.style
    language = manner.language
    found = [
        value("rStyle", style and style_id(style)),
        *((el("b"), el("bCs")) if manner.bold else ()),
        *((el("i"), el("iCs")) if manner.italic else ()),
        el("rtl") if manner.from_right else None,
        el("lang", val=language, bidi=language) if language else None,
    ]
    return el("rPr", *found) if any(one is not None for one in found) else None


def _linked(part: Any, where: str, runs: list[Any]) -> Any:
    link = el("hyperlink", *runs, history="1")
    if where.startswith("#"):
        link.set(qn("w:anchor"), bookmark(where[1:]))
    else:
        link.set(qn("r:id"), part.relate_to(where, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return link
