"""Paper of a workshop: the page that offers it, numbers for sheets before they are printed, each choice as a PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from briefings.paper.choice import NUMBERED, ROOM, ROOM_KINDS
from briefings.paper.forms import FOUR, PaperForm, TakeForm
from briefings.paper.make import pdf
from briefings.views.paper import as_pdf
from clusters.errors import Closed
from clusters.responses import invalid, stale
from swot.document.gather import Rows
from workshops.models import Workshop
from workshops.page import leading, room_page
from workshops.paper import asking, printed, reserve

PAGE = "briefings/pages/room_paper.html"
# Kinds whose sheets take numbers: a POST first.
TAKE = (ROOM, NUMBERED)


@require_safe
def index(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything a workshop has on paper, each with what may be chosen."""
    workshop = leading(request, pk)
    return render(request, PAGE, _index(workshop))


@require_POST
def take(request: HttpRequest, pk: Any, what: str) -> HttpResponse:
    """Take numbers for the sheets, once a key, and go to their PDF. 422 with what is wrong, 409 once it is put away."""
    workshop = leading(request, pk)
    if what not in TAKE:
        raise Http404
    form = _form(workshop, what, list(asking(workshop)), request.POST)
    if not form.is_valid():
        return invalid(request, PAGE, _index(workshop, form))
    told = {"key": form.cleaned_data["key"], "is_four": form.cleaned_data["shape"] == FOUR}
    try:
        reserve(workshop, form.wanted(), form.cleaned_data["each"], by=request.user, **told)
    except Closed:
        return stale(request, PAGE, _index(workshop, form, is_over=True))
    return redirect(f"{reverse('briefings:room-pdf', args=[workshop.pk, what])}?{form.query()}")


@require_safe
def sheets(request: HttpRequest, pk: Any, what: str) -> HttpResponse:
    """One choice as a PDF; 404 for what there is not, 422 with the page for a choice that there is not."""
    workshop = leading(request, pk)
    if what not in ROOM_KINDS:
        raise Http404
    content = workshop.workbook.content()
    form = PaperForm(what, content, workshop.workbook.cluster.paper, request.GET)
    if what == NUMBERED:
        form.fields["batch"].required = True
        form.fields["batch"].error_messages["required"] = form.fields["batch"].error_messages["invalid"]
    if form.is_valid() and what == NUMBERED and not _are_there(workshop, form):
        form.add_error("batch", form.fields["batch"].error_messages["invalid"])
    if not form.is_valid():
        return invalid(request, PAGE, _index(workshop, form))
    choice = form.choice()
    name = slugify(f"{workshop.title} {what} {choice.paper}")
    return as_pdf(request, name, lambda: pdf(choice, content, rows=Rows(workshop.workbook), workshop=workshop))


def _are_there(workshop: Workshop, form: PaperForm) -> bool:
    return bool(workshop.paper_sheets.filter(batch=form.cleaned_data["batch"]).exists())


def _index(workshop: Workshop, chosen: PaperForm | None = None, **more: Any) -> dict[str, Any]:
    """The page with a form for each kind; one of them as it was sent, where it is the kind of form that stands there."""
    steps = list(asking(workshop))
    forms = {what: _form(workshop, what, steps) for what in ROOM_KINDS}
    stands = chosen is not None and type(chosen) is type(forms[chosen.kind.key])
    if chosen and stands:
        forms[chosen.kind.key] = chosen
    told = {"forms": list(forms.values()), "form": None if stands else chosen, "printed": printed(workshop)}
    return room_page(workshop, **told, **more)


def _form(workshop: Workshop, what: str, steps: Any, data: Any = None) -> Any:
    content, paper = workshop.workbook.content(), workshop.workbook.cluster.paper
    return TakeForm(what, steps, content, paper, data) if what in TAKE else PaperForm(what, content, paper, data)
