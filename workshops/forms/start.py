"""The form that says when a workshop starts."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StartForm(forms.Form):
    """The time of day at which the first step begins; without one the sheet counts from nought."""

    nothing_is_required = True

    start = forms.TimeField(
        label=_("We start at"),
        help_text=_("The sheet then shows the time of day beside each step."),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time as hours and minutes, for example 14:00.")},
    )
