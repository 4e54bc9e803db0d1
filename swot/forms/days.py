"""A day that every page, file and print can show."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from swot.document.fields import FIRST_YEAR, LAST_YEAR


class DayField(forms.DateField):
    """A date between the years that a document may hold; beyond them an export could not be read again."""

    default_error_messages = {"invalid": gettext_lazy("Give a date such as 2026-11-18")}

    def clean(self, value: Any) -> date | None:
        """The day, or None where none is needed."""
        day = super().clean(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
