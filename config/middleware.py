"""Headers that no library of ours sets as we need them, and the way back after signing in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import has_vary_header
from whitenoise.middleware import WhiteNoiseMiddleware

from clusters import signed_out
from clusters.access import lacks_second_factor


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy, with the one narrow exception Django's admin needs.

    The admin's jQuery sets one inline style on form pages; scripts stay as strict there as everywhere.
    """

    def process_response(self, request: Any, response: Any) -> Any:
        """Add the header; the exception is under the admin's address alone."""
        if request.path.startswith(f"/{settings.ADMIN_PATH}"):
            response._csp_update = {"style-src": ["'unsafe-inline'"]}
        return super().process_response(request, response)


class StaticFiles(WhiteNoiseMiddleware):
    """Static files in blocks of 256 KiB: each block crosses from thread to thread, and 4 KiB ones took most of the time."""

    BLOCK = 262_144

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> Any:
        """The file, as WhiteNoise gives it, read in larger blocks."""
        response = WhiteNoiseMiddleware.serve(static_file, request)
        response.block_size = StaticFiles.BLOCK
        return response


class OwnSiteOnly:
    """Says that pages use none of the device's senses, and that no other site may put anything of ours into its own."""

    HEADERS = {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class PrivatePages:
    """Keeps what depends on who asks out of every store: a proxy's, and that of a machine which a room shares."""

    HEADER = "private, no-store"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if has_vary_header(response, "Cookie"):
            response.headers.setdefault("Cache-Control", self.HEADER)
        return response


class SignInFirst(LoginRequiredMiddleware):
    """Sends to sign-in whoever is not; words that were sent are given back, else back to the page the form stood on."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """401 with the words. An address that only takes forms would answer 405 to the person who comes back to it."""
        words = signed_out.answer(request, self._page(request)) if request.method == "POST" else None
        if words:
            return words
        page = self._page(request)
        if not page:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(page, self.get_login_url(view_func), self.get_redirect_field_name(view_func))

    @staticmethod
    def _page(request: HttpRequest) -> str:
        """The page of ours a form stood on, "" for a page that was asked for and for a form from elsewhere."""
        try:
            sender = urlsplit(request.headers.get("Referer", ""))
        except ValueError:
            sender = urlsplit("")
        if request.method in ("GET", "HEAD") or sender.netloc != request.get_host():
            return ""
        return urlunsplit(("", "", sender.path, sender.query, ""))


class SecondFactorFirst:
    """Sends to the set-up of a second factor whoever must have one and has none; only the way there and out is open.

    Pages that need no account need no second factor either: they look at no session.
    """

    SET_UP = "second_factor"
    OPEN = frozenset({SET_UP, "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Stands behind `SignInFirst`, so whoever comes here to a page that needs an account is signed in."""
        found = request.resolver_match
        if not getattr(view, "login_required", True) or (found and found.view_name in self.OPEN):
            return None
        return redirect(self.SET_UP) if lacks_second_factor(request.user) else None
