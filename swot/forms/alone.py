"""The form in which one person scores every entry alone."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from swot.forms.seen import seen_field
from swot.models import Entry, Score

HIGHEST = 5
NAMES = ("impact", "certainty")


class Asked(NamedTuple):
    """One entry as the form asks for it: its row and its three fields."""

    row: Entry
    impact: forms.BoundField
    certainty: forms.BoundField
    revision: forms.BoundField


class AloneForm(forms.Form):
    """Impact and certainty of each entry; certainty goes no higher than its evidence allows."""

    def __init__(self, data: Any = None, *, rows: list[Entry], mine: dict[int, Score]) -> None:
        super().__init__(data)
        self.rows, self.mine = rows, mine
        for row in rows:
            score = mine.get(row.pk)
            impact, certainty = _given(score)
            self.fields[f"impact_{row.ref}"] = _field(row.ref, HIGHEST, impact)
            self.fields[f"certainty_{row.ref}"] = _field(row.ref, row.cap, certainty)
            self.fields[f"revision_{row.ref}"] = seen_field()
            self.initial[f"revision_{row.ref}"] = score.revision if score else 0

    def asked(self) -> Iterator[Asked]:
        """Every entry with its fields."""
        for row in self.rows:
            yield Asked(row, *(self[f"{name}_{row.ref}"] for name in (*NAMES, "revision")))

    def changed(self) -> Iterator[tuple[Entry, dict[str, int | None], int]]:
        """What is not as it stands: the entry, both scores, the revision that was seen."""
        for row in self.rows:
            scores = {name: self.cleaned_data[f"{name}_{row.ref}"] for name in NAMES}
            if tuple(scores.values()) != _given(self.mine.get(row.pk)):
                yield row, scores, self.cleaned_data[f"revision_{row.ref}"] or 0


def _given(score: Score | None) -> tuple[int | None, int | None]:
    return (score.impact, score.certainty) if score else (None, None)


def _field(ref: str, highest: int, given: int | None) -> forms.TypedChoiceField:
    """A score up to the highest allowed; one given when the evidence was better is still offered as it was."""
    scores = range(1, max(highest, given or 0) + 1)
    wrong = {"invalid_choice": gettext_lazy("Choose a score from the list")}
    return forms.TypedChoiceField(
        label=ref,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((score, score) for score in scores)],
        error_messages=wrong,
        initial=given or "",
        widget=forms.Select({"class": "form-select"}),
    )
