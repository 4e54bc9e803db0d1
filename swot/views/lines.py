"""The lines of list answers: written, sorted at once, changed, kept as background, deleted and brought back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.conflict import BOTH, THEIRS, Conflict, conflict_of
from clusters.errors import Stale
from clusters.responses import invalid, is_partial, see, stale
from swot.alarm import ask_who
from swot.content import Prompt
from swot.forms.lines import AddLineForm, LineForm
from swot.forms.seen import SeenForm, seen_in
from swot.models import Entry, Line, Workbook
from swot.page import brought_back, live, page, writable
from swot.settling import saved_by
from swot.sorting import make_entry
from swot.views.prompts import Bound, prompt_or_404
from swot.views.sections import address, shown_again
from swot.views.sort import undo_of


@require_POST
def line_add(request: HttpRequest, pk: Any, prompt: str) -> HttpResponse:
    """Add a line, and with it an entry where it is sorted at once; sent twice it is added once."""
    workbook = writable(request, pk)
    asked = prompt_or_404(workbook.content(), prompt)
    form = AddLineForm(asked, workbook.content(), request.POST)
    if not form.is_valid():
        return shown_again(request, workbook, asked, Bound(add_form=form), status=422)
    made = _add(workbook, form, by=request.user)
    if made:
        messages.success(
            request, _told(made), extra_tags=undo_of(made, made.twin.ref if form.twin and made.twin else "")
        )
        ask_who(request, made, workbook.content())
    return _back(request, workbook, asked, focus=True)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: Any, line: int) -> HttpResponse:
    """Change the words of a line."""
    workbook = writable(request, pk)
    row = line_of(request, workbook, line)
    data = request.POST if request.method == "POST" else None
    form = LineForm(data, initial={"text": row.text, "revision": row.revision})
    context = page(workbook, "contents", form=form, line=row, back=address(workbook, prompt_of(workbook, row)))
    if data is None:
        return render(request, "swot/line.html", context)
    if not form.is_valid():
        return invalid(request, "swot/line.html", context)
    try:
        _change(workbook, row, form, by=request.user, use=request.POST.get("use", ""))
    except Stale as clash:
        return stale(request, "swot/line.html", {**context, "conflict": _conflict(workbook, form, clash.current)})
    return see(request, context["back"])


@require_POST
def line_keep(request: HttpRequest, pk: Any, line: int) -> HttpResponse:
    """Keep a line as background, or with `kept` "no" offer it for sorting again."""
    workbook = writable(request, pk)
    row = line_of(request, workbook, line)
    kept = (request.POST if "kept" in request.POST else request.GET).get("kept") != "no"
    try:
        row.keep(by=request.user, seen=seen_here(request), kept=kept)
    except Stale as clash:
        return missed(request, workbook, row, clash)
    said = _("The line is kept as background.") if kept else _("The line is offered for sorting again.")
    undo = f"{reverse('swot:line-keep', args=[pk, row.pk])}?revision={row.revision}&kept={'no' if kept else 'yes'}"
    messages.success(request, said, extra_tags=undo)
    return _back(request, workbook, prompt_of(workbook, row))


@require_POST
def line_delete(request: HttpRequest, pk: Any, line: int) -> HttpResponse:
    """Delete a line; it can be brought back."""
    workbook = writable(request, pk)
    row = line_of(request, workbook, line)
    try:
        row.delete_gently(by=request.user, seen=seen_here(request))
    except Stale as clash:
        return missed(request, workbook, row, clash)
    undo = reverse("swot:line-restore", args=[workbook.pk, row.pk])
    messages.success(request, _("The line is deleted."), extra_tags=f"{undo}?revision={row.revision}")
    return _back(request, workbook, prompt_of(workbook, row))


@require_POST
def line_restore(request: HttpRequest, pk: Any, line: int) -> HttpResponse:
    """Bring a deleted line back; the revision may stand in the address, for Undo."""
    workbook = writable(request, pk)
    rows = workbook.lines.select_related("prompt")
    row = get_object_or_404(rows, pk=line)
    if row.prompt_id not in workbook.version.pks().prompts.values():
        messages.error(request, _("The question of this line is asked no more, so it stays deleted."))
        return see(request, "swot:workbook", pk)
    try:
        brought_back(request, rows, seen=seen_here(request), pk=line)
    except Stale as clash:
        return missed(request, workbook, row, clash)
    return _back(request, workbook, prompt_of(workbook, row))


@transaction.atomic
def _add(workbook: Workbook, form: AddLineForm, *, by: Any) -> Entry | None:
    """The line, and where it is sorted at once the entry made of it, with its twin where it both helps and hurts."""
    data, prompt = form.cleaned_data, form.prompt
    row = workbook.add_line(prompt.id, data["text"], by=by, key=data["key"])
    if not form.is_sorting:
        return None
    source: dict[str, Any] = {"key": row.key, "section": prompt.section, "prompt": prompt.id, "line": row}
    return make_entry(workbook, data["text"], by=by, twin=form.twin, **source, **form.placed)


def _told(made: Entry) -> str:
    if made.twin:
        words = {"ref": made.ref, "twin": made.twin.ref}
        return _("%(ref)s and %(twin)s are on the board as twins. Say in each which side it is.") % words
    return _("%(ref)s is on the board.") % {"ref": made.ref}


def _change(workbook: Workbook, row: Line, form: LineForm, *, by: Any, use: str) -> None:
    """Write the words; where two wrote at once, "both" makes mine a line of its own and "theirs" only records mine."""
    text = form.cleaned_data["text"]
    if use == BOTH:
        workbook.add_line(row.prompt.code, text, by=by)
    elif use == THEIRS:
        workbook.note("set aside", f"line {row.key}", by=by, text=text)
    else:
        row.edit(by=by, seen=form.cleaned_data["revision"] or 0, text=text)


def _conflict(workbook: Workbook, form: LineForm, current: Line) -> Conflict:
    told = saved_by(workbook, f"line {current.key}")
    return conflict_of(form, {"text": current.text}, current, **told, both=_("Keep both as two lines"))


def missed(request: HttpRequest, workbook: Workbook, row: Line, clash: Stale) -> HttpResponse:
    """Nothing done: somebody changed the line first. It is shown as it stands."""
    messages.error(
        request, _("Somebody changed this line first: “%(text)s”. Look again.") % {"text": clash.current.text}
    )
    return shown_again(request, workbook, prompt_of(workbook, row), status=409)


def _back(request: HttpRequest, workbook: Workbook, prompt: Prompt, *, focus: bool = False) -> HttpResponse:
    if is_partial(request):
        return shown_again(request, workbook, prompt, Bound(focus=focus))
    return see(request, address(workbook, prompt))


def line_of(request: HttpRequest, workbook: Workbook, line: int) -> Line:
    """The live line of a workbook; 404 or `Gone` if there is none, 404 if it was set aside with its answer."""
    mine = workbook.lines.filter(aside_with=None).select_related("prompt", "written_by")
    found: Line = live(request, workbook, mine, pk=line)
    return found


def prompt_of(workbook: Workbook, row: Line) -> Prompt:
    """The question a line answers."""
    return workbook.content().prompts[row.prompt.code]


def seen_here(request: HttpRequest) -> int:
    """The revision a button was pressed on: in the body, or in the address for Undo."""
    return seen_in(SeenForm(request.POST if "revision" in request.POST else request.GET))
