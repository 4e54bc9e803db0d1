"""The forms of the self-check and of a reading."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import Check, Indicator
from swot.document.fields import LONGEST_TEXT
from swot.forms.days import DayField
from swot.forms.seen import seen_field
from swot.rules.check import NO, UNSURE, YES
from swot.rules.readings import (
    ACT,
    CALM,
    UNKNOWN,
    WATCH,
    Counted,
    History,
    by_day,
    graver,
    is_number,
    settled_status,
    status_over,
)

ANSWERS = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No")), (UNSURE, gettext_lazy("We are not sure"))]
STATUSES = [
    (CALM, gettext_lazy("Calm")),
    (WATCH, gettext_lazy("Watch")),
    (ACT, gettext_lazy("Act")),
    (UNKNOWN, gettext_lazy("We do not know")),
]
NUMBER = re.compile(r"[-+]?\d{1,9}(\.\d{1,4})?")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
HIGHEST = 1_000_000_000


def words(label: Any, help_text: Any = "", rows: int = 2) -> forms.CharField:
    """A text that may be left empty."""
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST_TEXT, widget=area)


class CheckForm(forms.Form):
    """The questions of a kind's self-check, each yes, no or not sure; some may be left for later."""

    nothing_is_required = True

    basis = words(
        gettext_lazy("What the answers rest on"), gettext_lazy("Who was asked, which papers, which dates."), 3
    )
    revision = seen_field()

    def __init__(self, check: Check, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.check = check
        wrong = {"invalid_choice": _("Choose yes, no or “we are not sure”")}
        for question in check.questions:
            radios = forms.RadioSelect({"class": "form-check-input"})
            self.fields[f"q{question.number}"] = forms.ChoiceField(
                label=question.text, choices=ANSWERS, required=False, widget=radios, error_messages=wrong
            )

    def clean(self) -> dict[str, Any]:
        """At least one answer, or the check is not taken."""
        cleaned = super().clean() or {}
        if not self.errors and not any(self.answers):
            self.add_error(
                f"q{self.check.questions[0].number}",
                _("Answer at least one question; “we are not sure” is an answer"),
            )
        return cleaned

    @property
    def answers(self) -> list[str | None]:
        """One a question, in order; None where nothing was chosen."""
        return [self.cleaned_data.get(f"q{question.number}") or None for question in self.check.questions]

    def questions(self) -> list[tuple[Any, forms.BoundField]]:
        """Each question with its field."""
        return [(question, self[f"q{question.number}"]) for question in self.check.questions]


def of_check(row: Any, check: Check) -> dict[str, Any]:
    """The self-check as the form holds it; answers beyond those given are empty."""
    given = [*row.answers, *[None] * len(check.questions)]
    answers = {f"q{question.number}": given[place] or "" for place, question in enumerate(check.questions)}
    return {**answers, "basis": row.basis}


class FigureField(forms.CharField):
    """A further figure of a reading: a number as people type it, or nothing."""

    def __init__(self, label: str, unit: str) -> None:
        wide = forms.TextInput({"autocomplete": "off", "inputmode": "decimal"})
        super().__init__(label=label, help_text=unit[:1].upper() + unit[1:], required=False, max_length=30, widget=wide)

    def clean(self, value: Any) -> Any:
        """The number, None where there is none."""
        typed = super().clean(value)
        number = number_in(typed)
        if typed and (number is None or abs(number) > HIGHEST):
            raise forms.ValidationError(_("Give a number, or leave it empty and put it into the note"))
        return number


class ReadingForm(forms.Form):
    """One reading of one indicator: a number, words, or nothing where it is not known; and its further figures.

    `history` is what was counted before, the oldest first: some rules look back.
    """

    nothing_is_required = True

    value = forms.CharField(
        label=gettext_lazy("What was counted"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    as_of = DayField(
        label=gettext_lazy("On which day"),
        help_text=gettext_lazy("The day it speaks of, or the day since when it is not known."),
        error_messages={"required": gettext_lazy("Give a date")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        help_text=gettext_lazy("A number with a threshold gets its state by rule. For words you judge."),
        choices=STATUSES,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose calm, watch, act or “we do not know”")},
        widget=forms.RadioSelect,
    )
    source = words(gettext_lazy("Who counted, or where it is written"))
    note = words(gettext_lazy("A note"))

    def __init__(self, indicator: Indicator, today: date, data: Any = None, history: History = ()) -> None:
        super().__init__(data, initial={"as_of": today})
        self.indicator, self.today, self.history = indicator, today, history
        for also in indicator.also:
            self.fields[also["field"]] = FigureField(also["label"], also["unit"])
        self.order_fields(["value", *(also["field"] for also in indicator.also)])
        self.fields["value"].help_text = _("%(unit)s. Leave it empty if we do not know.") % {
            "unit": indicator.unit[:1].upper() + indicator.unit[1:]
        }
        self.fields["status"].widget.look = "seg"

    def clean_value(self) -> int | float | str | None:
        """A number where it is one, words, or None; a number beyond reason is refused."""
        typed: str = self.cleaned_data["value"]
        value = number_in(typed)
        if value is None:
            return typed or None
        low, high = reason(self.indicator)
        if not low <= value <= high:
            limits = {"low": f"{low:,}", "high": f"{high:,}"}
            raise forms.ValidationError(_("Give a number from %(low)s to %(high)s, or write it in words") % limits)
        return value

    def clean_as_of(self) -> date:
        """Not later than today."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError(_("Give a day that has come: nothing is counted in the future"))
        return day

    def clean(self) -> dict[str, Any]:
        """The state by rule; words, and numbers without a plain threshold, need somebody's judgement."""
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["status"] = self._status(cleaned["value"], cleaned["status"])
        return cleaned

    def _status(self, value: int | float | str | None, given: str) -> str:
        if value is None:
            return UNKNOWN
        over = status_over(self.indicator, self._with(value))
        if over is None and not given:
            self.add_error("status", _("Say how it stands: calm, watch or act"))
        judged = over if given == UNKNOWN or not given else graver(given, over or CALM)
        return settled_status(self.indicator, value, judged or UNKNOWN)

    def _with(self, value: int | float | str) -> History:
        """The history up to the day of this reading, and this reading."""
        day = self.cleaned_data["as_of"]
        before = [one for one in self.history if one.as_of is None or one.as_of <= day]
        return by_day([*before, Counted(day, value, self.figures)])

    @property
    def figures(self) -> dict[str, int | float]:
        """The further figures that were counted, by field."""
        found = {also["field"]: self.cleaned_data.get(also["field"]) for also in self.indicator.also}
        return {name: value for name, value in found.items() if value is not None}

    @property
    def as_fields(self) -> dict[str, Any]:
        """What `Reading.add` takes."""
        plain = {name: self.cleaned_data[name] for name in ("value", "as_of", "status", "source", "note")}
        over = status_over(self.indicator, self._with(plain["value"])) if plain["value"] is not None else UNKNOWN
        return {**plain, "figures": self.figures, "judged": plain["status"] != over}


def number_in(typed: str) -> int | float | None:
    """The number somebody typed, "1,500", "12.5", "40 %"; None where it is words."""
    plain = typed.replace("−", "-").rstrip("% ").replace(" ", "")
    plain = plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain
    if not NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return int(value) if value.is_integer() else value


def reason(indicator: Indicator) -> tuple[int, int]:
    """What a number of an indicator may be: a share to 100, unless its thresholds go beyond; only points go below 0."""
    limits = [rule["value"] for rule in indicator.watch + indicator.act if is_number(rule.get("value"))]
    if indicator.unit.startswith("%"):
        return 0, 100 if max(limits, default=0) < 100 else 1000
    return (-1000, 1000) if "points" in indicator.unit else (0, HIGHEST)
