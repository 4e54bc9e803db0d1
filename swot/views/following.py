"""Beginning the return visit, and taking that back: for leaders."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.errors import Refusal, Stale
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.following import follow, reopen_last
from swot.forms.languages import LanguageForm
from swot.forms.seen import seen
from swot.models import Workbook
from swot.page import led, page

BEGIN = "swot/return_begin.html"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: Any) -> HttpResponse:
    """What closing this workbook and beginning the next one does, and the button for it."""
    book = led(request, pk)
    form = _language(book, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, BEGIN, _context(book, form))
    if not form.is_valid():
        return invalid(request, BEGIN, _context(book, form))
    try:
        version = form.version(book.cluster.kind)
        following = follow(book, by=request.user, version=version, seen=seen(request))
    except Stale as clash:
        messages.error(request, _("Somebody changed this workbook in the meantime. Look again, then begin."))
        book.revision = clash.current.revision
        return stale(request, BEGIN, _context(book, form))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:workbook", pk)
    undo = reverse("swot:return-reopen", args=[following.pk])
    messages.success(request, _("%(title)s is begun.") % {"title": following.title}, extra_tags=undo)
    return see(request, "swot:return", following.pk)


@require_POST
def reopen(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the new workbook back while nothing is written in it, and go on in the last one."""
    try:
        last = reopen_last(led(request, pk), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:workbook", pk)
    messages.success(request, _("%(title)s is open again.") % {"title": last.title})
    return see(request, "swot:workbook", last.pk)


def _language(book: Workbook, data: Any = None) -> LanguageForm:
    """The language of this workbook, unless another one is chosen."""
    return LanguageForm(data, kinds=[book.cluster.kind], usual=book.content().language)


def _context(book: Workbook, form: LanguageForm) -> dict[str, Any]:
    rows = Rows(book)
    kept = [strategy for strategy in rows.document.strategies if strategy.kept]
    return page(book, "compare", rows, entries=rows.document.entries, kept=kept, form=form)
