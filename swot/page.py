"""What every page of a workbook shows beside its own matter: the strip, the record, the reader's role."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from clusters.access import LEAD, READ, WRITE, Role
from clusters.errors import Gone, Refusal, Stale
from clusters.models import User
from swot.document.gather import Rows
from swot.document.prepared import ALL, Prepared
from swot.models import Workbook

# With all that every page of a workbook needs of single rows, in one query.
SINGLE = dict.fromkeys(("cluster", "version", "finding", "first_questions", "self_check"), ALL)
BOOKS = Workbook.objects
READABLE = Prepared(lambda pk, person: BOOKS.visible_to(User(pk=person)).with_room().filter(pk=pk), **SINGLE)
WRITABLE = Prepared(lambda pk, person: BOOKS.editable_by(User(pk=person)).with_room().filter(pk=pk), **SINGLE)
LED = Prepared(lambda pk, person: BOOKS.led_by(User(pk=person)).with_room().filter(pk=pk), **SINGLE)


def readable(request: HttpRequest, pk: Any, also: Callable[[Any], Any] | None = None) -> Workbook:
    """The workbook, for anybody in its cluster; 404 for strangers. `also` asks for more of it in the same query."""
    if also is None:
        return _found(READABLE, READ, request, pk)
    return shown(request, get_object_or_404(also(Workbook.objects.visible_to(request.user).with_pages()), pk=pk))


def writable(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for those who may write in it; 404 for viewers and strangers, `Closed` once it or its version is."""
    return _writing(_found(WRITABLE, WRITE, request, pk))


def speakable(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for anybody in its cluster to say something about; 404 for strangers, `Closed` as `writable`."""
    return _writing(readable(request, pk))


def led(request: HttpRequest, pk: Any) -> Workbook:
    """The workbook, for its leaders; 404 for everybody else, `Closed` once it is closed."""
    return _open(_found(LED, LEAD, request, pk))


def live(request: HttpRequest, workbook: Workbook, rows: Any, *, back: Any = None, **which: Any) -> Any:
    """The row that nobody has deleted; 404 where there never was one, `Gone` where somebody deleted it.

    `rows` are of the workbook or its cluster and hold deleted ones too; `back` are those of them that whoever asks may
    bring back, all where not given. A form sent again from the page in `swot.too_late` brings its row back first.
    """
    found = rows.live().filter(**which).first()
    if found:
        return found
    row = get_object_or_404(rows, **which)
    may_bring = (rows if back is None else back).filter(pk=row.pk).exists()
    if not may_bring or request.POST.get("bring") != "back":
        raise Gone(row, workbook, back=may_bring)
    try:
        return brought_back(request, rows, **which)
    except Refusal as refusal:
        raise Gone(row, workbook, sentence=refusal.sentence) from refusal


def brought_back(request: HttpRequest, rows: Any, *, seen: int | None = None, **which: Any) -> Any:
    """A deleted row, brought back; 404 where there never was one. Pressed twice, it is brought back once.

    `seen` is the revision that the button was pressed on, where it says so. `Stale` if the row was deleted anew since;
    `Refusal` of the row's own verb.
    """
    row = get_object_or_404(rows, **which)
    while row.deleted_at is not None:
        try:
            row.bring_back(by=request.user, seen=row.revision if seen is None else seen)
        except Stale as meanwhile:
            if seen is not None and meanwhile.current.deleted_at is not None:
                raise
            row = get_object_or_404(rows, **which)
    return row


def _found(query: Prepared, roles: tuple[Role, ...], request: HttpRequest, pk: Any) -> Workbook:
    """The workbook that a query opens to whoever asks in one of these roles; nobody signed in finds none."""
    found = query.of(pk, request.user.pk) if request.user.is_authenticated else []
    if not found:
        not_found(request, roles, pk=pk)
    return shown(request, found[0])


def not_found(request: HttpRequest, roles: tuple[Role, ...], **which: Any) -> NoReturn:
    """404; `Gone` for a form to a workbook that somebody deleted meanwhile, from whoever has one of these roles in it."""
    if request.method == "POST":
        deleted = Workbook.objects.deleted_for(request.user, roles).select_related("cluster").filter(**which).first()
        if deleted:
            raise Gone(deleted, deleted)
    raise Http404


def shown(request: HttpRequest, workbook: Workbook) -> Workbook:
    """The workbook, known to the request, so that the finished page can be marked with the language of its template."""
    request.workbook = workbook  # type: ignore[attr-defined]
    return workbook


def _open(workbook: Workbook) -> Workbook:
    """`Closed` becomes a page in `swot.too_late`: the reading page for a GET, 409 with all that was typed for a POST."""
    if workbook.closed_at:
        raise workbook.closed()
    return workbook


def _writing(workbook: Workbook) -> Workbook:
    _open(workbook).refuse_if_version_closed()
    return workbook


def may_write(workbook: Workbook) -> bool:
    """Whether the reader may write in it, as it stands."""
    open_ = not workbook.closed_at and not workbook.is_of_closed_version
    return open_ and workbook.role in ("leader", "editor")


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
        "strip": rows.strip,
        "role": workbook.role,
        "may_write": may_write(workbook),
        "here": here,
        "open_room": str(getattr(workbook, "open_room", None) or ""),
        **context,
    }
