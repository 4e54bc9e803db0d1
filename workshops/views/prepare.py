"""Making a workshop of a run sheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clusters.ids import new_key
from clusters.responses import invalid, see
from swot.document.gather import Rows
from swot.page import page, writable
from workshops.forms.prepare import PrepareForm
from workshops.models import Moderation
from workshops.models.workshop import HOLD_ABOVE
from workshops.opening import prepare as make
from workshops.run_sheets import UnknownSheet, run_sheet

PAGE = "workshops/lead/prepare.html"


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, pk: Any, key: str) -> HttpResponse:
    """The form, and the workshop it makes; sent twice it is made once."""
    workbook = writable(request, pk)
    try:
        sheet = run_sheet(key)
    except UnknownSheet as error:
        raise Http404 from error
    most = sheet.people[1]
    begun = {
        "key": new_key(),
        "title": sheet.title,
        "held_on": workbook.cluster.today,
        "moderation": Moderation.HOLD if most > HOLD_ABOVE else Moderation.HIDE,
    }
    form = PrepareForm(request.POST if request.method == "POST" else None, initial=begun, most=most)
    if request.method == "POST" and form.is_valid():
        workshop = make(workbook, sheet, by=request.user, **form.cleaned_data)
        return see(request, "workshops:lead", workshop.pk)
    context = page(workbook, "together", Rows(workbook), sheet=sheet, form=form)
    if form.errors:
        return invalid(request, PAGE, context)
    return render(request, PAGE, context)
