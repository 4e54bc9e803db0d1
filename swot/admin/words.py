"""The page on which a version's words are written: one field a word, whatever the kind has to say."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.worded import has_shape
from swot.admin.fields import LinesField
from swot.models import TemplateVersion

SHAPE = gettext_lazy("Written as data: change the words between the quotation marks and keep everything else.")
PARTS = ("words", "check_words")


class ShapedField(forms.JSONField):
    """A part that is more than text; its words may change, its shape may not."""

    def __init__(self, model: Any, **kwargs: Any) -> None:
        self.model = model
        widget = forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField", "spellcheck": "false"})
        super().__init__(widget=widget, help_text=SHAPE, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Indented, so that it can be read; text that came back wrong stays as it was."""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)

    def validate(self, value: Any) -> None:
        """`ValidationError` when parts are missing, added or of another sort."""
        if not has_shape(value, self.model):
            raise ValidationError(_("The shape has changed. Keep every name, and only change what it says."))


class WordsForm(forms.Form):
    """All the words of a version, and those of its self-check, by their keys."""

    def __init__(self, *args: Any, version: TemplateVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        for part in PARTS:
            for key, value in getattr(version, part).items():
                self.fields[f"{part}.{key}"] = _field(value, label=_label(part, key))
                self.initial[f"{part}.{key}"] = value

    def save(self) -> None:
        """Write all words to the draft; `Frozen` once it has been published."""
        for part in PARTS:
            words = {key: self.cleaned_data[f"{part}.{key}"] for key in getattr(self.version, part)}
            setattr(self.version, part, words)
        self.version.save()


def _label(part: str, key: str) -> str:
    words = key.replace("_", " ").capitalize()
    return words if part == "words" else _("Self-check: %(words)s") % {"words": words.lower()}


def _field(value: Any, *, label: str) -> forms.Field:
    if isinstance(value, str):
        attrs = {"rows": 2, "class": "vLargeTextField"}
        return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs=attrs))
    if isinstance(value, int):
        return forms.IntegerField(label=label, min_value=1)
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return LinesField(label=label)
    return ShapedField(value, label=label)
