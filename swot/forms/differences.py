"""What two people wrote in one form: the fields that differ, in words, for the answer 409."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """One field that differs: its label, what was typed now, and what somebody else saved."""

    label: str
    mine: str
    theirs: str


def differences(form: forms.Form, theirs: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The fields of a valid form whose value is not the saved one, each with both texts in words."""
    found = []
    for name, saved in theirs.items():
        field = form.fields[name]
        mine, kept = said(field, form.cleaned_data[name]), said(field, saved)
        if mine != kept:
            found.append(Difference(str(field.label), mine, kept))
    return tuple(found)


def said(field: forms.Field, value: Any) -> str:
    """A value as somebody would say it: a date in words, the label of a choice, yes or no."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(value)
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return str(dict(getattr(field, "choices", ())).get(text, text)) if text else ""
