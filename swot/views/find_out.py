"""The find-out list: each question with its owner and date."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clusters.errors import Stale
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.forms.find_out import FindOutForm, QuestionFilter
from swot.models import Workbook
from swot.page import page, readable, writable
from swot.rules.consequences import find_out_by
from swot.rules.questions import CHECK, Question, by_urgency, questions


@dataclass(frozen=True)
class Asked:
    """One row of the list: a question, the form of its plan, and its state in words."""

    question: Question
    form: FindOutForm
    state: str
    label: str
    slug: str


@require_safe
def find_out(request: HttpRequest, pk: Any) -> HttpResponse:
    """What matters and is not known, or what a filter in the address leaves of it."""
    return render(request, "swot/find_out.html", _page(request, Rows(readable(request, pk))))


@require_POST
def plan(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say who finds one thing out by when, that it is found out (do=done), or that it is asked again (do=again)."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    known = {question.about for question in questions(rows.with_plans, workbook.content())}
    form = FindOutForm(request.POST, known=known, auto_id=_auto_id(request.POST.get("about", "")))
    if not form.is_valid():
        return invalid(request, "swot/find_out.html", _page(request, rows, form, forms=[form]))
    data, do = form.cleaned_data, request.POST.get("do")
    said = {"owner": data["owner"], "due": data["due"]}
    if do in ("done", "again"):
        said["done_on"] = workbook.cluster.today if do == "done" else None
    try:
        workbook.plan_to_find_out(data["about"], by=request.user, seen=data["revision"], **said)
    except Stale as error:
        if any(getattr(error.current, name) != value for name, value in said.items()):
            return _stale(request, workbook, form, error.current)
    messages.success(request, _("Found out, and kept with its date.") if do == "done" else _("The plan is saved."))
    query = {name: request.GET[name] for name in QuestionFilter.base_fields if request.GET.get(name)}
    return see(request, f"{reverse('swot:find-out', args=[pk])}{'?' if query else ''}{urlencode(query)}")


def _page(request: HttpRequest, rows: Rows, typed: FindOutForm | None = None, **context: Any) -> dict[str, Any]:
    """The list as the filter in the address leaves it; a row that somebody types in stays, whatever the filter says."""
    workbook = rows.workbook
    every = questions(rows.with_plans, workbook.content())
    find = QuestionFilter(request.GET, content=workbook.content(), every=every)
    chosen, about = find.chosen, typed.data.get("about") if typed else None
    revisions = {row.about: row.revision for row in rows.find_outs}
    today = workbook.cluster.today
    check = rows.document.check
    by = find_out_by(check, today) if check else None
    shown = [one for one in every if one.about == about or find.keeps(one, chosen, today)]
    still = by_urgency(every)
    context = {
        "asked": [_asked(one, revisions.get(one.about, 0), today, typed, by) for one in by_urgency(shown)],
        "done": [_asked(one, revisions[one.about], today) for one in shown if one.is_done],
        "open": len(still),
        "late": sum(one.days_late(today) > 0 for one in still),
        "nobody": sum(not one.owner for one in still),
        "find": find,
        "query": urlencode(chosen),
        "many": len(every),
        "some": len(shown),
        **context,
    }
    return page(workbook, "find-out", rows, **context)


def _asked(
    question: Question, revision: int, today: date, typed: FindOutForm | None = None, by: date | None = None
) -> Asked:
    """A row of the list; a question of the self-check is offered the last day `by` which it is found out."""
    slug = question.about.replace(" ", "-")
    due = question.due or (by if question.kind == CHECK else None)
    start = {"about": question.about, "revision": revision, "owner": question.owner, "due": due}
    form = FindOutForm(initial=start, auto_id=_auto_id(question.about))
    if typed and typed.data.get("about") == question.about:
        form = typed
    return Asked(question, form, *_state(question, today), slug)


def _state(question: Question, today: Any) -> tuple[str, str]:
    days = question.days_late(today)
    if days:
        return "late", ngettext("Late, %(days)d day", "Late, %(days)d days", days) % {"days": days}
    if not question.owner:
        return "late", _("No owner")
    return ("started", _("Under way")) if question.due else ("open", _("No date"))


def _auto_id(about: str) -> str:
    return f"id_{about.replace(' ', '-').replace('%', '')}_%s"


def _stale(request: HttpRequest, workbook: Workbook, form: FindOutForm, current: Any) -> HttpResponse:
    """409: what was typed stays in its row, what stands is said above."""
    words = {"owner": current.owner or _("nobody"), "due": current.due or _("no date")}
    said = _("Somebody changed this plan a moment ago: %(owner)s, %(due)s. What you wrote is still in its row.")
    if current.done_on:
        words["typed"] = ", ".join(filter(None, [form.data.get("owner"), form.data.get("due")])) or _("nothing")
        said = _("It was found out a moment ago: %(owner)s, %(due)s. You wrote: %(typed)s.")
    messages.error(request, said % words)
    form.data = {**request.POST.dict(), "revision": current.revision}
    return stale(request, "swot/find_out.html", _page(request, Rows(workbook), form))
