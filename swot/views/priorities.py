"""Priorities: the plot of impact and certainty, and the same values in order, scored row by row."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters.access import Role
from clusters.errors import Refusal, Stale
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.document.values import Entry
from swot.forms.entries import ScoreForm, stands_as
from swot.models import Entry as Row
from swot.models import Score, Workbook
from swot.page import live, page, readable, writable
from swot.pictures import plot
from swot.rules.order import in_order, what_to_do
from swot.rules.shortlist import is_to_find_out
from swot.rules.spread import Spread, spread


@dataclass(frozen=True)
class Apart:
    """What people gave an entry alone. `is_open`: whether the reader may see it, having scored it or never scoring."""

    impact: Spread | None
    certainty: Spread | None
    people: int
    is_open: bool


@dataclass(frozen=True)
class Ranked:
    """One row of the table: an entry in its order, what to do with it, and the form to score it."""

    place: int
    entry: Entry
    row: Row
    form: ScoreForm
    do: str | Promise
    is_to_find_out: bool
    apart: Apart | None = None


@require_safe
def priorities(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every sorted entry by priority."""
    return render(request, "swot/priorities.html", _page(request, readable(request, pk)))


@require_POST
def score(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Score one entry; certainty goes down to what its evidence allows, and that is said."""
    workbook = writable(request, pk)
    entry = live(request, workbook, workbook.entries.all(), ref=ref)
    form = ScoreForm(request.POST, auto_id=f"id_{ref}_%s")
    if not form.is_valid():
        return invalid(request, "swot/priorities.html", _page(request, workbook, {ref: form}, forms=[form]))
    said = {name: form.cleaned_data[name] for name in ("impact", "certainty")}
    try:
        entry.edit(by=request.user, seen=form.cleaned_data["revision"], **said)
    except Stale as error:
        if not stands_as(error.current, said):
            return _stale(request, workbook, error.current, form)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _scored(entry, said["certainty"]))
    return see(request, f"{reverse('swot:priorities', args=[pk])}#{ref}")


def _page(
    request: HttpRequest, workbook: Workbook, typed: dict[str, ScoreForm] | None = None, **context: Any
) -> dict[str, Any]:
    rows, scores = Rows(workbook), _alone(workbook)
    order = in_order(rows.document.entries)
    by_ref = {row.ref: row for row in rows.entries}
    typed = typed or {}
    table = [
        Ranked(
            place=place,
            entry=entry,
            row=by_ref[entry.id],
            form=typed.get(entry.id) or _form(by_ref[entry.id]),
            do=what_to_do(entry),
            is_to_find_out=is_to_find_out(entry),
            apart=_apart(scores.get(by_ref[entry.id].pk, []), request.user, workbook),
        )
        for place, entry in enumerate(order, 1)
    ]
    scored = [entry for entry in order if entry.priority is not None]
    counts = _counts(scored)
    drawings = {"wide": plot.wide(order), "narrow": plot.narrow(order)}
    context = {"table": table, "scored": len(scored), "counts": counts, **drawings, **context}
    return page(workbook, "priorities", rows, **context)


def _alone(workbook: Workbook) -> dict[int, list[Score]]:
    """What people gave alone, by the key of the entry; a score taken back is none."""
    found: dict[int, list[Score]] = {}
    for score in Score.objects.filter(workbook=workbook).exclude(impact=None, certainty=None):
        found.setdefault(score.entry_id, []).append(score)
    return found


def _apart(scores: list[Score], reader: Any, workbook: Workbook) -> Apart | None:
    """The spread of an entry: nothing before two people scored it, no figures for a writer who has not."""
    if len(scores) < 2:
        return None
    is_open = workbook.role == Role.VIEWER or any(score.by_id == reader.pk for score in scores)
    impact, certainty = (spread(getattr(score, name) for score in scores) for name in ("impact", "certainty"))
    return Apart(impact, certainty, len(scores), is_open)


def _form(row: Row) -> ScoreForm:
    start = {"impact": row.impact or "", "certainty": row.certainty or "", "revision": row.revision}
    return ScoreForm(initial=start, auto_id=f"id_{row.ref}_%s")


def _counts(scored: list[Entry]) -> dict[str, int]:
    """How many are key, kept in view, parked, or to find out first (counted there alone)."""
    bands = ["seek" if is_to_find_out(entry) else (entry.band or "").split(" ")[0] for entry in scored]
    return {name: bands.count(name) for name in ("key", "keep", "park", "seek")}


def _scored(entry: Row, asked: int | None) -> str:
    words = {"ref": entry.ref, "asked": asked, "certainty": entry.certainty}
    if asked != entry.certainty:
        return (
            _("%(ref)s is scored. Certainty is lowered from %(asked)s to %(certainty)s: its evidence allows no more.")
            % words
        )
    return _("%(ref)s is scored.") % words


def _stale(request: HttpRequest, workbook: Workbook, current: Row, form: ScoreForm) -> HttpResponse:
    """409, with what was typed in its row and what stands beside it."""
    dash = "–"
    words: dict[str, Any] = {"who": current.changed_by or _("Somebody"), "ref": current.ref}
    words |= {"impact": current.impact or dash, "certainty": current.certainty or dash}
    said = _(
        "%(who)s changed %(ref)s a moment ago: impact %(impact)s, certainty %(certainty)s. Your scores are still here."
    )
    messages.error(request, said % words)
    form.data = {**request.POST.dict(), "revision": current.revision}
    return stale(request, "swot/priorities.html", _page(request, workbook, {current.ref: form}))
