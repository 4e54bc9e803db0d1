"""What is answered to a form that is refused: its token is an old one, or what it is for is not here.

A script that sent it puts a part at the top of the page, where the form still holds the words.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found

from clusters.responses import is_partial, on_top
from clusters.signed_out import CHECKED, is_filled_in
from config.trouble import given_back


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403; a page's form of ours gets its words back, to be sent again with the token that holds now.

    Never one that may come from elsewhere: its press would be the one that the token guards against.
    """
    if is_partial(request):
        why = _("The page was open for long, or you signed in again elsewhere.")
        return _part(request, 403, f"{why} {_('What you typed still stands on this page: save it once more.')}")
    typed, again = given_back(request) if _is_ours(request) else ([], [])
    again = [one for one in again if one[0] != CHECKED]
    told = {"typed": typed, "again": again if is_filled_in(again) else [], "to": request.get_full_path()}
    return render(request, "403_csrf.html", told, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for what is not here, or not for who asks; a part asked for without sending anything leaves the page as it is."""
    if not is_partial(request):
        return page_not_found(request, exception)
    why = _("It was deleted meanwhile, or is no longer open to you.")
    answer = _part(request, 404, f"{why} {_('What you typed still stands on this page: copy it before you leave.')}")
    if request.method in ("GET", "HEAD"):
        answer["HX-Reswap"] = "none"
    return answer


def _part(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    told = {"heading": _("That was not saved"), "sentence": sentence}
    return on_top(render(request, "_not_saved.html", told, status=status))


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this place; where it says nothing, nobody knows."""
    try:
        sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    except ValueError:
        return False
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())
