"""The history of a whole workbook: every change by day, and what was deleted and can still be brought back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import Anchor, Asset, User
from swot.document.gather import Rows
from swot.history_page import SAID
from swot.models import Action, Change, Comment, Entry, Line, Source, Strategy, Workbook
from swot.too_late import KINDS

DAYS = 30
WORDS = ("text", "note", "decision", "reason", "name", "title", "letter")
SHORT = 160
VERBS: dict[str, str | Promise] = {
    **SAID,
    "began": gettext_lazy("Begun"),
    "asked": gettext_lazy("Written"),
    "planned": gettext_lazy("Planned"),
    "set": gettext_lazy("Set"),
    "taken": gettext_lazy("Answered"),
    "counted": gettext_lazy("Counted"),
    "marked": gettext_lazy("Marked"),
    "unmarked": gettext_lazy("Mark taken back"),
    "said": gettext_lazy("Said"),
    "assigned": gettext_lazy("Given to somebody to see to"),
    "settled": gettext_lazy("Settled"),
    "opened again": gettext_lazy("Opened again"),
    "taken back": gettext_lazy("Taken back"),
    "opened": gettext_lazy("Made"),
    "closed": gettext_lazy("Closed"),
    "reopened": gettext_lazy("Opened again"),
    "declined": gettext_lazy("Declined"),
    "carried": gettext_lazy("Taken over"),
    "put back": gettext_lazy("Put back"),
    "changed kind": gettext_lazy("Kind changed"),
    "upgraded": gettext_lazy("Moved to the newer version"),
    "went back": gettext_lazy("Went back to the version before"),
    "reworded": gettext_lazy("Worded anew"),
    "prepared": gettext_lazy("Prepared"),
    "issued": gettext_lazy("Issued"),
    "dressed": gettext_lazy("Changed"),
    "kept version": gettext_lazy("A version was kept"),
}
# By the first word of what was changed; the rest of it is a key or a name of its own.
THINGS: dict[str, str | Promise] = {
    "line": gettext_lazy("A line"),
    "first": gettext_lazy("The three questions first"),
    "self-check": gettext_lazy("The self-check"),
    "review": gettext_lazy("The day on which we look again"),
    "threshold": gettext_lazy("A threshold"),
    "indicator": gettext_lazy("What is counted"),
    "find": gettext_lazy("The find-out list"),
    "ask": gettext_lazy("What a reader is asked"),
    "letter": gettext_lazy("The letter with a briefing"),
    "briefing": gettext_lazy("A briefing"),
    "comment": gettext_lazy("A comment"),
    "link": gettext_lazy("A link for neighbours"),
    "source": gettext_lazy("A source"),
    "offer": gettext_lazy("An offer from the cluster around us"),
    "outcome": gettext_lazy("What became of last time’s entry"),
    "questions": gettext_lazy("The questions"),
    "workbook": gettext_lazy("The workbook"),
    "cluster": gettext_lazy("The cluster"),
    "workshop": gettext_lazy("A workshop"),
    "version": gettext_lazy("A version of the workbook"),
}
# What can be looked for: its name, and what is changed then.
LOOKED_FOR: dict[str, str | Promise] = {
    "entries": gettext_lazy("Entries"),
    "answers": gettext_lazy("Answers and lines"),
    "strategies": gettext_lazy("Strategies"),
    "actions": gettext_lazy("Actions"),
    "crossings": gettext_lazy("Crossings"),
    "inclusion": gettext_lazy("Local inclusion"),
    "evidence": gettext_lazy("Evidence"),
    "comments": gettext_lazy("Comments"),
    "briefings": gettext_lazy("Briefings"),
}
BEGINNINGS = {
    "answers": ("prompt ", "line ", "first questions"),
    "inclusion": ("self-check", "indicator ", "threshold "),
    "evidence": ("source ",),
    "comments": ("comment ", "link "),
    "briefings": ("ask ", "letter ", "briefing "),
}
REFS = {"entries": Entry, "strategies": Strategy, "actions": Action}


@dataclass(frozen=True)
class Row:
    """One change in the list: when and by whom, what was done to what, its words where it left any, where its history is."""

    change: Change
    who: str
    done: str | Promise
    thing: str
    words: str
    url: str

    @property
    def day(self) -> date:
        """The day, where the reader is."""
        return timezone.localtime(self.change.at).date()


def found(workbook: Workbook, *, who: int | None, kind: str) -> QuerySet[Change]:
    """The changes of a workbook, the newest first, with who made them; by one person and of one kind where given.

    What came in with a document is told by each thing's own history: here its hundreds of lines would hide the rest.
    """
    changes = workbook.changes.exclude(verb="came").select_related("by")
    if who:
        changes = changes.filter(by=who)
    if kind in REFS:
        refs: Any = REFS[kind]
        changes = changes.filter(what__in=refs.objects.filter(workbook=workbook).values("ref"))
    elif kind == "crossings":
        changes = changes.filter(what__contains=" × ")
    elif kind:
        changes = changes.filter(reduce(or_, (Q(what__startswith=beginning) for beginning in BEGINNINGS[kind])))
    return changes


def people(workbook: Workbook) -> list[tuple[int, str]]:
    """Whoever is in its record, with the primary key of each; one query."""
    rows = User.objects.filter(pk__in=workbook.changes.order_by().values("by")).order_by("name", "pk")
    return [(row.pk, str(row)) for row in rows]


def told(rows: Rows, changes: Iterable[Change]) -> Iterator[Row]:
    """Changes in words."""
    names = _names(rows)
    for change in changes:
        thing, url = names.get(change.what) or _thing(rows.workbook, change)
        who = str(change.by) if change.by else _("A former member")
        yield Row(change, who, VERBS.get(change.verb, change.verb), thing, _words(change), url)


def _names(rows: Rows) -> dict[str, tuple[str, str]]:
    """What stands in the workbook now, by what the record calls it: its words and its history."""
    pk = rows.workbook.pk
    known = {row.ref: (str(row), reverse("swot:entry-history", args=[pk, row.ref])) for row in rows.entries}
    known |= {row.ref: (str(row), reverse("swot:strategy-history", args=[pk, row.ref])) for row in rows.strategies}
    known |= {row.ref: (str(row), reverse("swot:action-history", args=[pk, row.ref])) for row in rows.actions}
    for line in rows.lines:
        known[f"line {line.key}"[:40]] = (str(line), reverse("swot:line-history", args=[pk, line.pk]))
    return known


def _thing(workbook: Workbook, change: Change) -> tuple[str, str]:
    """What is not a row that stands: a question, a thing without a history of its own, or one that was deleted."""
    word, rest = change.what.partition(" ")[::2]
    asked = workbook.content().prompts.get(rest) if word == "prompt" else None
    if asked:
        return asked.text, reverse("swot:answer-history", args=[workbook.pk, asked.id])
    if word == "prompt":
        return _("A question that is asked no more"), ""
    named = THINGS.get(word)
    if named is None:
        return change.what, ""
    return f"{named} {rest}" if word in ("threshold", "indicator", "briefing") and rest.isalnum() else str(named), ""


def _words(change: Change) -> str:
    """The words that it left, in short; what people say to one another is read where it is said."""
    if change.what.startswith("comment "):
        return ""
    said = (change.left_as.get(name) for name in WORDS)
    return Truncator(next((text for text in said if text and isinstance(text, str)), "")).chars(SHORT)


@dataclass(frozen=True)
class Deleted:
    """Something that was deleted: its kind, its words, since when, until when it waits, and the address that brings it back."""

    kind: str | Promise
    words: str
    at: datetime
    until: datetime
    restore: str

    @property
    def is_over(self) -> bool:
        """Whether its thirty days are over."""
        return self.until < timezone.now()


NAMES: dict[str, str | Promise] = {
    "entry": gettext_lazy("Entry"),
    "line": gettext_lazy("Line"),
    "strategy": gettext_lazy("Strategy"),
    "action": gettext_lazy("Action"),
    "source": gettext_lazy("Source"),
    "comment": gettext_lazy("Comment"),
    "anchor": gettext_lazy("Anchor"),
    "asset": gettext_lazy("Infrastructure"),
}


def deleted(workbook: Workbook, user: Any) -> QuerySet[Any]:
    """What was deleted, the last first, as `of_row` takes it, in one query: of the workbook and its cluster's record.

    Comments only those that whoever asks may take back: their words are nobody else's to read again.
    """
    mine, around = {"workbook": workbook}, {"cluster": workbook.cluster_id}
    first, *rest = (
        _gone(Entry.objects.filter(**mine), "text"),
        _gone(Line.objects.filter(aside_with=None, **mine), "text"),
        _gone(Strategy.objects.filter(**mine), "text"),
        _gone(Action.objects.filter(**mine), "text"),
        _gone(Comment.objects.deletable_by(user).filter(**mine), "text"),
        _gone(Source.objects.filter(**around), "name"),
        _gone(Anchor.objects.filter(**around), "name"),
        _gone(Asset.objects.filter(**around), "name"),
    )
    return first.union(*rest, all=True).order_by("-at", "named")


def _gone(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    name, by, *_rest = KINDS[rows.model]
    told = {
        "thing": Value(name, CharField()),
        "named": Cast(F(by), TextField()),
        "said": Cast(F(words), TextField()),
        "at": F("deleted_at"),
        "seen": F("revision"),
    }
    return rows.filter(deleted_at__isnull=False).order_by().annotate(**told).values_list(*told)


def of_row(workbook: Workbook, row: tuple[str, str, str, datetime, int]) -> Deleted:
    """One of them as it is shown."""
    thing, named, said, at, seen = row
    words = f"{named} {said}".strip() if thing in ("entry", "strategy", "action") else said
    restore = f"{reverse(f'swot:{thing}-restore', args=[workbook.pk, named])}?seen={seen}&revision={seen}"
    return Deleted(NAMES[thing], words, at, at + timedelta(days=DAYS), restore)
