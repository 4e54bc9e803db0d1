"""The dates of a workbook as a calendar file: open actions, their first steps, and what is to be found out."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusters.responses import see
from swot.calendar_file import Event, calendar
from swot.document.gather import Rows
from swot.models import Action, Workbook
from swot.page import readable
from swot.rules.questions import by_urgency, questions

FIRST_STEP = timedelta(days=30)


@require_safe
def workbook(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every date of the workbook in one file."""
    book = readable(request, pk)
    return _file(request, book, book.slug, list(_Dates(request, book).all()))


@require_safe
def action(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """The dates of one open action."""
    book = readable(request, pk)
    dates = _Dates(request, book)
    row = next((row for row in dates.rows.actions if row.ref == ref), None)
    if row is None:
        raise Http404
    return _file(request, book, f"{book.slug}-{ref}", list(dates.of_action(row)))


class _Dates:
    """The events of one workbook; the record of changes says when each was written, in one query."""

    def __init__(self, request: HttpRequest, book: Workbook) -> None:
        self.request, self.book, self.rows = request, book, Rows(book)
        refs = [row.ref for row in self.rows.actions]
        wanted = book.changes.filter(Q(verb="added", what__in=refs) | Q(verb="planned")).order_by("at", "pk")
        self.told: dict[str, datetime] = dict(wanted.values_list("what", "at"))

    def all(self) -> Iterator[Event]:
        """By kind: actions with their first steps in the order of their refs, then questions by date."""
        for row in sorted(self.rows.actions, key=lambda row: row.pk):
            yield from self.of_action(row)
        yield from self._questions()

    def of_action(self, row: Action) -> Iterator[Event]:
        """Its own day and the day of its first step; nothing once it is done."""
        if row.done_on:
            return
        url = self._url("swot:actions")
        first_step = _("First step: %(text)s") % {"text": row.first_step} if row.first_step else ""
        measure = _("Measure: %(text)s") % {"text": row.measure} if row.measure else ""
        shared: dict[str, Any] = {"changed": row.changed_at, "sequence": row.revision, "url": url}
        if row.due:
            said = "\n".join(filter(None, [first_step, measure]))
            yield Event(self._uid(row.ref), row.due, _owned(row.text or row.ref, row.owner), description=said, **shared)
        if first_step:
            uid, day = self._uid(f"{row.ref}-first-step"), self._first_day(row)
            yield Event(uid, day, _owned(first_step, row.owner), description=row.text, **shared)

    def _first_day(self, row: Action) -> date:
        """A day that stays: 30 days after the action was written, or its own day if that is sooner."""
        written = self.told.get(row.ref, self.book.begun_at)
        day = timezone.localdate(written, ZoneInfo(self.book.cluster.time_zone)) + FIRST_STEP
        return min(day, row.due or day)

    def _questions(self) -> Iterator[Event]:
        url = self._url("swot:find-out")
        revisions = {row.about: row.revision for row in self.rows.find_outs}
        for asked in by_urgency(questions(self.rows.with_plans, self.book.content())):
            if asked.due:
                uid = self._uid(f"find-out-{asked.about.replace(' ', '-')}")
                changed = self.told.get(f"find out {asked.about}", self.book.begun_at)
                words = _owned(_("Find out: %(text)s") % {"text": asked.text}, asked.owner)
                yield Event(uid, asked.due, words, changed=changed, sequence=revisions[asked.about], url=url)

    def _uid(self, what: str) -> str:
        return f"{self.book.pk}-{what}"

    def _url(self, name: str) -> str:
        return self.request.build_absolute_uri(reverse(name, args=[self.book.pk]))


def _owned(text: str, owner: str) -> str:
    return f"{text} ({owner})" if owner else text


def _file(request: HttpRequest, book: Workbook, name: str, events: list[Event]) -> HttpResponse:
    """The file, or back with a sentence where nothing has a date: a calendar without an event is not valid."""
    if not events:
        messages.info(request, _("Nothing has a date yet, so there is no calendar file to give."))
        return see(request, "swot:actions", book.pk)
    title = f"{book.cluster.name}, {book.title}"
    response = HttpResponse(calendar(title, events), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
