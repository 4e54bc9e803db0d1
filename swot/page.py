"""What every page of a workbook shows beside its own matter: the strip, the record, the reader's role."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from clusters.models import User
from swot.document.gather import Rows
from swot.document.prepared import ALL, Prepared
from swot.models import Workbook
from swot.rules.inclusion import strip

# With all that every page of a workbook needs of single rows, in one query.
SINGLE = dict.fromkeys(("cluster", "version", "finding", "first_questions", "self_check"), ALL)
READABLE = Prepared(lambda pk, person: Workbook.objects.visible_to(User(pk=person)).filter(pk=pk), **SINGLE)
WRITABLE = Prepared(lambda pk, person: Workbook.objects.editable_by(User(pk=person)).filter(pk=pk), **SINGLE)
LED = Prepared(lambda pk, person: Workbook.objects.led_by(User(pk=person)).filter(pk=pk), **SINGLE)


def readable(request: HttpRequest, pk: Any, also: Callable[[Any], Any] | None = None) -> Workbook:
    """The workbook, for anybody in its cluster; 404 for strangers. `also` asks for more of it in the same query."""
    if also is None:
        return _found(READABLE, request, pk)
    return shown(request, get_object_or_404(also(Workbook.objects.visible_to(request.user).with_pages()), pk=pk))


def writable(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for those who may write in it; 404 for viewers and strangers, `Closed` once it is closed."""
    return _open(_found(WRITABLE, request, pk))


def speakable(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for anybody in its cluster to say something about; 404 for strangers, `Closed` once it is closed."""
    return _open(readable(request, pk))


def led(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for its leaders; 404 for everybody else, `Closed` once it is closed."""
    return _open(_found(LED, request, pk))


def _found(query: Prepared, request: HttpRequest, pk: Any) -> Workbook:
    """The workbook that a query opens to whoever asks; nobody signed in finds none."""
    found = query.of(pk, request.user.pk) if request.user.is_authenticated else []
    if not found:
        raise Http404
    return shown(request, found[0])


def shown(request: HttpRequest, workbook: Workbook) -> Workbook:
    """The workbook, known to the request, so that the finished page can be marked with the language of its template."""
    request.workbook = workbook  # type: ignore[attr-defined]
    return workbook


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
