"""Doing a workbook together: which sheet fits the room, and the sheet itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clusters.responses import invalid
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.models import Workbook
from swot.page import page, readable
from workshops.forms import StartForm
from workshops.run_sheets import Stop, TeamSheet, UnknownSheet, note, run_sheet, run_sheets, team_sheets
from workshops.said import facts, pieces
from workshops.timetable import clock, timetable


@require_safe
def choose(request: HttpRequest, pk: Any) -> HttpResponse:
    """The sheets by size of room and time, and the orders for a small team."""
    workbook = readable(request, pk)
    content = workbook.content()
    teams = [(sheet, stops(sheet, workbook, content)) for sheet in team_sheets()]
    context = page(workbook, "together", sheets=run_sheets(), note=note(), teams=teams)
    return render(request, "workshops/list.html", context)


@require_safe
def sheet(request: HttpRequest, pk: Any, key: str) -> HttpResponse:
    """One run sheet against the clock; a start that is no time is said, and the sheet counts from nought."""
    workbook = readable(request, pk)
    try:
        found = run_sheet(key)
    except UnknownSheet as error:
        raise Http404 from error
    form = StartForm(request.GET if "start" in request.GET else None)
    start = form.cleaned_data["start"] if form.is_valid() else None
    rows, content = Rows(workbook), workbook.content()
    known = facts(rows.document, content, workbook.review_on)
    context = {
        "sheet": found,
        "form": form,
        "starts": clock(0, start) if start else "",
        "ends": clock(found.minutes, start) if start else "",
        "steps": tuple(timetable(found, rows, content, start)),
        "prepare": [pieces(line, known) for line in found.prepare],
        "roles": [(one.role, pieces(one.does, known)) for one in found.roles],
    }
    context = page(workbook, "together", rows, **context)
    answer = invalid if form.errors else render
    return answer(request, "workshops/sheet.html", context)


def stops(sheet: TeamSheet, workbook: Workbook, content: TemplateContent) -> list[tuple[Stop, list[tuple[str, str]]]]:
    """The stops of a small team, each with the pages it is done on: (name, address)."""
    return [(stop, list(_pages(stop, workbook, content))) for stop in sheet.order]
