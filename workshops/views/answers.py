"""Answers to phones: pages of their own slim frame, and what a script is told of what it sent."""

import json
from math import ceil
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.errors import Refusal
from swot.page import shown as marked
from workshops.models import Participant, Status, Workshop
from workshops.phone import kept_until
from workshops.strips import strip_of

MOST_UNSENT = 9999


class Unreadable(Refusal):
    """What a script sent is no JSON object."""


def page(
    request: HttpRequest,
    room: Workshop,
    context: dict[str, Any],
    name: str = "workshops/phone/room.html",
    status: int = 200,
) -> HttpResponse:
    """A page of a phone, with the strip of its room."""
    marked(request, room.workbook)
    common = {"room": room, "content": room.workbook.content(), "page_errors": status in (409, 422, 429)}
    told = {**common, "languages": languages(), **strip_of(room), **context}
    return render(request, name, told, status=status)


def over(request: HttpRequest, room: Workshop, lost: str = "") -> HttpResponse:
    """410: nothing more is taken, said kindly, with the words that came too late."""
    context = {"lost": lost, "kept_until": kept_until(room), "is_away": room.status == Status.ARCHIVED}
    return page(request, room, context, "workshops/phone/over.html", 410)


def redirect_to_room(room: Workshop) -> HttpResponse:
    """Back to the page, so that loading it again sends nothing."""
    return redirect("workshops:room", room.pk)


def told(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that a script sent; `Unreadable` for anything else. Halves of characters become "?"."""
    try:
        found = json.loads(request.body or b"{}")
        found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreadable(_("What was sent cannot be read. Load the page again."))
    return found


def answer(status: int, sentence: str = "", **more: Any) -> JsonResponse:
    """What a script is told."""
    return JsonResponse({**({"sentence": sentence} if sentence else {}), **more}, status=status)


def slowly(wait: float) -> str:
    """What is said to who sends too fast."""
    said = ngettext(
        "That was too fast for the room. Send it again in %(n)d second.",
        "That was too fast for the room. Send it again in %(n)d seconds.",
        ceil(wait),
    )
    return said % {"n": ceil(wait)}


def after(response: Any, wait: float) -> Any:
    """The same answer, with the seconds after which to send again; 0 for any time."""
    if wait:
        response["Retry-After"] = str(ceil(wait))
    return response


def wrong(form: BaseForm) -> JsonResponse:
    """422 with everything that is wrong, as sentences."""
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    return answer(422, " ".join(sentences))


def stranger() -> JsonResponse:
    """403 to a phone that is not known in this room: it comes in again under its key, and sends again."""
    return answer(403, _("This phone is not known in this room. Join again: what you wrote stays here."), join=True)


def heard(request: HttpRequest, guest: Participant) -> None:
    """Note how many things a phone says it still holds, where that is another number than last time."""
    said = request.headers.get("X-Unsent", "")
    if said.isascii() and said.isdecimal() and min(int(said[:6]), MOST_UNSENT) != guest.unsent:
        guest.heard(min(int(said[:6]), MOST_UNSENT))


def languages() -> list[Any]:
    """What one can choose from on every page of a phone; none where there is one alone."""
    return list(settings.LANGUAGES) if len(settings.LANGUAGES) > 1 else []


def in_language(request: HttpRequest) -> HttpResponse | None:
    """The same page in the language that was chosen (`?language=`), for good; None where none was."""
    chosen = request.GET.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return None
    response = redirect(request.path)
    of = {"path": settings.LANGUAGE_COOKIE_PATH, "samesite": "Lax", "secure": settings.HTTPS, "httponly": True}
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86_400, **of)
    return response
