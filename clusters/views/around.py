"""The clusters around one: what it is part of, inside of it and linked to, and what it agrees to share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.errors import Refusal, Stale
from clusters.forms.around import AgreeForm, TieForm
from clusters.models import Cluster
from clusters.nesting import may_be_part_of
from clusters.responses import invalid, see, stale
from clusters.tree import around as tree_around

PAGE = "clusters/around.html"


@require_http_methods(["GET", "HEAD", "POST"])
def around(request: HttpRequest, pk: Any) -> HttpResponse:
    """The tree, and the form that ties this cluster to another one that its leader belongs to."""
    cluster = _led(request, pk)
    form = TieForm(cluster, request.user, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, PAGE, _context(request, cluster, form))
    if not form.is_valid():
        return invalid(request, PAGE, _context(request, cluster, form))
    try:
        _tie(cluster, form)
    except Stale as error:
        messages.error(request, _("The record was changed meanwhile. Look at the tree, then choose again."))
        fresh = TieForm(error.current, request.user, initial={"other": form.cleaned_data["other"].pk})
        return stale(request, PAGE, _context(request, _led(request, pk), fresh))
    except Refusal as refusal:
        form.add_error("other", refusal.sentence)
        return invalid(request, PAGE, _context(request, cluster, form))
    other = form.cleaned_data["other"]
    undo = reverse("clusters:untie", args=[cluster.pk, other.pk])
    messages.success(request, _("%(name)s is tied to this cluster.") % {"name": other.name}, extra_tags=undo)
    return see(request, "clusters:around", cluster.pk)


@require_POST
def untie(request: HttpRequest, pk: Any, other: Any) -> HttpResponse:
    """End a tie; the leader of either end may."""
    cluster = _led(request, pk)
    known = tree_around(cluster, request.user)
    nodes = (*([known.parent] if known.parent else []), *known.inside, *known.linked)
    found = next((node.cluster for node in nodes if node.cluster.pk == other), None)
    if found:
        cluster.let_go(found)
        messages.success(request, _("%(name)s is no longer tied to this cluster.") % {"name": found.name})
    return see(request, "clusters:around", cluster.pk)


@require_POST
def agree(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say what is shared along the tree."""
    cluster = _led(request, pk)
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return invalid(request, PAGE, _context(request, cluster, agree=form))
    names = ("shares_alerts", "offers_down")
    try:
        cluster.swap(seen=form.cleaned_data["revision"], **{name: form.cleaned_data[name] for name in names})
    except Stale as error:
        messages.error(request, _("The record was changed meanwhile. This is how it stands now; choose again."))
        return stale(request, PAGE, _context(request, _led(request, pk), agree=AgreeForm.of(error.current)))
    messages.success(request, _("What you share is saved. You can take it back at any time."))
    return see(request, "clusters:around", cluster.pk)


def _led(request: HttpRequest, pk: Any) -> Cluster:
    cluster: Cluster = get_object_or_404(Cluster.objects.led_by(request.user), pk=pk)
    return cluster


def _tie(cluster: Cluster, form: TieForm) -> None:
    other = form.cleaned_data["other"]
    if may_be_part_of(cluster.kind, other.kind):
        cluster.nest(other, seen=form.cleaned_data["revision"], line=form.cleaned_data.get("line", ""))
    else:
        cluster.link(other)


def _context(
    request: HttpRequest, cluster: Cluster, form: TieForm | None = None, agree: AgreeForm | None = None
) -> dict[str, Any]:
    return {
        "cluster": cluster,
        "form": form or TieForm(cluster, request.user),
        "agree": agree or AgreeForm.of(cluster),
        "forms": [agree] if agree else [],
        "around": tree_around(cluster, request.user),
        "leads": True,
        "may_write": True,
    }
