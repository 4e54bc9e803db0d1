"""Doing a workbook together: which sheet fits the room, and the sheet itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusters.access import WRITE
from clusters.responses import invalid
from swot.document.gather import Rows
from swot.page import page, readable
from workshops.forms.start import StartForm
from workshops.models import Status
from workshops.run_sheets import UnknownSheet, note, run_sheet, run_sheets, team_sheets
from workshops.timetable import timetable, visits


@require_safe
def choose(request: HttpRequest, pk: Any) -> HttpResponse:
    """The workshops of this workbook, the sheets by size of room and time, and the orders for a small team."""
    workbook = readable(request, pk)
    teams = [(team, visits(team, workbook.content())) for team in team_sheets()]
    mine = list(workbook.workshops.exclude(status=Status.ARCHIVED))
    context = page(workbook, "together", sheets=run_sheets(), note=note(), teams=teams, workshops=mine)
    context["leads"] = workbook.role in WRITE
    return render(request, "workshops/list.html", context)


@require_safe
def sheet(request: HttpRequest, pk: Any, key: str) -> HttpResponse:
    """One run sheet against the clock; 422 for a start that is no time, with the sheet counted from nought."""
    workbook = readable(request, pk)
    try:
        found = run_sheet(key)
    except UnknownSheet as error:
        raise Http404 from error
    form = StartForm(request.GET if "start" in request.GET else None)
    start = form.cleaned_data["start"] if form.is_valid() else None
    rows = Rows(workbook)
    table = timetable(found, rows, workbook.content(), start)
    context = page(workbook, "together", rows, form=form, table=table, sheet=found)
    if form.errors:
        return invalid(request, "workshops/sheet.html", context)
    return render(request, "workshops/sheet.html", context)
