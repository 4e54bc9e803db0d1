"""An issued briefing as a page: the same parts as on paper, dressed for a screen, and how the briefing stands now."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from briefings.compose import Page, PrintedPart
from briefings.formats.asked import Asked
from briefings.formats.of_rows import issued_of
from briefings.kept import name_of
from briefings.models import Briefing
from briefings.notes import NOTES
from briefings.parts.close import check_number
from clusters.sheets import as_of
from swot.outside import Shown, windows_shown

BODY = "briefings/shared/_body.html"
MOST_KEPT = 20
# Parts that look otherwise on a screen; every other part is the fragment that is printed.
HEAD = ("kind_sentence",)
TOP = ("decision", "messages")
OWN = ("matrix", "inclusion", "unusual_on_paper")


@dataclass(frozen=True)
class ReadPart:
    """One part on the page, with its template there and its note for the margin."""

    part: PrintedPart
    template: str
    note: tuple[Promise, Promise] | None


@dataclass(frozen=True)
class Reading:
    """All of a shared page that comes from the briefing: `top` are the parts of its first sheet by key, `parts` the rest."""

    page: Page
    kind: str
    name: str
    check_number: str
    top: dict[str, PrintedPart]
    parts: tuple[ReadPart, ...]
    windows: tuple[Shown, ...]

    @property
    def headings(self) -> dict[str, str]:
        """What a reader's words can be about, by key."""
        return {part.key: part.heading for part in (*self.page.front, *self.page.parts)}

    @cached_property
    def body(self) -> SafeString:
        """Everything below the head as HTML, the same for whoever reads it."""
        return render_to_string(BODY, {"reading": self, "page": self.page, "on_screen": True})


def reading(briefing: Briefing) -> Reading:
    """What an issued briefing shows on a screen, as of the day it was issued; nothing is shortened to fit a sheet.

    It never changes, so it is kept in memory, but while templates are written.
    """
    return _made(briefing) if settings.DEBUG else _kept(briefing, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _kept(briefing: Briefing, language: str | None) -> Reading:
    return _made(briefing)


def _made(briefing: Briefing) -> Reading:
    with as_of(briefing.sheets_then):
        return read_of(issued_of(briefing))


def read_of(asked: Asked) -> Reading:
    """What a briefing in the making shows on a screen."""
    page = asked.page
    every = (*page.front, *page.parts)
    return Reading(
        page=page,
        kind=asked.content.kind,
        name=asked.number or page.dated,
        check_number=check_number(asked.document, asked.content),
        top={part.key: part for part in every if part.key in (*HEAD, *TOP)},
        parts=tuple(_read(part) for part in every if part.key not in (*HEAD, *TOP)),
        windows=windows_shown(page.strip, asked.content),
    )


def _read(part: PrintedPart) -> ReadPart:
    template = f"briefings/shared/parts/{part.key}.html" if part.key in OWN else part.template
    return ReadPart(part, template, NOTES.get(part.key))


def standing_of(briefing: Briefing, last: Briefing | None) -> str:
    """How an issued briefing stands now, in a sentence above it; "" while it holds. `last` is what `newer` found.

    The one place that says so to whoever holds a link.
    """
    said = []
    if briefing.withdrawn_at:
        day = timezone.localdate(briefing.withdrawn_at, ZoneInfo(briefing.workbook.cluster.time_zone))
        words = {"date": date_format(day, "j F Y"), "why": briefing.withdrawn_why}
        said.append(_("This briefing was withdrawn on %(date)s: %(why)s") % words)
    if last:
        words = {"newer": name_of(last)}
        said.append(
            _("There is a newer one for the same readers: %(newer)s. Ask whoever gave you this for it.") % words
        )
    return " ".join(said)


def newer(briefing: Briefing) -> Briefing | None:
    """The last one issued after it for the same readers, which stands in its place; none that is withdrawn does."""
    same = Briefing.objects.filter(workbook=briefing.workbook_id, edition=briefing.edition, withdrawn_at=None)
    return same.filter(number__gt=briefing.number).order_by("-number").first()
