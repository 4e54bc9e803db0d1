"""Briefings as PDF files."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from briefings.kept import beside, file_name, kept_pdf
from briefings.make import pdf
from briefings.models import Briefing
from briefings.pdf.render import Busy, CannotRender, TooLong
from briefings.views.pages import wanted
from swot.document.gather import Rows
from swot.page import readable


@require_safe
def draft(request: HttpRequest, pk: Any) -> HttpResponse:
    """The PDF of the workbook as it stands now, not issued."""
    workbook = readable(request, pk)
    chosen, paper = wanted(request)
    said = {"edition": chosen.key, "paper": paper or workbook.cluster.paper, "today": workbook.cluster.today}
    document, content = Rows(workbook).whole, workbook.content()
    make = partial(pdf, document, content, **said, beside=beside(workbook))
    return as_file(request, f"{workbook.slug}-{chosen.key}-draft", make)


@require_safe
def issued(request: HttpRequest, pk: Any) -> HttpResponse:
    """The PDF of an issued briefing, made again from its snapshot: the same bytes each time."""
    found = Briefing.objects.visible_to(request.user).select_related("snapshot", "workbook__version__template")
    briefing = get_object_or_404(found, pk=pk)
    _chosen, paper = wanted(request, default=briefing.edition)
    return as_file(request, file_name(briefing), partial(kept_pdf, briefing, paper))


def as_file(request: HttpRequest, name: str, make: Callable[[], bytes], **shown: Any) -> HttpResponse:
    """A PDF to open or keep; a page with a sentence, which is told `shown` too: 422 where it is too long, 503 while too many are made."""
    try:
        body = make()
    except (TooLong, CannotRender) as error:
        busy = isinstance(error, Busy)
        told = {**shown, "sentence": str(error), "busy": busy}
        return render(request, "briefings/pages/too_long.html", told, status=503 if busy else 422)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return response
