"""The thresholds a cluster may change with a reason (content 4.1)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Stale
from clusters.responses import invalid, stale
from swot.content import Indicator
from swot.forms.seen import seen_in
from swot.forms.thresholds import ThresholdForm, of_cluster
from swot.models import Workbook
from swot.page import page, writable
from swot.settling import leave_theirs, saved_by
from swot.thresholds import changed_words


@require_http_methods(["GET", "HEAD", "POST"])
def threshold(request: HttpRequest, pk: Any, indicator: str) -> HttpResponse:
    """From which number we watch and act, with the reason; or back to the starting value."""
    workbook = writable(request, pk)
    started = workbook.version.content().indicator_by_id.get(indicator)
    if started is None:
        raise Http404
    if request.method != "POST":
        form = _form(workbook, started, None)
        return render(request, "swot/threshold.html", _page(workbook, started, form))
    back = request.POST.get("do") == "start"
    kept = {name: request.POST.get(name, "") for name in ("revision", "reason")}
    form = _form(workbook, started, kept if back else request.POST)
    if not form.is_valid():
        return invalid(request, "swot/threshold.html", _page(workbook, started, form))
    saved = of_cluster(workbook.cluster.thresholds.get(indicator, {}), form)
    if use_of(request, form, saved) == THEIRS:
        leave_theirs(request, workbook, f"threshold {indicator}", form.as_fields)
        return redirect(f"{reverse('swot:inclusion', args=[pk])}#h-ind")
    if form.errors:
        return invalid(request, "swot/threshold.html", _page(workbook, started, form))
    try:
        workbook.set_threshold(indicator, by=request.user, seen=seen_in(form), **form.as_fields)
    except Stale as conflict:
        return _stale(request, workbook, started, form, conflict.current)
    said = _("%(what)s: the starting value counts again.") if not form.own else _("%(what)s: our own threshold counts.")
    messages.success(request, said % {"what": started.what})
    return redirect(f"{reverse('swot:inclusion', args=[pk])}#h-ind")


def _form(workbook: Workbook, started: Indicator, data: Any) -> ThresholdForm:
    form = ThresholdForm(started, data)
    own = workbook.cluster.thresholds.get(started.id, {})
    form.initial = {**of_cluster(own, form), "revision": workbook.cluster.revision}
    return form


def _page(workbook: Workbook, started: Indicator, form: ThresholdForm, **context: Any) -> dict[str, Any]:
    content = workbook.content()
    known = content.indicator_by_id[started.id]
    others = [rule["sentence"] for rule in (*known.watch, *known.act)]
    told: dict[str, Any] = {
        "indicator": known,
        "form": form,
        "rules": others,
        "changed": changed_words(known, content.own.get(known.id)),
    }
    return page(workbook, "inclusion", **told, **context)


def _stale(
    request: HttpRequest, workbook: Workbook, started: Indicator, form: ThresholdForm, current: Any
) -> HttpResponse:
    """409: the record of the cluster moved on; what stands, and what was typed in the form."""
    saved = of_cluster(current.thresholds.get(started.id, {}), form)
    workbook.cluster = current
    conflict = conflict_of(form, saved, current, **saved_by(workbook, f"threshold {started.id}"))
    return stale(request, "swot/threshold.html", _page(workbook, started, form, conflict=conflict))
