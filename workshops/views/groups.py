"""The page that groups notes: tick and press, or drag; every press can be undone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.responses import see
from workshops import done
from workshops.board import board
from workshops.models import Operation, Workshop
from workshops.page import leading, listens, room_page
from workshops.views.press import Pressed, pressed

PAGE = "workshops/groups/groups.html"
MAY = (*done.GROUPING, "undo")


@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, pk: Any) -> HttpResponse:
    """All notes that may be seen, by quadrant and group. What is not taken comes back with its ticks: 409 or 422."""
    workshop = leading(request, pk)
    if request.method != "POST":
        return render(request, PAGE, {**_context(request, workshop), **listens(request, workshop)})
    verb = request.POST.get("verb", "")
    unknown = Pressed(422, sentence=_("Press one of the buttons: they say what is done with what is ticked."))
    found = pressed(request, workshop, verb) if verb in MAY else unknown
    if found.done:
        return see(request, _back(workshop, found.done))
    if not found.wrong:
        messages.error(request, found.sentence)
    return render(request, PAGE, _context(request, leading(request, pk), found.wrong), status=found.status)


def _back(workshop: Workshop, done_: Operation) -> str:
    """The page again, at the group that something was done to."""
    group = done_.result.get("group")
    return reverse("workshops:groups", args=[workshop.pk]) + (f"#g-{group}" if group else "")


def _context(request: HttpRequest, workshop: Workshop, wrong: str = "") -> dict[str, Any]:
    sent, shown = request.POST, board(workshop)
    operations = done.last(workshop)
    renamed = next((group.pk for group in shown.groups if str(group.pk) == sent.get("group")), None)
    return room_page(
        workshop,
        board=shown,
        renamed=renamed,
        title="" if renamed else sent.get("title", ""),
        operations=[(one, done.in_words(one)) for one in operations],
        ticked_notes=_numbers(sent.getlist("notes")),
        ticked_groups=_numbers(sent.getlist("groups")),
        sent=sent,
        wrong=wrong,
        page_errors=bool(wrong),
        is_voting=workshop.steps.filter(vote_open=True).exists(),
    )


def _numbers(texts: list[str]) -> set[int]:
    return {int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19}
