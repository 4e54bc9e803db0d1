"""The room's screen by a link of its own, and the same content on a phone that reads along. Both only look."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clusters.access import NOBODY, by_cookie, by_token
from swot.page import shown
from swot.pictures.square import square
from swot.rules.families import beginnings
from workshops.doors import guest_of, join_at, room_of, screen_of
from workshops.live.tickets import address
from workshops.models import Participant, Workshop
from workshops.projection import Audience
from workshops.projection import screen as projected
from workshops.room import room
from workshops.stage import HEADINGS, stage
from workshops.strips import strip_of


@by_token(screen_of, over="workshops/live/over.html")
@require_safe
def screen(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """What hangs on the wall."""
    context = {
        **_page(request, workshop),
        "live": address(workshop, Audience.SCREEN, person=None),
        "again": reverse("workshops:screen-ticket", args=[workshop.screen_token]),
        "square": square(workshop.join_url, title=str(workshop.code_in_two), size="100%"),
        "join_at": join_at(),
    }
    return render(request, "workshops/screen/screen.html", context)


@by_cookie(room_of, guest_of, over="workshops/phone/no_room.html")
@require_safe
def along(request: HttpRequest, workshop: Workshop, guest: Participant | None) -> HttpResponse:
    """The same on a phone, in one column; whoever has not come in is sent to the way in."""
    if guest is None:
        return redirect("workshops:room", workshop.pk)
    context = {
        **_page(request, workshop),
        "live": address(workshop, Audience.PHONE, person=guest.pk, along=True),
        "again": f"{reverse('workshops:guest-ticket', args=[workshop.pk])}?along=1",
    }
    return render(request, "workshops/screen/along.html", context)


def _page(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    """What both draw: the frame a stream would tell this very moment, and what stays the same while the room works."""
    shown(request, workshop.workbook)
    now = room(workshop.pk)
    if now is None:
        raise Http404
    frame = projected(now, timezone.now())
    content = workshop.workbook.content()
    return {
        **NOBODY,
        "workshop": workshop,
        "frame": {"kind": "screen", **frame},
        "stage": stage(frame, workshop.title),
        "headings": {**HEADINGS, "lobby": workshop.title},
        "strip": strip_of(workshop)["strip"],
        "starters": beginnings(content),
        "still_here": content.words["people_already_here"],
    }
