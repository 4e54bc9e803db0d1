"""The forms of sharing: for whom a link is and until when, what a reader says by it, and what is answered."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.models.share import MOST_DAYS, USUAL_DAYS, What
from clusters.forms.once import OnceInput
from swot.forms.days import DayField
from swot.forms.places import KEY_LENGTH

LONGEST_NOTE = 2000


class ShareForm(forms.Form):
    """For whom a link is, until when it works, and whether its readers may leave words. `today` is the cluster's."""

    for_whom = forms.CharField(
        label=gettext_lazy("Who gets the link?"),
        help_text=gettext_lazy("For your own list; it is not shown to readers. “Merrow Coast Development Agency”."),
        max_length=200,
        required=False,
    )
    until = DayField(
        label=gettext_lazy("Works until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Say until when it works: a year at most")},
    )
    may_answer = forms.BooleanField(label=gettext_lazy("Readers may leave words"), required=False, initial=True)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"until": today + timedelta(days=USUAL_DAYS)})
        self.first, self.last = today, today + timedelta(days=MOST_DAYS)
        self.fields["until"].widget.attrs.update(min=self.first.isoformat(), max=self.last.isoformat())

    def clean_until(self) -> date:
        """A day from today on, a year ahead at most."""
        until: date = self.cleaned_data["until"]
        if not self.first <= until <= self.last:
            days = {"first": date_format(self.first, "j F Y"), "last": date_format(self.last, "j F Y")}
            raise forms.ValidationError(_("Give a day between %(first)s and %(last)s.") % days)
        return until


class ReaderForm(forms.Form):
    """What a reader without an account says. `parts` are the headings that can be meant, by key.

    An address is asked for only where letters can be sent.
    """

    what = forms.ChoiceField(
        label=gettext_lazy("What would you like to do?"),
        choices=What.choices,
        initial=What.SAY,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the three"),
            "invalid_choice": gettext_lazy("Choose one of the three"),
        },
    )
    about = forms.ChoiceField(
        label=gettext_lazy("About which part?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the parts of this page")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("They go to the people who made this briefing. The answer stands on this page."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Write something, or leave it")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("If you wish. Shown with your words."),
        required=False,
        max_length=100,
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("If you want to hear when it is answered. Kept 90 days, shown to nobody."),
        required=False,
        error_messages={"invalid": gettext_lazy("Give an address such as name@example.org, or leave it empty")},
    )
    key = forms.CharField(max_length=KEY_LENGTH, widget=OnceInput)

    def __init__(self, data: Any = None, *, parts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.parts = parts
        self.fields["about"].choices = [("", _("The whole briefing")), *parts.items()]  # type: ignore[attr-defined]
        if not settings.EMAIL_SET_UP:
            del self.fields["email"]

    def said(self) -> dict[str, Any]:
        """The fields of the note: the part by its heading."""
        told = {name: self.cleaned_data[name] for name in ("what", "text", "name", "key")}
        about = self.parts.get(self.cleaned_data["about"], "")
        return {**told, "about": about, "email": self.cleaned_data.get("email", "")}


class AnswerForm(forms.Form):
    """What the people of the workbook answer a reader."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Shown with your name to whoever has the link."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Write an answer, or leave it")},
    )
    key = forms.CharField(max_length=KEY_LENGTH, widget=OnceInput)
