"""What becomes of answers when a workbook goes on with a newer version: one choice a question."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.forms.seen import HIGHEST, seen_field
from swot.models import UpgradeChoice
from swot.upgrading import Question

ANEW_IN_CHECK = gettext_lazy("It is not answered any more. You find your old answer under answers set aside.")
WHAT_IT_DOES = {
    "keep": gettext_lazy("It stays, and remembers the words it was given to."),
    "anew": gettext_lazy("The question stands empty, with your old answer above it until you answer."),
    "park": gettext_lazy("It is put away with its lines. You find it under answers set aside."),
}


class UpgradeForm(forms.Form):
    """The choices, a field a question where there is one; all are asked for only where `do` is "finish"."""

    nothing_is_required = True

    source = forms.IntegerField(required=False, min_value=0, max_value=HIGHEST, widget=forms.HiddenInput)
    target = forms.IntegerField(required=False, min_value=0, max_value=HIGHEST, widget=forms.HiddenInput)
    revision = seen_field()

    def __init__(self, questions: Sequence[Question], data: Any = None, *, said: Mapping[str, str], **hidden: int):
        self.questions = [one for one in questions if len(one.may) > 1]
        first = {name_of(one.code): said.get(one.code, "") for one in self.questions}
        super().__init__(data, auto_id="choice-%s", initial={**hidden, **first})
        for one in self.questions:
            self.fields[name_of(one.code)] = _choice(one, required=bool(data) and data.get("do") == "finish")

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by code; questions without a choice are left out."""
        chosen = {one.code: self.cleaned_data[name_of(one.code)] for one in self.questions}
        return {code: choice for code, choice in chosen.items() if choice}

    @property
    def versions(self) -> tuple[Any, Any]:
        """The numbers of the versions that the choices were made for."""
        return self.cleaned_data["source"], self.cleaned_data["target"]


def name_of(code: str) -> str:
    """The name of the field of a question: its code as a name may be."""
    return code.replace(" ", "-")


def _choice(question: Question, *, required: bool) -> forms.ChoiceField:
    labels = dict(UpgradeChoice.Choice.choices)
    words = {"question": question.before.text}
    wrong = _("Choose what becomes of your answer to “%(question)s”.") % words
    return forms.ChoiceField(
        label=_("What becomes of your answer?"),
        choices=[(may, labels[may]) for may in question.may],
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": wrong, "invalid_choice": wrong},
    )
