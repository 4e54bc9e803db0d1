"""A draft as a leader sees it: the real pages of a workbook that exists only while one page is made.

In a transaction that is always rolled back the draft counts as published, the worked example of its kind is stored as
a workbook of the curator's, and the real view answers. Every address that the page names leads back here, where the
workbook has the same key and its rows the same numbers each time, so that links and forms work. Nothing of it is kept anywhere: not as
rows, not as parts of pages, and no letter is sent, since letters wait for a commit.
"""

import copy
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import F, Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Closed
from clusters.responses import is_partial
from swot.admin.drafts import standing
from swot.content import TemplateContent, canonical
from swot.document.store import store
from swot.example import example
from swot.models import Entry, Line, Source, TemplateVersion, Workbook

ROOM = "swot"
BOOK = re.compile(r"^workbooks/[0-9a-f-]{36}/")
START = "workbooks/00000000-0000-0000-0000-000000000000/"
# Numbers of rows stand in addresses, and must be the same for the next page.
FIRST_NUMBER = 1 << 40


def answer(request: HttpRequest, version: TemplateVersion, path: str) -> HttpResponse:
    """The page at `path` below the root of the site, as it would be on this version."""
    address = reverse("admin:swot_templateversion_preview", args=[version.pk, ""])
    leave = reverse("admin:swot_templateversion_change", args=[version.pk])
    if not BOOK.match(path):
        return _elsewhere(request, address)
    try:
        return _rolled_back(request, version, path, address, leave)
    except (Http404, Resolver404, Closed):
        if is_partial(request):
            raise
        return _elsewhere(request, address)
    except Exception:
        found = standing(version, version.content())
        if not found:
            raise
        context = {"problems": found, "version": version, "leave": leave}
        context |= {"title": _("Preview"), **admin.site.each_context(request)}
        return render(request, "admin/swot/templateversion/preview_fails.html", context, status=422)


def _elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """Back to the beginning, with the reason."""
    messages.info(request, _("That is not part of the preview, or was not kept. Here is its workbook again."))
    return HttpResponseRedirect(address + START)


def _rolled_back(request: HttpRequest, version: TemplateVersion, path: str, address: str, leave: str) -> HttpResponse:
    if request.FILES:
        raise Http404
    with transaction.atomic(), _below(address):
        try:
            book = _workbook(version, request.user)
            request.preview = {"version": version, "leave": leave}  # type: ignore[attr-defined]
            response = _page(request, path, book)
            if request.method == "POST" and response.get("Location", "").startswith(address):
                there = urlsplit(response["Location"])
                response = _page(_as_get(request, there.path, there.query), there.path.removeprefix(address), book)
            return _as_page(response)
        finally:
            transaction.set_rollback(True)


@contextmanager
def _below(address: str) -> Iterator[None]:
    """Let every address of the site stand below another one; files that never change stay where they are."""
    _known = settings.STATIC_URL, settings.MEDIA_URL, static("css/")  # Django remembers them at the first reading
    before = get_script_prefix()
    set_script_prefix(address)
    try:
        yield
    finally:
        set_script_prefix(before)


def _workbook(version: TemplateVersion, leader: Any) -> Workbook:
    """The worked example on the version as if it were published, under a fingerprint that no published one can have."""
    if not version.is_frozen:
        content = version.read_content()
        stamp = {"state": TemplateVersion.State.PUBLISHED, "fingerprint": _fingerprint(version, content)}
        TemplateVersion.objects.filter(pk=version.pk).update(**stamp)
    stored = TemplateVersion.objects.select_related("template").get(pk=version.pk)
    document = example(stored.content(), timezone.localdate())
    book = store(document, stored, leader=leader, pk=uuid5(NAMESPACE_OID, f"preview {version.pk} {leader.pk}"))
    _number(Line.objects.filter(workbook=book), Entry.objects.filter(workbook=book), "line_id")
    _number(Source.objects.filter(cluster=book.cluster_id), Entry.objects.filter(workbook=book), "source_id")
    return book


def _fingerprint(version: TemplateVersion, content: TemplateContent) -> str:
    """Another one whenever the content or the keys of its rows are, for both are remembered by it."""
    told = canonical({"content": content.as_dict(), "keys": version.pks()._asdict()})
    return hashlib.sha256(f"preview {told}".encode()).hexdigest()


def _number(rows: Any, citing: Any, name: str) -> None:
    """Give rows numbers that are the same each time, with those that name them."""
    first = rows.aggregate(first=Min("pk"))["first"]
    if first is not None:
        rows.update(id=F("id") + (FIRST_NUMBER - first))
        citing.exclude(**{name: None}).update(**{name: F(name) + (FIRST_NUMBER - first)})


def _page(request: HttpRequest, path: str, book: Workbook) -> HttpResponse:
    """What the real view answers; `Http404` for what is no page of a workbook."""
    match: ResolverMatch = resolve("/" + BOOK.sub(f"workbooks/{book.pk}/", path))
    if match.namespace != ROOM:
        raise Http404
    request.resolver_match = match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _as_get(request: HttpRequest, path: str, query: str) -> HttpRequest:
    """The request that a browser would make next after a redirect."""
    following = copy.copy(request)
    following.method, following.path, following.path_info = "GET", path, path
    following.GET, following.POST = QueryDict(query), QueryDict()
    following.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": query}
    return following


def _as_page(response: HttpResponse) -> HttpResponse:
    """Only pages, parts of pages and ways to other pages: exports and files are no part of a preview."""
    kind = response.get("Content-Type", "")
    if response.streaming or response.has_header("Content-Disposition") or not kind.startswith("text/html"):
        raise Http404
    return response
