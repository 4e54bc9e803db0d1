"""What every page of whoever leads a workshop shows beside its own matter: that of its workbook, and the room."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from swot.document.gather import Rows
from swot.page import page, shown
from workshops.attendance import Attendance, attendance
from workshops.done import GROUPING
from workshops.live.tickets import address
from workshops.models import Operation, Status, Workshop
from workshops.projection import Audience

SINGLE = ("workbook__finding", "workbook__first_questions", "workbook__self_check")


def leading(request: HttpRequest, pk: Any) -> Workshop:
    """The workshop for a page, for those who may write in its workbook; 404 for viewers and strangers.

    In the same query come all single rows that the page of a workbook needs, and the newest thing that can be undone,
    as `undo_of` (its primary key) and `undo_verb`; both None where there is nothing.
    """
    undoable = {"workshop": OuterRef("pk"), "undone_at": None, "verb__in": ("judge", "block", "scribe", *GROUPING)}
    newest = Operation.objects.filter(**undoable).exclude(before=[]).order_by("-pk")
    rows = Workshop.objects.editable_by(request.user).with_it().select_related(*SINGLE)
    told = {name: Subquery(newest.values(field)[:1]) for name, field in (("undo_of", "pk"), ("undo_verb", "verb"))}
    found: Workshop = get_object_or_404(rows.annotate(**told), pk=pk)
    found.workbook.role = found.role
    shown(request, found.workbook)
    return found


def listens(request: HttpRequest, workshop: Workshop) -> dict[str, str]:
    """Where a page of whoever leads listens, and where it asks for another ticket; nothing once it is put away."""
    if workshop.status == Status.ARCHIVED:
        return {}
    told = address(workshop, Audience.LEADER, person=request.user.pk)
    return {"live_url": told, "live_again": reverse("workshops:lead-ticket", args=[workshop.pk])}


def room_page(workshop: Workshop, present: Attendance | None = None, /, **context: Any) -> dict[str, Any]:
    """The context of a page: that of a page of the workbook, with `workshop`, `present` and the room in the strip."""
    present = present or attendance(workshop)
    own = {"workshop": workshop, "present": present, "in_room": present.sentence, "open_room": str(workshop.pk)}
    return page(workshop.workbook, "workshop", Rows(workshop.workbook), **own, **context)
