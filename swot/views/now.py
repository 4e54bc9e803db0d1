"""Who is in a workbook now and what others changed a moment ago, for pages that are open."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from swot.models import Presence, Workbook
from swot.page import readable

RECENT, MOST = timedelta(minutes=3), 30
PLACES = {
    "board": gettext_lazy("on the board"),
    "sort": gettext_lazy("sorting"),
    "priorities": gettext_lazy("in the priorities"),
    "strategies": gettext_lazy("in the strategies"),
    "briefings": gettext_lazy("in the briefings"),
    "inclusion": gettext_lazy("in local inclusion"),
    "evidence": gettext_lazy("in the evidence"),
    "comments": gettext_lazy("in the comments"),
}


@require_safe
def now(request: HttpRequest, pk: Any) -> HttpResponse:
    """JSON: `here`, a sentence for each other person; `changes` of the last three minutes by others, the newest first.

    A change is its `id`, `what` it was made to, `at` in milliseconds since 1970, and `said`, a sentence. 304 where the
    reader has the same already.
    """
    workbook = readable(request, pk)
    others = workbook.presences.now().exclude(user=request.user.pk)
    recent = workbook.changes.filter(at__gte=timezone.now() - RECENT, by__isnull=False).exclude(by=request.user.pk)
    changes = recent.select_related("by").order_by("-at", "-pk")[:MOST]
    told = {
        "here": [_here(workbook, one) for one in others],
        "changes": [
            {"id": one.pk, "what": one.what, "at": int(one.at.timestamp() * 1000), "said": _said(one.by, one.at)}
            for one in changes
        ],
    }
    text = json.dumps(told, ensure_ascii=False)
    mark = f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark})
    return HttpResponse(text, content_type="application/json", headers={"ETag": mark})


@require_POST
def here(request: HttpRequest, pk: Any) -> HttpResponse:
    """Write down that the reader has a page of the workbook open; 204."""
    workbook = readable(request, pk)
    place = request.POST.get("place", "")
    known = place in PLACES or place in workbook.content().section_by_code
    Presence.seen(workbook, by=request.user, place=place if known else "")
    return HttpResponse(status=204)


def _here(workbook: Workbook, one: Presence) -> str:
    section = workbook.content().section_by_code.get(one.place)
    where = _("in %(section)s") % {"section": section.title} if section else PLACES.get(one.place, "")
    return f"{one.user}, {where}" if where else str(one.user)


def _said(who: Any, at: datetime) -> str:
    return _("%(who)s changed this at %(time)s.") % {"who": who, "time": date_format(timezone.localtime(at), "H:i")}
