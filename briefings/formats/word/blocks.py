"""The blocks of the printed page one after another: headings, paragraphs, lists, tables, boxes and charts."""

from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from briefings.formats.word.drawn import drawn
from briefings.formats.word.look import BOXED, INK, from_one, style_id
from briefings.formats.word.pictures import Pictures, band
from briefings.formats.word.runs import PLAIN, QUADRANTS, Runs, bookmark
from briefings.formats.word.tables import board, table
from briefings.formats.word.xml import el, value

# The style of a paragraph by its class, the first that is named here; other paragraphs are as the body.
BY_CLASS = {
    "asked": "Asked",
    "headline": "Headline",
    "for": "Briefing For",
    "lead": "Lead",
    "lead-line": "Lead",
    "by": "Lead",
    "hd": "Strategy Head",
    "rows": "Strategy Rows",
    "still": "Still Here",
    "gap": "Gap",
    "none": "Gap",
    "close": "Conclusion",
    "last-line": "Last Line",
    "small": "Small Print",
    "more": "Small Print",
}
DIVISIONS = {"blockquote": "Quote", "note": "Margin Note", "legend": "Margin Note", "head": "Lead"}
BOXES = ("ask", "box", "strategy")
HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}
INLINE = {"a", "abbr", "b", "bdi", "br", "em", "i", "img", "small", "span", "strong", "svg"}
ELSEWHERE = {"strip", "foot"}
TWIPS_PER_MM = 56.7
CHART_MM = 140
BAND_SHAPE = 1800 / 52


@dataclass(frozen=True)
class Where:
    """Where a block stands: the style of its paragraphs, the box around it, the width it has in twips."""

    width: int
    style: str | None = None
    box: int = 0
    in_cell: bool = False


