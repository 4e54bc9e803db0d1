"""Fields that several forms of clusters share."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

AREAS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"
)  # fmt: skip
MOST_LINES = 100
LONGEST_TEXT = 10_000
TOO_MANY = _("Keep it to %(most)d lines.")
TOO_LONG = _("Keep it under 10,000 characters.")


def time_zones(*, also: str = "UTC") -> list[tuple[str, str]]:
    """The time zones of places, as choices; `also` is one to keep beside them."""
    names = {name for name in available_timezones() if name.split("/")[0] in AREAS} | {"UTC", also}
    return [(name, name.replace("_", " ")) for name in sorted(names)]


def say_what_is_needed(form: forms.BaseForm) -> None:
    """Name the field in the sentence that asks for it, so that the summary on top can be read alone."""
    for field in form.fields.values():
        if not isinstance(field.widget, forms.RadioSelect):
            field.error_messages["required"] = format_lazy(_("{label} is needed."), label=field.label or "")


def keep_in_bounds(form: forms.BaseForm) -> None:
    """Refuse texts longer than a document may hold, in fields whose column sets no limit; no hard stop while typing."""
    for field in form.fields.values():
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField) and field.max_length is None:
            field.validators.append(MaxLengthValidator(LONGEST_TEXT, TOO_LONG))


class LinesField(forms.CharField):
    """A list of texts, written one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "widget": forms.Textarea(attrs={"rows": 4}), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines with something in them."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise ValidationError(TOO_MANY % {"most": MOST_LINES})
        return lines
