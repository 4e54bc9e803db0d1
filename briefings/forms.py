"""What is typed for one reader: what is asked, what stands in the briefing, why it is withdrawn."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.editions import Edition
from clusters.worded import PLACEHOLDER
from swot.forms.days import DayField


class DressForm(forms.Form):
    """What stands in one edition, and what is typed for it; what always stands in it has no box."""

    nothing_is_required = True

    stands = forms.MultipleChoiceField(
        label=_("What stands in it"),
        help_text=_("In the order it is read. What you take out stays in the workbook."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    letter = forms.CharField(
        label=_("A letter at its head"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=1500,
    )
    contact = forms.CharField(
        label=_("Whom do its readers ring or write to?"),
        help_text=_("A name with a number or an address. Only with their agreement."),
        required=False,
        max_length=300,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_go = [part for part in edition.parts if part.may_leave_out]
        self.fields["stands"].choices = [(part.key, part.heading) for part in may_go]  # type: ignore[attr-defined]
        begun = PLACEHOLDER.sub("…", edition.letter_starter)
        self.fields["letter"].help_text = _("It could begin: “%(words)s”") % {"words": begun}
        self.keys = [part.key for part in may_go]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def values(self) -> dict[str, Any]:
        """The fields of a dress."""
        told = {name: self.cleaned_data[name] for name in ("letter", "contact")}
        gone = [key for key in self.keys if key not in self.cleaned_data["stands"]]
        return {**told, "left_out": gone}


class WithdrawForm(forms.Form):
    """Why an issued briefing no longer holds, as whoever has it will read it."""

    why = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("One sentence. Everybody who opens the briefing or its link reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        error_messages={"required": _("Say in a sentence why it is withdrawn: its readers will ask.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


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

    @property
    def values(self) -> dict[str, Any]:
        """The fields of an ask."""
        return {name: self.cleaned_data[name] for name in ("decision", "decided_by", "by_date", "headline")}
