"""From values to paper: `html(...)` and `pdf(...)` of one document in one edition."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from briefings.compose import compose
from briefings.editions import LANGUAGE, SHEETS
from briefings.editions import edition as edition_of
from briefings.fit import Fitted, fitted
from briefings.outward import enclosures
from briefings.pdf.cache import cached_pdf, named_pdf
from briefings.pdf.render import ENTRIES_AT_MOST, TooLong
from briefings.scene import Beside
from clusters.sheets import stamp
from clusters.templatetags.kept import Shelf
from swot.content import TemplateContent
from swot.document.values import Document
from swot.spoken import is_foreign, marked

TEMPLATE = "briefings/print/page.html"
PAPERS = {"a4": (), "letter": ("css/print-letter.css",)}
PAGES = Shelf(40)
# How many pages a PDF has that was made of a page in this process, and how the last ones were laid out.
LENGTHS, LAID_OUT = Shelf(200), Shelf(20)


class UnknownPaper(Exception):
    """Neither "a4" nor "letter"."""

    def __init__(self, paper: str) -> None:
        super().__init__(f"There is no paper “{paper[:20]}”. There are: {', '.join(PAPERS)}.")


def html(
    document: Document,
    content: TemplateContent,
    *,
    edition: str,
    paper: str,
    today: date,
    number: str | None = None,
    large: bool = False,
    tight: int = 0,
    terse: int = 0,
    left_out: frozenset[str] = frozenset(),
    beside: Beside | None = None,
    front_only: bool = False,
) -> str:
    """The printed page as HTML, in the language of the editions; words of the template in theirs. Raises `UnknownEdition`, `UnknownPaper`.

    `front_only` leaves out all that follows page one: enough to measure whether it fits.
    """
    _sheets(paper)
    with translation.override(LANGUAGE):
        page = compose(
            document,
            content,
            edition_of(edition).without(left_out),
            today=today,
            paper=paper,
            number=number,
            large=large,
            tight=tight,
            terse=terse,
            beside=beside,
        )
        if front_only:
            page = replace(page, parts=(), contents=False)
        said = render_to_string(TEMPLATE, {"page": page})
    return marked(said, content) if is_foreign(content, LANGUAGE) else said


def pdf(
    document: Document,
    content: TemplateContent,
    *,
    edition: str,
    paper: str,
    today: date,
    number: str | None = None,
    large: bool = False,
    left_out: frozenset[str] = frozenset(),
    beside: Beside | None = None,
    name: str = "",
) -> bytes:
    """The tagged PDF, from the cache where the same was told before; one with a number carries its workbook.

    It is kept by its `name` where it never changes, else by the sum of what it is made of, or of its page.

    Page one stands alone and a promised length is kept (`briefings.fit`): lists are cut step by step, the type never
    shrinks. Raises `TooLong` beyond 60 pages or 1,000 entries, `UnknownEdition` and `UnknownPaper`.
    """
    if len(document.entries) > ENTRIES_AT_MOST:
        raise TooLong

    said = {"edition": edition, "paper": paper, "today": today, "number": number, "large": large}
    said |= {"left_out": left_out, "beside": beside}
    at, told = _told(document, content, **said)
    sheets, page = _sheets(paper), "" if told else at()
    files = enclosures(document, content, today, lambda make, key: drawn(make, told and key + told)) if number else ()

    def made() -> bytes:
        found = fitted(at, edition_of(edition), sheets, files, large=large)
        _remember(told or sum_of(page), paper, found)
        return found[1].pdf

    if page:
        return cached_pdf(page, extra_css=sheets, attachments=files, make=made)
    return named_pdf(name or told, made)


def length(document: Document, content: TemplateContent, **said: Any) -> int:
    """How many pages the PDF has; it is made for this, and then there to be given. Told and raising as `pdf`."""
    pdf(document, content, **said)
    at, told = _told(document, content, **said)
    known = LENGTHS.get(told or sum_of(at()))
    return int(known) if known else _laid_out(document, content, **said)[1].pages


def _told(document: Document, content: TemplateContent, **said: Any) -> tuple[Callable[..., str], str]:
    """What draws the page at each step, and the sum by which memory and the cache know it ("" where it may still change).

    To draw a page only to know it would take a tenth of a download.
    """
    at = partial(html, document, content, **said)
    lasting = content.fingerprint and not settings.DEBUG
    if not lasting:
        return at, ""
    told = {**said, "left_out": sorted(said.get("left_out", ())), "beside": _beside(said.get("beside"))}
    return at, sum_of(repr((document.digest, told, stamp(SHEETS))))


def _beside(beside: Beside | None) -> Any:
    """What tells it from another: of the briefing before, which is as long as this one, only the sum."""
    return beside and (replace(beside, earlier=None), beside.earlier and beside.earlier.digest)


def sum_of(text: str) -> str:
    """A short name for a long text: memory keeps no page for the sake of its name."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def printed(document: Document, content: TemplateContent, **said: Any) -> tuple[str, dict[str, int]]:
    """The page as its PDF prints it, at the steps at which everything fits, and the page number of each anchor.

    Told and raising as `pdf`. It is laid out for this where the last ones that were, its PDF among them, are others.
    """
    if len(document.entries) > ENTRIES_AT_MOST:
        raise TooLong
    (at, told), paper = _told(document, content, **said), said["paper"]
    known = told or sum_of(at())
    kept = LAID_OUT.get((known, paper))
    if kept is None:
        kept = _remember(known, paper, _laid_out(document, content, **said))
    page, anchors = json.loads(kept)
    return page, anchors


def _remember(known: str, paper: str, found: Fitted) -> str:
    """Keep how a page was laid out by the sum it is known by: its length, and page and anchors as they were printed, which is given."""
    page, rendered = found
    LENGTHS.put(known, str(rendered.pages))
    kept = json.dumps([page, rendered.anchors])
    LAID_OUT.put((known, paper), kept)
    return kept


def _sheets(paper: str) -> tuple[str, ...]:
    if paper not in PAPERS:
        raise UnknownPaper(paper)
    return PAPERS[paper]


def _laid_out(document: Document, content: TemplateContent, **said: Any) -> Fitted:
    large, sheets = bool(said.get("large")), _sheets(said["paper"])
    return fitted(partial(html, document, content, **said), edition_of(said["edition"]), sheets, large=large)


def drawn(at: Callable[[], str], told: str) -> str:
    """A text, from memory where the very same was told in this process before.

    A document names the version of its template by fingerprint; a version that has none may still change.
    """
    page = PAGES.get(told) if told else None
    if page is None:
        page = at()
        if told:
            PAGES.put(told, page)
    return page
