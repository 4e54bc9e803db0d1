"""Words that were sent after a session had run out: kept in the answer, for the person who wrote them and nobody else.

They are signed and stand in the page alone; nothing of them is stored or logged. Whose they are is known by the session
that ran out, as long as its row is there; where it is not, they can only be copied from the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusters.responses import is_partial, on_top

SALT = "words of somebody signed out"
LONGEST = 14 * 24 * 3600
# What a page puts into its forms itself; without anything beside it nothing was typed.
CHECKED = "csrfmiddlewaretoken"
NOT_TYPED = (CHECKED, "revision", "key", "use", "do", "bring", "back")
# Parts of names of fields whose text is never shown again.
SECRETS = ("password", "code", "token", "credential")


@dataclass(frozen=True)
class Waiting:
    """A form that was sent: whose it is, where it goes, and its fields in order."""

    owner: int
    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> list[str]:
        """The words in it, without what its page put there."""
        return words_in(self.fields)


def words_in(fields: Any) -> list[str]:
    """The values of fields that somebody may have typed, to be read: a number may as well be the key of a choice."""
    texts = (text.strip() for name, text in fields if name not in NOT_TYPED)
    return [text for text in texts if text and not text.isdecimal()]


def is_filled_in(fields: Any) -> bool:
    """Whether anything was sent that a page does not put into its forms itself, numbers and choices too."""
    return any(text.strip() for name, text in fields if name not in NOT_TYPED)


def holds_a_secret(names: Iterable[str]) -> bool:
    """Whether one of these fields is for something that must stand in no page."""
    return any(secret in name for name in names for secret in SECRETS if name != CHECKED)


def answer(request: HttpRequest, back: str = "") -> HttpResponse | None:
    """401 to a form of somebody who is signed out: a part for scripts, a page with the words; nothing where none was sent, or a secret.

    `back` is the page that the form stood on.
    """
    fields = tuple((name, text) for name in request.POST for text in request.POST.getlist(name))
    if is_partial(request):
        told = {"revision": request.POST.get("revision"), "saves_itself": "X-Autosave" in request.headers}
        response = render(request, "clusters/_signed_out.html", told, status=401)
        return response if told["saves_itself"] else on_top(response)
    if not is_filled_in(fields) or holds_a_secret(request.POST):
        return None
    typed, owner = words_in(fields), _owner(request)
    if not typed and not owner:
        return None
    fields = tuple(one for one in fields if one[0] != CHECKED)
    kept = signing.dumps((owner, request.get_full_path(), fields), salt=SALT, compress=True) if owner else ""
    return page(request, kept, typed, back)


def page(request: HttpRequest, kept: str, typed: list[str], back: str = "") -> HttpResponse:
    """401: the words, and the way to sign in beside them; `kept` as made here, "" where nobody knows whose they are.

    `back` is the page to go to after signing in.
    """
    return render(request, "clusters/signed_out.html", {"kept": kept, "typed": typed, "back": back}, status=401)


def waiting(kept: str) -> Waiting | None:
    """What was kept in a page; None for anything that was not made here or is older than a session."""
    try:
        owner, to, fields = signing.loads(kept, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return Waiting(owner, to, tuple((name, text) for name, text in fields))


def _owner(request: HttpRequest) -> int | None:
    """Whose session it was that ran out; None where its row is gone, as after signing out."""
    ended = Session.objects.filter(pk=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).first()
    data = ended.get_decoded() if ended else {}
    return int(data[SESSION_KEY]) if SESSION_KEY in data and BACKEND_SESSION_KEY in data else None
