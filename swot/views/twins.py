"""Twins: one fact in two quadrants, linked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.errors import Refusal, Stale
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.forms.entries import TwinForm
from swot.models import Entry
from swot.page import live, writable
from swot.sorting import Twin, add_twin
from swot.views.entries import entry_page, found, number


@require_POST
def twin(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Link an entry to one that is there, or write its twin."""
    rows = Rows(writable(request, pk))
    row = found(request, rows, ref)
    form = TwinForm(request.POST, entry=row, others=rows.entries)
    if not form.is_valid():
        return invalid(request, "swot/entry.html", entry_page(rows, row, twin_form=form, forms=[form]))
    try:
        other = _link(request, rows, row, form.cleaned_data)
        messages.success(request, _("%(ref)s and %(twin)s are twins now.") % {"ref": ref, "twin": other.ref})
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return invalid(request, "swot/entry.html", entry_page(rows, row, twin_form=form, forms=[form]))
    return see(request, "swot:entry", pk, ref)


@require_POST
def part(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """End a pair of twins; both entries stay."""
    workbook = writable(request, pk)
    row = live(request, workbook, workbook.entries.select_related("twin"), ref=ref)
    try:
        if row.revision != number(request.POST.get("revision")):
            raise Stale(row)
        row.part(by=request.user)
        messages.success(request, _("They are twins no longer; both entries stay."))
    except Stale as error:
        rows = Rows(workbook)
        return stale(request, "swot/entry.html", entry_page(rows, found(request, rows, ref), moved_on=error.current))
    return see(request, "swot:entry", pk, ref)


def _link(request: HttpRequest, rows: Rows, row: Entry, said: dict[str, Any]) -> Entry:
    by = request.user
    if said["twin"]:
        other = found(request, rows, said["twin"])
        row.link_twin(other, by=by)
        return other
    section, prompt = row.section.code, row.prompt.code if row.prompt else ""
    twin_of_it = Twin(said["text"], said["quadrant"])
    return add_twin(row, twin_of_it, by=by, key=said["key"], section=section, prompt=prompt, inclusion=True)
