"""What a phone sends, each thing under its key, and what it is told: the table of answers of the specification.

A script sends PUT and DELETE with JSON; a page without script posts the same as a form, and goes back to its page.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.access import by_cookie
from clusters.errors import Closed, Stale
from workshops import limits
from workshops.doors import guest_of, known_room_of
from workshops.forms.guest import NoteForm, SeqForm
from workshops.models import Ballot, Participant, Step, Workshop
from workshops.phone import counting, mine, shown, vote
from workshops.projection import own
from workshops.views.answers import (
    Unreadable,
    after,
    answer,
    heard,
    over,
    page,
    redirect_to_room,
    slowly,
    stranger,
    told,
    wrong,
)
from workshops.views.guest import NO_ROOM, foreign_key, way_in
from workshops.writing import Full, NotAllowed, Outcome, cast, finish, take_back, write

STATUS = {Outcome.NEW: 201, Outcome.LATE: 202}
guests = by_cookie(known_room_of, guest_of, NO_ROOM)


@guests
@require_http_methods(["PUT", "DELETE", "POST"])
def note(request: HttpRequest, room: Workshop, guest: Participant | None, key: UUID) -> HttpResponse:
    """Write a note or take it back. 201 new, 200 again or newer, 202 late, 409 somebody else's, 410 put away, 422 wrong."""
    if guest is None:
        return way_in(request, room, status=403) if request.method == "POST" else stranger()
    if request.method == "POST":
        return _note_by_form(request, room, guest, key)
    try:
        response = _write(request, room, guest, key) if request.method == "PUT" else _take(request, room, guest, key)
    except Unreadable as refusal:
        return answer(400, refusal.sentence)
    except Stale:
        return answer(409, foreign_key())
    except Full as refusal:
        return answer(422, refusal.sentence)
    except Closed:
        return answer(410, put_away())
    heard(request, guest)
    return response


@guests
@require_http_methods(["PUT", "POST"])
def ballot(request: HttpRequest, room: Workshop, guest: Participant | None, step: int) -> HttpResponse:
    """A whole ballot. 201 new, 200 again or newer, 422 over what is allowed, 409 with the counted one after the vote."""
    if guest is None:
        return way_in(request, room, status=403) if request.method == "POST" else stranger()
    if request.method == "POST":
        return _ballot_by_form(request, room, guest, step)
    try:
        data = told(request)
        form = SeqForm(data)
        if not form.is_valid():
            return wrong(form)
        known, outcome = cast(room, step, seq=form.cleaned_data["seq"], by=guest, marks=marks_of(data))
    except Unreadable as refusal:
        return answer(400, refusal.sentence)
    except NotAllowed as refusal:
        return answer(422, refusal.sentence, allowed=refusal.allowed)
    except Stale as refusal:
        return answer(409, over_now(), ballot=_stands(refusal.current))
    heard(request, guest)
    is_older = outcome is Outcome.OLDER
    stands = _stands(known) if is_older else {"seq": known.seq, "marks": known.marks}
    counts = {"key": f"ballot-{step}", "ballot": stands, **_overtaken(known, outcome)}
    return answer(STATUS.get(outcome, 200), counts_already() if is_older else "", **counts)


@guests
@require_http_methods(["PUT", "DELETE", "POST"])
def finished(request: HttpRequest, room: Workshop, guest: Participant | None, step: int) -> HttpResponse:
    """Say that one has finished, or (DELETE) has not after all. 201 new, 200 again, 409 once the room went on."""
    is_form = request.method == "POST"
    if guest is None:
        return way_in(request, room, status=403) if is_form else stranger()
    on = request.POST.get("on") == "on" if is_form else request.method == "PUT"
    try:
        outcome = finish(room, step, by=guest, on=on)
    except Stale:
        said = _("The room went on meanwhile.")
        return page(request, room, {**shown(room, guest), "said": said}, status=409) if is_form else answer(409, said)
    except Closed:
        return over(request, room) if is_form else answer(410, put_away())
    heard(request, guest)
    return redirect_to_room(room) if is_form else answer(STATUS.get(outcome, 200), key=f"finished-{step}")


@guests
@require_safe
def list_mine(request: HttpRequest, room: Workshop, guest: Participant | None) -> HttpResponse:
    """What a guest wrote, and where each note stands."""
    if guest is None:
        return stranger()
    return answer(200, notes=[own(one, room) for one in mine(room, guest)])


def _write(request: HttpRequest, room: Workshop, guest: Participant, key: UUID) -> HttpResponse:
    form = NoteForm(told(request), content=room.workbook.content())
    if not form.is_valid():
        return wrong(form)
    if wait := limits.note(guest.pk):
        return after(answer(429, slowly(wait)), wait)
    data = form.cleaned_data
    kept, outcome = write(room, key, seq=data["seq"], by=guest, step=data["step"], **form.words)
    return answer(STATUS.get(outcome, 200), **own(kept, room), **_overtaken(kept, outcome))


