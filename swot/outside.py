"""The inclusion page as people without an account see it: in plain words, and nothing else of the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import Indicator, TemplateContent
from swot.document.values import Document, Entry, Reading
from swot.models import OutsideLink, Workbook
from swot.rules.inclusion import Strip
from swot.rules.readings import UNKNOWN, is_number, is_stale, reading_of
from swot.rules.shortlist import inclusion_entries
from swot.rules.windows import DARK, Window, day
from swot.thresholds import number_words

STATES = {
    "calm": gettext_lazy("calm"),
    "watch": gettext_lazy("to be watched"),
    "act": gettext_lazy("something has to be done"),
}


@dataclass(frozen=True)
class Shown:
    """Something that can be commented on: a window or an entry; `place` names it in the form, `about` in the comment."""

    place: str
    about: str
    label: str
    text: str
    state: str = ""
    entry: Entry | None = None


def windows_shown(strip: Strip, content: TemplateContent) -> tuple[Shown, ...]:
    """The five windows with what they rest on; a person who speaks for others is named to nobody outside."""
    return tuple(
        Shown(window.key, _section_of(window, content), window.label, _rests_on(window), window.state)
        for window in strip.windows
    )


def _section_of(window: Window, content: TemplateContent) -> str:
    marked = (prompt.section for prompt in content.prompts.values() if prompt.window == window.key)
    return next(marked, "INC")


def _rests_on(window: Window) -> str:
    if window.key == "watch":
        return _("Nobody is named yet.") if window.state == DARK else _("Somebody is named who speaks for them.")
    return window.rests_on


def entries_shown(document: Document) -> tuple[Shown, ...]:
    """The entries about people already here, by id."""
    return tuple(Shown(one.id, one.id, "", one.text, entry=one) for one in inclusion_entries(document.entries))


def counted_in_words(document: Document, content: TemplateContent, today: date) -> tuple[str, ...]:
    """Each indicator in a sentence: what was counted, when, and how it stands."""
    return tuple(_sentence(one, reading_of(document, one), today) for one in content.indicators)


def _sentence(indicator: Indicator, reading: Reading | None, today: date) -> str:
    words: dict[str, Any] = {"what": indicator.what}
    if reading is None:
        return _("%(what)s: not counted yet.") % words
    words["date"] = day(reading.as_of) if reading.as_of else _("a day not known")
    if reading.value is None or reading.status == UNKNOWN:
        return _("%(what)s: unknown since %(date)s.") % words
    words["value"] = _value(indicator, reading)
    if is_stale(reading, indicator, today):
        return _("%(what)s: %(value)s, counted %(date)s and out of date.") % words
    words["state"] = STATES.get(reading.status, "")
    return _("%(what)s: %(value)s, counted %(date)s: %(state)s.") % words


def _value(indicator: Indicator, reading: Reading) -> str:
    if not is_number(reading.value):
        return str(reading.value).rstrip(".")
    number = number_words(float(reading.value or 0), indicator.unit)
    return number if indicator.unit.startswith("%") else f"{number} {indicator.unit}"


@dataclass(frozen=True)
class Waiting:
    """A comment from outside that nobody has answered, and since how many days."""

    pk: int
    about: str
    text: str
    name: str
    for_whom: str
    days: int


@dataclass(frozen=True)
class Given:
    """A link that was given, how often it was used, and what waits by it."""

    pk: int
    for_whom: str
    until: Any
    is_open: bool
    uses: int
    waiting: int


def waiting_by(link: OutsideLink) -> list[Waiting]:
    """What was said by one link and waits for an answer, the oldest first."""
    now = timezone.now()
    rows = link.comments.filter(parent=None, settled_at=None, deleted_at=None)
    return [Waiting(one.pk, one.about, one.text, one.name, link.for_whom, (now - one.written_at).days) for one in rows]


def links_and_waiting(workbook: Workbook) -> tuple[list[Given], list[Waiting]]:
    """The links of a workbook and the comments that wait, in one query; closed links only while something waits."""
    unanswered = Q(comments__parent=None, comments__settled_at=None, comments__deleted_at=None)
    rows = (
        OutsideLink.objects.filter(workbook=workbook, deleted_at=None)
        .annotate(open_comments=FilteredRelation("comments", condition=unanswered))
        .order_by("-made_at", "-pk", "open_comments__pk")
        .values(
            *("pk", "for_whom", "expires_at", "closed_at", "uses"),
            *(f"open_comments__{name}" for name in ("pk", "about", "text", "name", "written_at")),
        )
    )
    return _grouped(list(rows))


def _grouped(rows: Iterable[dict[str, Any]]) -> tuple[list[Given], list[Waiting]]:
    now = timezone.now()
    given: dict[int, Given] = {}
    waiting: list[Waiting] = []
    for row in rows:
        is_open = row["closed_at"] is None and row["expires_at"] > now
        said = row["open_comments__pk"]
        if said:
            told = {name: row[f"open_comments__{name}"] for name in ("pk", "about", "text", "name")}
            days = (now - row["open_comments__written_at"]).days
            waiting.append(Waiting(**told, for_whom=row["for_whom"], days=days))
        before = given[row["pk"]].waiting if row["pk"] in given else 0
        given[row["pk"]] = Given(
            row["pk"], row["for_whom"], row["expires_at"], is_open, row["uses"], before + bool(said)
        )
    waiting.sort(key=lambda one: (-one.days, one.pk))
    return [one for one in given.values() if one.is_open or one.waiting], waiting
