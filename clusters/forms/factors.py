"""Forms of second factors: those of django-allauth in our words."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from clusters.forms.accounts import SIX_FIGURES, InOurWords

EITHER = (_("Code"), _("Six figures from your app, or one of your recovery codes."))


class Credential:
    """A form that takes what a browser made of a passkey, in a hidden field."""

    def full_clean(self) -> None:
        """Refuse what no browser made: the readers of its parts trip over it, each in its own way. It is not shown again."""
        try:
            super().full_clean()  # type: ignore[misc]
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error):
            self.data = {**self.data.dict(), "credential": ""}  # type: ignore[has-type]
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))  # type: ignore[attr-defined]


class SecondStepForm(InOurWords, base.AuthenticateForm):
    """A code of the app, or a recovery code."""

    words = {"code": EITHER}


class SecondStepAgainForm(InOurWords, base.ReauthenticateForm):
    """The same, to show once more who it is."""

    words = {"code": EITHER}


class AppForm(InOurWords, totp.ActivateTOTPForm):
    """The first code of a new app."""

    words = {"code": (SIX_FIGURES, _("Your app shows them as soon as it knows the square or the key."))}


class AddPasskeyForm(Credential, InOurWords, webauthn.AddWebAuthnForm):
    """A new passkey and what its owner calls it."""

    passwordless = None  # every passkey here signs in by itself
    words = {"name": (_("What you call it"), _("Such as: my phone. It helps when you have more than one."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = 60

    def clean_name(self) -> str:
        """At most 60 signs; a passkey that the device has made already is not refused for its name."""
        return super().clean_name()[:60]


class PasskeyStepForm(Credential, webauthn.AuthenticateWebAuthnForm):
    """A passkey as second step."""


class PasskeyAgainForm(Credential, webauthn.ReauthenticateWebAuthnForm):
    """A passkey, to show once more who it is."""


class PasskeySignInForm(Credential, webauthn.LoginWebAuthnForm):
    """A passkey, and nothing else."""
