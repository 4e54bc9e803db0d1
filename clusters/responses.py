"""Answers that every app gives alike: invalid, stale, and where to go next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def is_partial(request: HttpRequest) -> bool:
    """Whether a part of a page was asked for (htmx, or the script that saves), rather than a page."""
    return request.headers.get("HX-Request") == "true"


def on_top(response: HttpResponse) -> HttpResponse:
    """A part that is put at the top of the page by the script that sent something, whatever it was to replace."""
    response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML show:window:top"
    return response


def invalid(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """422: the page or part again, with what is wrong and everything typed."""
    return render(request, template, {**context, "page_errors": True}, status=422)


def stale(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """409: the page or part again, with both texts."""
    return render(request, template, context, status=409)


def see(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go to another page after a change: a redirect, or its htmx form so that the whole page follows."""
    response = redirect(to, *args, **kwargs)
    if is_partial(request):
        return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
    return response
