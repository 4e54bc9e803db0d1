"""The find-out list's forms: who finds something out by when, and the filter of the list."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import TemplateContent
from swot.forms.days import DayField
from swot.forms.filters import Filter
from swot.forms.places import choose
from swot.rules.questions import CHECK, ENTRY, PROMPT, Question

NOBODY = "-"
LATE, SOON, UNDATED, DONE = "late", "soon", "undated", "done"
SOON_DAYS = 30
KINDS = [
    (PROMPT, gettext_lazy("“We do not know”")),
    (CHECK, gettext_lazy("Self-check")),
    (ENTRY, gettext_lazy("Priorities")),
]
STATES = [
    (LATE, gettext_lazy("Late")),
    (SOON, gettext_lazy("Within 30 days")),
    (UNDATED, gettext_lazy("No date")),
    (DONE, gettext_lazy("Found out")),
]


class FindOutForm(forms.Form):
    """One question's owner and date; `revision` 0 for the first time."""

    about = forms.CharField(max_length=20, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    owner = forms.CharField(label=gettext_lazy("Owner"), max_length=200, required=False)
    due = DayField(label=gettext_lazy("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, known: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_about(self) -> str:
        """A question that is on the list."""
        about: str = self.cleaned_data["about"]
        if about not in self.known:
            raise ValidationError(_("This question is no longer on the list. Look at the list again."))
        return about


class QuestionFilter(Filter):
    """Which questions to show: one owner's, of one kind or section, in one state; those of an owner who has none are none."""

    owner = forms.CharField(label=gettext_lazy("Owner"), max_length=200, required=False)
    source = forms.ChoiceField(label=gettext_lazy("From"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=[("", gettext_lazy("Any")), *STATES], required=False)

    def __init__(self, *args: Any, content: TemplateContent, every: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(section.code, section.title) for section in content.sections]
        choose(self, "source", [("", gettext_lazy("Anywhere")), *KINDS, *titles])
        self.known = {question.owner for question in every}

    @property
    def owners(self) -> list[tuple[str, Any]]:
        """The choices of owners: everybody, nobody, and those who have a question or were asked for."""
        names = (self.known | {self.chosen.get("owner", "")}) - {"", NOBODY}
        return [
            ("", _("Everybody")),
            (NOBODY, _("Nobody yet")),
            *((name, name) for name in sorted(names, key=str.casefold)),
        ]

    @staticmethod
    def keeps(question: Question, chosen: dict[str, Any], today: date) -> bool:
        """Whether a question passes on a day."""
        return (
            chosen.get("owner", question.owner or NOBODY) == (question.owner or NOBODY)
            and chosen.get("source", question.kind) in (question.kind, question.section)
            and _is_in_state(question, chosen.get("state"), today)
        )


def _is_in_state(question: Question, state: str | None, today: date) -> bool:
    if not state or question.is_done:
        return not state or state == DONE
    if state == SOON:
        return question.due is not None and today <= question.due <= today + timedelta(days=SOON_DAYS)
    return question.days_late(today) > 0 if state == LATE else state == UNDATED and question.due is None
