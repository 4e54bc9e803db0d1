"""Changing the kind of a cluster: what it means, and the click that does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.errors import Refusal, Stale
from clusters.kinds import Kind
from clusters.responses import invalid, see, stale
from swot.changing_kind import change_kind as begin_anew
from swot.document.gather import Rows
from swot.forms.kinds import KindForm
from swot.forms.seen import seen_in
from swot.models import Workbook
from swot.page import led, page

PAGE = "swot/change_kind.html"


@require_http_methods(["GET", "HEAD", "POST"])
def change_kind(request: HttpRequest, pk: Any) -> HttpResponse:
    """The page, and the change itself: the old workbook is kept whole, each of its entries is asked again."""
    workbook = led(request, pk)
    cluster, finding = workbook.cluster, workbook.cluster.findings.first()
    start: dict[str, Any] = {"revision": cluster.revision}
    if finding and finding.recommended_kind != cluster.kind:
        start["kind"] = finding.recommended_kind
    sent, usual = request.POST if request.method == "POST" else None, workbook.content().language
    form = KindForm(cluster, finding, sent, initial=start, usual=usual)
    if request.method != "POST":
        return render(request, PAGE, _context(workbook, form))
    if not form.is_valid():
        return invalid(request, PAGE, _context(workbook, form))
    said = {name: form.cleaned_data.get(name, "") for name in ("kind", "reason", "language")}
    try:
        version = form.version(said["kind"])
        book = begin_anew(workbook, version, by=request.user, seen=seen_in(form), reason=said["reason"])
    except Stale as error:
        messages.error(request, _("The record was changed meanwhile. Look at it, then press again."))
        fresh = KindForm(cluster, finding, initial={**said, "revision": error.current.revision}, usual=usual)
        return stale(request, PAGE, _context(led(request, pk), fresh))
    except Refusal as refusal:
        form.add_error("kind", refusal.sentence)
        return invalid(request, PAGE, _context(workbook, form))
    messages.success(
        request, _("It is %(kind)s now. Every entry of before is asked again.") % {"kind": _named(said["kind"])}
    )
    return see(request, "swot:re-ask", book.pk)


def _named(kind: str) -> str:
    return str(Kind(kind).in_sentence)


def _context(workbook: Workbook, form: KindForm) -> dict[str, Any]:
    cluster = workbook.cluster
    others = [kind for kind in Kind if kind != cluster.kind]
    tied = cluster.tied()
    ends = [(kind, broken) for kind in others if (broken := cluster.breaks_as(kind, tied))]
    rows = Rows(workbook)
    return page(workbook, "contents", rows, form=form, finding=form.finding, ends=ends)
