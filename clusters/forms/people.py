"""Forms about who belongs to a cluster."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import Role
from clusters.forms.fields import say_what_is_needed
from clusters.models import Cluster, Invitation, Membership

ROLE_WORDS = [
    (Role.EDITOR, gettext_lazy("Editor: may write")),
    (Role.VIEWER, gettext_lazy("Viewer: may read")),
    (Role.LEADER, gettext_lazy("Leader: may write, invite and decide who belongs")),
]


class InviteForm(forms.ModelForm):
    """Whom to ask, and as what."""

    class Meta:
        model = Invitation
        fields = ["email", "role"]
        widgets = {"role": forms.RadioSelect, "email": forms.EmailInput(attrs={"autocomplete": "off"})}
        labels = {"email": gettext_lazy("Their email"), "role": gettext_lazy("They join as")}

    def __init__(self, cluster: Cluster, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cluster = cluster
        say_what_is_needed(self)
        self.fields["role"].choices = self.fields["role"].widget.choices = ROLE_WORDS  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """Somebody who is not a member yet."""
        email = self.cleaned_data["email"].strip().lower()
        if self.cluster.memberships.filter(user__email__iexact=email).exists():
            raise ValidationError(_("This person is a member already. Change the role in the list."))
        return email


class MemberForm(forms.Form):
    """What is to become of a membership."""

    LEAVE = "leave"
    become = forms.ChoiceField(choices=[*Role.choices, (LEAVE, LEAVE)])


class HandOverForm(forms.Form):
    """To whom a leader hands the cluster over."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("To whom"), queryset=Membership.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, cluster: Cluster, person: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = cluster.memberships.exclude(user=person).select_related("user").order_by("pk")
        field = self.fields["to"]
        field.queryset = others  # type: ignore[attr-defined]
        field.error_messages |= {
            "required": _("Choose to whom."),
            "invalid_choice": _("This person is no longer a member. Choose somebody else."),
        }
