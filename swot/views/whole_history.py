"""The history of the whole workbook by day, and what was deleted; both are read by all, brought back by those who write."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from swot.document.gather import Rows
from swot.forms.filters import Filter
from swot.history_all import LOOKED_FOR, deleted, found, of_row, people, told
from swot.page import page, readable

A_PAGE = 50
ALL = ("", gettext_lazy("All"))


class HistoryFilter(Filter):
    """Whose changes, and of what kind."""

    who = forms.TypedChoiceField(label=gettext_lazy("By whom"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=gettext_lazy("Of what"), required=False, choices=[ALL, *LOOKED_FOR.items()])

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [ALL, *people]  # type: ignore[attr-defined]


@require_safe
def history(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every change, the newest first, by day."""
    rows = Rows(readable(request, pk))
    find = HistoryFilter(request.GET, people=people(rows.workbook))
    chosen = find.chosen
    changes = found(rows.workbook, who=chosen.get("who"), kind=chosen.get("kind", ""))
    leaf = Paginator(changes, A_PAGE).get_page(request.GET.get("page"))
    asked = f"{urlencode(chosen)}&" if chosen else ""
    context: dict[str, Any] = {
        "find": find,
        "chosen": chosen,
        "leaf": leaf,
        "asked": asked,
        "told": list(told(rows, leaf.object_list)),
    }
    return render(request, "swot/history.html", page(rows.workbook, "contents", rows, **context))


@require_safe
def deleted_things(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was deleted: for thirty days each can be brought back."""
    book = readable(request, pk)
    leaf = Paginator(deleted(book, request.user), A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"leaf": leaf, "asked": "", "things": [of_row(book, row) for row in leaf.object_list]}
    return render(request, "swot/history_deleted.html", page(book, "contents", **context))
