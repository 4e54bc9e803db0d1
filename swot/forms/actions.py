"""The form of an action."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from swot.forms.days import DayField
from swot.forms.seen import seen_field
from swot.forms.written import written
from swot.models import Action, Strategy
from swot.models.strategy import CostBand


class ActionForm(forms.Form):
    """An action: one verb, one owner, a date. It serves a strategy as soon as there is one."""

    text = written(
        gettext_lazy("What is done"),
        gettext_lazy("One thing. Begin with a verb: ask, count, sign, open."),
        gettext_lazy("Say what is done, beginning with a verb"),
        2,
    )
    owner = forms.CharField(
        label=gettext_lazy("Who does it"),
        help_text=gettext_lazy("One person, not a committee."),
        max_length=200,
        error_messages={"required": gettext_lazy("Name one person who does it")},
    )
    due = DayField(
        label=gettext_lazy("By when"),
        error_messages={"required": gettext_lazy("Give a date")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    first_step = written(
        gettext_lazy("The first step, within 30 days"),
        gettext_lazy("Small enough to begin without asking anyone."),
        gettext_lazy("Say what the first step within 30 days is"),
        2,
    )
    cost_band = forms.ChoiceField(
        label=gettext_lazy("What it costs"),
        choices=CostBand.choices,
        error_messages={"required": gettext_lazy("Choose low, medium or high")},
        widget=forms.RadioSelect,
    )
    measure = written(
        gettext_lazy("How we will see it is done"),
        gettext_lazy("One figure or one paper."),
        gettext_lazy("Say how we will see that it is done"),
        2,
    )
    strategy = forms.ChoiceField(
        label=gettext_lazy("Which strategy it serves"),
        error_messages={"required": gettext_lazy("Choose the strategy it serves")},
    )
    inclusion = forms.BooleanField(label=gettext_lazy("It is about people already here"), required=False)
    key = forms.CharField(required=False, max_length=80, widget=OnceInput)
    revision = seen_field()

    def __init__(self, data: Any = None, *, strategies: Iterable[Strategy], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.strategies = {strategy.ref: strategy for strategy in strategies}
        self.fields["cost_band"].widget.look = "seg"
        serves = self.fields["strategy"]
        serves.choices = [("", _("Choose one")), *((ref, str(row)) for ref, row in self.strategies.items())]  # type: ignore[attr-defined]
        serves.required = bool(self.strategies)

    @property
    def as_fields(self) -> dict[str, Any]:
        """What `Workbook.add_action` and `Action.edit` take."""
        names = ("text", "owner", "due", "first_step", "cost_band", "measure", "inclusion")
        fields = {name: self.cleaned_data[name] for name in names}
        return fields | {"strategy": self.strategies.get(self.cleaned_data["strategy"])}


class ReviewForm(forms.Form):
    """The day on which the workbook is looked at again; after today."""

    review_on = DayField(
        label=gettext_lazy("When do we look again?"),
        help_text=gettext_lazy("On that day the workbook asks to be scored again: what came true, what was done."),
        error_messages={"required": gettext_lazy("Give the day on which you look again")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    revision = seen_field()

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean_review_on(self) -> date:
        """A day that is still to come."""
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Give a day after today"))
        return day


def of_action(row: Action) -> dict[str, Any]:
    """An action as the form holds it."""
    names = ("text", "owner", "due", "first_step", "cost_band", "measure", "inclusion")
    serves = row.strategy if row.strategy and row.strategy.deleted_at is None else None
    return {name: getattr(row, name) for name in names} | {"strategy": serves.ref if serves else ""}
