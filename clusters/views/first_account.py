"""The first account of an empty installation, behind a word that the server printed."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusters.first_word import is_word, use_word
from clusters.forms.accounts import FirstAccountForm, NewPersonForm
from clusters.models import User
from clusters.responses import invalid

TEMPLATE = "clusters/first_account.html"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_account(request: HttpRequest) -> HttpResponse:
    """Make the first account and sign it in; closed as soon as there is one."""
    if User.objects.exists():
        return redirect("account_login")
    if request.method != "POST":
        return render(request, TEMPLATE, {"form": FirstAccountForm(initial={"word": request.GET.get("word", "")})})
    if not ratelimit.consume(request, action="first_account", key="first account"):
        return ratelimit.respond_429(request)
    form = FirstAccountForm(request.POST)
    if form.is_valid() and not is_word(form.cleaned_data["word"]):
        form.add_error("word", _("This is not the word. Start the server again, and it prints a new one."))
    if not form.is_valid():
        return invalid(request, TEMPLATE, {"form": form})
    try:
        login(request, _made(form), backend=BACKEND)
    except (IntegrityError, FileNotFoundError):
        if not made_just_now(request, form, form.cleaned_data["email"]):
            return redirect("account_login")
    return redirect("clusters:home")


def made_just_now(request: HttpRequest, form: NewPersonForm, email: str) -> bool:
    """Sign in to an account that another press has just made with the same words; else say so, and False."""
    person = authenticate(request, email=email, password=form.cleaned_data["password"])
    if person is None:
        messages.info(request, _("Somebody has just made this account. Sign in with it."))
        return False
    login(request, person, backend=BACKEND)
    return True


@transaction.atomic
def _made(form: FirstAccountForm) -> User:
    person = form.make(form.cleaned_data["email"])
    use_word()
    return person
