"""Versions of the workbook: keep one under a name, read one as it was, and compare any two."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clusters.errors import Refusal
from clusters.ids import uuid7
from clusters.responses import invalid, see
from swot import versions
from swot.document.gather import Rows
from swot.forms.one_line import OneLine
from swot.page import page, readable, writable

PAGE = "swot/versions.html"
NOW = "now"


class KeepForm(forms.Form):
    """A name for the workbook as it stands, and a sentence; the key is that of the version to be."""

    name = OneLine(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("So that others know it again: “Before the meeting with the council”."),
        max_length=100,
        error_messages={"required": gettext_lazy("Give the version a name")},
    )
    says = forms.CharField(
        label=gettext_lazy("Why it is kept"),
        help_text=gettext_lazy("One sentence. It may stay empty."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": gettext_lazy("Press the button again")})


@require_http_methods(["GET", "HEAD", "POST"])
def every(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every version, the newest first; with POST one more is kept."""
    rows = Rows((writable if request.method == "POST" else readable)(request, pk))
    form = KeepForm(request.POST if request.method == "POST" else None, initial={"key": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            versions.keep(rows, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": form.cleaned_data["name"]})
            return see(request, "swot:versions", pk)
    if "key" in form.errors:
        form = KeepForm({**request.POST.dict(), "key": uuid7()})
        form.add_error(None, _("The version was not kept. Press the button again."))
    context = page(rows.workbook, "contents", rows, form=form, kept=_named(rows))
    return invalid(request, PAGE, context) if form.errors else render(request, PAGE, context)


@require_safe
def one(request: HttpRequest, pk: Any, version: UUID) -> HttpResponse:
    """A version as it was, to be read."""
    rows = Rows(readable(request, pk))
    found = _found(rows, str(version))
    said = versions.at_snapshot(found)
    context = {"version": found, "title": versions.title_of(found), "said": said}
    context["parts"] = list(versions.parts(said)) if said else []
    context["strategies"] = [(it.id, versions.said_of_strategy(it)) for it in said.document.strategies] if said else []
    context["actions"] = [(it.id, versions.said_of_action(it)) for it in said.document.actions] if said else []
    return render(request, "swot/version.html", page(rows.workbook, "contents", rows, **context))


@require_safe
def compare(request: HttpRequest, pk: Any) -> HttpResponse:
    """Two versions, or one and the workbook as it stands: what one says otherwise than the other."""
    rows = Rows(readable(request, pk))
    kept = _named(rows)
    older = request.GET.get("older") or (str(kept[0][0].pk) if kept else NOW)
    newer = request.GET.get("newer") or NOW
    sides = [versions.now(rows) if at == NOW else versions.at_snapshot(_of(kept, at)) for at in (older, newer)]
    context: dict[str, Any] = {"kept": kept, "older": older, "newer": newer, "sides": sides, "groups": ()}
    if sides[0] and sides[1]:
        context["groups"] = versions.linked(versions.between(sides[0], sides[1]), rows)
    return render(request, "swot/versions_compare.html", page(rows.workbook, "contents", rows, **context))


def _named(rows: Rows) -> list[tuple[Any, str]]:
    return [(one, versions.title_of(one)) for one in versions.every(rows.workbook)]


def _found(rows: Rows, key: str) -> Any:
    return _of(_named(rows), key)


def _of(kept: list[tuple[Any, str]], key: str) -> Any:
    """The version of that key; 404 for one of another workbook."""
    found = next((one for one, _title in kept if str(one.pk) == key.lower()), None)
    if found is None:
        raise Http404
    return found
