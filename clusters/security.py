"""What happens to accounts, in the log "security": one line an event, with the number of the account.

A line holds no name, address, password, code or token, and says nothing of the browser. It is found by ASVS 5.0, V16.3.
"""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from clusters.models import User

log = logging.getLogger("security")


def note(event: str, user: Any = None, what: str = "") -> None:
    """Write one line. `user` is the person or None where no account has the address; `what` names a kind of factor."""
    log.info("%s account=%s%s", event, getattr(user, "pk", None) or "none", f" with={what}" if what else "")


def locked(user: Any = None) -> None:
    """Somebody tried too often, and was not let try again."""
    log.warning("locked account=%s", getattr(user, "pk", None) or "none")


def of_address(email: str | None) -> User | None:
    """The account of an address somebody typed."""
    return User.objects.filter(email__iexact=email or "").only("pk").first()


@receiver(auth.user_logged_in)
def signed_in(sender: Any, user: Any, **more: Any) -> None:
    """After all steps."""
    note("signed in", user)


@receiver(auth.user_logged_out)
def signed_out(sender: Any, user: Any, **more: Any) -> None:
    """By the button; a session that runs out is not heard of."""
    if user:
        note("signed out", user)


@receiver(auth.user_login_failed)
def password_failed(sender: Any, credentials: dict[str, Any], **more: Any) -> None:
    """A wrong password, or no such account."""
    note("failed", of_address(credentials.get("email") or credentials.get("username")), "password")


@receiver(account.login_code_rejected)
def code_failed(sender: Any, user: Any, **more: Any) -> None:
    """A wrong code of those sent by email."""
    note("failed", user, "code")


@receiver(factors.authentication_failed)
def factor_failed(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    """A wrong code of an app, or a wrong recovery code: they are typed in one field."""
    note("failed", user, authenticator.type)


@receiver(factors.authenticator_used)
def factor_used(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    """A second step that was right."""
    note("second step", user, authenticator.type)


@receiver(factors.authenticator_added)
def factor_added(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    """An app, a passkey or recovery codes."""
    note("factor added", user, authenticator.type)


@receiver(factors.authenticator_removed)
def factor_removed(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    """Taken away by its owner."""
    note("factor removed", user, authenticator.type)


@receiver(factors.authenticator_reset)
def codes_made_anew(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    """New recovery codes in place of old ones."""
    note("factor made anew", user, authenticator.type)


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def password_changed(sender: Any, user: Any, **more: Any) -> None:
    """By its owner, or by a link."""
    note("password changed", user)
