"""What is answered to a form whose token is not that of the session, as when somebody signed in anew in another tab."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusters.responses import is_partial
from clusters.signed_out import CHECKED, is_filled_in
from config.trouble import given_back


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403; a page's form of ours gets its words back, to be sent again with the token that holds now.

    Never one that may come from elsewhere: its press would be the one that the token guards against.
    """
    typed, again = given_back(request) if _is_ours(request) and not is_partial(request) else ([], [])
    again = [one for one in again if one[0] != CHECKED]
    told = {"typed": typed, "again": again if is_filled_in(again) else [], "to": request.get_full_path()}
    return render(request, "403_csrf.html", told, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this place; where it says nothing, nobody knows."""
    try:
        sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    except ValueError:
        return False
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())
