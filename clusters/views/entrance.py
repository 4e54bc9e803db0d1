"""What the pages of signing in have in common."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

from clusters import security
from clusters.adapter import TOO_MANY

FORM_METHODS = ["GET", "HEAD", "POST"]


class Answers422:
    """A form that is not in order is answered with 422, one that came too often with 429."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what is wrong."""
        if any(form.has_error(field, code) for field in form.fields for code in (TOO_MANY, "rate_limited")):
            return too_many(self.request, getattr(form, "user", None))  # type: ignore[attr-defined]
        return self.again(form)

    def again(self, form: Any) -> HttpResponse:
        """The page with the form as it was filled in."""
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


class NotHeld:
    """A page of signing in that can be opened again while a step of an earlier try is waited for."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Begin anew: the address may have been mistyped."""


def too_many(request: HttpRequest, user: Any = None) -> HttpResponse:
    """429, and a line in the log of security."""
    security.locked(user)
    return ratelimit.respond_429(request)
