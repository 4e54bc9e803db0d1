"""Outside eyes: the link a leader gives to named neighbours, and the page it opens (content 4.5 rule 12)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusters.access import NOBODY, by_token
from clusters.errors import Closed, Refusal
from clusters.ids import new_key
from clusters.responses import invalid
from swot.document.gather import Rows
from swot.forms.outside import LinkForm, SayForm
from swot.models import OutsideLink, Workbook
from swot.outside import counted_in_words, entries_shown, links_and_waiting, waiting_by, windows_shown
from swot.page import led, page, shown
from swot.rules.check import score
from swot.rules.inclusion import strip

OVER = "swot/outside_over.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: Any) -> HttpResponse:
    """Give somebody a link; it stands in the answer itself, since it is kept nowhere and shown once."""
    workbook = led(request, pk)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        link, token = OutsideLink.make(workbook, by=request.user, **form.cleaned_data)
        url = request.build_absolute_uri(reverse("swot:outside", args=[token]))
        return render(request, "swot/outside_made.html", page(workbook, "inclusion", link=link, url=url))
    context = page(workbook, "inclusion", form=form, given=links_and_waiting(workbook)[0])
    answer = invalid if form.errors else render
    return answer(request, "swot/outside_links.html", context)


@require_POST
def close(request: HttpRequest, pk: Any, link: int) -> HttpResponse:
    """End a link at once."""
    workbook = led(request, pk)
    get_object_or_404(workbook.outside_links.filter(deleted_at=None), pk=link).close(by=request.user)
    messages.success(request, _("The link is closed. What was said by it stays."))
    return redirect(f"{reverse('swot:inclusion', args=[pk])}#h-outside")


def _find(token: str) -> OutsideLink | None:
    return OutsideLink.objects.for_token(token).first()


@by_token(_find, over=OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, link: OutsideLink) -> HttpResponse:
    """The inclusion page in plain words, and what is said to it."""
    workbook = shown(request, Workbook.objects.with_pages().get(pk=link.workbook_id))
    if request.method != "POST":
        link.count_use()
        return render(request, "swot/outside.html", _page(workbook, link))
    context = _page(workbook, link, request.POST)
    form = context["typed"]
    if not form.is_valid():
        return invalid(request, "swot/outside.html", context)
    try:
        return _said(request, link, form, context["about"])
    except Closed:
        return render(request, OVER, NOBODY, status=404)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "swot/outside.html", {**context, "page_errors": True}, status=429)


def _said(request: HttpRequest, link: OutsideLink, form: SayForm, about: dict[str, str]) -> HttpResponse:
    data = form.cleaned_data
    link.say(about=about[data["place"]], text=data["text"], name=data["name"], key=data["key"])
    return HttpResponseRedirect(f"{request.path}?said=1#said")


def _page(workbook: Workbook, link: OutsideLink, data: Any = None) -> dict[str, Any]:
    """What is shown: windows, check, figures, entries, and what waits; nothing typed is lost."""
    document, content, today = Rows(workbook).document, workbook.content(), workbook.cluster.today
    seen = strip(document, content, today)
    shown = [*windows_shown(seen, content), *entries_shown(document)]
    about = {one.place: one.about for one in shown}
    typed = SayForm(data, places=about, auto_id=_auto_id(str(data.get("place", "")))) if data is not None else None
    every = [(one, _form(one.place, typed)) for one in shown]
    return {
        **NOBODY,
        "link": link,
        "cluster": workbook.cluster,
        "book": {"illustrative": workbook.illustrative, "about": workbook.about},
        "content": content,
        "strip": seen,
        "windows": [pair for pair in every if pair[0].entry is None],
        "entries": [pair for pair in every if pair[0].entry],
        "result": score(document.check, content.check) if document.check else None,
        "taken_on": document.check.taken_on if document.check else None,
        "counted": counted_in_words(document, content, today),
        "waiting": waiting_by(link),
        "typed": typed,
        "lost": typed if typed is not None and typed.data.get("place") not in about else None,
        "form": typed,
        "about": about,
    }


def _form(place: str, typed: SayForm | None) -> SayForm:
    if typed is not None and typed.data.get("place") == place:
        return typed
    return SayForm(initial={"place": place, "key": new_key()}, auto_id=_auto_id(place))


def _auto_id(place: str) -> str:
    return f"id_{''.join(sign for sign in place if sign.isalnum())}_%s"
