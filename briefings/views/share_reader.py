"""A shared briefing as its readers see it, without an account: the page, the PDF beside it, and what they say."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from briefings.formats.registry import FORMATS
from briefings.letters import tell_leaders
from briefings.models import Opened, Share
from briefings.reading import Reading, newer, reading, standing_of
from briefings.share_forms import ReaderForm
from briefings.sharing import heard
from briefings.views.files import issued_file
from clusters.access import NOBODY, by_token
from clusters.errors import Closed, Refusal
from clusters.ids import new_key
from clusters.responses import invalid
from swot.page import shown

OVER = "briefings/shared/over.html"
PAGE = "briefings/shared/reader.html"


def _find(token: str) -> Share | None:
    return Share.objects.for_token(token).first()


@by_token(_find, over=OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def reader(request: HttpRequest, link: Share) -> HttpResponse:
    """The briefing as a page, what was said of it by this link, and a form to say more."""
    shown(request, link.briefing.workbook)
    read = reading(link.briefing)
    if request.method == "POST":
        return _say(request, link, read)
    response = render(request, PAGE, _page(link, read))
    if request.method == "GET":
        link.count_use(Opened.PAGE)
    return response


@by_token(_find, over=OVER)
@require_safe
def reader_pdf(request: HttpRequest, link: Share) -> HttpResponse:
    """The PDF beside the page: the same bytes as the one that was issued."""
    return _file(request, link, Opened.PDF)


@by_token(_find, over=OVER)
@require_safe
def reader_docx(request: HttpRequest, link: Share) -> HttpResponse:
    """The same to edit and paste from. Lists and data, which no edition chooses from, are for members."""
    return _file(request, link, Opened.DOCX)


def _file(request: HttpRequest, link: Share, what: Opened) -> HttpResponse:
    response = issued_file(request, link.briefing, FORMATS[what.value], **NOBODY)
    if request.method == "GET":
        link.count_use(what)
    return response


def _say(request: HttpRequest, link: Share, read: Reading) -> HttpResponse:
    form = ReaderForm(request.POST, parts=read.headings)
    if not form.is_valid():
        return invalid(request, PAGE, _page(link, read, form=form))
    try:
        note, is_new = link.say(**form.said())
    except Closed:
        return render(request, OVER, NOBODY, status=404)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, PAGE, {**_page(link, read, form=form), "page_errors": True}, status=429)
    if is_new:
        tell_leaders(request, note)
    return HttpResponseRedirect(f"{request.path}?said=1#said")


def _page(link: Share, read: Reading, *, form: ReaderForm | None = None) -> dict[str, Any]:
    """What the page shows: of those who made the briefing their answers, and nothing else."""
    return {
        **NOBODY,
        "link": link,
        "reading": read,
        "page": read.page,
        "strip": read.page.strip,
        "standing": standing_of(link.briefing, newer(link.briefing)),
        "talks": heard(link),
        "form": form,
        "say_form": form or ReaderForm(initial={"key": new_key(), "what": "say"}, parts=read.headings),
    }
