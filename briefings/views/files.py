"""Briefings as files: the PDF to look at, every other format to take away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from briefings.formats.of_rows import draft_of, issued_of, kept_as, named
from briefings.formats.registry import FORMATS, Format, NoDates
from briefings.models import Briefing
from briefings.pdf.cache import kept_pdf
from briefings.pdf.render import Busy, CannotRender, TooLong
from briefings.views.pages import paper_in, wanted
from clusters.models import User
from clusters.responses import see
from clusters.sheets import as_of
from swot.document.prepared import ALL, Prepared
from swot.page import readable

READABLE = Prepared(lambda pk, person: Briefing.objects.visible_to(User(pk=person)).filter(pk=pk), workbook=ALL)


@require_safe
def draft(request: HttpRequest, pk: Any, format: Format = FORMATS["pdf"]) -> HttpResponse:
    """A file of the workbook as it stands now, not issued."""
    workbook = readable(request, pk)
    chosen, paper = wanted(request)
    asked = draft_of(workbook, edition=chosen.key, paper=paper, large=is_large(request))
    return given(request, pk, format.named(asked.name), format, lambda: format.make(asked))


@require_safe
def issued(request: HttpRequest, pk: Any, format: Format = FORMATS["pdf"]) -> HttpResponse:
    """A file of an issued briefing, made again from its snapshot: the same bytes each time."""
    found = READABLE.of(pk, request.user.pk) if request.user.is_authenticated else []
    if not found:
        raise Http404
    return issued_file(request, found[0], format, paper=paper_in(request), large=is_large(request))


def is_large(request: HttpRequest) -> bool:
    """Whether an address asks for large print."""
    return request.GET.get("large") == "1"


def issued_file(
    request: HttpRequest, briefing: Briefing, format: Format, *, paper: str = "", large: bool = False, **shown: Any
) -> HttpResponse:
    """A file of a briefing that whoever asks may read. `shown` is what a page that says why there is none is told too."""

    def make() -> bytes:
        if kept := kept_pdf(name) if format is FORMATS["pdf"] else b"":
            return kept
        with as_of(briefing.sheets_then):
            return format.make(issued_of(briefing, paper=paper, large=large))

    name = kept_as(briefing, paper=paper, large=large)
    return given(request, briefing.workbook_id, format.named(named(briefing)), format, make, **shown)


def given(
    request: HttpRequest, workbook: Any, name: str, format: Format, make: Callable[[], bytes], **shown: Any
) -> HttpResponse:
    """A file: a PDF to open, others to keep. A sentence with 422 where it is too long or 503 while too many wait; back with one where there is none."""
    try:
        body = make()
    except (TooLong, CannotRender) as error:
        busy = isinstance(error, Busy)
        sentence = error.sentence(format.one) if isinstance(error, TooLong) else str(error)
        told = {**shown, "sentence": sentence, "busy": busy, "one": format.one}
        return render(request, "briefings/pages/too_long.html", told, status=503 if busy else 422)
    except NoDates as nothing:
        messages.info(request, str(nothing))
        return see(request, "briefings:list", workbook)
    response = HttpResponse(body, content_type=format.mime)
    how = "inline" if format is FORMATS["pdf"] else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
