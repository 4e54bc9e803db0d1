"""A text that must be there, with the sentence that asks for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from swot.document.fields import LONGEST_TEXT


def written(label: Any, help_text: Any, missing: Any, rows: int = 3) -> forms.CharField:
    """A text that must be there before a strategy or an action is whole."""
    wrong = {"required": missing, "max_length": gettext_lazy("Keep it under 10,000 characters")}
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_TEXT, error_messages=wrong, widget=area)
