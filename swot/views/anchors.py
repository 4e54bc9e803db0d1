"""Anchors: the few large ones that many lean on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from clusters.models import Anchor
from swot.forms.record import AnchorForm
from swot.record_rows import RecordPages

PAGES = RecordPages(
    model=Anchor,
    form=AnchorForm,
    template="swot/anchor.html",
    name="anchor",
    back_to="swot:composition",
    saved=gettext_lazy("%(name)s is saved."),
    deleted=gettext_lazy("%(name)s is deleted."),
    brought_back=gettext_lazy("%(name)s is back."),
)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new anchor."""
    return PAGES.add(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def anchor(request: HttpRequest, pk: Any, row: int) -> HttpResponse:
    """Change an anchor."""
    return PAGES.change(request, pk, row)


@require_POST
def delete(request: HttpRequest, pk: Any, row: int) -> HttpResponse:
    """Hide an anchor."""
    return PAGES.delete(request, pk, row)


@require_POST
def restore(request: HttpRequest, pk: Any, row: int) -> HttpResponse:
    """Bring an anchor back."""
    return PAGES.restore(request, pk, row)
