"""Second factors and passkeys: django-allauth's views in our look, each behind a function with its methods."""

from dataclasses import dataclass
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clusters.access import lacks_second_factor
from clusters.adapter import passkeys_work
from clusters.forms import factors as forms
from clusters.views.entrance import FORM_METHODS, Answers422, NotHeld

Kinds = Authenticator.Type


@dataclass(frozen=True)
class Factors:
    """How somebody can show who they are, beside a password."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int | None
    must: bool

    @property
    def last(self) -> bool:
        """Whether one more taken away leaves none where one must be had."""
        return self.must and bool(self.app) + len(self.passkeys) == 1


def factors_of(user: Any) -> Factors:
    """Read in one query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((row for row in rows if row.type == Kinds.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Kinds.TOTP), None),
        passkeys=tuple(row for row in rows if row.type == Kinds.WEBAUTHN),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        must=user.is_staff or user.is_superuser,
    )


class SecondStep(Answers422, base.AuthenticateView):
    """After the password or the code by email: a code of the app, a recovery code or a passkey."""

    form_class = forms.SecondStepForm
    webauthn_form_class = forms.PasskeyStepForm

    def again(self, form: Any) -> HttpResponse:
        """The page with both forms."""
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Says too which of the two this person has."""
        has = factors_of(self.stage.login.user)
        both = [form for form in (self.auth_form, self.webauthn_form) if form]
        return {**super().get_context_data(**kwargs), "has": has, "forms": both}


class SecondStepAgain(Answers422, base.ReauthenticateView):
    """A code, before the ways of signing in are changed."""

    form_class = forms.SecondStepAgainForm


class PasskeyAgain(Answers422, webauthn.ReauthenticateWebAuthnView):
    """A passkey, before the ways of signing in are changed."""

    form_class = forms.PasskeyAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the form as it was sent."""
        return {**super().get_context_data(**kwargs), **kwargs}


class SignInByPasskey(NotHeld, Answers422, webauthn.LoginWebAuthnView):
    """A passkey and nothing else; what goes wrong is said on the page of signing in."""

    form_class = forms.PasskeySignInForm
    template_name = "mfa/webauthn/login.html"


class ToRecoveryCodes:
    """Leads to the recovery codes where they were just made, else to one's account."""

    did_generate_recovery_codes: bool

    def get_success_url(self) -> str:
        """Where to go once it is set up."""
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "clusters:account")


class SetUpApp(Answers422, ToRecoveryCodes, totp.ActivateTOTPView):
    """Shows the square and takes the first code."""

    form_class = forms.AppForm


class RemoveApp(Answers422, totp.DeactivateTOTPView):
    """Asks, then forgets the app."""

    success_url = reverse_lazy("clusters:account")


class AddPasskey(Answers422, ToRecoveryCodes, webauthn.AddWebAuthnView):
    """Makes a passkey that signs in by itself."""

    form_class = forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked to make: kept on the device, and opened by its owner alone."""
        given = super().get_context_data(**kwargs) | kwargs
        given["js_data"] = {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}
        return given


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Asks, then forgets a passkey."""

    success_url = reverse_lazy("clusters:account")


class NewRecoveryCodes(Answers422, recovery.GenerateRecoveryCodesView):
    """Asks, then makes ten new ones."""


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Where curators and superusers begin: an app or a passkey. With one of them there is nothing to do here."""
    if not lacks_second_factor(request.user):
        return redirect("clusters:account")
    return render(request, "mfa/begin.html", {"passkeys": passkeys_work(request)})


@login_not_required
@require_http_methods(FORM_METHODS)
def second_step(request: HttpRequest) -> HttpResponseBase:
    """The second step of signing in."""
    return SecondStep.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def second_step_again(request: HttpRequest) -> HttpResponseBase:
    """Show once more who it is, by a code."""
    return SecondStepAgain.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def passkey_again(request: HttpRequest) -> HttpResponseBase:
    """Show once more who it is, by a passkey."""
    return PasskeyAgain.as_view()(request)


@login_not_required
@require_http_methods(FORM_METHODS)
def sign_in_by_passkey(request: HttpRequest) -> HttpResponseBase:
    """Sign in by a passkey; a browser asks here first what the passkey is to sign."""
    return SignInByPasskey.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def set_up_app(request: HttpRequest) -> HttpResponseBase:
    """Set up an authenticator app."""
    return SetUpApp.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def remove_app(request: HttpRequest) -> HttpResponseBase:
    """Remove the authenticator app."""
    return RemoveApp.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def add_passkey(request: HttpRequest) -> HttpResponseBase:
    """Add a passkey."""
    return AddPasskey.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove a passkey."""
    return RemovePasskey.as_view()(request, pk=pk)


@never_cache
@require_safe
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes that are left; looking at them changes nothing."""
    row = get_object_or_404(Authenticator, user=request.user, type=Kinds.RECOVERY_CODES)
    return render(request, "mfa/recovery_codes/index.html", {"codes": row.wrap().get_unused_codes()})


@never_cache
@require_http_methods(FORM_METHODS)
def new_recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Make new recovery codes in place of the old ones."""
    return NewRecoveryCodes.as_view()(request)
