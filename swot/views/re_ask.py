"""After a change of kind: each entry of the workbook before, asked again in the words of the new kind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.forms.kinds import ReAskForm
from swot.forms.seen import seen, seen_in
from swot.last_time import LastTime, last_time
from swot.models import Workbook
from swot.page import page, readable, writable
from swot.re_asking import ask_again, carried_as, carry, is_left, leave
from swot.views.entries import number

PAGE = "swot/re_ask.html"


@require_safe
def re_ask(request: HttpRequest, pk: Any) -> HttpResponse:
    """One old entry at a time: the one asked for with `ref`, or the first that nobody has decided."""
    workbook = readable(request, pk)
    return render(request, PAGE, _context(workbook, _before(workbook), request.GET.get("ref", "")))


@require_POST
def decide(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Carry it as a new entry, or leave it behind."""
    workbook = writable(request, pk)
    last = _before(workbook)
    then = last.entry.get(ref)
    if then is None:
        raise Http404
    form = ReAskForm(request.POST, content=workbook.content())
    leaves = request.POST.get("do") == "leave"
    if not leaves and not form.is_valid():
        return invalid(request, PAGE, _context(workbook, last, ref, form))
    try:
        if leaves:
            row = leave(workbook, then, by=request.user, seen=number(request.POST.get("revision")))
            told, revision = _("%(ref)s stays behind.") % {"ref": ref}, row.revision
        else:
            said = {"key": form.cleaned_data["key"], "section": form.cleaned_data["section"], **form.placed}
            text, twin = form.cleaned_data["text"], form.twin
            entry = carry(workbook, last, then, text, by=request.user, seen=seen_in(form), twin=twin, **said)
            told = _("%(ref)s is carried as %(now)s.") % {"ref": ref, "now": entry.ref}
            revision = workbook.outcomes.get(about=ref).revision
    except Stale as error:
        return _decided(request, workbook, last, ref, form, error)
    undo = f"{reverse('swot:re-ask-reopen', args=[pk, ref])}?seen={revision}"
    messages.success(request, told, extra_tags=undo)
    return see(request, "swot:re-ask", pk)


@require_POST
def reopen(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Ask it once more; the entry that was made of it goes."""
    workbook = writable(request, pk)
    row = get_object_or_404(workbook.outcomes.select_related("now"), about=ref)
    try:
        ask_again(workbook, row, by=request.user, seen=number(request.GET.get("seen")) or seen(request))
    except Stale:
        messages.error(request, _("Somebody decided it meanwhile. Look again."))
        return stale(request, PAGE, _context(workbook, _before(workbook), ref))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return see(request, "swot:re-ask", pk)


def _before(workbook: Workbook) -> LastTime:
    """What the workbook of the other kind said; 404 where there was none before this one."""
    last = last_time(workbook)
    if last is None or last.kind == workbook.content().kind:
        raise Http404
    return last


def _decided(
    request: HttpRequest, workbook: Workbook, last: LastTime, ref: str, form: ReAskForm, error: Stale
) -> HttpResponse:
    """409: what somebody else decided, and the words just typed."""
    entry = carried_as(error.current)
    became = _("It was carried as %(ref)s.") % {"ref": entry.ref} if entry else _("It was left behind.")
    messages.error(request, _("Somebody decided it meanwhile. %(became)s") % {"became": became})
    return stale(request, PAGE, _context(workbook, last, ref, form, typed=request.POST.get("text", "")))


def _context(
    workbook: Workbook, last: LastTime, ref: str = "", form: ReAskForm | None = None, typed: str = ""
) -> dict[str, Any]:
    outcomes = {row.about: row for row in workbook.outcomes.select_related("now", "changed_by")}
    carried = [(then, row) for then in last.entries if (row := outcomes.get(then.id)) and carried_as(row)]
    left = [(then, row) for then in last.entries if (row := outcomes.get(then.id)) and is_left(row)]
    decided = {then.id for then, _row in (*carried, *left)}
    waiting = [then for then in last.entries if then.id not in decided]
    asked = next((then for then in waiting if then.id == ref), waiting[0] if waiting else None)
    if asked and (form is None or asked.id != ref):
        row = outcomes.get(asked.id)
        start = {"key": new_key(), "text": asked.text, "section": asked.section, "inclusion": asked.inclusion}
        start |= {"evidence_grade": asked.evidence.grade, "revision": row.revision if row else 0}
        form = ReAskForm(initial=start, content=workbook.content())
    rows = Rows(workbook)
    others = [then for then in waiting if asked is None or then.id != asked.id]
    shown = {"last": last, "asked": asked, "carried": carried, "left": left, "others": others, "typed": typed}
    return page(workbook, "contents", rows, form=form if asked else None, **shown)
