"""Deleting one's account."""

import time

from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusters import security
from clusters.errors import Refusal
from clusters.models import User
from clusters.responses import invalid
from swot.forms.leaving import DeleteAccountForm
from swot.leaving import delete_account, left_empty, to_hand_over

TEMPLATE = "swot/delete_account.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; then delete, after the password, or soon after signing in where there is none."""
    person = get_object_or_404(User, pk=request.user.pk)
    emptied, sent = left_empty(person), request.POST if request.method == "POST" else None
    form = DeleteAccountForm(person, emptied, sent)
    fresh = person.has_usable_password() or _just_signed_in(request)
    context = {"form": form, "emptied": emptied, "in_the_way": to_hand_over(person), "fresh": fresh}
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return ratelimit.respond_429(request)
    if form.is_valid() and not fresh:
        form.add_error(None, _("Sign out, sign in again, and come back within five minutes."))
    if form.is_valid():
        try:
            delete_account(person, emptied=[cluster.pk for cluster in emptied])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    if not form.is_valid():
        return invalid(request, TEMPLATE, context)
    security.note("account deleted", person)
    request.session.flush()
    request.user = AnonymousUser()
    messages.success(request, _("Your account is deleted."))
    return redirect("account_login")


def _just_signed_in(request: HttpRequest) -> bool:
    return any(
        time.time() - one["at"] < REAUTHENTICATION_TIMEOUT for one in get_authentication_records(request, request.user)
    )
