"""The history of one entry, strategy, action, answer or line: read by all, and an earlier version brought back by those who write."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.errors import Refusal, Stale
from clusters.responses import invalid, see, stale
from swot import history_rows
from swot.document.gather import Rows
from swot.forms.seen import seen_field
from swot.history_page import A_PAGE, record_of, steps_of, versions
from swot.history_rows import Kept
from swot.models import Change
from swot.page import live, page, readable, writable
from swot.views.prompts import prompt_or_404

PAGE = "swot/history_of.html"
SHOWN_AGAIN = gettext_lazy("That version is not in this history. Choose one from the list.")


class BackForm(forms.Form):
    """Which change to go back to, and the revision of the thing that whoever asks saw."""

    back = forms.IntegerField(min_value=1, max_value=2**62, error_messages={"required": SHOWN_AGAIN})
    revision = seen_field()


@dataclass(frozen=True)
class Shown:
    """A thing with its record. `title` is its words, `to` the page it is written on, `to_words` what the link there says."""

    kept: Kept
    changes: list[Change]
    eyebrow: str | Promise
    title: str
    to: str
    to_words: str | Promise
    restore: str = ""
    lines: tuple[Any, ...] = ()


def entry(request: HttpRequest, rows: Rows, ref: str) -> Shown:
    """An entry; deleted ones have a history as well."""
    book = rows.workbook
    row = _row(rows.entries, book.entries, ref)
    changes, args = record_of(book, row.ref), [book.pk, row.ref]
    to = reverse("swot:board", args=[book.pk]) if row.deleted_at else reverse("swot:entry", args=args)
    restore = f"{reverse('swot:entry-restore', args=args)}?seen={row.revision}"
    kept = history_rows.entry_kept(rows, row, changes)
    return Shown(kept, changes, _("History of one entry"), row.text, to, _("Back to the entry"), restore)


def strategy(request: HttpRequest, rows: Rows, ref: str) -> Shown:
    """A strategy."""
    book = rows.workbook
    row = _row(rows.strategies, book.strategy_set, ref)
    changes, args = record_of(book, row.ref), [book.pk, row.ref]
    title, restore = row.text or row.ref, reverse("swot:strategy-restore", args=args)
    to = f"{reverse('swot:strategies', args=[book.pk])}#{row.ref}"
    kept = history_rows.strategy_kept(rows, row, changes)
    return Shown(kept, changes, _("History of one strategy"), title, to, _("Back to the strategies"), restore)


def action(request: HttpRequest, rows: Rows, ref: str) -> Shown:
    """An action."""
    book = rows.workbook
    row = _row(rows.actions, book.action_set, ref)
    changes, args = record_of(book, row.ref), [book.pk, row.ref]
    title, restore = row.text or row.ref, reverse("swot:action-restore", args=args)
    to = reverse("swot:actions", args=[book.pk])
    kept = history_rows.action_kept(rows, row, changes)
    return Shown(kept, changes, _("History of one action"), title, to, _("Back to the actions"), restore)


def answer(request: HttpRequest, rows: Rows, prompt: str) -> Shown:
    """An answer, and its lines with those that were deleted: each has a history of its own."""
    book = rows.workbook
    asked = prompt_or_404(book.content(), prompt)
    kept = history_rows.answer_kept(rows, asked)
    to = f"{reverse('swot:section', args=[book.pk, asked.section])}#{asked.id}"
    lines = book.lines.filter(prompt__code=asked.id, aside_with=None).order_by("pk") if asked.type == "list" else ()
    title, back = asked.text, _("Back to the question")
    return Shown(kept, record_of(book, kept.what), _("History of one answer"), title, to, back, lines=tuple(lines))


def line(request: HttpRequest, rows: Rows, line: int) -> Shown:
    """A line of a list answer."""
    book = rows.workbook
    row = get_object_or_404(book.lines.filter(aside_with=None).select_related("prompt"), pk=line)
    kept = history_rows.line_kept(rows, row)
    to = reverse("swot:answer-history", args=[book.pk, row.prompt.code])
    restore = f"{reverse('swot:line-restore', args=[book.pk, row.pk])}?revision={row.revision}"
    back = _("History of its question")
    return Shown(kept, record_of(book, kept.what), _("History of one line"), row.text, to, back, restore)


def _row(live: Iterable[Any], every: Any, ref: str) -> Any:
    """The row of that ref: of those that are read anyway, else a deleted one; 404 where there never was one."""
    return next((row for row in live if row.ref == ref), None) or get_object_or_404(every, ref=ref)


def _view(shown: Callable[..., Shown]) -> Callable[..., HttpResponse]:
    """The page of a kind of thing, and the form that brings one of its versions back."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: Any, **which: Any) -> HttpResponse:
        rows = Rows((writable if request.method == "POST" else readable)(request, pk))
        found = shown(request, rows, **which)
        if request.method != "POST":
            return render(request, PAGE, _context(request, rows, found))
        if found.kept.deleted_at:
            live(
                request,
                rows.workbook,
                type(found.kept.row).objects.filter(workbook=rows.workbook),
                pk=found.kept.row.pk,
            )
        return _brought_back(request, rows, found, lambda: shown(request, Rows(rows.workbook), **which))

    view.__doc__ = shown.__doc__
    return view


entry_history, strategy_history, action_history = _view(entry), _view(strategy), _view(action)
answer_history, line_history = _view(answer), _view(line)


def _brought_back(request: HttpRequest, rows: Rows, found: Shown, again: Callable[[], Shown]) -> HttpResponse:
    """A new change that leaves the thing as an earlier one did; the message has the way back."""
    form, kept = BackForm(request.POST if "back" in request.POST else request.GET), found.kept
    steps = steps_of(kept, found.changes)
    asked = form.cleaned_data["back"] if form.is_valid() else 0
    step = next((one for one in steps if one.change.pk == asked and one.is_whole), None)
    if step is None:
        return invalid(request, PAGE, _context(request, rows, found, refused=SHOWN_AGAIN))
    try:
        seen = form.cleaned_data["revision"] or 0
        kept.bring_back(step.after, by=request.user, seen=seen)
    except Stale:
        now = again()
        return stale(request, PAGE, _context(request, now.kept.rows, now, moved_on=True))
    except Refusal as refusal:
        return invalid(request, PAGE, _context(request, rows, found, refused=refusal.sentence))
    undo = f"{request.path}?back={steps[0].change.pk}&revision={seen + 1}"
    messages.success(request, _("That version stands again, as a new change."), extra_tags=undo)
    return see(request, request.path)


def _context(request: HttpRequest, rows: Rows, found: Shown, **context: Any) -> dict[str, Any]:
    pages = Paginator(steps_of(found.kept, found.changes), A_PAGE)
    leaf = pages.get_page(request.GET.get("page"))
    told: dict[str, Any] = {
        "shown": found,
        "kept": found.kept,
        "versions": versions(found.kept, list(leaf.object_list)),
        "leaf": leaf,
        "many": pages.count,
        "title": Truncator(found.title).chars(200),
        **context,
    }
    return page(rows.workbook, "contents", rows, **told)
