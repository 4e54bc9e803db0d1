"""Briefings as files: the PDF to look at, every other format to take away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from briefings.formats.asked import Asked
from briefings.formats.of_rows import draft_of, issued_of
from briefings.formats.registry import FORMATS, Format, NoDates
from briefings.models import Briefing
from briefings.pdf.render import CannotRender, TooLong
from briefings.views.pages import wanted
from clusters.responses import see
from clusters.sheets import as_of
from swot.page import readable


@require_safe
def draft(request: HttpRequest, pk: Any, format: Format = FORMATS["pdf"]) -> HttpResponse:
    """A file of the workbook as it stands now, not issued."""
    workbook = readable(request, pk)
    chosen, paper = wanted(request)
    return as_file(request, pk, draft_of(workbook, edition=chosen.key, paper=paper), format)


@require_safe
def issued(request: HttpRequest, pk: Any, format: Format = FORMATS["pdf"]) -> HttpResponse:
    """A file of an issued briefing, made again from its snapshot: the same bytes each time."""
    found = Briefing.objects.visible_to(request.user).select_related("snapshot", "workbook__version__template")
    briefing = get_object_or_404(found, pk=pk)
    _chosen, paper = wanted(request, default=briefing.edition)
    return issued_file(request, briefing, format, paper=paper)


def issued_file(
    request: HttpRequest, briefing: Briefing, format: Format, *, paper: str = "", **shown: Any
) -> HttpResponse:
    """A file of a briefing that whoever asks may read. `shown` is what a page that says why there is none is told too."""
    with as_of(briefing.sheets_then):
        return as_file(request, briefing.workbook_id, issued_of(briefing, paper=paper), format, **shown)


def as_file(request: HttpRequest, workbook: Any, asked: Asked, format: Format, **shown: Any) -> HttpResponse:
    """A file: a PDF to open, others to keep. A sentence with 422 where it is too long, back with one where there is none."""
    try:
        body = format.make(asked)
    except (TooLong, CannotRender) as error:
        return render(request, "briefings/pages/too_long.html", {**shown, "sentence": str(error)}, status=422)
    except NoDates as nothing:
        messages.info(request, str(nothing))
        return see(request, "briefings:list", workbook)
    response = HttpResponse(body, content_type=format.mime)
    how = "inline" if format is FORMATS["pdf"] else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{format.file_name(asked)}"'
    return response
