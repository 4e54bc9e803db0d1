"""What the return visit shows: each entry and strategy of last time, what became of it, and what it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from swot.forms.outcomes import OutcomeForm
from swot.last_time import LastTime
from swot.models import Entry, Outcome, Workbook
from swot.models.outcome import ENTRY_FATES, Fate
from swot.rules.quadrants import FAMILIES

PAGE_SIZE = 30


@dataclass(frozen=True)
class Item:
    """One entry or strategy of last time; `conflict` is what somebody else marked meanwhile."""

    ref: str
    text: str
    quadrant: str
    place: str
    grade: int | None
    is_entry: bool
    row: Outcome | None
    form: OutcomeForm
    conflict: Outcome | None = None

    @property
    def id(self) -> str:
        """Its ref, as tags of entries ask for it."""
        return self.ref

    @property
    def now(self) -> Entry | None:
        """The entry it became, unless that was deleted since."""
        entry = self.row.now if self.row else None
        return entry if entry and entry.deleted_at is None else None

    @property
    def is_offered(self) -> bool:
        """Whether it can still come over: an entry that has not faded and has not come yet."""
        return self.is_entry and self.now is None and not (self.row and self.row.fate == Fate.FADED)

    @property
    def new_words(self) -> str:
        """The words it was to come over in, just sent, where no field holds them any more."""
        if not self.form.is_bound or (self.is_offered and self.is_reworded):
            return ""
        sent = str(self.form["text"].value() or "")
        return "" if sent == self.form.initial["text"] else sent

    @property
    def is_reworded(self) -> bool:
        """Whether it comes over in other words: it is so, but otherwise."""
        return bool(self.row and self.row.fate == Fate.CHANGED)


@dataclass(frozen=True)
class Part:
    """The entries or the strategies of a page: those to work at, then those that are settled and fold away."""

    open: list[Item]
    settled: list[Item]


@dataclass(frozen=True)
class Visit:
    """The whole return visit of a workbook: what was there last time, and what is marked of it."""

    book: Workbook
    last: LastTime
    rows: dict[str, Outcome] = field(default_factory=dict)

    @property
    def refs(self) -> list[str]:
        """Everything that can be marked, entries first, in the order shown."""
        return [entry.id for entry in self.last.entries] + [strategy.id for strategy in self.last.strategies]

    @property
    def marked(self) -> int:
        """How many are marked."""
        return sum(bool(row.fate) for ref in self.refs if (row := self.rows.get(ref)))

    @property
    def sums(self) -> list[tuple[int, str]]:
        """How many entries came to each fate; counts, never a score."""
        of_entries = [row.fate for ref, row in self.rows.items() if ref in self.last.entry]
        return [(of_entries.count(fate), str(fate.label).lower()) for fate in ENTRY_FATES]

    def item(self, ref: str, data: Any = None, conflict: Outcome | None = None) -> Item:
        """One of them, with its form as sent or as it stands; 404 for none of them."""
        row = self.rows.get(ref)
        entry = self.last.entry.get(ref)
        if entry:
            form = OutcomeForm(ref, data, row=row, is_entry=True, text=entry.text)
            place, grade = self._place(ref), entry.evidence.grade
            return Item(ref, entry.text, entry.quadrant or "", place, grade, True, row, form, conflict)
        strategy = next((one for one in self.last.strategies if one.id == ref), None)
        if strategy is None:
            raise Http404
        form = OutcomeForm(ref, data, row=row, is_entry=False)
        said = {"family": FAMILIES.get(strategy.family or "", ""), "title": self.last.title}
        place = _("%(family)s, from the %(title)s") % said if said["family"] else _("From the %(title)s") % said
        return Item(ref, strategy.strategy, "", place, None, False, row, form, conflict)

    def items(self, refs: list[str], sent: Mapping[str, Item] | None = None) -> list[Item]:
        """Several of them; those in `sent` as they were just sent."""
        return [(sent or {}).get(ref) or self.item(ref) for ref in refs]

    def is_settled(self, ref: str) -> bool:
        """Whether it is marked and nothing waits: what changed waits for its new words until it has come over."""
        row = self.rows.get(ref)
        if not row or not row.fate:
            return False
        has_come = row.now is not None and row.now.deleted_at is None
        return row.fate != Fate.CHANGED or ref not in self.last.entry or has_come

    def part(self, items: Iterable[Item], at: str = "") -> Part:
        """Some of a page; the one worked at stays in its place, and so does one that could not be written."""
        parts: tuple[list[Item], list[Item]] = [], []
        for item in items:
            stays = item.ref == at or item.conflict or item.form.errors
            parts[self.is_settled(item.ref) and not stays].append(item)
        return Part(*parts)

    def number_of_page(self, ref: str) -> int:
        """The page that one of them stands on, from 1."""
        return self.refs.index(ref) // PAGE_SIZE + 1

    @property
    def first_open_page(self) -> int:
        """The first page with something to work at; 1 where all is settled."""
        return next((self.number_of_page(ref) for ref in self.refs if not self.is_settled(ref)), 1)

    def _place(self, ref: str) -> str:
        """ "First of six" on the board of then."""
        if ref not in self.last.place:
            return _("Not sorted then")
        at, count = self.last.place[ref]
        return _("%(at)s of %(count)s") % {"at": ordinal(at), "count": count}


def visit(book: Workbook, last: LastTime) -> Visit:
    """The return visit as it stands."""
    rows = book.outcomes.select_related("now", "changed_by")
    return Visit(book, last, {row.about: row for row in rows})


def ordinal(number: int) -> str:
    """ "First" to "Tenth", then "No. 11"."""
    words = [_("First"), _("Second"), _("Third"), _("Fourth"), _("Fifth")]
    words += [_("Sixth"), _("Seventh"), _("Eighth"), _("Ninth"), _("Tenth")]
    return words[number - 1] if number <= len(words) else _("No. %(number)d") % {"number": number}
