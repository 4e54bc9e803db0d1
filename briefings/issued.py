"""An issued briefing, found for whoever may read or do something with it."""

from typing import Any

from django.http import HttpRequest

from briefings.models import Briefing
from clusters.access import READ, WRITE
from swot.page import SINGLE, not_found, shown

WITH_PAGES = ("workbook__version__template", *(f"workbook__{name}" for name in SINGLE))


def issued_or_404(request: HttpRequest, pk: Any, *, to_write: bool = False) -> Any:
    """The briefing with all that pages of its workbook need of single rows, closed or not; 404 for strangers, and for viewers where something is done.

    `Gone` where something is done in a workbook that was deleted meanwhile.
    """
    rows = Briefing.objects.editable_by(request.user) if to_write else Briefing.objects.visible_to(request.user)
    briefing: Any = rows.select_related("snapshot", *WITH_PAGES).filter(pk=pk).first()
    if briefing is None:
        not_found(request, WRITE if to_write else READ, briefings=pk)
    briefing.workbook.role = briefing.role
    shown(request, briefing.workbook)
    return briefing
