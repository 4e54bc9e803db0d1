"""Where inside meets outside: the grid of crossings, pair by pair, and which pairs are worth a strategy."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clusters.errors import Refusal, Stale
from clusters.responses import invalid, see, stale
from swot.crossing_grid import Grid
from swot.document.gather import Rows
from swot.forms.crossings import GridForm, Marking, NumberForm, PairForm
from swot.models import Crossing, Workbook
from swot.page import page, readable, writable
from swot.rules.pairs import Pair, suggested, written_as
from swot.rules.quadrants import FAMILIES
from swot.views.entries import number

GRID, PAIR = "swot/crossings.html", "swot/crossing.html"


@dataclass(frozen=True)
class Conflict:
    """A crossing that two people marked differently: which, my mark, theirs, and by whom."""

    marking: Marking
    current: Crossing


@require_http_methods(["GET", "HEAD", "POST"])
def crossings(request: HttpRequest, pk: Any) -> HttpResponse:
    """The grid; saved at once, each crossing for itself, so that two people marking lose nothing."""
    if request.method != "POST":
        workbook = readable(request, pk)
        return render(request, GRID, _grid_page(workbook, Rows(workbook)))
    workbook = writable(request, pk)
    rows = Rows(workbook)
    form = GridForm(request.POST, known=[row.ref for row in rows.entries])
    if not form.is_valid():
        return invalid(request, GRID, _grid_page(workbook, rows, form=form))
    markings = form.changed()
    conflicts = _put_all(request, workbook, rows, markings)
    if conflicts:
        return stale(request, GRID, _grid_page(workbook, Rows(workbook), conflicts=conflicts))
    return see(request, f"{reverse('swot:crossings', args=[workbook.pk])}#h-rank")


@require_http_methods(["GET", "HEAD", "POST"])
def crossing(request: HttpRequest, pk: Any) -> HttpResponse:
    """One pair and its question, then the next; the same marks as in the grid."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    grid = Grid(rows, workbook.content())
    form = PairForm(request.POST) if request.method == "POST" else None
    number = _number(request, grid, form)
    if form is None:
        return render(request, PAIR, page(workbook, "strategies", rows, **_pair(grid, number)))
    if not form.is_valid():
        return invalid(request, PAIR, page(workbook, "strategies", rows, form=form, **_pair(grid, number)))
    marking = form.marking()
    if conflicts := _put_all(request, workbook, rows, [marking] if marking else []):
        shown = {"conflicts": conflicts, **_pair(Grid(Rows(workbook), workbook.content()), number, conflicts)}
        return stale(request, PAIR, page(workbook, "strategies", rows, **shown))
    if number >= len(grid.pairs):
        return see(request, f"{reverse('swot:crossings', args=[workbook.pk])}#h-rank")
    return see(request, f"{reverse('swot:crossing', args=[workbook.pk])}?n={number + 1}")


def _put_all(request: HttpRequest, workbook: Workbook, rows: Rows, markings: list[Marking]) -> list[Conflict]:
    """Write each mark for itself and say how many; the ones that somebody else marked otherwise come back."""
    by_ref = {row.ref: row for row in rows.entries}
    saved, conflicts = 0, []
    for one in markings:
        try:
            if not {one.inside, one.outside} <= set(by_ref):
                raise Refusal(_("One of the two entries is no longer there, so this pair was not marked."))
            pair = by_ref[one.inside], by_ref[one.outside]
            if one.mark is None:
                _take_back(request, workbook, one)
            else:
                Crossing.put(workbook, *pair, one.mark, by=request.user, seen=one.seen)
                saved += 1
        except Stale as error:
            if error.current.said != one.mark:
                conflicts.append(Conflict(one, error.current))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    if saved:
        said = ngettext("%(count)d mark is saved.", "%(count)d marks are saved.", saved)
        messages.success(request, said % {"count": saved})
    return conflicts


def _take_back(request: HttpRequest, workbook: Workbook, one: Marking) -> None:
    """Leave a crossing without a mark, and say so with an undo."""
    row = found(workbook, one.inside, one.outside)
    row.take_back(by=request.user, seen=one.seen)
    undo = f"{reverse('swot:crossing-restore', args=[workbook.pk, one.inside, one.outside])}?seen={row.revision}"
    said = _("%(inside)s with %(outside)s has no mark now.") % {"inside": one.inside, "outside": one.outside}
    messages.success(request, said, extra_tags=undo)


@require_POST
def restore(request: HttpRequest, pk: Any, inside: str, outside: str) -> HttpResponse:
    """Give a mark again that was taken back; the revision stands in the address."""
    workbook = writable(request, pk)
    row = found(workbook, inside, outside)
    try:
        row.give_again(by=request.user, seen=number(request.GET.get("seen")))
        messages.success(
            request, _("%(inside)s with %(outside)s has its mark again.") % {"inside": inside, "outside": outside}
        )
    except Stale:
        messages.error(request, _("It has been changed since, so nothing was undone."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return see(request, "swot:crossings", pk)


def found(workbook: Workbook, inside: str, outside: str) -> Crossing:
    """The row of one crossing of live entries; 404 where it was never marked."""
    rows = workbook.crossings.select_related("workbook", "inside", "outside")
    live = {"inside__deleted_at": None, "outside__deleted_at": None}
    return get_object_or_404(rows, inside__ref=inside, outside__ref=outside, **live)


def _grid_page(
    workbook: Workbook, rows: Rows, form: GridForm | None = None, conflicts: list[Conflict] | None = None
) -> dict[str, Any]:
    grid = Grid(rows, workbook.content())
    mine = {(one.marking.inside, one.marking.outside): one.marking.mark for one in conflicts or ()}
    shown = {
        "grid": grid,
        "tables": grid.tables(form, mine),
        "ranked": [_ranked(pair, rows) for pair in suggested(grid.pairs)],
        "conflicts": conflicts,
        "forms": [form] if form else [],
        **_pair(grid, grid.first_open),
    }
    return page(workbook, "strategies", rows, **shown)


def _ranked(pair: Pair, rows: Rows) -> dict[str, Any]:
    return {"pair": pair, "family": FAMILIES[pair.family], "written": written_as(pair, rows.document)}


def _number(request: HttpRequest, grid: Grid, form: PairForm | None) -> int:
    """Which pair is meant: the one that was sent, the one in the address, or the first without a mark."""
    keys = [pair.key for pair in grid.pairs]
    if form is not None and form.is_valid():
        sent = form.cleaned_data["inside"], form.cleaned_data["outside"]
        if sent in keys:
            return keys.index(sent) + 1
    asked = NumberForm(request.GET)
    number = asked.cleaned_data["n"] if asked.is_valid() else None
    return min(number, len(keys)) if number else grid.first_open


def _pair(grid: Grid, number: int, conflicts: list[Conflict] | None = None) -> dict[str, Any]:
    """What one pair shows; nothing where there is none to cross."""
    if not grid.pairs:
        return {"pair": None}
    pair = grid.pairs[number - 1]
    mark = conflicts[0].marking.mark if conflicts else pair.mark
    return {
        "pair": pair,
        "pair_mark": mark,
        "pair_was": grid.was(pair.key, pair.mark),
        "number": number,
        "every": len(grid.pairs),
        "question": grid.question(pair.family),
        "back": number - 1,
    }
