"""Paper of a workbook: the page that offers it, and each choice as a PDF with an address of its own."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from briefings.formats.registry import FORMATS
from briefings.paper.choice import KINDS
from briefings.paper.forms import PaperForm
from briefings.paper.make import pdf
from briefings.pdf.render import CannotRender, TooLong
from clusters.responses import invalid
from swot.document.gather import Rows
from swot.models import Workbook
from swot.page import page, readable

PAGE = "briefings/pages/paper.html"


@require_safe
def index(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything there is on paper, each with what may be chosen."""
    return render(request, PAGE, _index(readable(request, pk)))


def _index(workbook: Workbook, chosen: PaperForm | None = None) -> dict[str, Any]:
    content, paper = workbook.content(), workbook.cluster.paper
    forms = [chosen if chosen and chosen.kind.key == what else PaperForm(what, content, paper) for what in KINDS]
    return page(workbook, "briefings", forms=forms)


@require_safe
def sheets(request: HttpRequest, pk: Any, what: str) -> HttpResponse:
    """One choice as a PDF; 404 for what there is not, 422 with the page for a choice that there is not."""
    workbook = readable(request, pk)
    if what not in KINDS:
        raise Http404
    form = PaperForm(what, workbook.content(), workbook.cluster.paper, request.GET)
    if not form.is_valid():
        return invalid(request, PAGE, _index(workbook, form))
    choice = form.choice()
    name = slugify(f"{workbook.slug} {what} {choice.paper}")
    return as_pdf(request, name, lambda: pdf(choice, workbook.content(), rows=Rows(workbook)))


def as_pdf(request: HttpRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """Sheets to open or keep; a sentence with 422 where they are too long for one PDF."""
    try:
        body = make()
    except (TooLong, CannotRender) as error:
        return render(
            request, "briefings/pages/too_long.html", {"sentence": str(error), "one": FORMATS["pdf"].one}, status=422
        )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
