"""Making a copy of a workbook: what that means, and doing it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.errors import Refusal
from clusters.ids import uuid7
from clusters.responses import invalid, see
from swot.copying import copied
from swot.page import page, readable

PAGE = "swot/copy.html"


class CopyForm(forms.Form):
    """The key of the cluster to be, so that a second press makes no second copy."""

    key = forms.UUIDField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say what a copy is; with POST make it. Whoever may read may: they can take the whole workbook with them anyway."""
    workbook = readable(request, pk)
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"key": uuid7()})
    if request.method != "POST":
        return render(request, PAGE, page(workbook, "copy", form=form))
    try:
        if form.is_valid():
            made = copied(workbook, by=request.user, key=form.cleaned_data["key"])
            messages.success(request, _("This is the copy. You lead it, and nobody else is in it yet."))
            return see(request, "swot:workbook", made.pk)
        sentence = _("The copy was not made. Press the button again.")
    except Refusal as refusal:
        sentence = refusal.sentence
    form = CopyForm({"key": uuid7()})
    form.add_error(None, sentence)
    return invalid(request, PAGE, page(workbook, "copy", form=form))
