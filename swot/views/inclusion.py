"""Local inclusion: the page, the self-check, and readings of what a cluster counts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.conflict import THEIRS, Conflict, conflict_of, use_of
from clusters.errors import Stale
from clusters.responses import invalid, see, stale
from swot.around import with_sharing
from swot.document.gather import Rows
from swot.forms.inclusion import CheckForm, ReadingForm, of_check
from swot.forms.seen import seen_in
from swot.inclusion_page import next_step, panes
from swot.indicators_page import indicator_rows
from swot.models import Reading, SelfCheck, Workbook
from swot.outside import links_and_waiting
from swot.page import page, readable, writable
from swot.pictures.check import check_charts
from swot.rules.actions import inclusion_ratio
from swot.rules.check import by_question, score
from swot.rules.consequences import first_edition, needs, to_be_found_out
from swot.rules.readings import months_after
from swot.rules.shortlist import inclusion_entries
from swot.settling import leave_theirs, saved_by


@require_safe
def inclusion(request: HttpRequest, pk: Any) -> HttpResponse:
    """The next step, the five windows, the self-check, what is counted, and who speaks for people already here."""
    workbook = readable(request, pk, with_sharing)
    rows = Rows(workbook)
    document, content, today = rows.with_plans, workbook.content(), workbook.cluster.today
    context = page(workbook, "inclusion", rows)
    result = score(document.check, content.check) if document.check else None
    first = document.first_questions
    given, waiting = links_and_waiting(workbook)
    context |= {
        "given": given,
        "waiting": waiting,
        "next": next_step(document, content, workbook, context["strip"], result),
        "panes": panes(context["strip"], document, content, workbook),
        "check": _check(document.check, result, content.check),
        "needs": needs(document, result),
        "first_edition": first_edition(document, content),
        "to_find": {one.question.number: one for one in to_be_found_out(document, content, today)},
        "entries_about": len(inclusion_entries(document.entries)),
        "sharing_inside": getattr(workbook, "sharing_inside", 0),
        "ratio": inclusion_ratio(document),
        "indicators": indicator_rows(document, content, today, rows.every_reading),
        "first": zip(
            content.words["start_questions"], (first.here_before, first.not_in_room, first.speaks_for_them), strict=True
        ),
    }
    return render(request, "swot/inclusion.html", context)


def _check(taken: Any, result: Any, questions: Any) -> dict[str, Any] | None:
    """What the page shows of a check that was taken."""
    if taken is None:
        return None
    return {
        "result": result,
        "charts": check_charts(result, questions),
        "answers": by_question(taken, questions),
        "taken_on": taken.taken_on,
        "again_by": months_after(taken.taken_on, questions.valid_months),
        "basis": taken.basis,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the self-check, whole or in part."""
    workbook = writable(request, pk)
    row, asked = workbook.self_check, workbook.content().check
    data = request.POST if request.method == "POST" else None
    form = CheckForm(asked, data, initial={**of_check(row, asked), "revision": row.revision})
    context: dict[str, Any] = {"form": form, "row": row}
    use = use_of(request, form, of_check(row, asked)) if form.is_valid() else ""
    if use == THEIRS:
        leave_theirs(request, workbook, "self-check", form.cleaned_data)
        return see(request, "swot:inclusion", pk=workbook.pk)
    if form.is_valid():
        basis = form.cleaned_data["basis"]
        try:
            row.take(by=request.user, seen=seen_in(form), name=asked.title, answers=form.answers, basis=basis)
        except Stale as conflict:
            context |= {"conflict": _check_conflict(workbook, form, conflict.current), "row": conflict.current}
            return stale(request, "swot/check.html", page(workbook, "inclusion", **context))
        messages.success(request, _("The self-check is saved."))
        return see(request, "swot:inclusion", pk=workbook.pk)
    answer = invalid if form.errors else render
    return answer(request, "swot/check.html", page(workbook, "inclusion", **context))


def _check_conflict(workbook: Workbook, form: CheckForm, current: SelfCheck) -> Conflict:
    return conflict_of(form, of_check(current, form.check), current, **saved_by(workbook, "self-check"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_reading(request: HttpRequest, pk: Any, indicator: str) -> HttpResponse:
    """Write down what was counted; a reading is never changed, only followed by the next."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    counted = workbook.content().indicator_by_id.get(indicator)
    if counted is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = ReadingForm(counted, workbook.cluster.today, data, rows.history(indicator))
    if request.method == "POST" and form.is_valid():
        Reading.add(workbook, indicator, by=request.user, **form.as_fields)
        messages.success(request, _("%(what)s: the reading is saved.") % {"what": counted.what})
        return see(request, "swot:inclusion", pk=workbook.pk)
    last = [row for row in rows.every_reading if row.indicator == indicator][-1:]
    context = page(workbook, "inclusion", rows, form=form, indicator=counted, last=last)
    return (
        invalid(request, "swot/reading.html", context) if form.errors else render(request, "swot/reading.html", context)
    )
