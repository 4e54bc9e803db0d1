"""An answer of last time given again with one click."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from clusters.errors import Refusal, Stale
from clusters.responses import is_partial, see
from swot.carrying import say_again
from swot.last_time import last_time
from swot.page import writable
from swot.views.prompts import prompt_or_404
from swot.views.sections import address, shown_again


@require_POST
def still_so(request: HttpRequest, pk: Any, prompt: str) -> HttpResponse:
    """Answer a prompt as last time; 409 with what somebody else answered meanwhile."""
    book = writable(request, pk)
    asked, last = prompt_or_404(book.content(), prompt), last_time(book)
    if last is None:
        raise Http404
    try:
        say_again(book, last, asked, by=request.user)
    except Stale as clash:
        messages.error(request, clash.sentence)
        return shown_again(request, book, asked, status=409)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return shown_again(request, book, asked) if is_partial(request) else see(request, address(book, asked))
