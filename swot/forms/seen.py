"""The revision that somebody saw: sent with every form and button that changes a row two people can change."""

from typing import Any

from django import forms
from django.http import HttpRequest

HIGHEST = 2_147_483_647


def seen_field() -> forms.IntegerField:
    """The hidden field; left out it is nothing that was ever seen, and the answer is 409."""
    return forms.IntegerField(required=False, min_value=0, max_value=HIGHEST, widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """A button and the revision it was pressed on."""

    revision = seen_field()


def seen(request: HttpRequest) -> int:
    """The revision a button was pressed on, 0 where it does not say."""
    return seen_in(SeenForm(request.POST))


def seen_in(form: Any) -> int:
    """The revision a form was filled in on, 0 where it does not say."""
    return form.cleaned_data.get("revision") or 0 if form.is_valid() else 0
