"""How accounts behave here: by invitation unless the operator opens sign-up, and the same words for everybody."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation; `OPEN_SIGNUP=1` opens them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Email and password do not go together. Try again, or set a new password."),
        "enter_current_password": _("This is not your present password."),
        "email_taken": _("There is an account with this address. Sign in with it."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make an account."""
        return settings.OPEN_SIGNUP

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer 429 after too many tries, before any password is looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(respond_429(request)) from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The person, or None; a closed account is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def is_safe_url(self, url: str | None) -> bool:
        """Whether an address to go on to is one of ours; one that cannot be read is not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def format_email_subject(self, subject: str) -> str:
        """Subjects as they are written, without the name of the host."""
        return subject
