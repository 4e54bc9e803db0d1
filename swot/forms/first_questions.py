"""The three questions before anything else; "nobody yet" is an answer, and blank is none."""

from typing import Any

from django import forms

from swot.content import TemplateContent
from swot.document.fields import LONGEST_TEXT
from swot.forms.seen import seen_field
from swot.models import FirstQuestions

FIELDS = ("here_before", "not_in_room", "speaks_for_them")


class FirstQuestionsForm(forms.Form):
    """Three texts with the questions and hints of the kind."""

    nothing_is_required = True

    here_before = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 4}))
    not_in_room = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3}))
    speaks_for_them = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}))
    revision = seen_field()

    def __init__(self, content: TemplateContent, data: Any = None, *, row: FirstQuestions) -> None:
        super().__init__(data, initial={name: getattr(row, name) or "" for name in FIELDS})
        for name, question in zip(FIELDS, content.words["start_questions"], strict=True):
            self.fields[name].label = question["text"]
            self.fields[name].help_text = question["hint"]

    @property
    def as_fields(self) -> dict[str, str | None]:
        """The three answers as stored: None where nothing is written."""
        return {name: self.cleaned_data[name] or None for name in FIELDS}
