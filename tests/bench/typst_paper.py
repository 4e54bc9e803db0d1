"""The same words set by Typst: headings, paragraphs, lists and tables of a printed page, plainly."""

from html.parser import HTMLParser

import typst

SKIPPED = {"style", "script", "svg", "title", "template"}
BLOCKS = {"p": "", "li": "- ", "h1": "= ", "h2": "== ", "h3": "=== ", "h4": "==== "}
CELLS = {"td", "th"}
ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\#$*_`<>@[]~=-+/"})


class Source(HTMLParser):
    """Typst source of a page: the words of each block, rows of tables cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.skipping += tag in SKIPPED
        if tag == "table":
            self.rows = []
        if tag == "tr":
            self.rows.append([])
        if tag in BLOCKS or tag in CELLS:
            self.words = []

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in SKIPPED
        said = " ".join(" ".join(self.words).split()).translate(ESCAPED)
        if tag in CELLS and self.rows:
            self.rows[-1].append(said)
        elif tag in BLOCKS and said and not self.rows:
            self.lines.append(BLOCKS[tag] + said)
        elif tag == "table":
            self._table()
        if tag in BLOCKS or tag in CELLS:
            self.words = []

    def _table(self) -> None:
        columns = max((len(row) for row in self.rows), default=0)
        cells = [f"[{cell}]" for row in self.rows for cell in row + [""] * (columns - len(row))]
        if columns:
            self.lines.append(f"#table(columns: {columns}, {', '.join(cells)})")
        self.rows = []


def source(html: str) -> bytes:
    """The page in Typst's own language."""
    reader = Source()
    reader.feed(html)
    return ('#set page(paper: "a4")\n#set text(size: 11.5pt)\n\n' + "\n\n".join(reader.lines)).encode()


def pages_of(words: bytes) -> int:
    """How many pages it sets them on."""
    set_ = typst.compile(words, format="svg")
    return len(set_) if isinstance(set_, list) else 1


def press(words: bytes) -> int:
    """Set them once; the bytes of the PDF."""
    return len(typst.compile(words, format="pdf"))
