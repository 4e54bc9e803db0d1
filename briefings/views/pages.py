"""The briefing page of a workbook: who it is for, a look at page one, what was issued."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings.before import before_the_first
from briefings.binding import hold
from briefings.compose import compose
from briefings.editions import Edition, UnknownEdition, edition, editions
from briefings.forms import AskForm
from briefings.models import Briefing, Dress
from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Refusal, Stale
from clusters.responses import invalid, stale
from swot.document.gather import Rows
from swot.document.write import to_json
from swot.models import Ask, Snapshot, Workbook
from swot.models.strategy import Reader
from swot.page import page, readable, writable
from swot.settling import leave_theirs, saved_by

PAPERS = ("a4", "letter")


def wanted(request: HttpRequest, default: str = "agency") -> tuple[Edition, str]:
    """The edition and paper an address or a form asks for; 404 where there is none of that name."""
    asked = request.POST if request.method == "POST" else request.GET
    try:
        chosen = edition(asked.get("for") or default)
    except UnknownEdition as error:
        raise Http404 from error
    return chosen, paper_in(request)


def paper_in(request: HttpRequest) -> str:
    """The paper an address or a form asks for, "" where none is named; 404 for one that there is not."""
    asked = request.POST if request.method == "POST" else request.GET
    paper = asked.get("paper") or ""
    if paper not in ("", *PAPERS):
        raise Http404
    return paper


@require_safe
def index(request: HttpRequest, pk: Any) -> HttpResponse:
    """Choose the reader, look at page one, get the PDF, issue, see what was issued."""
    workbook = readable(request, pk)
    chosen, _paper = wanted(request)
    return render(request, "briefings/pages/index.html", _index(workbook, chosen))


def _index(workbook: Workbook, chosen: Edition, **context: Any) -> dict[str, Any]:
    rows, content = Rows(workbook), workbook.content()
    asks = {ask.reader: ask for ask in rows.asks}
    issued = list(Briefing.objects.filter(workbook=workbook).select_related("issued_by", "snapshot"))
    stands = chosen.without(frozenset(Dress.objects.of(workbook, chosen.key).left_out))
    context = {
        "thumb": compose(rows.with_plans, content, stands, today=workbook.cluster.today),
        "chosen": chosen.for_kind(content.kind),
        "hold": hold(workbook, rows.document, content, chosen.key, issued),
        "before": () if issued or workbook.closed_at else before_the_first(workbook, rows.with_plans, content),
        "editions": [one.for_kind(content.kind) for one in editions()],
        "asks": [(reader, asks.get(reader.value)) for reader in Reader],
        "briefings": issued,
        "titles": {one.key: one.for_kind(content.kind).title for one in editions()},
        "paper": workbook.cluster.paper,
        "papers": PAPERS,
        **context,
    }
    return page(workbook, "briefings", rows, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: Any, reader: str) -> HttpResponse:
    """Say what one reader is asked to decide."""
    if reader not in Reader.values:
        raise Http404
    workbook = writable(request, pk)
    rows = Rows(workbook)
    known = next((row for row in rows.asks if row.reader == reader), None)
    form = AskForm(request.POST if request.method == "POST" else None, initial=initial(known))
    context = page(workbook, "briefings", rows, form=form, reader=Reader(reader), edition=edition(reader))
    if request.method != "POST":
        return render(request, "briefings/pages/ask.html", context)
    if form.is_valid() and known and use_of(request, form, _saved(known)) == THEIRS:
        leave_theirs(request, workbook, f"ask {reader}", form.values)
        return redirect(f"{reverse('briefings:list', args=[pk])}?for={reader}")
    if not form.is_valid():
        return invalid(request, "briefings/pages/ask.html", context)
    try:
        workbook.ask(reader, by=request.user, seen=form.cleaned_data["revision"] or 0, **form.values)
    except Stale as clash:
        conflict = conflict_of(form, _saved(clash.current), clash.current, **saved_by(workbook, f"ask {reader}"))
        return stale(request, "briefings/pages/ask.html", {**context, "conflict": conflict})
    messages.success(request, _("Saved: what we ask of this reader."))
    return redirect(f"{reverse('briefings:list', args=[pk])}?for={reader}")


def initial(known: Ask | None) -> dict[str, Any]:
    """An ask as its form begins."""
    return {**_saved(known), "revision": known.revision} if known else {}


def _saved(known: Ask) -> dict[str, Any]:
    return {name: getattr(known, name) for name in ("decision", "decided_by", "by_date", "headline")}


@require_POST
def issue(request: HttpRequest, pk: Any) -> HttpResponse:
    """Freeze the workbook as it stands into a numbered briefing."""
    workbook = writable(request, pk)
    chosen, paper = wanted(request)
    try:
        briefing = _issue(workbook, chosen, paper or workbook.cluster.paper, by=request.user)
    except Refusal:
        return invalid(request, "briefings/pages/index.html", _index(workbook, chosen, refused=True))
    words = {"number": briefing.number}
    messages.success(request, _("Briefing %(number)s is issued. It never changes; its PDF is below.") % words)
    return redirect(f"{reverse('briefings:list', args=[pk])}?for={chosen.key}#h-issued")


@transaction.atomic
def _issue(workbook: Workbook, chosen: Edition, paper: str, *, by: Any) -> Briefing:
    """The snapshot, the briefing and its record together, or none of them."""
    snapshot = Snapshot.take(workbook, to_json(Rows(workbook).whole, workbook.content()), by=by)
    briefing = Briefing.issue(snapshot, edition=chosen.key, paper=paper, by=by)
    workbook.note("issued", f"briefing {briefing.number}", by=by, edition=chosen.key)
    return briefing
