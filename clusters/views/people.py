"""Who belongs to a cluster: inviting, joining, changing roles, leaving."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusters.access import Role
from clusters.errors import Closed, Refusal
from clusters.forms.accounts import NewPersonForm
from clusters.forms.people import HandOverForm, InviteForm, MemberForm
from clusters.models import Cluster, Invitation, Membership, User
from clusters.responses import invalid, see
from clusters.views.clusters import detail_context
from clusters.views.first_account import BACKEND, made_just_now

log = logging.getLogger(__name__)


@never_cache
@require_POST
def invite(request: HttpRequest, pk: Any) -> HttpResponse:
    """Make an invitation and show its link once; send it too where email is set up.

    The link stands in the answer itself: it is kept nowhere, so there is no page to go on to.
    """
    cluster = get_object_or_404(Cluster.objects.led_by(request.user), pk=pk)
    form = InviteForm(cluster, request.POST)
    if not form.is_valid():
        return invalid(request, "clusters/detail.html", detail_context(request, cluster, form))
    invitation, token = Invitation.send(cluster, by=request.user, **form.cleaned_data)
    link = request.build_absolute_uri(reverse("clusters:invitation", args=[token]))
    context = {"cluster": cluster, "invitation": invitation, "link": link, "mailed": False}
    if settings.EMAIL_SET_UP:
        context["mailed"] = _mailed(invitation, context)
    return render(request, "clusters/invited.html", context)


def _mailed(invitation: Invitation, context: dict[str, Any]) -> bool:
    """Send the link; False where that cannot be: the one before it is dead already, so this one must be shown."""
    subject = _("%(cluster)s asks you to join its workbook") % {"cluster": invitation.cluster.name}
    body = render_to_string("clusters/email/invitation.txt", context)
    try:
        send_mail(" ".join(subject.split()), body, None, [invitation.email])
    except OSError:
        log.exception("The letter of invitation=%s could not be sent", invitation.pk)
        return False
    return True


@require_POST
def withdraw(request: HttpRequest, pk: Any, invitation: int) -> HttpResponse:
    """Take an invitation back; its link stops working at once."""
    cluster = get_object_or_404(Cluster.objects.led_by(request.user), pk=pk)
    get_object_or_404(cluster.invitations.waiting(), pk=invitation).delete()
    messages.success(request, _("The invitation is taken back."))
    return see(request, "clusters:detail", pk)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Join by a link: signed in, or with an account made on the spot."""
    asked = Invitation.objects.for_token(token).select_related("cluster", "invited_by").first()
    if asked is None:
        return render(request, "clusters/invitation_over.html", status=404)
    known = User.objects.filter(email__iexact=asked.email).exists()
    form = NewPersonForm(request.POST if request.method == "POST" else None, instance=User(email=asked.email))
    context = {"invitation": asked, "form": form, "known": known}
    if request.method != "POST":
        return render(request, "clusters/invitation.html", {**context, "form": NewPersonForm()})
    if not request.user.is_authenticated and (known or not form.is_valid()):
        return invalid(request, "clusters/invitation.html", context)
    try:
        _join(request, asked, form)
    except IntegrityError:
        if not made_just_now(request, form, asked.email):
            return redirect_to_login(request.path)
    except Closed:
        pass
    if not asked.cluster.memberships.filter(user=request.user.pk).exists():
        return render(request, "clusters/invitation_over.html", status=404)
    return see(request, "clusters:detail", asked.cluster_id)


@require_POST
def member(request: HttpRequest, pk: Any, member: int) -> HttpResponse:
    """Change a role or end a membership: a leader any, everybody their own end."""
    cluster = get_object_or_404(Cluster.objects.visible_to(request.user), pk=pk)
    row = get_object_or_404(cluster.memberships.filter(**_touchable(cluster, request.user)), pk=member)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            return _carried_out(request, cluster, row, form.cleaned_data["become"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return invalid(request, "clusters/detail.html", detail_context(request, cluster, form))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: Any) -> HttpResponse:
    """What it means to hand the cluster over, and to whom; one's own role ends with it."""
    cluster = get_object_or_404(Cluster.objects.led_by(request.user), pk=pk)
    form = HandOverForm(cluster, request.user, request.POST if request.method == "POST" else None, initial=request.GET)
    context = {"cluster": cluster, "form": form}
    if request.method != "POST":
        return render(request, "clusters/hand_over.html", context)
    if form.is_valid():
        try:
            cluster.memberships.get(user=request.user).hand_over(form.cleaned_data["to"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    if not form.is_valid():
        return invalid(request, "clusters/hand_over.html", context)
    messages.success(request, _("%(name)s leads the cluster now.") % {"name": form.cleaned_data["to"].user})
    return see(request, "clusters:detail", cluster.pk)


@transaction.atomic
def _join(request: HttpRequest, asked: Invitation, form: NewPersonForm) -> None:
    person = request.user if request.user.is_authenticated else form.make(asked.email)
    asked.accept(by=person)
    if not request.user.is_authenticated:
        login(request, person, backend=BACKEND)


def _touchable(cluster: Any, person: Any) -> dict[str, Any]:
    """Which memberships this person may change: a leader all of them, others their own."""
    return {} if cluster.role == Role.LEADER else {"user": person}


def _carried_out(request: HttpRequest, cluster: Any, row: Membership, become: str) -> HttpResponse:
    if become == MemberForm.LEAVE:
        row.leave()
        messages.success(request, _("%(name)s is no longer a member.") % {"name": row.user})
        return (
            redirect("clusters:home") if row.user_id == request.user.pk else see(request, "clusters:detail", cluster.pk)
        )
    if cluster.role != Role.LEADER:
        raise Refusal(_("Only a leader changes roles."))
    row.change_role(become)
    messages.success(request, _("%(name)s: the role is changed.") % {"name": row.user})
    return see(request, "clusters:detail", cluster.pk)
