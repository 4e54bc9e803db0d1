"""The filter of the board, by GET."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from swot.content import TemplateContent
from swot.document.values import Entry
from swot.forms.filters import Filter
from swot.forms.places import choose
from swot.rules.evidence import is_stale
from swot.rules.order import STATES, state_of

STALE = "stale"
TO_SORT = "to-sort"
STALE_LABEL = (STALE, gettext_lazy("Rests on stale evidence"))
GRADES = [
    ("3", gettext_lazy("Checked")),
    ("2", gettext_lazy("Backed")),
    ("1", gettext_lazy("Heard")),
    ("0", gettext_lazy("Hunch")),
]


class FilterForm(Filter):
    """Which entries to show: of one section, of one grade, in one state, about inclusion; nonsense shows all."""

    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    evidence = forms.ChoiceField(
        label=gettext_lazy("How well we know it"), choices=[("", gettext_lazy("Any")), *GRADES], required=False
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[("", gettext_lazy("Any")), *STATES.items(), STALE_LABEL], required=False
    )
    inclusion = forms.BooleanField(label=gettext_lazy("Touches local inclusion"), required=False)

    def __init__(self, *args: Any, content: TemplateContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(section.code, section.title) for section in content.sections]
        choose(self, "section", [("", gettext_lazy("All sections")), *titles])

    @staticmethod
    def keeps(entry: Entry, chosen: dict[str, Any], today: date) -> bool:
        """Whether an entry passes on a day."""
        return (
            chosen.get("section", entry.section) == entry.section
            and chosen.get("evidence", str(entry.evidence.grade)) == str(entry.evidence.grade)
            and _is_in_state(entry, chosen.get("state"), today)
            and (entry.inclusion or not chosen.get("inclusion"))
        )


def _is_in_state(entry: Entry, state: str | None, today: date) -> bool:
    if state == STALE:
        return is_stale(entry.evidence, today)
    return not state or state == state_of(entry)
