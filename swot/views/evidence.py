"""The evidence library of a cluster, reached from each of its workbooks: find, add, read, change, delete, download."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.evidence_page import lede, library, shelved
from swot.forms.evidence import FindForm, SourceForm, StillGoodForm, of_source
from swot.forms.seen import seen, seen_in
from swot.models import Source, Workbook
from swot.page import brought_back, live, page, readable, writable
from swot.rules.files import type_of
from swot.settling import leave_theirs
from swot.shelf import NO_FILE, add_source, change_source

PAGE, ADD = "swot/source.html", "swot/source_add.html"
CARRIED = ("name", "kept_where", "url", "grade")


@require_safe
def evidence(request: HttpRequest, pk: Any) -> HttpResponse:
    """All sources, stale ones first, or those a filter in the address leaves."""
    workbook = readable(request, pk)
    rows, find, today = Rows(workbook), FindForm(request.GET), workbook.cluster.today
    every, chosen = shelved(rows, library(workbook)), find.chosen
    shown = [one for one in every if find.keeps(one.source, chosen, today)]
    context = {"shown": shown, "find": find, "chosen": chosen, **lede(every)}
    return render(request, "swot/evidence.html", page(workbook, "evidence", rows, **context))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new source, or this year's figures begun from an older one; sent twice it is there once."""
    workbook = writable(request, pk)
    if request.method != "POST":
        older = _older(request, workbook)
        start = {name: getattr(older, name) for name in CARRIED} if older else {}
        form = SourceForm(initial={**start, "key": new_key()})
        return render(request, ADD, page(workbook, "evidence", form=form, older=older))
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(request, ADD, page(workbook, "evidence", form=form))
    said = {"key": form.cleaned_data["key"], "upload": form.cleaned_data["file"]}
    source = add_source(workbook, by=request.user, **said, **form.as_fields)
    messages.success(request, _("The source is in the library. Entries can cite it now."))
    return see(request, "swot:source", pk, source.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: Any, source: int) -> HttpResponse:
    """One source: who cites it, and its words; a change here is a change wherever it is cited."""
    workbook = (writable if request.method == "POST" else readable)(request, pk)
    row = _row(request, workbook, source)
    if request.method != "POST":
        return render(request, PAGE, _page(workbook, row))
    if request.POST.get("do") == "good":
        return _still_good(request, workbook, row)
    form = SourceForm(request.POST, request.FILES, has_file=bool(row.file))
    if form.is_valid() and use_of(request, form, _stands(row, form)) == THEIRS:
        leave_theirs(request, workbook, f"source {row.pk}", form.as_fields)
        return see(request, "swot:source", pk, row.pk)
    if not form.is_valid():
        return invalid(request, PAGE, _page(workbook, row, form=form))
    away = NO_FILE if form.cleaned_data.get("without_file") else {}
    said = {"upload": form.cleaned_data["file"], **form.as_fields, **away}
    try:
        change_source(workbook, row, by=request.user, seen=seen_in(form), **said)
    except Stale as conflict:
        return _conflict(request, workbook, form, conflict.current, file_again=form.sent_file)
    messages.success(request, _("Saved. It is changed wherever it is cited, except in briefings already issued."))
    return see(request, "swot:source", pk, row.pk)


@require_POST
def delete(request: HttpRequest, pk: Any, source: int) -> HttpResponse:
    """Hide a source; the message has the way back. Refused while an entry rests on it."""
    workbook = writable(request, pk)
    row = _row(request, workbook, source)
    try:
        row.delete_gently(by=request.user, seen=seen(request))
    except Stale as conflict:
        messages.error(request, conflict.sentence)
        return stale(request, PAGE, _page(workbook, _row(request, workbook, source)))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:source", pk, source)
    undo = reverse("swot:source-restore", args=[pk, source])
    messages.success(request, _("“%(name)s” is deleted.") % {"name": row.name}, extra_tags=undo)
    return see(request, "swot:evidence", pk)


@require_POST
def restore(request: HttpRequest, pk: Any, source: int) -> HttpResponse:
    """Bring a deleted source back."""
    workbook = writable(request, pk)
    row = brought_back(request, Source.objects.filter(cluster=workbook.cluster_id), pk=source)
    messages.success(request, _("“%(name)s” is back.") % {"name": row.name})
    return see(request, "swot:source", pk, source)


@require_safe
def file(request: HttpRequest, pk: Any, source: int) -> HttpResponse:
    """The file of a source, to keep and never to open in the browser; its type comes from our own list."""
    row = _row(request, readable(request, pk), source)
    kind = type_of(row.file_name)
    if not row.file.name or kind is None or not row.file.storage.exists(row.file.name):
        raise Http404
    with row.file.open("rb") as kept:
        response = HttpResponse(kept.read(), content_type=kind.content_type)
    response["Content-Disposition"] = content_disposition_header(True, row.file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _row(request: HttpRequest, workbook: Workbook, source: int) -> Source:
    """A live source of the workbook's cluster; 404 for any other, `Gone` where it was deleted."""
    rows = Source.objects.filter(cluster=workbook.cluster_id).select_related("changed_by")
    found: Source = live(request, workbook, rows, pk=source)
    return found


def _older(request: HttpRequest, workbook: Workbook) -> Source | None:
    """The source that a new one begins from, where the address names one."""
    pk = request.GET.get("from", "")
    rows = Source.objects.filter(cluster=workbook.cluster_id, deleted_at=None)
    return rows.filter(pk=pk).first() if pk.isascii() and pk.isdecimal() and len(pk) < 10 else None


def _page(workbook: Workbook, row: Source, **context: Any) -> dict[str, Any]:
    rows = Rows(workbook)
    seen_at = {"revision": row.revision}
    context = {
        "source": row,
        "shelf": shelved(rows, [row])[0],
        "form": SourceForm(initial={**of_source(row), **seen_at}, has_file=bool(row.file)),
        "good": StillGoodForm(initial=seen_at, auto_id="id_good_%s"),
        **context,
    }
    return page(workbook, "evidence", rows, **context)


def _conflict(request: HttpRequest, workbook: Workbook, form: Any, current: Source, **context: Any) -> HttpResponse:
    """409: both texts, the typed one still in its form."""
    shown = {"conflict": conflict_of(form, _stands(current, form), current), **context}
    as_form = {"form": form} if isinstance(form, SourceForm) else {"good": form}
    return stale(request, PAGE, _page(workbook, _row(request, workbook, current.pk), **as_form, **shown))


def _still_good(request: HttpRequest, workbook: Workbook, row: Source) -> HttpResponse:
    form = StillGoodForm(request.POST, auto_id="id_good_%s")
    if form.is_valid() and use_of(request, form, _stands(row, form)) == THEIRS:
        leave_theirs(request, workbook, f"source {row.pk}", _typed(form))
        return see(request, "swot:source", workbook.pk, row.pk)
    if not form.is_valid():
        return invalid(request, PAGE, _page(workbook, row, good=form, forms=[form]))
    try:
        change_source(workbook, row, by=request.user, seen=seen_in(form), **_typed(form))
    except Stale as conflict:
        return _conflict(request, workbook, form, conflict.current)
    messages.success(request, _("A new date is set. The mark is gone wherever it is cited."))
    return see(request, "swot:source", workbook.pk, row.pk)


def _stands(row: Source, form: Any) -> dict[str, Any]:
    saved = {**of_source(row), "good_reason": row.good_reason}
    return {name: value for name, value in saved.items() if name in form.fields}


def _typed(form: StillGoodForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("good_until", "good_reason")}
