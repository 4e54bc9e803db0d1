"""The page that sends groups and notes to the workbook: what goes where, what went before, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.responses import see
from swot.content import QUADRANTS
from swot.document.values import INSIDE, OUTSIDE
from workshops.forms.send import SendForm
from workshops.models import Operation
from workshops.page import leading, listens, room_page
from workshops.parcels import Parcel, parcels
from workshops.views.press import Pressed, pressed

PAGE = "workshops/send/send.html"
MAY = ("send", "unsend")
# So many of a quadrant stand on one page: what is sent with one press is also one form that a server takes.
ON_ONE_PAGE = 40


@dataclass(frozen=True)
class Line:
    """A group or note that is not sent yet, as its page shows it: ticked, its words as typed, where it goes."""

    parcel: Parcel
    is_ticked: bool
    text: str
    section: str
    is_here: bool
    errors: list[str]
    under: int | None = None


@dataclass(frozen=True)
class Part:
    """One quadrant, "" for what has none: what may go, and what is on other pages."""

    quadrant: str
    lines: tuple[Line, ...]
    more: int


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: Any) -> HttpResponse:
    """What can be sent, ticked as it would go, and what was. What is not taken comes back as typed: 409 or 422."""
    workshop = leading(request, pk)
    if request.method != "POST":
        return render(request, PAGE, {**_context(request, workshop), **listens(request, workshop)})
    verb = request.POST.get("verb", "")
    unknown = Pressed(422, sentence=_("Press one of the buttons on this page: they say what they do."))
    found = pressed(request, workshop, verb) if verb in MAY else unknown
    if found.done:
        messages.success(request, _said(found.done))
        return see(request, "workshops:send", workshop.pk)
    if not found.wrong:
        messages.error(request, found.sentence)
    return render(request, PAGE, _context(request, leading(request, pk), found), status=found.status)


def _said(done: Operation) -> str:
    refs = ", ".join(done.result["refs"])
    if done.verb == "unsend":
        return _("Taken back from the workbook: %(refs)s. They can be sent again.") % {"refs": refs}
    new: int = done.result["new"]
    if not new:
        return _("All of them were in the workbook already: %(refs)s. Nothing was changed.") % {"refs": refs}
    said = ngettext("%(n)d entry is in the workbook: %(refs)s.", "%(n)d entries are in the workbook: %(refs)s.", new)
    return said % {"n": new, "refs": refs}


def _context(request: HttpRequest, workshop: Any, refused: Pressed | None = None) -> dict[str, Any]:
    content = workshop.workbook.content()
    known = parcels(workshop, content)
    page = max(1, int(text)) if (text := request.GET.get("page", "")).isdecimal() and len(text) < 6 else 1
    form = refused.form if refused and isinstance(refused.form, SendForm) else None
    parts = [_part(name, known, page, form) for name in (*QUADRANTS, "")]
    sent = [one for one in known if one.is_sent]
    return room_page(
        workshop,
        parts=[part for part in parts if part.lines or part.more],
        sent=sent,
        pair=_pair(sent),
        sections=[(one.code, one.title) for one in content.sections],
        number=page,
        before=page - 1,
        after=page + 1 if any(part.more for part in parts) else 0,
        ticked=set(request.POST.getlist("take")) if refused else set(),
        has_people=any(one.is_here or (one.entry and one.entry.inclusion) for one in known),
        wrong=refused.wrong if refused else "",
        page_errors=bool(refused and refused.wrong),
        is_over=bool(workshop.workbook.closed_at),
    )


def _part(quadrant: str, known: tuple[Parcel, ...], page: int, form: SendForm | None) -> Part:
    mine = [one for one in known if one.quadrant == quadrant and not one.is_sent]
    shown = mine[(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]
    return Part(quadrant, tuple(_line(one, form) for one in shown), max(0, len(mine) - page * ON_ONE_PAGE))


def _line(parcel: Parcel, form: SendForm | None) -> Line:
    """As it would go, or as it was typed where that was not taken."""
    first = parcel.others[0].pk if parcel.others else None
    if form is None:
        return Line(parcel, parcel.goes, parcel.text, parcel.section, parcel.is_here, [], first)
    code, typed = parcel.code, form.data
    return Line(
        parcel,
        code in form.codes,
        typed.get(f"text_{code}") or parcel.text,
        typed.get(f"section_{code}") or parcel.section,
        f"here_{code}" in typed if f"asked_{code}" in typed else parcel.is_here,
        [str(error) for error in form.errors.get(f"text_{code}", [])],
        form.cleaned_data.get(f"under_{code}", first),
    )


def _pair(sent: list[Parcel]) -> tuple[str, str] | None:
    """The first entry inside and the first outside that were sent: the page of strategies begins one on both."""
    by_votes = sorted(sent, key=lambda one: -one.votes)
    refs = [
        next((one.entry.ref for one in by_votes if one.entry and one.entry.quadrant in side), "")
        for side in (INSIDE, OUTSIDE)
    ]
    return (refs[0], refs[1]) if all(refs) else None
