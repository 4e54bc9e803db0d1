"""Who is writing in a workbook now: read from its record of changes, with no list of who has which page open."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.document.gather import Rows

NOW, MINUTE = timedelta(minutes=10), timedelta(minutes=1)
MOST = 100
PLACES = {
    "X": gettext_lazy("in the strategies"),
    "A": gettext_lazy("in the actions"),
    "find": gettext_lazy("in the find-out list"),
    "first": gettext_lazy("in the three questions first"),
    "self-check": gettext_lazy("in the self-check"),
    "indicator": gettext_lazy("in the indicators"),
    "threshold": gettext_lazy("in the indicators"),
    "crossing": gettext_lazy("in the crossings"),
    "review": gettext_lazy("in the actions"),
    "ask": gettext_lazy("in the briefings"),
    "briefing": gettext_lazy("in the briefings"),
}


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote a moment ago: where ("in Collaboration", "" for anywhere), and how many minutes ago."""

    user: Any
    where: str | Promise
    minutes: int


def here_now(rows: Rows, reader: Any) -> list[Writer]:
    """Everybody but the reader who changed something in the last ten minutes, the latest first; one query."""
    now = timezone.now()
    recent = rows.workbook.changes.filter(at__gte=now - NOW, by__isnull=False)
    recent = recent.exclude(by=reader.pk).exclude(verb="came").select_related("by").order_by("-at", "-pk")
    latest: dict[int | None, Any] = {}
    for change in recent[:MOST]:
        latest.setdefault(change.by_id, change)
    return [Writer(one.by, _where(rows, one.what), (now - one.at) // MINUTE) for one in latest.values()]


def _where(rows: Rows, what: str) -> str | Promise:
    """The section that a change was made in, or the page; "" where it could be any."""
    word, rest = what.partition(" ")[::2]
    entry = next((entry for entry in rows.entries if entry.ref == what), None)
    if entry:
        return _in_section(rows, entry.section.code)
    if word == "line":
        rest = next((line.prompt.code for line in rows.lines if f"line {line.key}"[:40] == what), "")
    if word in ("prompt", "line"):
        asked = rows.workbook.content().prompts.get(rest)
        return _in_section(rows, asked.section) if asked else ""
    return PLACES.get(word, PLACES.get(what[:1], ""))


def _in_section(rows: Rows, code: str) -> str:
    return _("in %(section)s") % {"section": rows.workbook.content().section_by_code[code].title}
