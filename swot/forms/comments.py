"""The forms of comments: say something, answer, change one's own words, say who sees to it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from clusters.models import User
from swot.forms.days import DayField
from swot.forms.seen import seen_field
from swot.forms.written import written

CALL = gettext_lazy("Write @ and a name to call someone.")


class SayForm(forms.Form):
    """A comment of one's own; its key was made before, so that it is said once."""

    text = written(gettext_lazy("Your comment"), CALL, gettext_lazy("Write what you want to say"), 3)
    key = forms.CharField(required=False, max_length=80, widget=OnceInput)


class AnswerForm(SayForm):
    """An answer, which may settle the thread; to settle it without words is fine too."""

    text = written(gettext_lazy("Answer"), CALL, gettext_lazy("Write an answer first"), 2)
    settle = forms.BooleanField(required=False, widget=forms.HiddenInput)
    revision = seen_field()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].required = not (data or {}).get("settle")


class EditForm(forms.Form):
    """One's own words, again."""

    text = written(gettext_lazy("Your comment"), CALL, gettext_lazy("Write what you want to say, or take it back"), 3)
    revision = seen_field()


class AssignForm(forms.Form):
    """Who sees to it, by when; nobody is an answer too."""

    owner = forms.ChoiceField(label=gettext_lazy("Who sees to it?"), required=False)
    due = DayField(
        label=gettext_lazy("By when?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    revision = seen_field()
    nothing_is_required = True

    def __init__(self, data: Any = None, *, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["owner"]
        field.choices = [("", _("Nobody yet")), *((pk, str(one)) for pk, one in self.people.items())]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What `Comment.assign` takes; call once valid."""
        return {"owner": self.people.get(self.cleaned_data["owner"]), "due": self.cleaned_data["due"]}