class Blocks:
    """Writes the blocks of a page for a document; `windows` says in words how the five windows stand."""

    def __init__(self, document: Any, pages: dict[str, int], windows: str, *, large: bool) -> None:
        self.document, self.pages, self.windows, self.large = document, pages, windows, large
        self.pictures = Pictures(document)
        self.anchor, self.anchors, self.heading, self.boxes = "", 0, "", 0
        self.breaks = False

    def of(self, element: Any, where: Where) -> list[Any]:
        """All that stands in an element, text between blocks in paragraphs of its own."""
        found: list[Any] = []
        loose = self._runs(where)
        loose.text(element.text)
        for child in element:
            if child.tag in INLINE:
                loose.add(child)
            else:
                found += self._paragraph(loose, where)
                loose = self._runs(where)
                found += self._block(child, where)
            loose.text(child.tail)
        return [*found, *self._paragraph(loose, where)]

    def _block(self, element: Any, where: Where) -> list[Any]:
        classes = element.get("class", "").split()
        if ELSEWHERE.intersection(classes) or not isinstance(element.tag, str):
            return []
        self.anchor = element.get("id") or self.anchor
        self.breaks = self.breaks or element.tag == "main"
        if element.tag in HEADINGS:
            return self._heading(element, where)
        if element.tag == "p":
            named = next((BY_CLASS[one] for one in classes if one in BY_CLASS), where.style)
            return self.of(element, replace(where, style=named))
        if element.tag in ("ul", "ol"):
            return self._list(element, where)
        if element.tag == "table":
            return [table(element, where.width, self._cell, self.heading)]
        if element.tag == "figure":
            return self._chart(element, where)
        if "swot" in classes:
            return [self._board(element, where)]
        return self._division(element, classes, where)

    def _division(self, element: Any, classes: list[str], where: Where) -> list[Any]:
        if set(BOXES).intersection(classes):
            self.boxes += 1
            where = replace(where, box=self.boxes)
        styled = next((DIVISIONS[one] for one in (element.tag, *classes) if one in DIVISIONS), where.style)
        where = replace(where, style=styled)
        found = self.of(element, where)
        if "contents" in classes:
            self.breaks = True
        if "box" in classes:
            found.insert(1, self._windows(where))
        return _together(found) if where.box else found

    def _windows(self, where: Where) -> Any:
        """The five windows in words, with the inclusion box: on paper they are drawn at the head of each page."""
        runs = self._runs(where)
        runs.text(self.windows)
        return self._paragraph(runs, replace(where, style="Box Line"))[0]

    def _heading(self, element: Any, where: Where) -> list[Any]:
        self.heading = " ".join(element.text_content().split())
        return self.of(element, replace(where, style="Matrix Heading" if where.in_cell else HEADINGS[element.tag]))

    def _list(self, element: Any, where: Where) -> list[Any]:
        style = "List Bullet" if element.tag == "ul" else "List Number"
        style = "Matrix List" if where.in_cell else "Box Line" if where.box else style
        number = BOXED if where.box else None
        if element.tag == "ol":
            number = self._numbered()
        found = []
        for item in element:
            for at, one in enumerate(self.of(item, replace(where, style=style))):
                if number and not at:
                    self._number(one, number)
                found.append(one)
        return found

    def _numbered(self) -> int:
        """A list that begins with 1: each has a number of its own."""
        lists = self.document.part.numbering_part.element
        number = len(lists.findall(qn("w:num"))) + 1
        lists.append(from_one(number))
        return number

    def _number(self, paragraph: Any, number: int) -> None:
        listed = el("numPr", value("ilvl", 0), value("numId", number))
        paragraph.pPr.insert(1, listed)

    def _chart(self, element: Any, where: Where) -> list[Any]:
        """A chart with all it says in its words; a table follows each."""
        svg = element.find("svg")
        words = ". ".join(filter(None, (svg.findtext("title"), svg.findtext("desc"))))
        wide, high = (float(one) for one in svg.get("viewbox").split()[2:])
        width = min(where.width / TWIPS_PER_MM, CHART_MM)
        runs = self._runs(where)
        picture = self.pictures.inline(drawn(svg, wide, high), width, width * high / wide, words)
        runs.pieces.append((picture, PLAIN))
        return self._paragraph(runs, replace(where, style="Chart"))

    def _board(self, element: Any, where: Where) -> Any:
        columns = 1 if self.large else 2
        inside = Where(where.width // columns - 170, in_cell=True)
        quads = [self._quad(quad, inside) for quad in element.findall("section")]
        for quad in quads[: 0 if self.large else -columns]:
            # The four places stand on one page.
            quad[-1].pPr.get_or_add_keepNext()
            _together(quad)
        return board(quads, where.width, columns)

    def _quad(self, quad: Any, inside: Where) -> list[Any]:
        drawn = quad.find("svg")
        colour = next(one.get("fill") if one.get("fill") in QUADRANTS else one.get("stroke") for one in drawn[1:])
        runs, width = self._runs(inside), inside.width / TWIPS_PER_MM
        picture = self.pictures.inline(band(QUADRANTS[colour]), width, width / BAND_SHAPE, drawn.findtext("title"))
        runs.pieces.append((picture, PLAIN))
        quad.remove(drawn)
        return [*self._paragraph(runs, replace(inside, style="Matrix Band")), *self.of(quad, inside)]

    def _cell(self, cell: Any, style: str) -> list[Any]:
        inside = Where(0, style=style, in_cell=True)
        return self.of(cell, inside) or [el("p", el("pPr", value("pStyle", style_id(style))))]

    def _runs(self, where: Where) -> Runs:
        title = "Note Title" if where.style == "Margin Note" else None
        return Runs(self.document.part, self.pictures, self.pages, in_cell=where.in_cell, title=title)

    def _paragraph(self, runs: Runs, where: Where) -> list[Any]:
        """The paragraph that has come together; none where there are no words."""
        if runs.is_empty:
            return []
        style = value("pStyle", style_id(where.style) if where.style else None)
        is_heading = where.style in HEADINGS.values() and not where.in_cell
        new_page = is_heading and self.breaks
        self.breaks = self.breaks and not is_heading
        properties = el("pPr", style, el("pageBreakBefore") if new_page else None, self._edges(where))
        inner = runs.elements()
        if self.anchor and not where.in_cell:
            inner = self._marked(inner, self.anchor)
            self.anchor = ""
        for anchor in runs.anchors:
            inner = self._marked(inner, anchor)
        return [el("p", properties, *inner)]

    def _marked(self, inner: list[Any], anchor: str) -> list[Any]:
        """The first words of a part, and those of an entry that is led to, carry a bookmark, so that links and page numbers find it."""
        self.anchors += 1
        begin = el("bookmarkStart", id=self.anchors, name=bookmark(anchor))
        return [begin, *inner, el("bookmarkEnd", id=self.anchors)]

    def _edges(self, where: Where) -> Any:
        """The lines around a box. Neighbours of one colour become one box: so each has a shade of its own."""
        if not where.box:
            return None
        colour = f"{int(INK, 16) + where.box % 2:06X}"
        thin = {"val": "single", "sz": 6, "space": 1, "color": colour}
        sides = {"top": thin, "left": {**thin, "sz": 36, "space": 4}, "bottom": thin, "right": {**thin, "space": 4}}
        return el("pBdr", *(el(side, **line) for side, line in sides.items()))


def _together(paragraphs: list[Any]) -> list[Any]:
    """Paragraphs of a box that stay on one page."""
    for one in paragraphs[:-1]:
        one.pPr.get_or_add_keepNext()
    return paragraphs
