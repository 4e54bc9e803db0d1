"""`docx(page, …)`: the printed page of a briefing as a text to edit, block by block, word for word."""

import io
from datetime import date

import docx as word
from lxml import html

from briefings.formats.archive import repacked
from briefings.formats.word import frame
from briefings.formats.word.blocks import Blocks, Where
from briefings.formats.word.look import BRIEF_AIR, LARGE_SIZE, NORMAL_SIZE

# The dialect that programs check spelling by, where the language of a page names none.
DIALECTS = {"en": "en-GB"}


def docx(page: str, *, paper: str, today: date, pages: dict[str, int]) -> bytes:
    """The DOCX of a printed page in HTML; `pages` says on which page each anchor stands in the PDF.

    Equal input gives equal bytes. Page numbers are fields: what opens the text reckons its own.
    """
    root = html.document_fromstring(page)
    language = DIALECTS.get(root.get("lang", "en"), root.get("lang", "en"))
    large = "large" in root.get("class", "").split()
    document = word.Document()
    is_brief = "brief" in root.body.get("class", "").split()
    frame.dress(document, LARGE_SIZE if large else NORMAL_SIZE, language, BRIEF_AIR if is_brief else 1)
    width = frame.paper(document, paper)
    frame.name(
        document,
        title=root.findtext(".//title") or "",
        author=root.xpath("string(//meta[@name='author']/@content)"),
        subject=" ".join(root.xpath("string(//p[contains(@class, 'for')])").split()),
        language=language,
        today=today,
    )
    strip, foot = root.find_class("strip")[0], root.find_class("foot")[0]
    blocks = Blocks(document, pages, strip.findtext("svg/title") or "", large=large)
    body = document.element.body
    for at, one in enumerate(blocks.of(root.body, Where(width))):
        body.insert(at, one)
    frame.around(document, strip, foot, width, blocks.pictures)
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue(), today)
