"""Scoring alone first: each person weighs the entries without seeing what others gave; the spread is shown later."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.errors import Stale
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.document.values import entry_order
from swot.forms.alone import AloneForm
from swot.models import Score, Workbook
from swot.page import page, writable

PAGE = "swot/alone.html"


@require_http_methods(["GET", "HEAD", "POST"])
def alone(request: HttpRequest, pk: Any) -> HttpResponse:
    """One's own scores for every sorted entry; only what one changed is written."""
    workbook = writable(request, pk)
    rows = Rows(workbook)
    form = AloneForm(
        request.POST if request.method == "POST" else None, rows=_asked(rows), mine=_mine(request, workbook)
    )
    if request.method != "POST":
        return render(request, PAGE, _page(workbook, rows, form))
    if not form.is_valid():
        return invalid(request, PAGE, _page(workbook, rows, form))
    saved, late = 0, []
    for row, scores, seen in form.changed():
        try:
            Score.give(workbook, row, by=request.user, seen=seen, **scores)
            saved += 1
        except Stale as error:
            if any(getattr(error.current, name) != value for name, value in scores.items()):
                late.append(row.ref)
    if saved:
        said = ngettext("%(count)d entry is scored.", "%(count)d entries are scored.", saved)
        messages.success(request, said % {"count": saved})
    if late:
        said = _(
            "You scored %(refs)s in another window meanwhile. What stands there is shown; change it here if you like."
        )
        messages.error(request, said % {"refs": ", ".join(late)})
        form = AloneForm(None, rows=_asked(rows), mine=_mine(request, workbook))
        return stale(request, PAGE, _page(workbook, rows, form))
    return see(request, "swot:priorities", pk=workbook.pk)


def _asked(rows: Rows) -> list[Any]:
    """The sorted entries by quadrant and number, not by weight: the order must not say what others think."""
    by_ref = {row.ref: row for row in rows.entries}
    return [by_ref[one.id] for one in sorted(rows.document.entries, key=entry_order) if one.quadrant]


def _mine(request: HttpRequest, workbook: Workbook) -> dict[int, Score]:
    """One's own scores by the key of the entry."""
    return {score.entry_id: score for score in Score.objects.filter(workbook=workbook, by=request.user.pk)}


def _page(workbook: Workbook, rows: Rows, form: AloneForm) -> dict[str, Any]:
    return page(workbook, "priorities", rows, form=form)
