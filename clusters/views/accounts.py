"""Signing in and out, and passwords: django-allauth's views in our look, each behind a function with its methods."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters import security
from clusters.adapter import passkeys_work
from clusters.forms import accounts as forms
from clusters.models import User
from clusters.responses import invalid, see
from clusters.views.entrance import FORM_METHODS, Answers422, NotHeld, too_many
from clusters.views.factors import factors_of


class SignIn(NotHeld, Answers422, allauth.LoginView):
    """Email and password; beside them a code by email, where email is set up, and a passkey."""

    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Says too whether nobody has an account yet."""
        more = {"nobody_yet": not User.objects.exists(), "passkeys": passkeys_work(self.request)}
        if settings.EMAIL_SET_UP:
            more["code_form"] = forms.SendCodeForm()
        return {**super().get_context_data(**kwargs), **more}


class SendCode(NotHeld, Answers422, allauth.RequestLoginCodeView):
    """Sends a code to sign in with; an address without an account gets a letter that says so."""

    form_class = forms.SendCodeForm


class TypeCode(Answers422, allauth.ConfirmLoginCodeView):
    """Takes the code that came by email. A third wrong one ends it, and a new one is asked for."""

    form_class = forms.CodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count the try for its account, since tries sent at once do not see each other's count in the session."""
        address = self._process.state["email"].lower()
        if not ratelimit.consume(request, action="login_failed", key=f"code {address}"):
            return too_many(request, self._process.user)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again; after the third wrong code the page to ask for a new one."""
        response = allauth.ConfirmLoginCodeView.form_invalid(self, form)
        return self.again(form) if response.status_code == 200 else response


class Again(Answers422, allauth.ReauthenticateView):
    """Asks for the password before the ways of signing in are changed."""

    form_class = forms.AgainForm


class SignUp(Answers422, allauth.SignupView):
    """A new account, where anybody may make one."""

    form_class = forms.SignUpForm


class Forgotten(Answers422, allauth.PasswordResetView):
    """Asks for a link to set a password."""

    form_class = forms.ForgottenForm


class SetByLink(Answers422, allauth.PasswordResetFromKeyView):
    """Sets a password by a link, which works once."""

    form_class = forms.NewPasswordForm

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """404 for a link that has run out or never was."""
        if context.get("token_fail"):
            kwargs["status"] = 404
        return super().render_to_response(context, **kwargs)


class ChangePassword(Answers422, allauth.PasswordChangeView):
    """Another password, for somebody signed in."""

    form_class = forms.ChangePasswordForm


@login_not_required
@require_http_methods(FORM_METHODS)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in."""
    return SignIn.as_view()(request)


@login_not_required
@require_http_methods(FORM_METHODS)
def send_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code by email; where no email is set up, sign in by password."""
    return SendCode.as_view()(request) if settings.EMAIL_SET_UP else redirect("account_login")


@login_not_required
@require_http_methods(FORM_METHODS)
def type_code(request: HttpRequest) -> HttpResponseBase:
    """Type the code."""
    return TypeCode.as_view()(request)


@never_cache
@require_http_methods(FORM_METHODS)
def again(request: HttpRequest) -> HttpResponseBase:
    """Show once more who it is, by the password."""
    return Again.as_view()(request)


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every other session of one's own."""
    person = get_object_or_404(User, pk=request.user.pk)
    person.end_sessions()
    update_session_auth_hash(request, person)
    security.note("signed out everywhere else", person)
    messages.success(request, _("You are signed out everywhere else."))
    return see(request, "clusters:account")


@require_http_methods(FORM_METHODS)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ask, then sign out."""
    return allauth.LogoutView.as_view()(request)


@login_not_required
@require_http_methods(FORM_METHODS)
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """Make an account, or read how one comes by one."""
    return SignUp.as_view()(request)


@login_not_required
@require_http_methods(FORM_METHODS)
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """Ask for a link by email; where no email is set up, say who can make one."""
    if not settings.EMAIL_SET_UP:
        status = 200 if request.method in ("GET", "HEAD") else 422
        return render(request, "account/password_reset_by_hand.html", status=status)
    return Forgotten.as_view()(request)


@login_not_required
@require_safe
def forgotten_done(request: HttpRequest) -> HttpResponseBase:
    """Say that a letter is on its way, if there is an account."""
    return allauth.PasswordResetDoneView.as_view()(request)


@login_not_required
@never_cache
@require_http_methods(FORM_METHODS)
def set_by_link(request: HttpRequest, uidb36: str, key: str) -> HttpResponseBase:
    """Set a password by a link."""
    return SetByLink.as_view()(request, uidb36=uidb36, key=key)


@login_not_required
@require_safe
def set_by_link_done(request: HttpRequest) -> HttpResponseBase:
    """Say that it is set."""
    return allauth.PasswordResetFromKeyDoneView.as_view()(request)


@require_http_methods(FORM_METHODS)
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Change one's password."""
    return ChangePassword.as_view()(request)


@require_http_methods(FORM_METHODS)
def account(request: HttpRequest) -> HttpResponse:
    """One's own name, email and clusters."""
    person = get_object_or_404(User, pk=request.user.pk)
    if request.POST.get("password") and not ratelimit.consume(request, action="change_password"):
        return too_many(request, person)
    form = forms.AccountForm(request.POST if request.method == "POST" else None, instance=person)
    memberships = (
        person.memberships.filter(cluster__deleted_at=None).select_related("cluster").order_by("cluster__name")
    )
    context = {
        "form": form,
        "memberships": memberships,
        "factors": factors_of(person),
        "passkeys": passkeys_work(request),
    }
    if request.method != "POST":
        return render(request, "clusters/account.html", context)
    if not form.is_valid():
        return invalid(request, "clusters/account.html", context)
    form.save()
    if person.email != form.initial["email"]:
        security.note("email changed", person)
        get_adapter().send_notification_mail("account/email/email_changed", person, email=form.initial["email"])
    messages.success(request, _("Your account is saved."))
    return see(request, "clusters:account")
