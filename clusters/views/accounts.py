"""Signing in and out, and passwords: django-allauth's views in our look, each behind a function with its methods."""

from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clusters.forms import accounts as forms
from clusters.models import User
from clusters.responses import invalid, see

FORM_METHODS = ["GET", "HEAD", "POST"]


class Answers422:
    """A form that is not in order is answered with 422."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


class SignIn(Answers422, allauth.LoginView):
    """Email and password."""

    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Says too whether nobody has an account yet."""
        return {**super().get_context_data(**kwargs), "nobody_yet": not User.objects.exists()}


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
    form = forms.AccountForm(request.POST if request.method == "POST" else None, instance=person)
    memberships = (
        person.memberships.filter(cluster__deleted_at=None).select_related("cluster").order_by("cluster__name")
    )
    context = {"form": form, "memberships": memberships}
    if request.method != "POST":
        return render(request, "clusters/account.html", context)
    if not form.is_valid():
        return invalid(request, "clusters/account.html", context)
    form.save()
    messages.success(request, _("Your account is saved."))
    return see(request, "clusters:account")
