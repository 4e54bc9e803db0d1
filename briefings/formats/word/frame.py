"""What stands around a text: its paper, the head and foot of each page, its language, title and dates."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn

from briefings.formats.word.look import STAND_INS, numbering, style_id, styles
from briefings.formats.word.runs import Runs, field
from briefings.formats.word.xml import el, value

# Width and height in twentieths of a point.
PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
SIDE, TOP, BOTTOM, HEAD, FOOT = 1134, 1700, 1420, 567, 510
# Parts of the empty document that would say what it was made of.
NOT_OURS = ("stylesWithEffects", "customXml", "thumbnail", "webSettings", "extended-properties")


def dress(document: Any, size: float, language: str, air: float) -> None:
    """Our styles, lists and letters instead of those of an empty document."""
    _refill(document.part._styles_part.element, styles(size, language, air))
    _refill(document.part.numbering_part.element, numbering())
    settings = document.settings.element
    _refill(settings, _settings(language))
    for holder in (document.part.package.rels, document.part.rels):
        for key, one in list(holder.items()):
            if any(name in one.reltype or name in str(one._target) for name in NOT_OURS):
                del holder[key]
            elif one.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
                one.target_part._blob = _letters()


def _refill(element: Any, children: list[Any]) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(children)


def _settings(language: str) -> list[Any]:
    word = "http://schemas.microsoft.com/office/word"
    modes = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1}
    return [
        el("defaultTabStop", val=720),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", *(el("compatSetting", name=name, uri=word, val=mode) for name, mode in modes.items())),
        el("themeFontLang", val=language),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    ]


def _letters() -> bytes:
    """Our letters by name, each with the one that stands in for it where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (other, family) in STAND_INS.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()
    )


def name(document: Any, *, title: str, author: str, subject: str, language: str, today: date) -> None:
    """Title, author and language; every date is the briefing's own, so that it can be made again to the byte."""
    about, day = document.core_properties, datetime(today.year, today.month, today.day)
    about.title, about.author, about.subject, about.language = title[:255], author[:255], subject[:255], language
    about.comments = about.keywords = about.last_modified_by = ""
    about.created = about.modified = day
    about.revision = 1


def paper(document: Any, name: str) -> int:
    """Set the paper; returns the width of the text in twentieths of a point."""
    wide, high = PAPERS[name]
    section = document.sections[0]._sectPr
    for child in section.xpath("./w:pgSz|./w:pgMar|./w:cols|./w:docGrid"):
        section.remove(child)
    section.append(el("pgSz", w=wide, h=high))
    margins = {"top": TOP, "right": SIDE, "bottom": BOTTOM, "left": SIDE, "header": HEAD, "footer": FOOT, "gutter": 0}
    section.append(el("pgMar", **margins))
    return wide - 2 * SIDE


def around(document: Any, strip: Any, foot: Any, width: int, pictures: Any) -> None:
    """The head of each page says how local inclusion stands, its foot which briefing this is and which page."""
    head, below = document.sections[0].header, document.sections[0].footer
    for holder in (head, below):
        holder.is_linked_to_previous = False
        _refill(holder._element, [])
    runs = Runs(head.part, pictures, {})
    for child in strip.find("p"):
        runs.add(child)
        runs.text(child.tail)
    head._element.append(_paragraph("Header", runs))
    for at, one in enumerate(foot.findall("p")):
        runs = Runs(below.part, pictures, {})
        runs.text(one.text)
        for child in one:
            runs.add(child)
            runs.text(child.tail)
        below._element.append(_paragraph("Footer", runs, tab=None if at else width))


def _paragraph(style: str, runs: Runs, tab: int | None = None) -> Any:
    tabs = el("tabs", el("tab", val="right", pos=tab)) if tab else None
    inner = [*runs.elements(), *(_page_of_pages() if tab else ())]
    return el("p", el("pPr", value("pStyle", style_id(style)), tabs), *inner)


def _page_of_pages() -> list[Any]:
    """A tab, then "3 of 12", reckoned by whatever opens the text."""
    before, between, after = (_("%(page)s of %(pages)s") % {"page": "\0", "pages": "\0"}).split("\0")
    found: list[Any] = [el("tab"), before, *field("PAGE", "1"), between, *field("NUMPAGES", "1"), after]
    return [_run(one) for one in found if one != ""]


def _run(piece: Any) -> Any:
    if not isinstance(piece, str):
        return el("r", piece)
    text = el("t")
    text.text = piece
    text.set(qn("xml:space"), "preserve")
    return el("r", text)
