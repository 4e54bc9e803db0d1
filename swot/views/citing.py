"""From the evidence of one entry to a source of the library."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.errors import Stale
from clusters.ids import new_key, sent_key
from clusters.responses import see, stale
from swot.document.gather import Rows
from swot.page import writable
from swot.shelf import make_source
from swot.views.entries import entry_page, found, number


@require_POST
def make(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Put what an entry rests on into the library, and cite it from there; sent twice it is there once."""
    rows = Rows(writable(request, pk))
    row = found(request, rows, ref)
    known = row.evidence
    if row.cited_source or not (known.source or known.text or known.url):
        messages.error(request, _("There is nothing to put into the library: write down what it rests on first."))
        return see(request, "swot:entry", pk, ref)
    key = sent_key(request.POST.get("key")) or new_key()
    try:
        source = make_source(row, by=request.user, seen=number(request.POST.get("revision")), key=key)
    except Stale as error:
        return stale(request, "swot/entry.html", entry_page(rows, row, moved_on=error.current))
    messages.success(request, _("“%(name)s” is in the library, and cited here.") % {"name": source.name})
    return see(request, "swot:entry", pk, ref)
