"""The form that deletes one's account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.fields import say_what_is_needed
from clusters.models import Cluster


class DeleteAccountForm(forms.Form):
    """The password, where there is one, and a tick where clusters go along."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    along = forms.BooleanField(label=gettext_lazy("Delete these clusters too"))

    def __init__(self, person: Any, emptied: Sequence[Cluster], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]
        if not emptied:
            del self.fields["along"]
        say_what_is_needed(self)
        if emptied:
            self.fields["along"].error_messages["required"] = _("Tick that these clusters are deleted too.")

    def clean_password(self) -> str:
        """One's own."""
        if not self.person.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not your present password."))
        return self.cleaned_data["password"]
