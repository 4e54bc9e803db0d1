"""Strategies: the four families, and the form of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.document.values import INSIDE, OUTSIDE
from swot.document.values import Entry as ValueEntry
from swot.forms.seen import seen, seen_in
from swot.forms.strategies import StrategyForm, of_strategy
from swot.models import Entry, Strategy, Workbook
from swot.page import brought_back, live, page, readable, writable
from swot.rules.actions import inclusion_ratio, is_under_a_fifth
from swot.rules.agenda import agenda
from swot.rules.families import Family, can_pair, example_pairs, families, family, keeping, parked, unpaired
from swot.rules.quadrants import family as crossing_family
from swot.settling import leave_theirs

PAGE = "swot/strategy.html"


@require_safe
def strategies(request: HttpRequest, pk: Any) -> HttpResponse:
    """Build, Mend, Defend, Guard, and who does what by when."""
    workbook = readable(request, pk)
    return render(request, "swot/strategies.html", _list(workbook, Rows(workbook)))


def _list(workbook: Workbook, rows: Rows) -> dict[str, Any]:
    document, content = rows.document, workbook.content()
    shown = {
        "families": families(document, content),
        "unpaired": unpaired(document),
        "parked": parked(document),
        "keeping": keeping(document),
        "can_pair": can_pair(document),
        "agenda": agenda(document, workbook.cluster.today),
        "ratio": inclusion_ratio(document),
        "is_under_a_fifth": is_under_a_fifth(document),
    }
    return page(workbook, "strategies", rows, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """Write a strategy; sent twice it is made once."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    form = _form(request, rows, {"key": new_key(), **_begun(request, rows)})
    if request.method == "POST" and form.is_valid():
        key, fields = form.cleaned_data["key"], form.as_fields
        try:
            row = workbook.add_strategy(by=request.user, entries=_chosen(rows, form), key=key, **fields)
        except Refusal as refusal:
            form.add_error("inside", refusal.sentence)
        else:
            return _saved(request, workbook, row)
    return _answer(request, workbook, rows, form)


