"""Coming into a room and its page on a phone: without an account, and all of it without script too."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.access import by_cookie, by_token, came_by_door, open_door, remember_guest
from clusters.errors import Closed, Stale
from clusters.ids import new_key
from workshops import limits
from workshops.doors import guest_of, is_in, known_room_of
from workshops.forms.guest import AddForm, CodeForm, JoinForm, no_such_code
from workshops.models import Participant, Workshop
from workshops.phone import shown
from workshops.views.answers import (
    Unreadable,
    after,
    answer,
    in_language,
    languages,
    over,
    page,
    redirect_to_room,
    slowly,
    told,
    wrong,
)
from workshops.writing import Full, Outcome, join, write

NO_ROOM = "workshops/phone/no_room.html"
guests = by_cookie(known_room_of, guest_of, NO_ROOM)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code; a right one leads into its room, 422 for one that no room has."""
    if response := in_language(request):
        return response
    form = CodeForm(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")})
    wait = 0.0
    if form.is_bound and form.is_valid():
        room = Workshop.objects.for_code(form.cleaned_data["code"]).first()
        if room:
            return _in_by_door(room)
        wait = _refuse_code(request, form)
    context = {"form": form, "languages": languages(), "page_errors": bool(form.errors)}
    status = 429 if wait else 422 if form.errors else 200
    response = render(request, "workshops/phone/enter.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return after(response, wait)


def _refuse_code(request: HttpRequest, form: CodeForm | JoinForm) -> float:
    """Count a wrong code and say so in the form; the seconds to wait where there were too many."""
    ip = get_adapter().get_client_ip(request)
    wait = limits.may_try(ip)
    if not wait:
        limits.wrong_code(ip)
    form.add_error("code", slowly(wait) if wait else no_such_code())
    return wait


def _in_by_door(room: Workshop) -> HttpResponse:
    """To the room, whose way in is open to this browser for a while."""
    response = redirect_to_room(room)
    open_door(response, room.pk, room.code)
    return response


@by_token(lambda token: Workshop.objects.for_square(token).first(), NO_ROOM)
@require_safe
def square(request: HttpRequest, room: Workshop) -> HttpResponse:
    """The square was photographed: into its room, where a phone that was there before is known again."""
    return _in_by_door(room)


@guests
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, room: Workshop, guest: Participant | None) -> HttpResponse:
    """The page of a phone; for whoever has not come in, the way in. A POST is a note from a page without script."""
    if response := in_language(request):
        return response
    if guest is None:
        return way_in(request, room, status=403 if request.method == "POST" else 200)
    if request.method == "POST":
        return _add(request, room, guest)
    return page(request, room, shown(room, guest))


@guests
@require_http_methods(["PUT", "POST"])
def me(request: HttpRequest, room: Workshop, guest: Participant | None) -> HttpResponse:
    """Come in, or say anew who one is: 201 and a cookie, 200 the second time, 410 once the room is closed.

    Whoever is new comes by the code or the square; who came straight to this address is asked for the code. 422 without.
    """
    is_form = request.method == "POST"
    try:
        sent: Any = request.POST if is_form else told(request)
        form = JoinForm(sent, room=room, asks_code=_asks_code(request, room) and not is_in(room, sent.get("key")))
        if form.is_valid() and form.cleaned_data.get("code", room.code) != room.code:
            wait = _refuse_code(request, form)
            if wait:
                return _too_many(request, room, form, wait)
        if form.errors:
            return way_in(request, room, form, 422) if is_form else wrong(form)
        if wait := limits.join(room.pk):
            form.add_error(None, slowly(wait))
            return _too_many(request, room, form, wait)
        data = form.cleaned_data
        person, outcome = join(room, data["key"], name=data.get("name", ""), who=data["who"])
    except Unreadable as refusal:
        return answer(400, refusal.sentence)
    except Full as refusal:
        form.add_error(None, refusal.sentence)
        return way_in(request, room, form, 422) if is_form else wrong(form)
    except Closed:
        return over(request, room) if is_form else answer(410, _("This workshop is over. Nobody new can come in."))
    done = answer(201 if outcome is Outcome.NEW else 200, key=str(person.key))
    response = redirect_to_room(room) if is_form else done
    remember_guest(response, room.pk, person)
    return response


def _asks_code(request: HttpRequest, room: Workshop) -> bool:
    """Whether this browser came straight to the address of an open room, by no code that holds now."""
    return room.is_open and not came_by_door(request, room.pk, room.code)


def _too_many(request: HttpRequest, room: Workshop, form: JoinForm, wait: float) -> HttpResponse:
    """429 while many come in at once, or try codes: the form as it was filled, to be sent again."""
    if request.method == "PUT":
        return after(answer(429, slowly(wait)), wait)
    return after(way_in(request, room, form, 429), wait)


def way_in(request: HttpRequest, room: Workshop, form: JoinForm | None = None, status: int = 200) -> HttpResponse:
    """The form to come in by, with a key of its own and the code where it was not given; 410 once nobody can."""
    lost = request.POST.get("text", "")
    if not room.is_open:
        return over(request, room, lost)
    form = form or JoinForm(room=room, asks_code=_asks_code(request, room), initial={"key": new_key()})
    context = {"form": form, "lost": lost}
    return page(request, room, context, "workshops/phone/join.html", status)


def _add(request: HttpRequest, room: Workshop, guest: Participant) -> HttpResponse:
    """Add a note from a page without script; 422 with what is wrong, 409 with a new key, and every word of it."""
    form = AddForm(request.POST, content=room.workbook.content())
    if form.is_valid() and room.step and form.cleaned_data["step"] == room.step.pk:
        form.places(room.step.quadrants)
    wait = 0.0 if form.errors else max(limits.note(guest.pk) for _one in form.notes)
    if wait:
        form.add_error("text", slowly(wait))
    if form.errors:
        return after(page(request, room, shown(room, guest, form), status=429 if wait else 422), wait)
    data = form.cleaned_data
    try:
        for key, words in form.notes:
            if write(room, key, seq=data["seq"], by=guest, step=data["step"], **words)[1] is Outcome.OLDER:
                raise Stale(None)
    except Full as refusal:
        form.add_error(None, refusal.sentence)
        return page(request, room, shown(room, guest, form), status=422)
    except Closed:
        return over(request, room, data["text"])
    except Stale:
        again = AddForm({**request.POST.dict(), "key": new_key()}, content=room.workbook.content())
        again.add_error("text", foreign_key())
        return page(request, room, shown(room, guest, again), status=409)
    return redirect_to_room(room)


def foreign_key() -> str:
    """What is said where a key is somebody else's."""
    return _("This note has the number of another one. Nothing of it is lost: send it once more.")
