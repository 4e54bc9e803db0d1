"""The forms of the crossings: the whole grid at once, and one pair; only what the writer changed is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from swot.rules.pairs import MARKS

SENT = re.compile(r"x_([A-Z][0-9]{1,9})_([A-Z][0-9]{1,9})", re.ASCII)
WAS = re.compile(r"([0-9]{1,9}):([012]?)", re.ASCII)
LABELS = (gettext_lazy("Nothing"), gettext_lazy("Some"), gettext_lazy("Strong"))


@dataclass(frozen=True)
class Marking:
    """A mark that somebody changed: the two ids, the mark (None takes it back), and the revision that was seen (0 is none)."""

    inside: str
    outside: str
    mark: int | None
    seen: int


def was(revision: int, mark: int | None) -> str:
    """What a crossing held when the page was made, for a hidden field: revision and mark, "3:2"."""
    return f"{revision}:{'' if mark is None else mark}"


def was_in(text: str) -> tuple[int, int | None]:
    """Read it again; anything else is nothing that was ever seen."""
    found = WAS.fullmatch(text)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else (0, None)


def mark_field(**kwargs: Any) -> forms.TypedChoiceField:
    """0, 1 or 2; None where nothing is marked."""
    wrong = {"invalid_choice": gettext_lazy("Mark it 0, 1 or 2")}
    choices = [(mark, label) for mark, label in zip(MARKS, LABELS, strict=True)]
    return forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=choices, error_messages=wrong, **kwargs
    )


class GridForm(forms.Form):
    """Every crossing that was sent: `x_S1_O2` is its mark, `was_S1_O2` what it held when the page was made."""

    def __init__(self, data: Any, *, known: Iterable[str]) -> None:
        super().__init__(data)
        ids = set(known)
        found = (SENT.fullmatch(name) for name in data)
        self.pairs = sorted((one[1], one[2]) for one in found if one and {one[1], one[2]} <= ids)
        for inside, outside in self.pairs:
            self.fields[f"x_{inside}_{outside}"] = mark_field(label=f"{inside} × {outside}")

    def changed(self) -> list[Marking]:
        """The marks that are not what the writer saw, in the same order for everybody."""
        markings = []
        for inside, outside in self.pairs:
            mark = self.cleaned_data[f"x_{inside}_{outside}"]
            seen, before = was_in(self.data.get(f"was_{inside}_{outside}", ""))
            if mark != before:
                markings.append(Marking(inside, outside, mark, seen))
        return markings

    def sent(self, key: tuple[str, str]) -> tuple[str, str]:
        """What was sent for a pair, as it was typed: its mark and what it held; empty where nothing was sent."""
        return self.data.get(f"x_{key[0]}_{key[1]}", ""), self.data.get(f"was_{key[0]}_{key[1]}", "")


class PairForm(forms.Form):
    """One pair and its mark; where no mark is sent one only goes on to the next, an empty one takes it back."""

    inside = forms.CharField(max_length=12, widget=forms.HiddenInput)
    outside = forms.CharField(max_length=12, widget=forms.HiddenInput)
    was = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    mark = mark_field(widget=forms.RadioSelect)

    def marking(self) -> Marking | None:
        """The mark, where it is not what the writer saw."""
        given, mark = self.cleaned_data, self.cleaned_data["mark"]
        seen, before = was_in(given["was"])
        is_meant = "mark" in self.data and mark != before
        return Marking(given["inside"], given["outside"], mark, seen) if is_meant else None


class NumberForm(forms.Form):
    """Which pair is asked for, in the address."""

    n = forms.IntegerField(required=False, min_value=1, max_value=9999)
