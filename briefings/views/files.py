"""Briefings as PDF files."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from briefings.kept import beside, kept_document, name_of
from briefings.make import pdf
from briefings.models import Briefing
from briefings.pdf.render import CannotRender, TooLong
from briefings.views.pages import wanted
from clusters.sheets import as_of
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.document.values import Document
from swot.page import readable


@require_safe
def draft(request: HttpRequest, pk: Any) -> HttpResponse:
    """The PDF of the workbook as it stands now, not issued."""
    workbook = readable(request, pk)
    chosen, paper = wanted(request)
    said = {"edition": chosen.key, "paper": paper or workbook.cluster.paper, "today": workbook.cluster.today}
    name = f"{workbook.slug}-{chosen.key}-draft"
    return as_file(request, name, Rows(workbook).whole, workbook.content(), **said, beside=beside(workbook))


@require_safe
def issued(request: HttpRequest, pk: Any) -> HttpResponse:
    """The PDF of an issued briefing, made again from its snapshot: the same bytes each time."""
    found = Briefing.objects.visible_to(request.user).select_related("snapshot", "workbook__version__template")
    briefing = get_object_or_404(found, pk=pk)
    document, content = kept_document(briefing)
    _chosen, paper = wanted(request, default=briefing.edition)
    said = {"edition": briefing.edition, "paper": paper or briefing.paper, "today": briefing.issued_on}
    before = beside(briefing.workbook, number=briefing.number)
    name = f"{briefing.workbook.slug}-{briefing.edition}-{briefing.number}"
    with as_of(briefing.sheets_then):
        return as_file(request, name, document, content, **said, number=name_of(briefing), beside=before)


def as_file(request: HttpRequest, name: str, document: Document, content: TemplateContent, **said: Any) -> HttpResponse:
    """A briefing as a PDF. `said` is what `make.pdf` is told."""
    return as_pdf(request, name, lambda: pdf(document, content, **said))


def as_pdf(request: HttpRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """A PDF to open or keep; a sentence with 422 where it is too long for one."""
    try:
        body = make()
    except (TooLong, CannotRender) as error:
        return render(request, "briefings/pages/too_long.html", {"sentence": str(error)}, status=422)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return response
