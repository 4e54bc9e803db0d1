"""`render_pdf(html)`: one tagged PDF, from a worker process with limits on time, memory and length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from briefings.pdf.attached import Attachment
from briefings.pdf.scripts import directed, sheets_for
from briefings.pdf.workers import Full, Gone, Workers

PAGES_AT_MOST = 60
ENTRIES_AT_MOST = 1000
CPU_SECONDS = 45
WALL_SECONDS = 90.0
SHEETS = ("css/print.css",)
# Sixty pages of a briefing, with all their tags, are a third of it.
LONG_HTML = 1_200_000


class TooLong(Exception):
    """A render that passed a limit of pages, entries, time or memory; its text is a sentence for the reader."""

    def __str__(self) -> str:
        return self.sentence(_("PDF"))

    def sentence(self, what: Any) -> str:
        """The same of another thing that is made of the printed pages, such as a Word text."""
        said = _("This is too long for one %(what)s: at most 60 pages or 1,000 entries. Split it by section.")
        return str(said) % {"what": what}


class CannotRender(Exception):
    """A render that was refused, with the reason: a page that asks for something which is not ours."""


class Busy(CannotRender):
    """A render for which there is no place now; its text is a sentence for the reader."""

    def __str__(self) -> str:
        return str(_("Many PDFs are being made just now. Please try again in a minute."))


@dataclass(frozen=True)
class Rendered:
    """A PDF with what its layout was like: pages, {anchor: page}, anything WeasyPrint remarked (must be nothing), what was fetched."""

    pdf: bytes
    pages: int
    anchors: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()


WORKERS = Workers()


def sheets(html: str, extra_css: Iterable[str] = ()) -> list[str]:
    """The style sheets of a page in their order: ours, those asked for, those of the scripts that are written in it."""
    return [*SHEETS, *extra_css, *sheets_for(html)]


def render(
    html: str,
    *,
    extra_css: Iterable[str] = (),
    attachments: Sequence[Attachment] = (),
    cpu_seconds: int = CPU_SECONDS,
    wall_seconds: float = WALL_SECONDS,
    pages_at_most: int = PAGES_AT_MOST,
) -> Rendered:
    """Lay out HTML with print.css and further static style sheets ("css/print-letter.css").

    `attachments` are put into the PDF; a page cannot ask for one.
    Raises `TooLong` beyond a limit, `CannotRender` where the page asks for what is not one of our files, and `Busy`.
    """
    body = directed(html).encode()
    if len(body) > LONG_HTML:
        raise TooLong
    job = {
        "sheets": sheets(html, extra_css),
        "cpu_seconds": cpu_seconds,
        "pages_at_most": pages_at_most,
        "attachments": [one.told for one in attachments],
    }
    try:
        facts, pdf = WORKERS.ask(job, body + b"".join(one.data for one in attachments), wall_seconds)
    except Gone as gone:
        raise TooLong from gone
    except Full as full:
        raise Busy from full
    if failed := facts.get("failed"):
        raise TooLong if failed == "too long" else CannotRender(failed)
    return Rendered(pdf, facts["pages"], facts["anchors"], tuple(facts["warnings"]), tuple(facts["fetched"]))


def render_pdf(html: str, *, extra_css: Iterable[str] = (), attachments: Sequence[Attachment] = ()) -> bytes:
    """The bytes of one PDF (PDF/A-3a and PDF/UA-1): equal input gives equal bytes. Raises as `render` does."""
    return render(html, extra_css=extra_css, attachments=attachments).pdf
