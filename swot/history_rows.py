"""What has a history: an entry, a strategy, an action, an answer, a line. Each as its fields stand, in words, and how one comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.errors import Refusal
from swot.content import Prompt
from swot.document.gather import Rows
from swot.document.values import ANSWERED, NOT_KNOWN, PASSED_OVER
from swot.forms.actions import ActionForm
from swot.forms.entries import EntryForm
from swot.forms.strategies import StrategyForm
from swot.models import Action, Answer, Change, Entry, Line, Source, Strategy
from swot.models.workbook import recorded
from swot.rules.answers import can_be_said
from swot.rules.history import MADE

RESTORED = "restored"
LABELS: dict[tuple[type, str], str | Promise] = {
    (Entry, "text"): gettext_lazy("The entry"),
    (Entry, "evidence_flag"): gettext_lazy("A remark on the evidence"),
    (Strategy, "entries"): gettext_lazy("What it stands on"),
    (Strategy, "kept"): gettext_lazy("Kept, and not a draft"),
    (Action, "done_on"): gettext_lazy("Done on"),
    (Line, "text"): gettext_lazy("The line"),
    (Line, "kept"): gettext_lazy("Kept as background"),
    (Answer, "value"): gettext_lazy("The answer"),
    (Answer, "status"): gettext_lazy("What is said"),
    (Answer, "note"): gettext_lazy("A note"),
    (Answer, "basis"): gettext_lazy("Where this comes from"),
}
FORMS: dict[type, Any] = {Entry: EntryForm, Strategy: StrategyForm, Action: ActionForm}
STATUSES: dict[str, str | Promise] = {
    ANSWERED: gettext_lazy("Answered"),
    NOT_KNOWN: gettext_lazy("We do not know"),
    PASSED_OVER: gettext_lazy("Passed over"),
}


@dataclass
class Kept:
    """A row of a workbook with its history, where the row may be deleted.

    `now` and `start` are its fields as they stand and as those of a new one, by name and as the record of changes tells
    them; `names` are the words for rows that it points to, by field and primary key.
    """

    rows: Rows
    row: Any
    what: str
    names: dict[str, dict[Any, str]] = field(default_factory=dict)

    made: ClassVar[tuple[str, ...]] = MADE

    @property
    def now(self) -> dict[str, Any]:
        """Its fields as they stand."""
        return recorded(self.row)

    @property
    def start(self) -> dict[str, Any]:
        """The fields of a new one."""
        return recorded(type(self.row)())

    @property
    def revision(self) -> int:
        """The revision that whoever sees it sends; 0 where there is no row."""
        return self.row.revision if self.row.pk else 0

    @property
    def deleted_at(self) -> Any:
        """When it was deleted; None where it stands."""
        return getattr(self.row, "deleted_at", None)

    def hidden(self, changes: list[Change]) -> set[tuple[int, str]]:
        """The fields that a change touched without telling how, by its place."""
        return set()

    def label(self, name: str) -> str | Promise:
        """The name of a field, as its form has it."""
        told = LABELS.get((type(self.row), name))
        return told or FORMS[type(self.row)].base_fields[name].label

    def words(self, name: str, value: Any) -> str:
        """The value of a field as a person reads it; "" for nothing."""
        if value in (None, "", [], False):
            return ""
        if value is True:
            return _("yes")
        if isinstance(value, list):
            return ", ".join(self._name(name, one) for one in value)
        column = self.row._meta.get_field(name)
        if column.is_relation:
            return self._name(name, value)
        if column.get_internal_type() == "DateField":
            return date_format(date.fromisoformat(value), "j F Y")
        return str(dict(column.flatchoices).get(value, value))

    def _name(self, name: str, key: Any) -> str:
        return self.names.get(name, {}).get(key) or _("something that is gone")

    def bring_back(self, state: Mapping[str, Any], *, by: Any, seen: int) -> None:
        """Write all fields as they were then: a new change. `Stale`; `Refusal` where they cannot stand any more."""
        self.row.edit(by=by, seen=seen, verb=RESTORED, **{name: self._back(name, state[name]) for name in state})

    def _back(self, name: str, value: Any) -> Any:
        """A recorded value as the row takes it."""
        if name not in type(self.row).RECORDED:
            return value
        column = self.row._meta.get_field(name)
        return column.to_python(value) if value not in (None, "") and not column.is_relation else value


class KeptEntry(Kept):
    """An entry. Its twin is linked and parted in places of their own, and is not brought back with its words."""

    def bring_back(self, state: Mapping[str, Any], *, by: Any, seen: int) -> None:
        """As ever; the source it cited must still be in the library."""
        cited = state["source"]
        source = (
            Source.objects.live().filter(cluster=self.rows.workbook.cluster_id, pk=cited).first() if cited else None
        )
        if cited and source is None:
            raise Refusal(_("The source it cited then is deleted. Bring the source back first."))
        super().bring_back({**state, "source": source}, by=by, seen=seen)


class KeptStrategy(Kept):
    """A strategy, with the entries behind it."""

    @property
    def now(self) -> dict[str, Any]:
        """Its fields, and the primary keys of the entries."""
        entries = self.row.cited if hasattr(self.row, "cited") else self.row.entries.all()
        return super().now | {"entries": sorted(entry.pk for entry in entries)}

    @property
    def start(self) -> dict[str, Any]:
        """A new one stands on entries already, so nothing is known of them where they were not recorded."""
        return recorded(Strategy())

    def hidden(self, changes: list[Change]) -> set[tuple[int, str]]:
        """Entries were once chosen anew without being recorded; the family they make was."""
        told = ((place, change) for place, change in enumerate(changes) if change.verb == "edited")
        return {(at, "entries") for at, one in told if "family" in one.left_as and "entries" not in one.left_as}

    def bring_back(self, state: Mapping[str, Any], *, by: Any, seen: int) -> None:
        """As ever; each entry must still be there and they must still pair."""
        entries = list(Entry.objects.filter(workbook=self.rows.workbook, pk__in=state["entries"]))
        if len(entries) < len(set(state["entries"])):
            raise Refusal(_("An entry behind it is gone for good, so it cannot be brought back as it was."))
        super().bring_back({**state, "entries": entries}, by=by, seen=seen)


class KeptAction(Kept):
    """An action."""

    def bring_back(self, state: Mapping[str, Any], *, by: Any, seen: int) -> None:
        """As ever; the strategy it served must still be there."""
        served = state["strategy"]
        strategy = next((row for row in self.rows.strategies if row.pk == served), None)
        if served and strategy is None:
            raise Refusal(_("The strategy it served then is deleted. Bring the strategy back first."))
        super().bring_back({**state, "strategy": strategy}, by=by, seen=seen)


@dataclass
class KeptAnswer(Kept):
    """An answer to a prompt as it is asked now; where nothing is said there is no row, and its revision is 0."""

    prompt: Prompt | None = None

    made: ClassVar[tuple[str, ...]] = (*MADE, "answered", RESTORED)

    def words(self, name: str, value: Any) -> str:
        """The steps of a scale, options and numbers in the words of the prompt."""
        if name == "status":
            return str(STATUSES.get(value, value))
        if name != "value" or value in (None, ""):
            return str(value or "")
        asked = self.prompt
        if asked is None or not can_be_said(asked, ANSWERED, value):
            return str(value)
        if asked.type == "scale":
            return f"{value}: {asked.anchors[value - 1]}"
        if asked.type == "number":
            return f"{value} {asked.unit}".strip()
        return {"yes": _("Yes"), "no": _("No")}.get(value, value) if asked.type == "yesno" else str(value)

    def bring_back(self, state: Mapping[str, Any], *, by: Any, seen: int) -> None:
        """As ever; the question must still take that answer."""
        if self.prompt is None or not can_be_said(self.prompt, state["status"], state["value"]):
            raise Refusal(_("The question is asked otherwise now, and does not take this answer any more."))
        self.rows.workbook.answer(self.prompt.id, by=by, seen=seen, verb=RESTORED, **state)


def entry_kept(rows: Rows, row: Entry, changes: list[Change]) -> Kept:
    """An entry; the sources that its history names are read in one query."""
    keys = {change.left_as["source"] for change in changes if change.left_as.get("source")}
    keys |= {row.source_id} if row.source_id else set()
    found = dict(Source.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
    return KeptEntry(rows, row, row.ref, {"source": found})


def strategy_kept(rows: Rows, row: Strategy, changes: list[Change]) -> Kept:
    """A strategy; deleted entries that its history names are named as well."""
    refs = dict(Entry.objects.filter(workbook=rows.workbook).values_list("pk", "ref"))
    return KeptStrategy(rows, row, row.ref, {"entries": refs})


def action_kept(rows: Rows, row: Action, changes: list[Change]) -> Kept:
    """An action; deleted strategies that its history names are named as well."""
    named = {one.pk: str(one) for one in Strategy.objects.filter(workbook=rows.workbook)}
    return KeptAction(rows, row, row.ref, {"strategy": named})


def answer_kept(rows: Rows, prompt: Prompt) -> Kept:
    """What is said to a prompt now."""
    row = next((row for row in rows.answers if row.prompt.code == prompt.id), None)
    return KeptAnswer(rows, row or Answer(), f"prompt {prompt.id}"[:40], prompt=prompt)


def line_kept(rows: Rows, row: Line) -> Kept:
    """A line."""
    return Kept(rows, row, f"line {row.key}"[:40])
