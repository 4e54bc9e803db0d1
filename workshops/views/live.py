"""Another ticket for a page whose own has run out: asked under the rules of the page itself."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusters.access import by_cookie, by_token
from workshops.doors import guest_of, room_of, screen_of
from workshops.live.tickets import as_json
from workshops.models import Participant, Workshop
from workshops.projection import Audience
from workshops.views.press import led

OVER = "workshops/live/over.html"


@never_cache
@require_safe
def lead_ticket(request: HttpRequest, pk: Any) -> JsonResponse:
    """For whoever leads."""
    return JsonResponse(as_json(led(request, pk), Audience.LEADER, person=request.user.pk))


@by_token(screen_of, over=OVER)
@require_safe
def screen_ticket(request: HttpRequest, workshop: Workshop) -> JsonResponse:
    """For the room's screen."""
    return JsonResponse(as_json(workshop, Audience.SCREEN, person=None))


@by_cookie(room_of, guest_of, over=OVER)
@require_safe
def guest_ticket(request: HttpRequest, room: Workshop, guest: Participant | None) -> JsonResponse:
    """For a phone; with `?along=1` for one that reads along with the screen. 403 for who has not come in."""
    if guest is None:
        return JsonResponse({}, status=403)
    along = "along" in request.GET
    return JsonResponse(as_json(room, Audience.PHONE, person=guest.pk, along=along))
