"""Changing the run sheet of a workshop."""

from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Refusal, Stale
from clusters.ids import new_key, uuid7
from clusters.responses import invalid, see, stale
from swot.forms.seen import seen, seen_in
from workshops import conducting
from workshops.forms.steps import StepForm, of_step
from workshops.models import Operation, Step, Workshop
from workshops.operations import operate
from workshops.page import leading, room_page
from workshops.planning import PLANNING

LIST, PAGE = "workshops/lead/steps.html", "workshops/lead/step.html"


@require_safe
def steps(request: HttpRequest, pk: Any) -> HttpResponse:
    """All steps, with the minutes in all."""
    return render(request, LIST, _list(leading(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new step after the one named in the address; sent twice it is made once."""
    workshop = leading(request, pk)
    after = request.GET.get("after", "")
    begun = {"key": new_key(), "minutes": 5, "kind": "collect"}
    form = _form(request, workshop, begun)
    if request.method == "POST" and form.is_valid():
        key = uuid5(workshop.pk, form.cleaned_data["key"] or new_key())
        place = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
        try:
            _carry_out(request, workshop, "add-step", key=key, fields=form.as_fields, after=place)
        except Refusal as refusal:
            form.add_error("title", refusal.sentence)
        else:
            return _saved(request, workshop, form)
    return _answer(request, workshop, form)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: Any, step: int) -> HttpResponse:
    """Change a step; 409 with both texts where somebody else did meanwhile, or where the room came to it."""
    workshop = leading(request, pk)
    row = workshop.steps.filter(pk=step).first()
    if row is None:
        raise Http404
    form = _form(request, workshop, {**of_step(row), "revision": row.revision})
    if form.is_valid() and use_of(request, form, of_step(row)) == THEIRS:
        messages.success(request, _("The step stays as it was saved."))
        return see(request, "workshops:steps", workshop.pk)
    if form.is_valid():
        told = {"step": row.pk, "revision": seen_in(form), "fields": form.as_fields}
        try:
            _carry_out(request, workshop, "edit-step", **told)
        except Stale as conflict:
            shown = conflict_of(form, of_step(conflict.current), conflict.current, is_kept=False)
            return stale(request, PAGE, _context(workshop, form, row, conflict=shown))
        except Refusal as refusal:
            form.add_error("title", refusal.sentence)
        else:
            return _saved(request, workshop, form)
    return _answer(request, workshop, form, row)


@require_POST
def move(request: HttpRequest, pk: Any, step: int) -> HttpResponse:
    """One place up or down; 409 with the list as it stands where it moved meanwhile."""
    return _press(request, pk, "move-step", step=step, up=request.POST.get("up") == "on")


@require_POST
def remove(request: HttpRequest, pk: Any, step: int) -> HttpResponse:
    """Take a step out for good; 409 with the reason where it must stay."""
    return _press(request, pk, "remove-step", step=step)


def _press(request: HttpRequest, pk: Any, verb: str, **told: Any) -> HttpResponse:
    workshop = leading(request, pk)
    try:
        done = _carry_out(request, workshop, verb, revision=seen(request), **told)
    except Refusal as refusal:
        messages.error(request, _refused(refusal))
        return stale(request, LIST, _list(workshop))
    if title := done.result.get("title"):
        messages.success(request, _("“%(title)s” is taken out.") % {"title": title})
    return see(request, "workshops:steps", workshop.pk)


def _refused(refusal: Refusal) -> str:
    if isinstance(refusal, Stale):
        return _("Somebody changed this step meanwhile. This is how it stands; press again if you still want to.")
    return refusal.sentence or _("This workshop is put away. Nothing in it changes any more.")


def _carry_out(request: HttpRequest, workshop: Workshop, verb: str, *, key: Any = None, **told: Any) -> Operation:
    try:
        return operate(workshop, PLANNING, verb, key=key or uuid7(), by=request.user, **told)
    except Stale:
        raise
    except Refusal as refusal:
        raise Refusal(_refused(refusal)) from refusal


def _form(request: HttpRequest, workshop: Workshop, initial: dict[str, Any]) -> StepForm:
    data = request.POST if request.method == "POST" else None
    return StepForm(data, content=workshop.workbook.content(), initial=initial)


def _saved(request: HttpRequest, workshop: Workshop, form: StepForm) -> HttpResponse:
    messages.success(request, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]})
    return see(request, "workshops:steps", workshop.pk)


def _answer(request: HttpRequest, workshop: Workshop, form: StepForm, row: Step | None = None) -> HttpResponse:
    context = _context(workshop, form, row)
    if form.errors:
        return invalid(request, PAGE, context)
    return render(request, PAGE, context)


def _context(workshop: Workshop, form: StepForm, row: Step | None = None, **more: Any) -> dict[str, Any]:
    return room_page(workshop, form=form, row=row, **more)


def _list(workshop: Workshop) -> dict[str, Any]:
    found = list(workshop.steps.all())
    stops = conducting.stops(workshop, found, conducting.notes_of(workshop))
    minutes = sum(one.minutes for one in found if not one.is_skipped)
    return room_page(workshop, stops=stops, minutes=minutes)
