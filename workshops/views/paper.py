"""Typing in paper: the sheets of a workshop with their state, and one sheet line by line."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.conflict import THEIRS, Conflict, differences
from clusters.errors import Closed, Stale
from clusters.responses import invalid, stale
from swot.forms.seen import seen_in
from workshops.forms.paper import FindForm, NumberForm, SheetForm
from workshops.models import PaperSheet, State, Status, Workshop
from workshops.page import leading, room_page
from workshops.paper import asking, lines_of, reserve, type_in

LIST, SHEET = "workshops/paper/scribe.html", "workshops/paper/sheet.html"


@require_http_methods(["GET", "HEAD", "POST"])
def scribe(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every sheet there is, by question; with `number` the way to that one, by POST a number for a sheet without."""
    workshop = leading(request, pk)
    steps = asking(workshop)
    number = NumberForm(steps, request.POST if request.method == "POST" else None)
    find = FindForm(request.GET if "number" in request.GET else None)
    if number.is_valid():
        return _take_a_number(request, workshop, number)
    if find.is_valid():
        found = workshop.paper_sheets.filter(number=find.cleaned_data["number"]).first()
        if found:
            return redirect("workshops:paper-sheet", workshop.pk, found.number)
        find.add_error("number", _("There is no sheet with this number here. Look under the square on the paper."))
    context = room_page(
        workshop,
        number=number,
        find=find,
        forms=[find, number],
        by_step=_by_step(workshop),
        is_over=_is_over(workshop),
    )
    if find.errors or number.errors:
        return invalid(request, LIST, context)
    return render(request, LIST, context)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """One sheet to type in; saved, it leads to the next that is not typed. 409 with both texts for a second scribe."""
    workshop = leading(request, pk)
    paper = get_object_or_404(workshop.paper_sheets.select_related("step", "by"), number=number)
    paper.workshop = workshop
    lines = lines_of(paper)
    if request.method != "POST":
        return render(request, SHEET, _context(workshop, paper, SheetForm(paper, lines)))
    if "more" in request.POST:
        form = SheetForm(paper, {}, request.POST, more=True)
        return render(request, SHEET, _context(workshop, paper, form, first_new=len(form.numbers) - form.added + 1))
    form = SheetForm(paper, {}, request.POST)
    if not form.is_valid():
        return invalid(request, SHEET, _context(workshop, paper, form))
    if request.POST.get("use") == THEIRS:
        messages.success(request, _("The sheet stays as it was saved."))
        return redirect("workshops:paper-sheet", workshop.pk, paper.number)
    try:
        type_in(paper, form.lines(), seen=seen_in(form), by=request.user, **form.head())
    except Stale as clash:
        return _both(request, workshop, form, clash.current)
    except Closed:
        return stale(request, SHEET, _context(workshop, paper, form))
    return _onward(request, workshop, paper, len(form.lines()))


def _take_a_number(request: HttpRequest, workshop: Workshop, form: NumberForm) -> HttpResponse:
    step, key = form.cleaned_data["step"], form.cleaned_data["key"]
    try:
        taken = reserve(workshop, [step], 1, key=key, by=request.user)[0]
    except Closed:
        return redirect("workshops:scribe", workshop.pk)
    messages.success(request, _("Write %(code)s on the paper: that is its number now.") % {"code": taken.code})
    return redirect("workshops:paper-sheet", workshop.pk, taken.number)


def _both(request: HttpRequest, workshop: Workshop, form: SheetForm, current: PaperSheet) -> HttpResponse:
    """409: what somebody else typed meanwhile beside what was typed here; lines only they have come into the form."""
    current.workshop = workshop
    theirs, mine = lines_of(current), form.lines()
    sent = request.POST.copy()
    sent["revision"], sent["rows"] = str(current.revision), str(max([*form.numbers, *theirs]))
    for line in theirs.keys() - mine.keys():
        sent[f"line_{line}"], sent[f"where_{line}"] = theirs[line].text, theirs[line].quadrant
    # From here on the form shows what they saved, so that another place is a place that was chosen.
    sent.update({f"initial-where_{line}": one.quadrant for line, one in theirs.items()})
    again = SheetForm(current, {}, sent)
    again.is_valid()
    saved: dict[str, Any] = {name: getattr(current, name) for name in form.head()}
    for line in again.numbers:
        known = theirs.get(line)
        saved[f"line_{line}"] = known.text if known else ""
        if known and line in mine:
            saved[f"where_{line}"] = known.quadrant
    told: dict[str, Any] = {"who": current.by, "when": current.typed_at, "is_kept": False, "name": "sheet"}
    conflict = Conflict(differences(again, saved), current.revision, **told)
    return stale(request, SHEET, _context(workshop, current, again, conflict=conflict))


def _onward(request: HttpRequest, workshop: Workshop, paper: PaperSheet, lines: int) -> HttpResponse:
    """To the next sheet of the same question that is not typed, else back to the list."""
    told = {"number": paper.number, "n": lines}
    said = ngettext("Sheet %(number)d is saved: %(n)d line.", "Sheet %(number)d is saved: %(n)d lines.", lines)
    messages.success(request, said % told)
    rest = workshop.paper_sheets.filter(step=paper.step, typed_at=None)
    after = rest.filter(number__gt=paper.number).first() or rest.first()
    if after is None:
        return redirect("workshops:scribe", workshop.pk)
    return redirect("workshops:paper-sheet", workshop.pk, after.number)


def _context(workshop: Workshop, paper: PaperSheet, form: SheetForm, **more: Any) -> dict[str, Any]:
    beside = counted(workshop).filter(step=paper.step)
    return room_page(workshop, paper=paper, form=form, beside=beside, is_over=_is_over(workshop), **more)


def counted(workshop: Workshop) -> Any:
    """The sheets with how many `lines` each has typed."""
    typed = ~Q(contributions__state=State.WITHDRAWN) & Q(contributions__isnull=False)
    return workshop.paper_sheets.annotate(lines=Count("contributions", filter=typed)).order_by("number")


def _by_step(workshop: Workshop) -> list[tuple[Any, list[PaperSheet]]]:
    """The sheets by the question they were printed for, the present step first."""
    found: dict[Any, list[PaperSheet]] = {}
    for one in counted(workshop).select_related("step"):
        found.setdefault(one.step, []).append(one)
    return sorted(found.items(), key=lambda pair: (pair[0] != workshop.step, pair[0].order if pair[0] else 0))


def _is_over(workshop: Workshop) -> bool:
    return workshop.status == Status.ARCHIVED
