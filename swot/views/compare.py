"""Then and now, or two clusters side by side: patterns and never a league table."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from swot import comparing
from swot.comparing import OF_A_KIND, SAME, Other
from swot.document.gather import Rows
from swot.document.gather_beside import OUTCOMES
from swot.document.gather_beside import outcomes as gather_outcomes
from swot.mirror import mirror
from swot.models import Workbook
from swot.page import page, readable
from swot.pictures.mirror import mirrored
from swot.pictures.pulses import Pulse, profile, pulses_of, then_and_now, unanswered, values
from swot.rules.check import score
from swot.rules.comparison import change, peaks
from swot.rules.quadrants import PLURALS


@require_safe
def compare(request: HttpRequest, pk: Any) -> HttpResponse:
    """A workbook beside an earlier one of its cluster, or beside another cluster's by `?with=`."""
    book = readable(request, pk)
    found = comparing.choices(book, request.user)
    chosen = _chosen(request, book, found)
    if chosen and chosen.cluster_id == book.cluster_id and chosen.begun_at > book.begun_at:
        return HttpResponseRedirect(f"{reverse('swot:compare', args=[chosen.pk])}?with={book.pk}")
    other = comparing.of_choice(book, chosen) if chosen else None
    rows = Rows(book)
    ours = values(rows.document, book.content())
    context: dict[str, Any] = {
        "choices": [(one, comparing.label(one, book)) for one in found],
        "chosen": chosen,
        "other": other,
        "is_same": bool(other and other.relation == SAME),
    }
    if other and other.relation == SAME:
        context |= _then_and_now(book, other, rows, ours)
    elif other:
        context |= _side_by_side(book, other, ours)
    if other is None or other.relation == SAME:
        seen = mirror(book, ours)
        context |= {"mirror": seen, "mirrored": mirrored(seen, book.content()) if seen.is_shown else None}
    return render(request, "swot/compare.html", page(book, "compare", rows, **context))


def _chosen(request: HttpRequest, book: Workbook, found: list[Workbook]) -> Workbook | None:
    """The one named in the address, else the one before; 404 for one that this reader may not see."""
    wanted = request.GET.get("with", "")
    if not wanted:
        own = (one for one in found if one.cluster_id == book.cluster_id and one.begun_at < book.begun_at)
        return next((one for one in found if one.pk == book.previous_id), None) or next(own, None)
    chosen = next((one for one in found if str(one.pk) == wanted.lower()), None)
    if chosen is None:
        raise Http404
    return chosen


def _then_and_now(book: Workbook, other: Other, rows: Rows, ours: dict[str, int | None]) -> dict[str, Any]:
    """Levels, what moved, what came and went, the self-check and the strategies, of one cluster."""
    last, content, document = other.last, book.content(), rows.document
    if last is None:
        return {}
    told = gather_outcomes(OUTCOMES.of(book.pk), [entry.id for entry in document.entries])
    moves = comparing.moves_between(book, other, document, told)
    now, before = comparing.names_of(document.as_of, last.as_of)
    waiting = unanswered(document, content)
    pulses = pulses_of(content, ours, other.pulses, waiting)
    counts = [(label, last.counts[q], sum(e.quadrant == q for e in document.entries)) for q, label in PLURALS.items()]
    is_last = book.previous_id == other.book.pk
    fates = {one.about: one for one in told} if is_last else {}
    return {
        "picture": then_and_now(pulses, now=now, before=before),
        "pulses": [(pulse, comparing.what_moved(pulse.code, moves)) for pulse in pulses],
        "change": _named(change(other.pulses, ours, waiting), pulses),
        "moves": moves,
        "gone": [one for one in moves.gone if one.fate or not is_last] if moves else [],
        "unmarked": sum(not one.fate for one in moves.gone) if moves and is_last else 0,
        "counts": counts,
        "checks": [(before, last.check), (now, score(document.check, content.check) if document.check else None)],
        "strategies": [(strategy, fates.get(strategy.id)) for strategy in last.strategies],
        "then": last,
    }


def _named(moved: Any, pulses: list[Pulse]) -> dict[str, Any]:
    """How many rose, fell, are not known and are not answered yet, with the sections that rose while inclusion fell."""
    labels = {pulse.code: pulse.label for pulse in pulses}
    rose = ", ".join(labels[code].lower() for code in moved.up)
    told = {"up": len(moved.up), "down": len(moved.down), "unknown": len(moved.unknown), "all": len(pulses)}
    waiting = len(moved.unanswered)
    known = len(pulses) - len(moved.unknown) - waiting
    return {**told, "unanswered": waiting, "known": known, "rose": rose, "warns": moved.warns}


def _side_by_side(book: Workbook, other: Other, ours: dict[str, int | None]) -> dict[str, Any]:
    """Two profiles beside each other, each told by its own high and low ends, with no level set against another."""
    sides = []
    for key, one, pulses in (("ours", book, ours), ("theirs", other.book, other.pulses)):
        content = one.content()
        labels = {section.code: section.title for section in content.charted}
        high, low = ([labels[code] for code in codes] for codes in peaks(pulses))
        picture = replace(profile(pulses_of(content, pulses, {})), key=key)
        sides.append({"book": one, "picture": picture, "high": high, "low": low, "pulses": picture.pulses})
    shared = [set(peaks(ours)[end]) & set(peaks(other.pulses)[end]) for end in (0, 1)]
    names = {section.code: section.title for section in book.content().charted}
    both = [[names[code] for code in names if code in end] for end in shared]
    return {"sides": sides, "is_of_a_kind": other.relation == OF_A_KIND, "both_high": both[0], "both_low": both[1]}