def _take(request: HttpRequest, room: Workshop, guest: Participant, key: UUID) -> HttpResponse:
    form = SeqForm(request.GET)
    if not form.is_valid():
        return wrong(form)
    kept, outcome = take_back(room, key, seq=form.cleaned_data["seq"], by=guest)
    stands = (
        own(kept, room) if outcome is Outcome.OLDER and kept else {"key": str(key), "seq": form.cleaned_data["seq"]}
    )
    return answer(200, **stands, **_overtaken(kept, outcome))


def _note_by_form(request: HttpRequest, room: Workshop, guest: Participant, key: UUID) -> HttpResponse:
    """Change a note or take it back (`do=back`) from a page without script; 409, 422 and 429 give the words back."""
    is_back = request.POST.get("do") == "back"
    content = room.workbook.content()
    form: SeqForm = SeqForm(request.POST) if is_back else NoteForm(request.POST, content=content)
    text = request.POST.get("text", "")
    status = 422
    wait = limits.note(guest.pk) if form.is_valid() and not is_back else 0.0
    if wait:
        form.add_error(None, slowly(wait))
        status = 429
    try:
        if form.is_valid():
            seq = form.cleaned_data["seq"]
            if isinstance(form, NoteForm):
                outcome = write(room, key, seq=seq, by=guest, step=form.cleaned_data["step"], **form.words)[1]
            else:
                outcome = take_back(room, key, seq=seq, by=guest)[1]
            if outcome is not Outcome.OLDER:
                return redirect_to_room(room)
            form.add_error(None, changed_meanwhile())
            status = 409
    except Stale:
        form.add_error(None, foreign_key())
        status = 409
    except Full as refusal:
        form.add_error(None, refusal.sentence)
    except Closed:
        return over(request, room, text)
    context = shown(room, guest)
    # The words stand in the box of their note, or to be copied where the page does not show it.
    is_shown = any(one["key"] == str(key) for one in context.get("notes", ()))
    context |= {"changing": {"key": str(key), "form": form, "text": text}, "lost": "" if is_shown else text}
    return after(page(request, room, context, status=status), wait)


def _ballot_by_form(request: HttpRequest, room: Workshop, guest: Participant, step: int) -> HttpResponse:
    """A ballot from a page without script: number fields. After the vote the page says so, with the counted one."""
    asked = Step.objects.filter(workshop=room, pk=step).first()
    given = vote(asked, guest, request.POST) if asked else None
    status = 422
    if given and given.form.is_valid():
        try:
            seq = given.form.cleaned_data["seq"]
            known, outcome = cast(room, step, seq=seq, by=guest, marks=given.form.marks)
            if asked is None or outcome is not Outcome.OLDER:
                return redirect_to_room(room)
            given = vote(asked, guest, {**request.POST.dict(), "seq": known.seq + 1})
            given.form.add_error(None, voted_meanwhile())
            status = 409
        except NotAllowed as refusal:
            given.form.add_error(None, refusal.sentence)
        except Stale:
            given = None
    context = shown(room, guest)
    if given is None:
        return page(request, room, {**context, "said": over_now()}, status=409)
    return page(request, room, {**context, "face": "vote", "vote": given}, status=status)


def marks_of(data: dict[str, Any]) -> dict[str, Any]:
    """The marks that a script sent; what is no object has none that count."""
    marks = data.get("marks")
    return marks if isinstance(marks, dict) else {"": marks or 1}


def put_away() -> str:
    """What is said to words that come after a workshop was put away."""
    return _("This workshop is put away and takes nothing more. Your words are still on this phone: copy them.")


def over_now() -> str:
    """What is said to a ballot that comes after the vote."""
    return _("Voting is closed. What you gave before that counts.")


def changed_meanwhile() -> str:
    """What is said to a change of a note that has newer words than its page showed."""
    return _("This note was changed meanwhile, on another page of yours. Look at both, and send yours once more.")


def voted_meanwhile() -> str:
    """What is said to a ballot from a page that does not know the newest one."""
    return _("You voted meanwhile, on another page of yours. Look at your marks, and send them once more.")


def counts_already() -> str:
    """What a script says beside the ballot that counts, where the one it sent was not newer."""
    return _("You voted meanwhile, on another page of yours. These are the marks that count; you may change them.")


def _overtaken(known: Any, outcome: Outcome) -> dict[str, Any]:
    """What tells a script that something else stands: {"older": the number that it has to be newer than}."""
    return {"older": known.seq} if outcome is Outcome.OLDER else {}


def _stands(known: Ballot | None) -> dict[str, Any] | None:
    """A ballot of before, as it counts: groups may have been joined since it was sent."""
    return {"seq": known.seq, "marks": counting(known.step, known.marks)} if known else None
