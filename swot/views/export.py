"""The workbook as a file to take away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from swot.document.gather import Rows
from swot.document.write import to_json
from swot.page import readable


@require_safe
def as_json(request: HttpRequest, pk: Any) -> HttpResponse:
    """The whole workbook as one JSON document, `derived` included; with its comments where `comments` is asked for."""
    workbook = readable(request, pk)
    rows = Rows(workbook)
    document = rows.whole_with_comments if request.GET.get("comments") else rows.whole
    response = HttpResponse(to_json(document, workbook.content()), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{workbook.slug}.json"'
    return response
