"""How accounts behave here: by invitation unless the operator opens sign-up, and the same words for everybody."""

import base64
import logging
import secrets
import time
from io import BytesIO
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as asked
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters import security

NOT_RIGHT = _("That code is not right, or too old. Wait for the next one.")
TOO_MANY = "too_many_login_attempts"
# What a letter says of each change, by the name that django-allauth gives the letter.
CHANGED = {
    "account/email/password_changed": _("The password was changed."),
    "account/email/password_reset": _("The password was set by a link."),
    "account/email/password_set": _("A password was set."),
    "account/email/email_changed": _("Your account has another email now."),
    "mfa/email/totp_activated": _("An app for codes was set up."),
    "mfa/email/totp_deactivated": _("The app for codes was removed."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made, and the old ones no longer work."),
}
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation; `OPEN_SIGNUP=1` opens them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Email and password do not go together. Try again, or set a new password."),
        "enter_current_password": _("This is not your present password."),
        "email_taken": _("There is an account with this address. Sign in with it."),
        "incorrect_code": _("That code is not right, or too old. Look again, or ask for a new one."),
        "incorrect_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make an account."""
        return settings.OPEN_SIGNUP

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer 429 after too many tries, before any password is looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            security.locked(security.of_address(credentials.get("email")))
            raise ImmediateHttpResponse(respond_429(request)) from None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By account alone: whoever asks says the host themselves, and may put any port behind it."""
        return str(credentials.get("email") or credentials.get("username") or "").lower()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The person, or None; a closed account is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account that a passkey or a late code still names: the page of signing in, with a sentence."""
        messages.error(
            request, gettext("This account is closed. Ask the leader of your cluster, or whoever runs this place.")
        )
        return redirect("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter with a code or a link; one that cannot be sent is logged, and the next page says so."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            log.exception("A letter of the kind %s could not be sent", template_prefix)
            messages.error(
                asked.request, gettext("No letter can be sent just now. Try again in a few minutes, or use a password.")
            )

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody by email that the way they sign in was changed, where email is set up.

        A letter that cannot be sent undoes nothing: the change stands.
        """
        if not settings.EMAIL_SET_UP or template_prefix not in CHANGED:
            return
        try:
            super().send_mail("account/email/changed", email or user.email, {"what": CHANGED[template_prefix]})
        except OSError:
            log.exception("A letter about a change of account=%s could not be sent", user.pk)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask again who it is: not in the minutes after signing in, when all steps have just been taken."""
        records = get_authentication_records(asked.request, asked.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def is_safe_url(self, url: str | None) -> bool:
        """Whether an address to go on to is one of ours; one that cannot be read is not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def format_email_subject(self, subject: str) -> str:
        """Subjects as they are written, without the name of the host."""
        return subject


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors under the name of the workbook, their secrets enciphered by the key of this installation."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": NOT_RIGHT}

    def build_totp_svg(self, url: str) -> str:
        """The square that an authenticator app reads, dark on white with the quiet zone of ISO/IEC 18004, 9.1."""
        drawn = BytesIO()
        segno.make_qr(url, error="m").save(drawn, kind="svg", border=4, light="white", omitsize=True, xmldecl=False)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """What stands in the database is of no use without the secret key."""
        return self._cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where it was enciphered by another key, one that no code answers to."""
        try:
            return self._cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode("ascii")

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called whose owner gave it no name."""
        return gettext("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom passkeys are: this host, by the name of the workbook."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    @staticmethod
    def _cipher() -> Fernet:
        return Fernet(base64.urlsafe_b64encode(salted_hmac("clusters.factors", "", algorithm="sha256").digest()))


def passkeys_work(request: HttpRequest) -> bool:
    """Whether browsers have passkeys for this address: a name and not a number, over https or on this machine."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    try:
        return not ip_address(host)
    except ValueError:
        return request.is_secure() or host == "localhost"