@require_http_methods(["GET", "HEAD", "POST"])
def strategy(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Change a strategy, or make it a draft again."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    row = _row(request, rows, ref)
    form = _form(request, rows, {**of_strategy(row), "revision": row.revision})
    use = use_of(request, form, of_strategy(row)) if form.is_valid() else ""
    if use == THEIRS:
        leave_theirs(request, workbook, ref, form.as_fields)
        return see(request, "swot:strategies", pk=workbook.pk)
    if form.is_valid():
        try:
            row.edit(by=request.user, seen=seen_in(form), entries=_chosen(rows, form), **form.as_fields)
        except Stale as conflict:
            return _conflict(request, workbook, rows, form, conflict.current)
        except Refusal as refusal:
            form.add_error("inside", refusal.sentence)
        else:
            return _saved(request, workbook, row)
    return _answer(request, workbook, rows, form, row)


@require_POST
def delete(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Take a strategy away; the message has the way back. Refused while an action serves it."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    row = _row(request, rows, ref)
    try:
        row.delete_gently(by=request.user, seen=seen(request))
    except Stale as conflict:
        messages.error(request, conflict.sentence)
        current = conflict.current
        initial = {**of_strategy(current), "revision": current.revision}
        form = StrategyForm(entries=rows.document.entries, kind=workbook.content().kind, initial=initial)
        return stale(request, PAGE, _context(request, workbook, rows, form, current))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:strategy", pk=workbook.pk, ref=ref)
    undo = reverse("swot:strategy-restore", args=[workbook.pk, ref])
    messages.success(request, _("Strategy %(ref)s is deleted.") % {"ref": ref}, extra_tags=undo)
    return see(request, "swot:strategies", pk=workbook.pk)


@require_POST
def restore(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Bring a deleted strategy back."""
    workbook = writable(request, pk)
    try:
        brought_back(request, Strategy.objects.filter(workbook=workbook), ref=ref)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Strategy %(ref)s is back.") % {"ref": ref})
    return see(request, "swot:strategies", pk=workbook.pk)


@require_POST
def park(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Put a strategy aside; the message has the way back."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    row = _row(request, rows, ref)
    try:
        row.park(by=request.user, seen=seen(request))
    except Stale as conflict:
        return _look_again(request, workbook, conflict)
    undo = reverse("swot:strategy-keep", args=[workbook.pk, ref])
    messages.success(request, _("Strategy %(ref)s is parked.") % {"ref": ref}, extra_tags=undo)
    return see(request, "swot:strategies", pk=workbook.pk)


@require_POST
def keep(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Keep a parked strategy again; one with open questions is answered first."""
    workbook = writable(request, pk)
    row = live(request, workbook, Strategy.objects.filter(workbook=workbook), ref=ref)
    try:
        if not row.kept:
            row.keep(by=request.user, seen=row.revision)
    except Stale as conflict:
        if not conflict.current.kept:
            return _look_again(request, workbook, conflict)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:strategies", pk=workbook.pk)
    messages.success(request, _("Strategy %(ref)s is kept again.") % {"ref": ref})
    return see(request, "swot:strategies", pk=workbook.pk)


def _look_again(request: HttpRequest, workbook: Workbook, conflict: Stale) -> HttpResponse:
    """409 for a button pressed on something older: the strategies as they stand now."""
    messages.error(request, conflict.sentence)
    return stale(request, "swot/strategies.html", _list(workbook, Rows(workbook)))


def _row(request: HttpRequest, rows: Rows, ref: str) -> Strategy:
    """The live strategy of a ref, from rows that are read anyway."""
    found: Strategy | None = next((row for row in rows.strategies if row.ref == ref), None)
    return found or live(request, rows.workbook, Strategy.objects.filter(workbook=rows.workbook), ref=ref)


def _form(request: HttpRequest, rows: Rows, initial: dict[str, Any]) -> StrategyForm:
    data = request.POST if request.method == "POST" else None
    kind, is_draft = rows.workbook.content().kind, "draft" in request.POST
    return StrategyForm(data, entries=rows.document.entries, kind=kind, is_draft=is_draft, initial=initial)


def _pair(request: HttpRequest, rows: Rows) -> tuple[ValueEntry, ValueEntry] | None:
    """The two entries that the address names to start a sentence on; None where they do not cross."""
    by_ref = {entry.id: entry for entry in rows.document.entries}
    inside, outside = (by_ref.get(request.GET.get(side, "")) for side in ("inside", "outside"))
    if inside and outside and inside.quadrant in INSIDE and outside.quadrant in OUTSIDE:
        return inside, outside
    return None


def _only(request: HttpRequest, rows: Rows) -> Family | None:
    """The family that the address names, by its pair or by its code."""
    pair = _pair(request, rows)
    code = crossing_family(pair[0].quadrant or "", pair[1].quadrant or "") if pair else request.GET.get("family", "")
    return family(code, rows.workbook.content())


def _begun(request: HttpRequest, rows: Rows) -> dict[str, Any]:
    """A pair that was chosen in the crossings, and the sentence of its family begun."""
    pair, only = _pair(request, rows), _only(request, rows)
    if not pair or not only:
        return {}
    said = [f"“{entry.text.rstrip(' .')}”" for entry in pair]
    text = only.begun(said[0], said[1], other="other" in request.GET)
    return {"inside": [pair[0].id], "outside": [pair[1].id], "text": f"{text} "}


def _other_start(request: HttpRequest, is_other: bool) -> str:
    """The address that begins the same pair with the family's other sentence."""
    asked = request.GET.copy()
    asked.pop("other", None)
    return f"{request.path}?{asked.urlencode()}{'&other=1' if is_other else ''}"


def _chosen(rows: Rows, form: StrategyForm) -> list[Entry]:
    return [entry for entry in rows.entries if entry.ref in form.refs]


def _saved(request: HttpRequest, workbook: Workbook, row: Strategy) -> HttpResponse:
    said = _("Strategy %(ref)s is saved.") if row.kept else _("Strategy %(ref)s is saved as a draft.")
    messages.success(request, said % {"ref": row.ref})
    return see(request, "swot:strategies", pk=workbook.pk)


def _answer(
    request: HttpRequest, workbook: Workbook, rows: Rows, form: StrategyForm, row: Strategy | None = None
) -> HttpResponse:
    context = _context(request, workbook, rows, form, row)
    return invalid(request, PAGE, context) if form.errors else render(request, PAGE, context)


def _conflict(
    request: HttpRequest, workbook: Workbook, rows: Rows, form: StrategyForm, current: Strategy
) -> HttpResponse:
    conflict = conflict_of(form, of_strategy(current), current)
    return stale(request, PAGE, {**_context(request, workbook, rows, form, current), "conflict": conflict})


def _context(
    request: HttpRequest, workbook: Workbook, rows: Rows, form: StrategyForm, row: Strategy | None
) -> dict[str, Any]:
    only = _only(request, rows)
    starters = [only] if only else families(rows.document, workbook.content())
    shown: dict[str, Any] = {"form": form, "row": row, "only": only, "starters": starters, "sides": form.sides(only)}
    shown["examples"] = example_pairs(workbook.content())
    if row is None and only and only.other_starter and _pair(request, rows):
        shown["other_start"] = _other_start(request, "other" not in request.GET)
    return page(workbook, "strategies", rows, **shown)
