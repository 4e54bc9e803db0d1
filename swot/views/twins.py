"""Twins: one fact in two quadrants, linked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.errors import Refusal, Stale
from clusters.ids import sent_key
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
    """End a pair of twins, and say so with an undo; both entries stay."""
    workbook = writable(request, pk)
    row = live(request, workbook, workbook.entries.select_related("twin"), ref=ref)
    try:
        if row.revision != number(request.POST.get("revision")):
            raise Stale(row)
        other = row.twin
        row.part(by=request.user)
        query = urlencode({"twin": other.ref if other else "", "seen": row.revision})
        undo = f"{reverse('swot:entry-rejoin', args=[pk, ref])}?{query}"
        messages.success(request, _("They are twins no longer; both entries stay."), extra_tags=undo if other else "")
    except Stale as error:
        rows = Rows(workbook)
        return stale(request, "swot/entry.html", entry_page(rows, found(request, rows, ref), moved_on=error.current))
    return see(request, "swot:entry", pk, ref)


@require_POST
def rejoin(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Undo a parting: the twin and the revision stand in the address."""
    workbook = writable(request, pk)
    row = live(request, workbook, workbook.entries, ref=ref)
    twin = live(request, workbook, workbook.entries, ref=sent_key(request.GET.get("twin")))
    try:
        if row.revision != number(request.GET.get("seen")):
            raise Stale(row)
        row.link_twin(twin, by=request.user)
        messages.success(request, _("%(ref)s and %(twin)s are twins again.") % {"ref": ref, "twin": twin.ref})
    except Stale:
        messages.error(request, _("It has been changed since, so nothing was undone."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
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
