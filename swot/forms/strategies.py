"""The form of a strategy: the entries it stands on, its words, and the one question last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from swot.document.values import INSIDE, OUTSIDE, Entry, entry_order
from swot.forms.seen import seen_field
from swot.forms.written import written
from swot.models import Strategy
from swot.rules.families import ORIGINS, Family
from swot.rules.shortlist import carried, short_list

SIDES = {"inside": INSIDE, "outside": OUTSIDE}
WORDS = (*Strategy.REQUIRED, "from_kind", "why_here")
NOBODY = re.compile(r"(?:nobody|no body|no[ -]one|none)(?: (?:loses|(?:will|would|could|can) lose))?\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """One entry to choose: `id` of its box, whether it is chosen, whether it is carried onto the short list by rule."""

    id: str
    entry: Entry
    is_chosen: bool
    is_carried: bool


@dataclass(frozen=True)
class Side:
    """The entries of one side: those offered first by quadrant, and the rest. `is_open` shows the rest at once."""

    name: str
    listed: dict[str, list[Choice]]
    beyond: dict[str, list[Choice]]

    @property
    def is_open(self) -> bool:
        """Whether the rest must be seen: something there is chosen, or nothing stands before it."""
        return not self.listed or any(choice.is_chosen for group in self.beyond.values() for choice in group)


class StrategyForm(forms.Form):
    """A strategy; a draft needs entries from both sides, one that is kept needs every answer."""

    inside = forms.MultipleChoiceField(
        label=gettext_lazy("From inside"), required=False, widget=forms.CheckboxSelectMultiple
    )
    outside = forms.MultipleChoiceField(
        label=gettext_lazy("From outside"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = written(
        gettext_lazy("The strategy"),
        gettext_lazy("One sentence: what is used, for what, and how."),
        gettext_lazy("Write the strategy in one sentence"),
    )
    who_gains = written(
        gettext_lazy("Who gains?"),
        gettext_lazy("Groups and numbers. Begin with the people already here."),
        gettext_lazy("Say who gains"),
        2,
    )
    how_we_will_know = written(
        gettext_lazy("How will we know?"),
        gettext_lazy("A figure or a thing that anybody can see, and by when."),
        gettext_lazy("Say how we will know"),
        2,
    )
    with_the_grain = written(
        gettext_lazy("How does it go with the grain?"),
        gettext_lazy("Which distinctive activity it builds on, where that is rooted, and since when."),
        gettext_lazy("Say which activity it builds on, where it is rooted and since when"),
        2,
    )
    who_must_agree = written(
        gettext_lazy("Who must agree?"),
        gettext_lazy("The people or bodies without whom it cannot happen."),
        gettext_lazy("Say who must agree"),
        2,
    )
    from_kind = forms.ChoiceField(
        label=gettext_lazy("Did this idea come from another kind of cluster?"),
        required=False,
        widget=forms.RadioSelect,
    )
    why_here = written(
        gettext_lazy("Why would this hold at our distance?"),
        gettext_lazy("One line, only where it came from elsewhere: what here is as it was there?"),
        gettext_lazy("Say in one line why an idea from elsewhere would hold here"),
        2,
    )
    who_could_lose = written(
        gettext_lazy("Who could lose?"),
        gettext_lazy("Name groups, streets and numbers. If nobody loses, say why."),
        gettext_lazy("Say who could lose, or why nobody does"),
        4,
    )
    key = forms.CharField(required=False, max_length=80, widget=OnceInput)
    revision = seen_field()

    def __init__(
        self, data: Any = None, *, entries: Iterable[Entry], kind: str = "", is_draft: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        elsewhere = [(value, capfirst(label)) for value, label in ORIGINS.items() if value != kind]
        self.fields["from_kind"].choices = [("", _("No")), *elsewhere]  # type: ignore[attr-defined]
        self.fields["from_kind"].widget.look = "seg"
        self.fields["why_here"].required = False
        self.entries, self.is_draft = sorted(entries, key=entry_order), is_draft
        for name, quadrants in SIDES.items():
            found = [(entry.id, entry.text) for entry in self.entries if entry.quadrant in quadrants]
            self.fields[name].choices = found  # type: ignore[attr-defined]
        for name in Strategy.REQUIRED:
            self.fields[name].required = not is_draft

    def clean_who_could_lose(self) -> str:
        """A bare "nobody" asks for a reason (content 4.5 rule 7); a draft may wait with it."""
        text: str = self.cleaned_data["who_could_lose"]
        if not self.is_draft and NOBODY.fullmatch(text):
            raise forms.ValidationError(_("Say why nobody loses"))
        return text

    def clean(self) -> dict[str, Any]:
        """An idea from elsewhere is kept with one line on why it would hold here; a draft may wait with it."""
        given = super().clean() or self.cleaned_data
        if not self.is_draft and given.get("from_kind") and "why_here" in given and not given["why_here"].strip():
            self.add_error("why_here", self.fields["why_here"].error_messages["required"])
        return given

    @property
    def refs(self) -> list[str]:
        """The entries chosen on both sides."""
        return self.cleaned_data["inside"] + self.cleaned_data["outside"]

    @property
    def as_fields(self) -> dict[str, Any]:
        """The texts, and whether the strategy is kept."""
        return {name: self.cleaned_data[name] for name in WORDS} | {"kept": not self.is_draft}

    def questions(self) -> list[forms.BoundField]:
        """The questions between the strategy and the last one, in the order of the page."""
        return [self[name] for name in ("who_gains", "how_we_will_know", "with_the_grain", "who_must_agree")]

    def sides(self, only: Family | None = None) -> list[Side]:
        """Both sides for the page: the short list first, of one family where `only` is given, the rest beyond."""
        extra = carried(self.entries)
        first = {entry.id for listed in short_list(self.entries).values() for entry in listed}
        first |= {extra.id} if extra else set()
        return [self._side(name, first, extra, only) for name in SIDES]

    def _side(self, name: str, first: set[str], extra: Entry | None, only: Family | None) -> Side:
        chosen = self[name].value() or []
        wanted = (only.inside, only.outside) if only else INSIDE + OUTSIDE
        side = Side(name, {}, {})
        mine = [entry for entry in self.entries if entry.quadrant in SIDES[name]]
        offered = [entry for entry in mine if entry.id in first and entry.quadrant in wanted]
        ordered = offered + [entry for entry in mine if entry not in offered]
        for place, entry in enumerate(ordered):
            group = side.listed if place < len(offered) else side.beyond
            choice = Choice(f"id_{name}_{place}", entry, entry.id in chosen, entry == extra)
            group.setdefault(entry.quadrant or "", []).append(choice)
        return side


def of_strategy(row: Strategy) -> dict[str, Any]:
    """A strategy as the form holds it."""
    entries = list(row.entries.all())
    sides = {name: [e.ref for e in entries if e.quadrant in places] for name, places in SIDES.items()}
    return {**sides, **{name: getattr(row, name) for name in WORDS}}
