"""Briefings as PDF files."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from briefings.make import pdf
from briefings.models import Briefing
from briefings.pdf.render import CannotRender, TooLong
from briefings.views.pages import wanted
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.document.read import read
from swot.document.values import Document
from swot.page import readable


@require_safe
def draft(request: HttpRequest, pk: Any) -> HttpResponse:
    """The PDF of the workbook as it stands now, not issued."""
    workbook = readable(request, pk)
    chosen, paper = wanted(request)
    paper = paper or workbook.cluster.paper
    name = f"{workbook.slug}-{chosen.key}-draft"
    return as_file(
        request, name, Rows(workbook).document, workbook.content(), chosen.key, paper, workbook.cluster.today
    )


@require_safe
def issued(request: HttpRequest, pk: Any) -> HttpResponse:
    """The PDF of an issued briefing, made again from its snapshot: the same bytes each time."""
    found = Briefing.objects.visible_to(request.user).select_related("snapshot", "workbook__version__template")
    briefing = get_object_or_404(found, pk=pk)
    content = briefing.workbook.content()
    document = read(briefing.snapshot.document, contents=lambda *_names: content)
    _chosen, paper = wanted(request, default=briefing.edition)
    day = briefing.issued_on
    number = _("Briefing %(number)s, %(date)s") % {"number": briefing.number, "date": date_format(day, "j F Y")}
    name = f"{briefing.workbook.slug}-{briefing.edition}-{briefing.number}"
    return as_file(request, name, document, content, briefing.edition, paper or briefing.paper, day, number)


def as_file(
    request: HttpRequest,
    name: str,
    document: Document,
    content: TemplateContent,
    edition: str,
    paper: str,
    day: date,
    number: str | None = None,
) -> HttpResponse:
    """A PDF to open or keep; a sentence with 422 where it is too long for one."""
    try:
        body = pdf(document, content, edition=edition, paper=paper, today=day, number=number)
    except (TooLong, CannotRender) as error:
        return render(request, "briefings/pages/too_long.html", {"sentence": str(error)}, status=422)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return response
