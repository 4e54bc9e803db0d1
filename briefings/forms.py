"""What is asked of a reader, as typed."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.merge import merged
from swot.forms.days import DayField


class AskForm(forms.Form):
    """The decision one reader is asked for; nothing is required, gaps are printed as gaps."""

    nothing_is_required = True

    decision = forms.CharField(
        label=_("What decision do we ask for?"),
        help_text=_("One sentence with a verb: fund, tie, choose, nominate."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
    )
    decided_by = forms.CharField(
        label=_("Who decides it?"), help_text=_("A person or a body."), required=False, max_length=300
    )
    by_date = DayField(
        label=_("By when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Give a date that exists, such as 2027-03-31.")},
    )
    headline = forms.CharField(
        label=_("The headline"),
        help_text=_("The only line written for this reader; everything else comes from the workbook."),
        required=False,
        max_length=300,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def values(self, use: str, *, theirs: str) -> dict[str, Any]:
        """The fields of an ask; where two texts met, the decision that was chosen."""
        told = {name: self.cleaned_data[name] for name in ("decision", "decided_by", "by_date", "headline")}
        return {**told, "decision": merged(use, told["decision"], theirs)}
