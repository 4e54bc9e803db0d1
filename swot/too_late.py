"""What whoever writes too late is shown, in a closed workbook or in a row that was deleted: all that was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.errors import Closed, Gone
from clusters.models import Anchor, Asset
from clusters.responses import is_partial, on_top, see, stale
from clusters.signed_out import words_in
from swot.models import Action, Comment, Entry, Line, Source, Strategy, Workbook

READING = {"strategy": "swot:strategies", "action": "swot:actions", "entry": "swot:board", "check": "swot:inclusion"}
# Of each kind of row that can be brought back: the beginning of its addresses, what they name it by, and its list.
KINDS: dict[type, tuple[str, str, str, Any]] = {
    Entry: ("entry", "ref", "swot:board", gettext_lazy("Back to the board")),
    Line: ("line", "pk", "swot:sort", gettext_lazy("See what waits to be sorted")),
    Strategy: ("strategy", "ref", "swot:strategies", gettext_lazy("Back to the strategies")),
    Action: ("action", "ref", "swot:actions", gettext_lazy("Back to the actions")),
    Source: ("source", "pk", "swot:evidence", gettext_lazy("Back to the evidence library")),
    Comment: ("comment", "pk", "swot:comments", gettext_lazy("Back to the comments")),
    Anchor: ("anchor", "pk", "swot:composition", gettext_lazy("Back to who is here")),
    Asset: ("asset", "pk", "swot:assets", gettext_lazy("Back to what is shared")),
}


class TooLate:
    """Answers `Closed` and `Gone` for every page alike: a POST is 409 and gives the words back.

    A GET in a closed workbook goes to the page to read; a GET of what was deleted stays 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Nothing for any other exception."""
        is_reading = request.method in ("GET", "HEAD")
        if isinstance(exception, Gone) and not is_reading:
            return _answer(request, exception.workbook, _deleted(request, exception))
        if not isinstance(exception, Closed) or not isinstance(exception.what, Workbook):
            return None
        book = exception.what
        if is_reading:
            messages.info(request, exception.sentence)
            return see(request, reading_page(request), book.pk)
        return _answer(request, book, {"sentence": exception.sentence, "can_read": True, **_way_on(book)})


def _answer(request: HttpRequest, workbook: Workbook, told: dict[str, Any]) -> HttpResponse:
    """409: a page, or a part for the region of a form that saves itself, else for the top of the page."""
    context = {"workbook": workbook, "typed": typed(request), **told}
    if not is_partial(request):
        return stale(request, "swot/too_late.html", context)
    context["in_form"] = "X-Autosave" in request.headers
    return on_top(stale(request, "swot/_too_late.html", context))


def _way_on(book: Workbook) -> dict[str, str]:
    """What to do now: by the closed workbook's cluster, to the newer version, or to the questions as they are now."""
    now = Workbook.objects.select_related("version", "cluster").get(pk=book.pk)
    if now.closed_at:
        return {"heading": _("This workbook is closed"), **_to_cluster(book)}
    if now.is_of_closed_version:
        to, label = reverse("swot:upgrade", args=[book.pk]), _("See the newer version")
        return {"heading": _("This version of the questions is closed"), "way_on": to, "way_on_label": label}
    to, label = reverse("swot:workbook", args=[book.pk]), _("Read the questions as they are now")
    return {"heading": _("The questions are new since you opened them"), "way_on": to, "way_on_label": label}


def _to_cluster(book: Workbook) -> dict[str, Any]:
    way_on = reverse("clusters:detail", args=[book.cluster_id])
    return {"way_on": way_on, "way_on_label": _("See the workbooks of this cluster")}


def _deleted(request: HttpRequest, gone: Gone) -> dict[str, Any]:
    """What happened to a row, and what can be done: bring it back, alone or with the words, or go to its list."""
    row, book = gone.what, gone.workbook
    told = {"heading": _("This was deleted meanwhile"), "sentence": gone.sentence or _what_happened(request, gone)}
    if row == book:
        return {**told, **_to_cluster(book)}
    name, by, way_on, label = KINDS[type(row)]
    if _is_from_above(gone):
        way_on, label = "swot:offers", _("Back to what is offered")
    told |= {"way_on": reverse(way_on, args=[book.pk]), "way_on_label": label}
    if not gone.back:
        return told
    stands = f"?seen={row.revision}&revision={row.revision}"
    told["restore"] = reverse(f"swot:{name}-restore", args=[book.pk, getattr(row, by)]) + stands
    return {**told, "to": request.get_full_path(), "revision": _revision(request, row), "again": _again(request)}


def _is_from_above(gone: Gone) -> bool:
    """Whether it is an entry of the cluster above that was offered here: who deleted it there is not told."""
    return isinstance(gone.what, Entry) and gone.what.workbook_id != gone.workbook.pk


def _what_happened(request: HttpRequest, gone: Gone) -> str:
    """Who deleted what and when, as far as that is known."""
    row, at = gone.what, timezone.localtime(gone.what.deleted_at)
    who = None if _is_from_above(gone) else getattr(row, "changed_by", None) or _who(gone)
    words = {"name": row, "day": date_format(at, "j F"), "time": date_format(at, "H:i")}
    if who == request.user:
        return _("You deleted “%(name)s” in another window on %(day)s at %(time)s.") % words
    said = _("%(who)s deleted “%(name)s” on %(day)s at %(time)s, while you were writing.")
    return said % {"who": who or _("Somebody"), **words}


def _who(gone: Gone) -> Any:
    """Who deleted a row that does not say so itself, from the record of changes."""
    row = gone.what
    what = {Line: f"line {getattr(row, 'key', '')}", Comment: f"comment {row.pk}"}.get(type(row), "workbook")
    last = gone.workbook.changes.filter(what=what[:40], verb__in=("deleted", "taken back")).select_related("by").first()
    return last.by if last else None


def _revision(request: HttpRequest, row: Any) -> str:
    """The revision to send again: the one the row is brought back at, where nothing but its deletion came between."""
    sent = str(request.POST.get("revision", ""))
    return str(row.revision + 1) if sent == str(row.revision - 1) else sent


def _again(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that was sent, to be sent again; what the page puts into its form itself is left out."""
    sent: Any = request.POST
    left = ("csrfmiddlewaretoken", "revision", "bring")
    return [(name, text) for name in sent if name not in left for text in sent.getlist(name)]


def reading_page(request: HttpRequest) -> str:
    """The page that shows what an edit page would change."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return READING.get((name or "").split("-")[0], "swot:workbook")


def typed(request: HttpRequest) -> list[str]:
    """The words that were sent, without what the page itself put into its form."""
    sent: Any = request.POST
    return words_in((name, text) for name in sent for text in sent.getlist(name))
