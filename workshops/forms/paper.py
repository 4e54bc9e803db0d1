"""The forms of whoever types in paper: one sheet with its lines, finding a sheet, and a number for one without."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.ids import new_key
from swot.forms.lines import LineText
from swot.forms.seen import seen_field
from workshops.models import PaperSheet, Step
from workshops.paper import MOST_LINES, Line

MORE = 5
HIGHEST = 32_767
WHERE = (
    ("strength", gettext_lazy("Inside, helps")),
    ("weakness", gettext_lazy("Inside, hurts")),
    ("opportunity", gettext_lazy("Outside, helps")),
    ("threat", gettext_lazy("Outside, hurts")),
    ("", gettext_lazy("Not sorted")),
)


class SheetForm(forms.Form):
    """A sheet as it was filled in: who sat at the table, who typed it, and its lines with where each stands."""

    nothing_is_required = True

    table = forms.IntegerField(label=gettext_lazy("Table"), required=False, min_value=1, max_value=HIGHEST)
    people = forms.IntegerField(
        label=gettext_lazy("People at the table"), required=False, min_value=0, max_value=HIGHEST
    )
    typed_by = forms.CharField(label=gettext_lazy("Who typed it"), required=False, max_length=80)
    revision = seen_field()
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, sheet: PaperSheet, lines: Mapping[int, Line], data: Any = None, *, more: bool = False) -> None:
        """Filled with `data`, or with the `lines` that are typed; with `more` there are five lines more than were sent."""
        kept = {name: getattr(sheet, name) for name in ("table", "people", "typed_by", "revision")}
        super().__init__(data, initial=kept, auto_id="id_%s")
        for name in ("table", "people"):
            self.fields[name].error_messages |= {
                "invalid": _("Write a number, or leave it empty."),
                "min_value": _("Write a number from %(limit_value)d, or leave it empty."),
                "max_value": _("Write a number up to %(limit_value)d, or leave it empty."),
            }
        sent = _sent_rows(data) + MORE * more
        self.added = MORE * more
        self.numbers = range(1, min(max(sent or sheet.printed_lines, *lines, 1), MOST_LINES) + 1)
        self.initial["rows"] = len(self.numbers)
        for line in self.numbers:
            known = lines.get(line, Line(quadrant=sheet.field_of(line)))
            self.fields[f"line_{line}"] = LineText(
                label=_("Line %(n)d") % {"n": line}, required=False, widget=forms.TextInput, initial=known.text
            )
            self.fields[f"where_{line}"] = forms.ChoiceField(
                label=_("Where line %(n)d stands") % {"n": line},
                choices=WHERE,
                required=False,
                initial=known.quadrant,
                error_messages={"invalid_choice": _("Choose one of the five places.")},
            )

    @property
    def numbered(self) -> list[tuple[int, forms.BoundField, forms.BoundField, str]]:
        """Each line: its number, its words, where it stands, and hidden where it was shown to stand."""
        wheres = [(line, self[f"where_{line}"]) for line in self.numbers]
        return [(line, self[f"line_{line}"], of, of.as_hidden(only_initial=True)) for line, of in wheres]

    @property
    def has_room(self) -> bool:
        """Whether a sheet may have more lines than these."""
        return len(self.numbers) < MOST_LINES

    def lines(self) -> dict[int, Line]:
        """The lines as they were typed, by number; only of a valid form."""
        told = self.cleaned_data
        return {
            line: Line(told[f"line_{line}"], told[f"where_{line}"], self.data.get(f"initial-where_{line}"))
            for line in self.numbers
            if told[f"line_{line}"]
        }

    def head(self) -> dict[str, Any]:
        """What stands above the lines."""
        return {name: self.cleaned_data[name] for name in ("table", "people", "typed_by")}


def _sent_rows(data: Any) -> int:
    """How many lines were sent, 0 where that is not said in figures; never fewer than there are words for."""
    if data is None:
        return 0
    said = str(data.get("rows", ""))
    named = [int(name[5:]) for name in data if re.fullmatch(r"line_[1-9][0-9]?", name) and data[name]]
    return max(int(said) if re.fullmatch(r"[0-9]{1,2}", said) else 0, *named, 0)


class FindForm(forms.Form):
    """The number of a sheet as it is read from the paper: "14", or all of "P-06-14"."""

    number = forms.CharField(
        label=gettext_lazy("Number of the sheet"),
        help_text=gettext_lazy("It stands under the square: P-06-14, or 14 alone."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the number that stands under the square.")},
    )

    def clean_number(self) -> int:
        """The last figures in it."""
        found = re.findall(r"[0-9]+", self.cleaned_data["number"])
        if not found or len(found[-1]) > 9:
            raise forms.ValidationError(_("Write the number that stands under the square, such as P-06-14 or 14."))
        return int(found[-1])


class NumberForm(forms.Form):
    """A number for a sheet that has none, for the question it answers."""

    step = forms.ModelChoiceField(
        Step.objects.none(),
        label=gettext_lazy("Which question does it answer?"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose the question it answers."),
            "invalid_choice": gettext_lazy("This step was taken out of the run sheet. Choose another one."),
        },
    )
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Load the page again, then press the button.")},
    )

    def __init__(self, steps: Any, data: Any = None) -> None:
        super().__init__(data, auto_id="id_number_%s", initial={"key": new_key()})
        self.fields["step"].queryset = steps  # type: ignore[attr-defined]
        self.fields["step"].label_from_instance = lambda step: step.asked  # type: ignore[attr-defined]
