"""The words of a briefing in its formats, for comparing them."""

import io
import re
import unicodedata
from xml.etree import ElementTree

import docx as word
from docx.oxml.ns import qn

from briefings.formats.asked import Asked
from tests.briefings.build import TODAY, content

WORD = re.compile(r"\w+")
# Where a reader of PDFs runs the end of one line and the beginning of the next together.
SEAM = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z])")
MARK = re.compile(r"\b([SWOT])(\d+)\b")


def asked(document, edition="agency", paper="a4", **more):
    """A draft of a document, as it is asked for."""
    return Asked(f"{document.slug}-{edition}", document, content(document.cluster.kind), edition, paper, TODAY, **more)


def opened(body):
    """A DOCX, read by the reader of its library."""
    return word.Document(io.BytesIO(body))


def words_of(text):
    """The words of a text, each once: in one writing, and a mark apart from its number."""
    text = MARK.sub(r"\1 \2", unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", ""))
    return set(WORD.findall(SEAM.sub(" ", text)))


def text_of(document):
    """All that can be read in a DOCX: its body with tables, the head and the foot of its pages."""
    section = document.sections[0]
    parts = (document.element.body, section.header._element, section.footer._element)
    return "\n".join(paragraph_text(one) for part in parts for one in part.iter(qn("w:p")))


def paragraph_text(paragraph):
    """The words of a paragraph, those of its pictures left out."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(one.text or "" if one.tag == qn("w:t") else signs.get(one.tag, "") for one in paragraph.iter())


def picture_words(document):
    """What the pictures of a DOCX say to those who do not see them."""
    drawn = document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    return [one.get("descr") for one in drawn]


def tables(document):
    """The tables of data of a DOCX: all but the board."""
    return [one for one in document.tables if one.style.name == "Briefing Table"]


def head_rows(table):
    """How many first rows of a table are marked as its head, which is repeated on every page."""
    return len(table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]"))


def drawing_words(html):
    """The words of the drawings in a printed page, titles and letters alike."""
    drawings = re.findall(r"<svg\b.*?</svg>", html, flags=re.DOTALL)
    return " ".join(" ".join(ElementTree.fromstring(one).itertext()) for one in drawings)
