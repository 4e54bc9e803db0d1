"""Actions: the list by date, and the form of one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.forms.actions import ActionForm, ReviewForm, of_action
from swot.forms.seen import seen, seen_in
from swot.models import Action, Workbook
from swot.page import brought_back, live, page, readable, writable
from swot.rules.actions import inclusion_ratio, is_two_actions, is_under_a_fifth
from swot.rules.agenda import agenda
from swot.settling import leave_theirs, saved_by

PAGE, LIST = "swot/action.html", "swot/actions.html"
YEAR = 365


@require_safe
def actions(request: HttpRequest, pk: Any) -> HttpResponse:
    """Who does what by when, to print."""
    workbook = readable(request, pk)
    rows = Rows(workbook)
    return render(request, LIST, _list(workbook, rows, _review_form(workbook)))


@require_POST
def review(request: HttpRequest, pk: Any) -> HttpResponse:
    """Set the day on which the workbook is looked at again."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    form = _review_form(workbook, request.POST)
    if not form.is_valid():
        return invalid(request, LIST, _list(workbook, rows, form, forms=[form]))
    day = form.cleaned_data["review_on"]
    if use_of(request, form, {"review_on": workbook.review_on}) == THEIRS:
        leave_theirs(request, workbook, "review date", {"review_on": day})
        return see(request, f"{reverse('swot:actions', args=[workbook.pk])}#h-review")
    try:
        workbook.look_again_on(day, by=request.user, seen=seen_in(form))
    except Stale as conflict:
        if conflict.current.review_on != day:
            return _review_conflict(request, workbook, rows, form, conflict.current)
    messages.success(request, _("We look again on %(day)s.") % {"day": date_format(day, "j F Y")})
    return see(request, f"{reverse('swot:actions', args=[workbook.pk])}#h-review")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """Write an action; sent twice it is made once."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    form = _form(request, rows, {"key": new_key(), "strategy": request.GET.get("strategy", "")})
    if request.method == "POST" and form.is_valid():
        row = workbook.add_action(by=request.user, key=form.cleaned_data["key"], **form.as_fields)
        _say_saved(request, row)
        return see(request, "swot:actions", pk=workbook.pk)
    return _answer(request, workbook, rows, form)


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Change an action."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    row = _row(request, rows, ref)
    form = _form(request, rows, {**of_action(row), "revision": row.revision})
    use = use_of(request, form, of_action(row)) if form.is_valid() else ""
    if use == THEIRS:
        leave_theirs(request, workbook, ref, form.as_fields)
        return see(request, "swot:actions", pk=workbook.pk)
    if form.is_valid():
        try:
            row.edit(by=request.user, seen=seen_in(form), **form.as_fields)
        except Stale as conflict:
            return _conflict(request, workbook, rows, form, conflict.current)
        _say_saved(request, row)
        return see(request, "swot:actions", pk=workbook.pk)
    return _answer(request, workbook, rows, form, row)


@require_POST
def done(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Mark an action as done today; the message has the way back."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    row = _row(request, rows, ref)
    try:
        row.edit(by=request.user, seen=seen(request), done_on=workbook.cluster.today)
    except Stale as conflict:
        return _look_again(request, workbook, rows, conflict)
    undo = reverse("swot:action-reopen", args=[workbook.pk, ref])
    messages.success(request, _("Action %(ref)s is done.") % {"ref": ref}, extra_tags=undo)
    return see(request, "swot:actions", pk=workbook.pk)


@require_POST
def reopen(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Open an action again that was marked as done."""
    workbook = writable(request, pk)
    row = live(request, workbook, Action.objects.filter(workbook=workbook), ref=ref)
    try:
        if row.done_on is not None:
            row.edit(by=request.user, seen=row.revision, done_on=None)
    except Stale as conflict:
        if conflict.current.done_on is not None:
            return _look_again(request, workbook, Rows(workbook), conflict)
    messages.success(request, _("Action %(ref)s is open again.") % {"ref": ref})
    return see(request, "swot:actions", pk=workbook.pk)


