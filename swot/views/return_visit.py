"""The return visit: what became of last time's entries and strategies, and what comes over."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.errors import Refusal, Stale
from clusters.responses import invalid, is_partial, see, stale
from swot.carrying import carry as carry_over
from swot.carrying import mark as mark_as
from swot.carrying import put_back
from swot.document.gather import Rows
from swot.following import reopenable
from swot.last_time import last_time
from swot.models import Workbook
from swot.models.outcome import Fate
from swot.page import page, readable, writable
from swot.return_page import PAGE_SIZE, Item, Visit, visit
from swot.views.entries import number

PAGE = "swot/return_visit.html"
PART = "swot/_fate_more.html"


@require_http_methods(["GET", "HEAD", "POST"])
def return_visit(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every entry and strategy of last time with its four or three fates; a POST saves all that the page holds."""
    book = writable(request, pk) if request.method == "POST" else readable(request, pk)
    last = last_time(book)
    if last is None:
        return _no_last_time(request, book)
    found = visit(book, last)
    if request.method != "POST":
        return render(request, PAGE, _context(request, found))
    sent, written = _save_all(request, found)
    found = visit(book, last)
    if any(item.form.errors for item in sent.values()):
        return invalid(request, PAGE, _context(request, found, sent))
    if sent:
        return stale(request, PAGE, _context(request, found, sent))
    counts = {"marked": found.marked, "all": len(found.refs)}
    messages.success(request, _("Saved. %(marked)d of %(all)d are marked.") % counts)
    if request.POST.get("then") == "contents":
        return see(request, "swot:workbook", pk)
    return _see(request, found, number(request.POST.get("page")) or 1, written[-1] if written else "")


