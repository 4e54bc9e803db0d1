"""Beginning the return visit, taking that back, and the day on which it is due: for leaders."""

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
from swot.forms.outcomes import ReviewDateForm
from swot.forms.seen import seen
from swot.models import Workbook
from swot.page import led, page

BEGIN = "swot/return_begin.html"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: Any) -> HttpResponse:
    """What closing this workbook and beginning the next one does, and the button for it."""
    book = led(request, pk)
    if request.method != "POST":
        return render(request, BEGIN, _context(book))
    try:
        following = follow(book, by=request.user, seen=seen(request))
    except Stale as clash:
        messages.error(request, _("Somebody changed this workbook in the meantime. Look again, then begin."))
        book.revision = clash.current.revision
        return stale(request, BEGIN, _context(book))
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


@require_POST
def review_date(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say when to look again; the reminder is sent anew for a new day."""
    book = led(request, pk)
    form = ReviewDateForm(request.POST)
    if not form.is_valid():
        return invalid(request, "swot/review_date.html", page(book, "compare", date_form=form, forms=[form]))
    fields = {"review_on": form.cleaned_data["review_on"], "reminded_on": None}
    try:
        book.change_row(book, "dated", "look again", by=request.user, seen=form.cleaned_data["revision"] or 0, **fields)
    except Stale as clash:
        form.data = {**form.data, "revision": clash.current.revision}
        context = page(book, "compare", date_form=form, theirs=clash.current.review_on, is_stale=True)
        return stale(request, "swot/review_date.html", context)
    messages.success(request, _("The date is saved.") if fields["review_on"] else _("There is no date now."))
    return see(request, "swot:return", pk)


def _context(book: Workbook) -> dict[str, Any]:
    rows = Rows(book)
    kept = [strategy for strategy in rows.document.strategies if strategy.kept]
    return page(book, "compare", rows, entries=rows.document.entries, kept=kept)
