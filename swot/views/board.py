"""The board: four quadrants in the order that is computed; a move changes the quadrant, never the rank."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clusters.errors import Refusal, Stale
from clusters.responses import invalid, see, stale
from swot.alarm import ask_who
from swot.content import QUADRANTS
from swot.document.gather import Rows
from swot.document.values import Entry
from swot.forms.board import TO_SORT, FilterForm
from swot.forms.entries import TRAY, MoveForm
from swot.models import Entry as Row
from swot.models import Workbook
from swot.page import live, page, readable, writable
from swot.rules.coverage import coverage, outside_lenses
from swot.rules.quadrants import PLURALS
from swot.rules.shortlist import SOFT_CAP, carried, inclusion_entries, ranked, short_list
from swot.tray import Tray

EMPTY = {
    "strength": (gettext_lazy("What would you miss if it closed?"), gettext_lazy("Inside, and it helps.")),
    "weakness": (gettext_lazy("What do you work around?"), gettext_lazy("Inside, and it hurts.")),
    "opportunity": (
        gettext_lazy("Who is asking for something you could make?"),
        gettext_lazy("Outside, and it helps."),
    ),
    "threat": (gettext_lazy("What could you not stop alone?"), gettext_lazy("Outside, and it hurts.")),
}


@dataclass(frozen=True)
class Place:
    """One entry on the board: its rank in its quadrant, and whether it goes with the short list by rule."""

    rank: int
    entry: Entry
    row: Row
    is_carried: bool
    section: str


@dataclass(frozen=True)
class Quad:
    """One quadrant: what goes forward, what is kept, what is parked past twelve, how many there are in all."""

    quadrant: str
    listed: tuple[Place, ...]
    held: tuple[Place, ...]
    parked: tuple[Place, ...]
    count: int
    question: str | Promise
    where: str | Promise
    others: tuple[str, ...]

    @property
    def is_over_cap(self) -> bool:
        """Whether it holds more than the soft cap of twelve."""
        return self.count > SOFT_CAP


@require_safe
def board(request: HttpRequest, pk: Any) -> HttpResponse:
    """All entries by quadrant, or those a filter leaves."""
    return render(request, "swot/board.html", board_page(request, readable(request, pk)))


@require_POST
def move(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Put an entry in another quadrant or back in the tray, and say so with an undo."""
    workbook = writable(request, pk)
    entry = live(request, workbook, workbook.entries.select_related("twin"), ref=ref)
    form = MoveForm({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        return invalid(request, "swot/board.html", board_page(request, workbook, forms=[form]))
    was = (entry.quadrant, entry.horizon)
    try:
        _move(entry, form.cleaned_data, by=request.user)
    except Stale as error:
        return _stale(request, workbook, error.current)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, _board_url(request, workbook, ref))
    undo = undo_of_move(entry, *was, **_filter(request))
    messages.success(request, moved_words(entry, was[0]), extra_tags=undo)
    ask_who(request, entry, workbook.content())
    return see(request, _board_url(request, workbook, ref))


def board_page(request: HttpRequest, workbook: Workbook, **context: Any) -> dict[str, Any]:
    """The board as the filter in the address leaves it."""
    rows, content = Rows(workbook), workbook.content()
    entries, filters = rows.document.entries, FilterForm(request.GET, content=content)
    chosen = filters.chosen
    sorted_entries = [entry for entry in entries if entry.quadrant]
    waiting = Tray(rows, content).waiting
    context = {
        "quads": _quads(rows, lambda entry: filters.keeps(entry, chosen, workbook.cluster.today)),
        "filters": filters,
        "query": urlencode(chosen),
        "moved": request.GET.get("moved", ""),
        "waiting": len(waiting),
        "to_sort": waiting if chosen.get("state") == TO_SORT else [],
        "inclusion_count": len(inclusion_entries(entries)),
        "looks": coverage(entries, content),
        "unseen": outside_lenses(entries, content),
        "is_empty": not sorted_entries,
        **context,
    }
    return page(workbook, "board", rows, **context)


def _quads(rows: Rows, keeps: Any) -> list[Quad]:
    document = rows.document
    by_ref = {row.ref: row for row in rows.entries}
    titles = {code: section.title for code, section in rows.workbook.content().section_by_code.items()}
    extra, listed = carried(document.entries), short_list(document.entries)
    quads = []
    for quadrant in QUADRANTS:
        every = ranked(document.entries, quadrant)
        places = [
            Place(rank, entry, by_ref[entry.id], entry == extra, titles[entry.section])
            for rank, entry in enumerate(every, 1)
        ]
        forward = [place for place in places if place.entry in listed[quadrant] or place.is_carried]
        rest = [place for place in places if place not in forward]
        parts = forward, *_by_cap(rest)
        shown = [tuple(place for place in part if keeps(place.entry)) for part in parts]
        others = tuple(other for other in QUADRANTS if other != quadrant)
        quads.append(Quad(quadrant, shown[0], shown[1], shown[2], len(every), *EMPTY[quadrant], others))
    return quads


def _by_cap(rest: list[Place]) -> tuple[list[Place], list[Place]]:
    """What is within the soft cap, and the parking list."""
    return [place for place in rest if place.rank <= SOFT_CAP], [place for place in rest if place.rank > SOFT_CAP]


def _move(entry: Row, said: dict[str, Any], *, by: Any) -> None:
    extra = {"horizon": said["horizon"]} if said["horizon"] else {}
    entry.edit(by=by, seen=said["revision"], quadrant=said["quadrant"], **extra)


def undo_of_move(entry: Row, quadrant: str, horizon: str, **chosen: str) -> str:
    """Where to move an entry back to, as it stood before; `chosen` is the filter of the board it came from."""
    said: dict[str, Any] = {"quadrant": quadrant or TRAY, "horizon": horizon, "revision": entry.revision, **chosen}
    return f"{reverse('swot:entry-move', args=[entry.workbook_id, entry.ref])}?{urlencode(said)}"


def moved_words(entry: Row, was: str) -> str:
    """Says where an entry came from and where it stands."""
    plurals = {**PLURALS, TRAY: _("the tray")}
    words = {"ref": entry.ref, "before": plurals[was or TRAY], "now": plurals[entry.quadrant or TRAY]}
    return _("%(ref)s moved from %(before)s to %(now)s.") % words


def _stale(request: HttpRequest, workbook: Workbook, current: Row) -> HttpResponse:
    words = {"ref": current.ref, "who": current.changed_by or _("Somebody"), "now": current.get_quadrant_display()}
    said = _("%(who)s changed %(ref)s a moment ago: it stands in %(now)s. Look again, then move it.")
    messages.error(request, said % {**words, "now": words["now"] or _("the tray")})
    return stale(request, "swot/board.html", board_page(request, workbook))


def _board_url(request: HttpRequest, workbook: Workbook, ref: str) -> str:
    return f"{reverse('swot:board', args=[workbook.pk])}?{urlencode({**_filter(request), 'moved': ref})}#{ref}"


def _filter(request: HttpRequest) -> dict[str, str]:
    """What the address of a board or a move says of the filter."""
    return {name: request.GET[name] for name in FilterForm.base_fields if request.GET.get(name)}
