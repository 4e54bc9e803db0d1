"""An issued briefing, found for whoever may read or do something with it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from briefings.models import Briefing
from swot.page import SINGLE, shown

WITH_PAGES = ("workbook__version__template", *(f"workbook__{name}" for name in SINGLE))


def issued_or_404(request: HttpRequest, pk: Any, *, to_write: bool = False) -> Any:
    """The briefing with all that pages of its workbook need of single rows, closed or not; 404 for strangers, and for viewers where something is done."""
    rows = Briefing.objects.editable_by(request.user) if to_write else Briefing.objects.visible_to(request.user)
    briefing: Any = get_object_or_404(rows.select_related("snapshot", *WITH_PAGES), pk=pk)
    briefing.workbook.role = briefing.role
    shown(request, briefing.workbook)
    return briefing
