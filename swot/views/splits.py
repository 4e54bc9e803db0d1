"""Splitting a line that holds several points into several lines, and undoing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.conflict import THEIRS, conflict_of
from clusters.errors import Stale
from clusters.responses import invalid, see, stale
from swot.forms.lines import SplitForm
from swot.forms.seen import seen_in
from swot.models import Line
from swot.page import page, writable
from swot.rules.splitting import suggested
from swot.settling import leave_theirs, saved_by
from swot.views.lines import line_of, missed, prompt_of, seen_here
from swot.views.sections import address

PAGE = "swot/line_split.html"


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: Any, line: int) -> HttpResponse:
    """A box with the line in it, broken where it seems to hold several points; with POST, several lines."""
    workbook = writable(request, pk)
    row = line_of(request, workbook, line)
    back = address(workbook, prompt_of(workbook, row))
    start = {"text": "\n".join(suggested(row.text)), "revision": row.revision}
    form = SplitForm(request.POST if request.method == "POST" else None, initial=start)
    context = page(workbook, "contents", form=form, line=row, back=back)
    if request.method != "POST":
        return render(request, PAGE, context)
    if not form.is_valid():
        return invalid(request, PAGE, context)
    if request.POST.get("use") == THEIRS:
        leave_theirs(request, workbook, f"line {row.key}", {"text": form.cleaned_data["text"]})
        return see(request, back)
    try:
        made = row.split(form.parts, by=request.user, seen=seen_in(form))
    except Stale as clash:
        return see(request, back) if _is_split(clash.current, form.parts) else _clashed(request, context, clash)
    words = {"many": len(made) + 1}
    undo = f"{reverse('swot:line-join', args=[pk, row.pk])}?revision={row.revision}"
    messages.success(request, _("The line is %(many)d lines now.") % words, extra_tags=undo)
    return see(request, back)


@require_POST
def join(request: HttpRequest, pk: Any, line: int) -> HttpResponse:
    """Undo a split, as long as none of its lines was changed or used; the revision stands in the address."""
    workbook = writable(request, pk)
    row = line_of(request, workbook, line)
    try:
        row.join(by=request.user, seen=seen_here(request))
    except Stale as clash:
        return missed(request, workbook, row, clash)
    messages.success(request, _("It is one line again."))
    return see(request, address(workbook, prompt_of(workbook, row)))


def _is_split(current: Line, parts: list[str]) -> bool:
    """Whether it was split just so already: the button was pressed twice."""
    others = current.workbook.lines.filter(prompt=current.prompt_id, deleted_at=None).values_list("text", flat=True)
    return current.text == parts[0] and set(parts) <= set(others)


def _clashed(request: HttpRequest, context: dict[str, Any], clash: Stale) -> HttpResponse:
    """409: what was typed stays in the box, what stands is shown beside it."""
    conflict = conflict_of(
        context["form"],
        {"text": clash.current.text},
        clash.current,
        both="",
        **saved_by(clash.current.workbook, f"line {clash.current.key}"),
    )
    return stale(request, PAGE, {**context, "line": clash.current, "conflict": conflict})
