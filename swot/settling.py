"""After two people wrote in one form: the text that was not chosen goes into the record of changes."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from swot.models import Workbook


def leave_theirs(request: HttpRequest, workbook: Workbook, what: str, mine: Mapping[str, Any]) -> None:
    """Theirs was chosen: it stands as it is. What was typed is written down as set aside, and a message says so."""
    set_aside(workbook, what, mine, by=request.user)
    messages.success(request, _("The other text stands. Yours is kept in the history."))


def set_aside(workbook: Workbook, what: str, text: Mapping[str, Any], *, by: Any) -> None:
    """Write down the text of a field by field that nobody finds in a row any more."""
    workbook.note("set aside", what, by=by, **text)


def saved_by(workbook: Workbook, what: str) -> dict[str, Any]:
    """Who changed something last and when, from the record of changes: `who` and `when` of a `Conflict`."""
    last = workbook.changes.filter(what=what[:40]).select_related("by").first()
    return {"who": last.by if last else None, "when": last.at if last else None}
