"""503 in plain words while the database or the disk takes nothing: busy, full or away. What was typed is given back.

Django asks for this where anything was raised that nothing answered, in a view or around it: so it is one place for all.
"""

import errno
import sys
from collections.abc import Iterator
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as misread
from django.views.defaults import server_error as broken

from clusters.responses import is_partial, on_top
from clusters.signed_out import holds_a_secret
from swot.too_late import typed

BUSY, FULL, AWAY = "busy", "full", "away"
# Seconds after which a script may try again.
AGAIN_IN = {BUSY: 2, FULL: 30, AWAY: 5}
# SQLite's primary result codes: busy, locked; full; read-only, an error of the disk, cannot open, protocol.
OF_SQLITE = {5: BUSY, 6: BUSY, 13: FULL, 8: AWAY, 10: AWAY, 14: AWAY, 15: AWAY}
# PostgreSQL's: locked and deadlocks, the disk and other things that ran out, connections, ended by an operator or a crash.
OF_POSTGRES = {"55P03": BUSY, "40": BUSY, "53100": FULL, "53": BUSY, "08": AWAY, "57": AWAY, "58": AWAY}
OF_DISK = (errno.ENOSPC, errno.EDQUOT)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with a sentence and `Retry-After` for what passes by itself; the page for 500 for all else."""
    what = trouble(sys.exc_info()[1])
    return _answer(request, what, may_be_saved=what == AWAY) if what else broken(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same where a session could not be kept: Django takes it for a deleted one, and that for a request that is wrong.

    Sessions are kept after all else, so that what was sent may well be saved.
    """
    what = trouble(exception)
    return _answer(request, what, may_be_saved=True) if what else misread(request, exception)


def _answer(request: HttpRequest, what: str, *, may_be_saved: bool) -> HttpResponse:
    words, again = given_back(request)
    heading, sentence = _said(what, is_sent=request.method not in ("GET", "HEAD"), may_be_saved=may_be_saved)
    told = {"heading": heading, "sentence": sentence, "typed": words, "again": again, "to": request.get_full_path()}
    partial = is_partial(request)
    # Without the request: a page that knows who asks would ask the database.
    body = render_to_string("_not_saved.html" if partial else "503.html", told)
    headers = {"Retry-After": str(AGAIN_IN[what]), "Cache-Control": "no-store"}
    response = HttpResponse(body, status=503, headers=headers)
    return on_top(response) if partial else response


def trouble(error: BaseException | None) -> str:
    """Of what an error comes: BUSY, FULL or AWAY; "" for one that does not pass by itself."""
    return next((found for one in _chain(error) if (found := _of(one))), "")


def _of(error: BaseException) -> str:
    if isinstance(error, OSError):
        return FULL if error.errno in OF_DISK else ""
    if isinstance(error, InterfaceError):
        return AWAY
    if not isinstance(error, OperationalError):
        return ""
    cause: Any = error.__cause__
    if hasattr(cause, "sqlite_errorcode"):
        return OF_SQLITE.get(cause.sqlite_errorcode & 0xFF, "")
    state = getattr(cause, "sqlstate", None)
    # A connection that broke has no state.
    return OF_POSTGRES.get(state) or OF_POSTGRES.get(state[:2], "") if state else AWAY


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _said(what: str, *, is_sent: bool, may_be_saved: bool) -> tuple[str, str]:
    """The heading, and what happened with what to do."""
    if what == BUSY:
        heading, why = _("Others are just saving"), _("Many people are saving at this moment.")
    elif what == FULL:
        heading, why = _("There is no room on the disk"), _("The disk of this server is full. Tell whoever runs it.")
    else:
        heading, why = _("The database does not answer"), _("It is usually back within a minute.")
    if not is_sent:
        then = _("Nothing that was saved is lost. Wait a moment, then open the page again.")
    elif may_be_saved:
        then = _(
            "We cannot say whether your last change was saved. Wait a moment, then send it again: nothing is saved twice."
        )
    else:
        then = _("Your last change was not saved. Wait a moment, then send it again.")
    return heading, f"{why} {then}"


def given_back(request: HttpRequest) -> tuple[list[str], list[tuple[str, str]]]:
    """The words that were sent, and everything to be sent again; nothing where a secret is among it or nothing can be read."""
    try:
        sent: Any = request.POST
    except Exception:  # whatever it was, the sentence is worth more than the words
        return [], []
    if holds_a_secret(sent):
        return [], []
    again = [] if request.FILES else [(name, text) for name in sent for text in sent.getlist(name)]
    return typed(request), again
