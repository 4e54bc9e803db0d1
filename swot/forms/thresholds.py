"""The form of a cluster's own thresholds for one indicator."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import Indicator
from swot.document.fields import LONGEST_TEXT
from swot.forms.inclusion import number_in, reason
from swot.forms.seen import seen_field
from swot.thresholds import LEVELS, limit_words, plain_rule

LABELS = {"watch": gettext_lazy("Watch from"), "act": gettext_lazy("Act from")}


class LimitField(forms.CharField):
    """A number as people type it; left empty, the starting value."""

    def __init__(self, indicator: Indicator, **kwargs: Any) -> None:
        widget = forms.TextInput({"autocomplete": "off", "inputmode": "decimal"})
        super().__init__(required=False, max_length=30, widget=widget, **kwargs)
        self.low, self.high = reason(indicator)

    def clean(self, value: Any) -> Any:
        """The number within reason, None where nothing is typed."""
        typed = super().clean(value)
        if not typed:
            return None
        number = number_in(typed)
        if number is None or not self.low <= number <= self.high:
            limits = {"low": f"{self.low:,}", "high": f"{self.high:,}"}
            raise forms.ValidationError(_("Give a number from %(low)s to %(high)s") % limits)
        return number


class ThresholdForm(forms.Form):
    """From which numbers we keep watch and act, and why these; `started` is the indicator as it ships."""

    nothing_is_required = True
    reason = forms.CharField(
        label=gettext_lazy("Why this number here"),
        help_text=gettext_lazy("It stands beside the threshold, on the page and in print."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
    )
    revision = seen_field()

    def __init__(self, started: Indicator, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.rules = {level: rule for level in LEVELS if (rule := plain_rule(started, level))}
        for level, rule in self.rules.items():
            says = _("Starting value: %(limit)s. Left empty, it stays.") % {"limit": limit_words(rule, started.unit)}
            self.fields[level] = LimitField(started, label=LABELS[level], help_text=says)
        self.order_fields([*self.rules, "reason"])

    def clean(self) -> dict[str, Any]:
        """A changed number needs a reason, and what asks for action is no milder than what asks for watch."""
        cleaned = super().clean() or {}
        if not self.errors and self._is_upside_down():
            self.add_error("act", _("Act comes after watch: give a graver number here, or a milder one above"))
        if not self.errors and self.own and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: whoever reads the figure later will ask"))
        return cleaned

    def _is_upside_down(self) -> bool:
        if len(self.rules) < len(LEVELS):
            return False
        watch, act = (self.own.get(level, self.rules[level]["value"]) for level in LEVELS)
        falls = self.rules["watch"]["op"] in ("below", "at_most")
        return bool(act > watch if falls else act < watch)

    @property
    def own(self) -> dict[str, float]:
        """The numbers that differ from the starting values."""
        given = {level: self.cleaned_data.get(level) for level in self.rules}
        return {level: n for level, n in given.items() if n is not None and n != self.rules[level]["value"]}

    @property
    def as_fields(self) -> dict[str, Any]:
        """What `Workbook.set_threshold` takes."""
        own = self.own
        return {"reason": self.cleaned_data["reason"], **{level: own.get(level) for level in LEVELS}}


def of_cluster(own: dict[str, Any], form: ThresholdForm) -> dict[str, Any]:
    """A cluster's own thresholds of an indicator as the form holds them."""
    return {**{level: own.get(level) for level in form.rules}, "reason": own.get("reason", "")}