@require_POST
def mark(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Mark one; with script only what follows from it comes back, and the counts."""
    found, item = _one(request, pk, ref)
    try:
        _mark(request, found, item)
    except Stale as clash:
        item = _clashed(found, item, clash)
    return _answer(request, found, item)


@require_POST
def carry(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """ "Still so": mark it, and make the entry it has become. Without script the rest of the page is saved as well."""
    found, item = _one(request, pk, ref)
    others = {} if is_partial(request) else _save_all(request, found, but=ref)[0]
    if not item.form.is_valid():
        return _answer(request, found, item, others)
    if not item.is_entry:
        return _answer(request, found, item, others)
    try:
        row = _mark(request, found, item, fate=item.form.said["fate"] or Fate.CAME_TRUE)
        text = item.form.cleaned_data["text"]
        entry = carry_over(found.book, found.last, ref, by=request.user, seen=row.revision, text=text)
    except Stale as clash:
        return _answer(request, found, _clashed(found, item, clash), others)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return _answer(request, found, item, others)
    undo = f"{reverse('swot:return-undo', args=[pk, ref])}?{urlencode({'seen': entry.revision})}"
    messages.success(request, _("%(ref)s is on this year’s board.") % {"ref": entry.ref}, extra_tags=undo)
    return _answer(request, found, item, others)


@require_POST
def undo(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Take a carried entry back; what was said to have become of it stays."""
    found, _item = _one(request, pk, ref)
    try:
        put_back(found.book, ref, by=request.user, seen=number(request.GET.get("seen")))
    except Stale:
        messages.error(request, _("It was changed since, so it stays. Delete it on its own page."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return _see(request, found, found.number_of_page(ref), ref)


def _one(request: HttpRequest, pk: Any, ref: str) -> tuple[Visit, Item]:
    """One of last time's, with its form as sent; 404 where there is none."""
    book = writable(request, pk)
    last = last_time(book)
    if last is None:
        raise Http404
    found = visit(book, last)
    return found, found.item(ref, request.POST)


def _mark(request: HttpRequest, found: Visit, item: Item, fate: str = "") -> Any:
    """Write what was said of one where it says anything new; `Stale`, and 422 is told by its form."""
    if not item.form.is_valid():
        return item.row
    said = {**item.form.told, "fate": fate} if fate else item.form.said
    stands = (item.row.fate, item.row.note) if item.row else ("", "")
    if stands == (said["fate"], said["note"]):
        return item.row
    return mark_as(found.book, found.last, item.ref, by=request.user, seen=item.form.seen, **said)


def _save_all(request: HttpRequest, found: Visit, but: str = "") -> tuple[dict[str, Item], list[str]]:
    """Write all that the page holds; what could not be written comes back as it was sent, by ref, then where one worked."""
    left, written = {}, []
    for ref in found.refs:
        if ref == but or f"{ref}-revision" not in request.POST:
            continue
        item = found.item(ref, request.POST)
        if not item.form.is_valid():
            left[ref] = item
        elif item.form.says_anything_new:
            try:
                _mark(request, found, item)
                written.append(ref)
            except Stale as clash:
                left[ref] = _clashed(found, item, clash)
    return left, written or _last_worked_at(request, found)


def _last_worked_at(request: HttpRequest, found: Visit) -> list[str]:
    """The row of the page that was marked last, where all had saved itself by the time the button was pressed."""
    rows = [
        row for ref, row in found.rows.items() if f"{ref}-revision" in request.POST and row.changed_by == request.user
    ]
    return [max(rows, key=lambda row: row.changed_at).about] if rows else []


def _clashed(found: Visit, item: Item, clash: Stale) -> Item:
    """The item as it was sent, with what stands; sent again it is written on what stands."""
    theirs = clash.current
    found.rows[item.ref] = theirs
    data = {**{name: item.form.data[name] for name in item.form.data}, f"{item.ref}-revision": theirs.revision}
    again = found.item(item.ref, data, conflict=theirs)
    again.form.is_valid()
    return again


def _answer(request: HttpRequest, found: Visit, item: Item, others: dict[str, Item] | None = None) -> HttpResponse:
    """What follows for a part that was asked for, else the page again or the way to it."""
    is_wrong = bool(item.form.errors)
    sent = {**(others or {}), **({item.ref: item} if is_wrong or item.conflict else {})}
    fresh = visit(found.book, found.last)
    if is_partial(request):
        shown = sent.get(item.ref) or fresh.item(item.ref)
        context = {"item": shown, "visit": fresh, "workbook": found.book, "may_write": True, "at": timezone.now()}
        return render(request, PART, context, status=422 if is_wrong else 409 if item.conflict else 200)
    if sent:
        context = _context(request, fresh, sent, fresh.number_of_page(item.ref))
        return (invalid if any(one.form.errors for one in sent.values()) else stale)(request, PAGE, context)
    return _see(request, fresh, fresh.number_of_page(item.ref), item.ref)


def _see(request: HttpRequest, found: Visit, at: int, ref: str = "") -> HttpResponse:
    """Back to the page that one stands on, and to its place there."""
    place: dict[str, Any] = {"page": at, **({"at": ref} if ref else {})}
    anchor = f"#fate-{ref}" if ref else ""
    return see(request, f"{reverse('swot:return', args=[found.book.pk])}?{urlencode(place)}{anchor}")


def _context(
    request: HttpRequest, found: Visit, sent: dict[str, Item] | None = None, at: int | None = None
) -> dict[str, Any]:
    rows = Rows(found.book)
    pages = Paginator(found.refs, PAGE_SIZE)
    wanted = at or request.POST.get("page") or request.GET.get("page") or found.first_open_page
    shown = pages.get_page(wanted)
    items, here = found.items(list(shown), sent), request.GET.get("at", "")
    return page(
        found.book,
        "compare",
        rows,
        visit=found,
        last=found.last,
        entries=found.part((item for item in items if item.is_entry), here),
        strategies=found.part((item for item in items if not item.is_entry), here),
        shown=shown,
        forms=[item.form for item in (sent or {}).values() if item.form.errors],
        can_reopen=found.book.role == "leader" and not found.book.closed_at and reopenable(rows),
    )


def _no_last_time(request: HttpRequest, book: Workbook) -> HttpResponse:
    """A first workbook: when to look again, and that the return visit begins then. Nothing can be sent from here."""
    if request.method == "POST":
        return see(request, "swot:return", book.pk)
    return render(request, "swot/return_empty.html", page(book, "compare"))