@require_POST
def delete(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Take an action away; the message has the way back."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    row = _row(request, rows, ref)
    try:
        row.delete_gently(by=request.user, seen=seen(request))
    except Stale as conflict:
        return _look_again(request, workbook, rows, conflict)
    undo = reverse("swot:action-restore", args=[workbook.pk, ref])
    messages.success(request, _("Action %(ref)s is deleted.") % {"ref": ref}, extra_tags=undo)
    return see(request, "swot:actions", pk=workbook.pk)


@require_POST
def restore(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Bring a deleted action back."""
    workbook = writable(request, pk)
    brought_back(request, Action.objects.filter(workbook=workbook), ref=ref)
    messages.success(request, _("Action %(ref)s is back.") % {"ref": ref})
    return see(request, "swot:actions", pk=workbook.pk)


def _list(workbook: Workbook, rows: Rows, review_form: ReviewForm, **context: Any) -> dict[str, Any]:
    shown = {
        "agenda": agenda(rows.document, workbook.cluster.today),
        "ratio": inclusion_ratio(rows.document),
        "is_under_a_fifth": is_under_a_fifth(rows.document),
        "review_form": review_form,
    }
    return page(workbook, "strategies", rows, **shown, **context)


def _review_form(workbook: Workbook, data: Any = None) -> ReviewForm:
    """The form with the day that is set, or a year from today as a proposal."""
    today = workbook.cluster.today
    day = workbook.review_on or today + timedelta(days=YEAR)
    return ReviewForm(data, today=today, initial={"review_on": day, "revision": workbook.revision})


def _review_conflict(
    request: HttpRequest, workbook: Workbook, rows: Rows, form: ReviewForm, current: Workbook
) -> HttpResponse:
    """409 with the day that stands beside the one that was typed."""
    told = saved_by(workbook, "review date")
    conflict = conflict_of(form, {"review_on": current.review_on}, current, name="review", **told)
    return stale(request, LIST, _list(workbook, rows, form, conflict=conflict))


def _say_saved(request: HttpRequest, row: Action) -> None:
    """Say that it is saved, and hint where it looks like two actions."""
    said = _("Action %(ref)s is saved.") % {"ref": row.ref}
    if is_two_actions(row.text):
        said += " " + _("It may be two actions: one verb each is easier to finish.")
    messages.success(request, said)


def _row(request: HttpRequest, rows: Rows, ref: str) -> Action:
    """The live action of a ref, from rows that are read anyway."""
    found: Action | None = next((row for row in rows.actions if row.ref == ref), None)
    return found or live(request, rows.workbook, Action.objects.filter(workbook=rows.workbook), ref=ref)


def _form(request: HttpRequest, rows: Rows, initial: dict[str, Any]) -> ActionForm:
    data = request.POST if request.method == "POST" else None
    return ActionForm(data, strategies=rows.strategies, initial=initial)


def _answer(
    request: HttpRequest, workbook: Workbook, rows: Rows, form: ActionForm, row: Action | None = None
) -> HttpResponse:
    context = page(workbook, "strategies", rows, form=form, row=row)
    return invalid(request, PAGE, context) if form.errors else render(request, PAGE, context)


def _conflict(request: HttpRequest, workbook: Workbook, rows: Rows, form: ActionForm, current: Action) -> HttpResponse:
    shown = {"conflict": conflict_of(form, of_action(current), current), "row": current}
    return stale(request, PAGE, page(workbook, "strategies", rows, form=form, **shown))


def _look_again(request: HttpRequest, workbook: Workbook, rows: Rows, conflict: Stale) -> HttpResponse:
    """409 for a button pressed on an older text: the action as it stands now."""
    messages.error(request, conflict.sentence)
    initial = {**of_action(conflict.current), "revision": conflict.current.revision}
    form = ActionForm(strategies=rows.strategies, initial=initial)
    return stale(request, PAGE, page(workbook, "strategies", rows, form=form, row=conflict.current))
