"""What comes up from the clusters inside: entries to cite as evidence, and open alerts of those who agree to share."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters.errors import Stale
from clusters.responses import invalid, see, stale
from swot.around import MOST_CHILDREN, children, citable
from swot.citing import PREFIX, cite_key
from swot.citing import cite as cite_entry
from swot.document.gather import Rows
from swot.document.gather_many import rows_of
from swot.document.spoken import spoken_alerts
from swot.forms.offers import CiteForm
from swot.forms.seen import seen
from swot.models import Entry, Source, Workbook
from swot.page import live, page, readable, writable
from swot.rules.check import score
from swot.rules.inclusion import strip

PAGE = "swot/inside.html"


@dataclass(frozen=True)
class Citable:
    """One entry of a cluster inside, and the source made of it, where it is cited."""

    entry: Entry
    source: Source | None


@dataclass(frozen=True)
class Child:
    """One cluster inside. `strip` and `alerts` only where it agrees to share, `entries` only for its own people."""

    workbook: Any
    strip: Any
    alerts: tuple[str, ...]
    entries: tuple[Citable, ...]

    @property
    def cited(self) -> int:
        """How many of its entries are cited."""
        return sum(one.source is not None for one in self.entries)


@require_safe
def inside(request: HttpRequest, pk: Any) -> HttpResponse:
    """The clusters inside, what they share, and what may be cited of them."""
    return render(request, PAGE, _context(request, readable(request, pk)))


@require_POST
def cite(request: HttpRequest, pk: Any) -> HttpResponse:
    """Make a source of an entry of a cluster inside; it never becomes an entry."""
    workbook = writable(request, pk)
    form = CiteForm(citable(workbook, request.user), request.POST)
    if not form.is_valid():
        return invalid(request, PAGE, {**_context(request, workbook), "form": form})
    source = cite_entry(workbook, form.cleaned_data["entry"], by=request.user)
    undo = f"{reverse('swot:uncite', args=[pk, source.pk])}?seen={source.revision}"
    told = _("%(name)s is in the evidence library: an entry can cite it now.") % {"name": source.name}
    messages.success(request, told, extra_tags=undo)
    return see(request, "swot:inside", pk)


@require_POST
def uncite(request: HttpRequest, pk: Any, source: int) -> HttpResponse:
    """Take such a source out of the library again."""
    workbook = writable(request, pk)
    rows = Source.objects.filter(cluster=workbook.cluster_id, key__startswith=PREFIX)
    row = live(request, workbook, rows, pk=source)
    given = request.GET.get("seen", "")
    revision = int(given) if given.isdecimal() and len(given) < 10 else seen(request)
    try:
        row.delete_gently(by=request.user, seen=revision)
    except Stale as error:
        messages.error(request, error.sentence)
        return stale(request, PAGE, _context(request, workbook))
    messages.success(request, _("%(name)s is no longer in the evidence library.") % {"name": row.name})
    return see(request, "swot:inside", pk)


def _context(request: HttpRequest, workbook: Workbook) -> dict[str, Any]:
    books = list(children(workbook, request.user)[:MOST_CHILDREN])
    told = [book for book in books if book.is_mine or book.cluster.shares_alerts]
    rows = rows_of([workbook, *told])
    library = Source.objects.live().filter(cluster=workbook.cluster_id, key__startswith=PREFIX)
    cited = {source.key: source for source in library} if any(book.is_mine for book in books) else {}
    return page(
        workbook,
        "inclusion",
        rows[workbook.pk],
        children=[_child(book, rows.get(book.pk), cited) for book in books],
        more=max(0, books[0].known - len(books)) if books else 0,
    )


def _child(book: Any, rows: Rows | None, cited: dict[str, Source]) -> Child:
    shares = rows is not None and book.cluster.shares_alerts
    entries = [row for row in rows.entries if row.quadrant] if rows and book.is_mine else []
    shown = tuple(Citable(row, cited.get(cite_key(row))) for row in entries)
    if not shares or rows is None:
        return Child(book, None, (), shown)
    document, content = rows.document, book.content()
    result = score(document.check, content.check) if document.check else None
    sentences = tuple(spoken_alerts(document, content, result))
    return Child(book, strip(document, content, book.cluster.today), sentences, shown)
