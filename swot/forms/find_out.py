"""The form that says who finds something out, and by when."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.forms.days import DayField


class FindOutForm(forms.Form):
    """One question's owner and date; `revision` 0 for the first time."""

    about = forms.CharField(max_length=20, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    owner = forms.CharField(label=gettext_lazy("Owner"), max_length=200, required=False)
    due = DayField(label=gettext_lazy("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, known: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_about(self) -> str:
        """A question that is on the list."""
        about: str = self.cleaned_data["about"]
        if about not in self.known:
            raise ValidationError(_("This question is no longer on the list. Look at the list again."))
        return about
