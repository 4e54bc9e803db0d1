"""What whoever writes in a closed workbook is shown: the page to read in its place, and all that was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.errors import Closed
from clusters.responses import is_partial, see, stale
from swot.models import Workbook

READING = {"strategy": "swot:strategies", "action": "swot:actions", "entry": "swot:board", "check": "swot:inclusion"}
NOT_TYPED = ("csrfmiddlewaretoken", "revision", "key", "use", "do")


class ClosedWorkbooks:
    """Answers `Closed` for every page alike: a GET goes to the page to read, a POST is 409 and gives the words back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Nothing for any other exception."""
        if not isinstance(exception, Closed) or not isinstance(exception.what, Workbook):
            return None
        book, sentence = exception.what, exception.sentence
        if request.method in ("GET", "HEAD"):
            messages.info(request, sentence)
            return see(request, reading_page(request), book.pk)
        context = {"workbook": book, "sentence": sentence, "typed": typed(request), **way_on(book)}
        if is_partial(request):
            return stale(request, "swot/_closed.html", context)
        return stale(request, "swot/closed.html", context)


def way_on(book: Workbook) -> dict[str, str]:
    """What to do now: by the closed workbook's cluster, to the newer version, or to the questions as they are now."""
    now = Workbook.objects.select_related("version", "cluster").get(pk=book.pk)
    if now.closed_at:
        title, to = _("This workbook is closed"), reverse("clusters:detail", args=[book.cluster_id])
        return {"title": title, "way_on": to, "action": _("See the workbooks of this cluster")}
    if now.is_of_closed_version:
        title, to = _("This version of the questions is closed"), reverse("swot:upgrade", args=[book.pk])
        return {"title": title, "way_on": to, "action": _("See the newer version")}
    title, to = _("The questions are new since you opened them"), reverse("swot:workbook", args=[book.pk])
    return {"title": title, "way_on": to, "action": _("Read the questions as they are now")}


def reading_page(request: HttpRequest) -> str:
    """The page that shows what an edit page would change."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return READING.get((name or "").split("-")[0], "swot:workbook")


def typed(request: HttpRequest) -> list[str]:
    """The words that were sent, without what the page itself put into its form."""
    sent: Any = request.POST
    words = [text.strip() for name in sent if name not in NOT_TYPED for text in sent.getlist(name)]
    return [text for text in words if text and not text.isdecimal()]
