"""A text that must be there, with the sentence that asks for it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.errors import Refusal
from swot.document.fields import LONGEST_TEXT


def written(label: Any, help_text: Any, missing: Any, rows: int = 3) -> forms.CharField:
    """A text that must be there before a strategy or an action is whole."""
    wrong = {"required": missing, "max_length": gettext_lazy("Keep it under 10,000 characters")}
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_TEXT, error_messages=wrong, widget=area)


def refuse_too_long(joined: Iterable[Any]) -> None:
    """`Refusal` where two texts kept together are longer than an export may hold."""
    if any(isinstance(text, str) and len(text) > LONGEST_TEXT for text in joined):
        raise Refusal(_("Together the two texts are over 10,000 characters. Shorten yours, or keep one of the two."))
