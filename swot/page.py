"""What every page of a workbook shows beside its own matter: the strip, the record, the reader's role."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from swot.document.gather import Rows
from swot.models import Workbook
from swot.rules.inclusion import strip


def readable(request: HttpRequest, pk: Any, also: Callable[[Any], Any] | None = None) -> Workbook:
    """The workbook, for anybody in its cluster; 404 for strangers. `also` asks for more of it in the same query."""
    rows = Workbook.objects.visible_to(request.user).with_pages()
    return get_object_or_404(also(rows) if also else rows, pk=pk)


def writable(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for those who may write in it; 404 for viewers and strangers, `Closed` once it is closed."""
    return _open(get_object_or_404(Workbook.objects.editable_by(request.user).with_pages(), pk=pk))


def speakable(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for anybody in its cluster to say something about; 404 for strangers, `Closed` once it is closed."""
    return _open(readable(request, pk))


def led(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for its leaders; 404 for everybody else, `Closed` once it is closed."""
    return _open(get_object_or_404(Workbook.objects.led_by(request.user).with_pages(), pk=pk))


def _open(workbook: Workbook) -> Workbook:
    """`Closed` becomes a page in `swot.closed`: the reading page for a GET, 409 with all that was typed for a POST."""
    if workbook.closed_at:
        raise workbook.closed()
    return workbook


def page(workbook: Workbook, here: str, rows: Rows | None = None, **context: Any) -> dict[str, Any]:
    """The context of a workbook page: `here` is the place in the running head, `context` the page's own.

    `rows` and `document` are handed on, so that a page reads nothing twice.
    """
    rows = rows or Rows(workbook)
    content = workbook.content()
    return {
        "workbook": workbook,
        "content": content,
        "rows": rows,
        "document": rows.document,
        "strip": strip(rows.document, content, workbook.cluster.today),
        "role": workbook.role,
        "may_write": workbook.role in ("leader", "editor") and not workbook.closed_at,
        "here": here,
        **context,
    }
