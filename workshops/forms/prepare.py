"""The form that makes a workshop of a run sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.forms.fields import say_what_is_needed
from clusters.forms.once import OnceInput
from swot.forms.days import DayField
from workshops.models import Moderation
from workshops.models.workshop import HOLD_ABOVE


class PrepareForm(forms.Form):
    """Day, title and place; for a large room holding notes is offered first."""

    key = forms.CharField(max_length=80, widget=OnceInput)
    title = forms.CharField(label=_("What it is called"), max_length=200)
    held_on = DayField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    where = forms.CharField(
        label=_("Where"), help_text=_("For example: the rope works canteen."), max_length=200, required=False
    )
    moderation = forms.ChoiceField(
        label=_("Notes on the screen"),
        choices=Moderation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two ways to moderate.")},
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_needed(self)
        if most > HOLD_ABOVE:
            self.fields["moderation"].help_text = _(
                "With more than 50 people, hold notes until one of you has read them. You can change this at any time."
            )
        else:
            self.fields["moderation"].help_text = _("You can change this at any time.")
