"""The dates of a workbook as a calendar file: open actions, their first steps, what is to be found out, the review."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusters.responses import see
from swot.calendar_dates import REVIEW, Dates, State, told_by
from swot.calendar_file import Event, calendar
from swot.document import of_rows
from swot.document.gather import Rows
from swot.models import Workbook
from swot.page import readable


@require_safe
def workbook(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every date of the workbook in one file."""
    book = readable(request, pk)
    rows = Rows(book)
    return _file(request, book, book.slug, list(_dates(request, book, rows).all(rows.with_plans, book.content())))


@require_safe
def action(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """The dates of one open action."""
    book = readable(request, pk)
    rows = Rows(book)
    row = next((row for row in rows.actions if row.ref == ref), None)
    if row is None:
        raise Http404
    dates = _dates(request, book, rows)
    return _file(request, book, f"{book.slug}-{ref}", list(dates.of_action(of_rows.action(row, {}))))


def _dates(request: HttpRequest, book: Workbook, rows: Rows) -> Dates:
    """The dates as they stand, each with the page it is kept on."""
    told = told_by(book, [row.ref for row in rows.actions])
    states = {row.ref: State(row.changed_at, row.revision) for row in rows.actions}
    for row in rows.find_outs:
        what = f"find out {row.about}"
        states[what] = State(told.get(what, book.begun_at), row.revision)
    states[REVIEW] = State(told.get(REVIEW, book.begun_at), book.revision)
    url = {
        name: request.build_absolute_uri(reverse(name, args=[book.pk])) for name in ("swot:actions", "swot:find-out")
    }
    return Dates(book, told, states.__getitem__, url.__getitem__)


def _file(request: HttpRequest, book: Workbook, name: str, events: list[Event]) -> HttpResponse:
    """The file, or back with a sentence where nothing has a date: a calendar without an event is not valid."""
    if not events:
        messages.info(request, _("Nothing has a date yet, so there is no calendar file to give."))
        return see(request, "swot:actions", book.pk)
    title = f"{book.cluster.name}, {book.title}"
    response = HttpResponse(calendar(title, events), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
