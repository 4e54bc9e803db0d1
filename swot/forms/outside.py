"""The forms of outside eyes: whom a link is for, and what somebody without an account says."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from swot.forms.places import KEY_LENGTH

MOST_DAYS = 365
LONGEST_COMMENT = 2000


class LinkForm(forms.Form):
    """Whom the link is for, and for how long."""

    for_whom = forms.CharField(
        label=gettext_lazy("Who gets the link?"),
        help_text=gettext_lazy("Named neighbours, workers or members: “the tenants’ group of Quay Street”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Say who gets it")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days?"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=90,
        error_messages={
            "required": gettext_lazy("Give a number of days, such as 90"),
            "invalid": gettext_lazy("Give a number of days, such as 90"),
            "min_value": gettext_lazy("Give at least one day"),
            "max_value": gettext_lazy("Give a year at most: 365 days"),
        },
    )


class SayForm(forms.Form):
    """One comment on one window or entry; a name is not needed."""

    place = forms.CharField(max_length=20, widget=forms.HiddenInput)
    key = forms.CharField(max_length=KEY_LENGTH, widget=OnceInput)
    text = forms.CharField(
        label=gettext_lazy("What do you want to say?"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Write something, or leave it")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, if you like"),
        help_text=gettext_lazy("Left empty, it says “A neighbour”."),
        required=False,
        max_length=100,
    )

    def __init__(self, data: Any = None, *, places: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.places = places

    def clean_place(self) -> str:
        """Something that is on the page."""
        place: str = self.cleaned_data["place"]
        if place not in self.places:
            raise forms.ValidationError(_("This has been taken off the page. Say it under one of the others."))
        return place
