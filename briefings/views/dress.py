"""Composing a briefing: what stands in it, what is typed for it, how it looks and how long it is."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from briefings.editions import Edition, UnknownEdition, edition, rule
from briefings.formats.asked import Asked
from briefings.formats.of_rows import draft_of
from briefings.forms import DressForm
from briefings.make import length
from briefings.models import Dress
from briefings.pdf.render import CannotRender, TooLong
from briefings.reading import read_of
from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Stale
from clusters.responses import invalid, is_partial, stale
from swot.document.gather import Rows
from swot.models import Workbook
from swot.page import page, writable
from swot.settling import leave_theirs, saved_by

PAGE = "briefings/pages/dress.html"


@require_http_methods(["GET", "HEAD", "POST"])
def dress(request: HttpRequest, pk: Any, key: str) -> HttpResponse:
    """Choose what stands in an edition and write its letter; look at it and count its pages before anything is saved."""
    workbook = writable(request, pk)
    chosen, rows = _edition(key, workbook), Rows(workbook)
    known = Dress.objects.of(workbook, chosen.key)
    form = DressForm(
        request.POST if request.method == "POST" else None, initial=_initial(known, chosen), edition=chosen
    )
    shown = page(workbook, "briefings", rows, form=form, edition=chosen, always=_always(chosen))
    drawn = draft_of(workbook, edition=chosen.key, rows=rows)
    if request.method != "POST":
        return render(request, PAGE, {**shown, "reading": read_of(drawn)})
    if form.is_valid() and use_of(request, form, _saved(known, chosen)) == THEIRS:
        leave_theirs(request, workbook, f"letter {key}", form.values)
        return redirect(f"{reverse('briefings:list', args=[pk])}?for={chosen.key}")
    if not form.is_valid():
        return invalid(request, PAGE, {**shown, "reading": read_of(drawn)})
    told = form.values
    typed = replace(drawn.beside, letter=told["letter"], contact=told["contact"])
    asked = replace(drawn, left_out=frozenset(told["left_out"]), beside=typed)
    if request.POST.get("do") in ("look", "length"):
        counted = _counted(asked, chosen) if request.POST["do"] == "length" else {}
        return _look(request, {**shown, "reading": read_of(asked), **counted})
    try:
        known.change(by=request.user, seen=form.cleaned_data["revision"] or 0, **told)
    except Stale as clash:
        told = saved_by(workbook, f"briefing for {chosen.key}")
        conflict = conflict_of(form, _saved(clash.current, chosen), clash.current, **told)
        return stale(request, PAGE, {**shown, "reading": read_of(asked), "conflict": conflict})
    messages.success(request, _("Saved: this is how the briefing for them is dressed."))
    return redirect(f"{reverse('briefings:list', args=[pk])}?for={chosen.key}")


def _edition(key: str, workbook: Workbook) -> Edition:
    try:
        return edition(key).for_kind(workbook.content().kind)
    except UnknownEdition as error:
        raise Http404 from error


def _look(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The look alone where a part was asked for, else the whole page; only the meter where only that is counted."""
    if not is_partial(request):
        return render(request, PAGE, context)
    return render(
        request, "briefings/pages/_length.html" if "pages" in context else "briefings/pages/_look.html", context
    )


def _counted(asked: Asked, chosen: Edition) -> dict[str, Any]:
    """How many pages it has, and a sentence where its readers were promised fewer or it is too long to print."""
    try:
        pages = length(asked.document, asked.content, **asked.said)
    except (TooLong, CannotRender) as error:
        return {"pages": None, "too_long": str(error)}
    if chosen.page_limit and pages > chosen.page_limit:
        return {"pages": pages, "too_long": rule("page_limit_words").format(pages=pages, limit=chosen.page_limit)}
    return {"pages": pages}


def _standing(known: Dress, chosen: Edition) -> list[str]:
    return [part.key for part in chosen.parts if part.may_leave_out and part.key not in known.left_out]


def _initial(known: Dress, chosen: Edition) -> dict[str, Any]:
    return {**_saved(known, chosen), "revision": known.revision}


def _saved(known: Dress, chosen: Edition) -> dict[str, Any]:
    return {"stands": _standing(known, chosen), "letter": known.letter, "contact": known.contact}


def _always(chosen: Edition) -> list[str]:
    """The headings of what nobody may take out."""
    return [part.heading for part in chosen.parts if not part.may_leave_out]
