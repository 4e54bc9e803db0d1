"""Sort: one line at a time gets its place by two questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.errors import Refusal, Stale
from clusters.forms.once import once
from clusters.ids import new_key, sent_key
from clusters.responses import invalid, see, stale
from swot.alarm import ask_who
from swot.document.gather import Rows
from swot.forms.citing import SourceChoice
from swot.forms.places import SortForm
from swot.models import Entry, Workbook
from swot.page import live, page, readable, writable
from swot.rules.wording import hints
from swot.sorting import give_place, set_aside, take_back
from swot.tray import Loose, Tray


@require_http_methods(["GET", "HEAD", "POST"])
def sort(request: HttpRequest, pk: Any) -> HttpResponse:
    """The next thing that waits, or what was said about one."""
    if request.method == "POST":
        return _answer(request, writable(request, pk))
    workbook = readable(request, pk)
    context = _page(workbook, request.GET.get("after", ""))
    return render(request, "swot/sort.html", context)


@require_POST
def undo(request: HttpRequest, pk: Any, thing: str) -> HttpResponse:
    """Take the last answer back; `seen` in the address is the revision it left."""
    workbook = writable(request, pk)
    seen = _number(request.GET.get("seen"))
    try:
        if thing.startswith("line-"):
            line = live(request, workbook, workbook.lines.filter(aside_with=None), pk=_number(thing[5:]))
            line.keep(by=request.user, seen=seen, kept=False)
        else:
            entry = live(request, workbook, workbook.entries.all(), ref=thing)
            take_back(entry, by=request.user, seen=seen, twin=request.GET.get("twin", ""))
    except Stale:
        messages.error(request, _("It has been changed since, so nothing was undone."))
        return stale(request, "swot/sort.html", _page(workbook, ""))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return see(request, "swot:sort", pk)


def _answer(request: HttpRequest, workbook: Workbook) -> HttpResponse:
    tray = Tray(Rows(workbook), workbook.content())
    thing = request.POST.get("thing", "")
    loose = tray.get(thing)
    if loose is None:
        return _gone(request, workbook, tray)
    form = _form(workbook, loose, request.POST)
    try:
        if request.POST.get("do") in LEFT and form.may_wait(loose.text):
            return LEFT[request.POST["do"]](request, workbook, loose, form.cleaned_data.get("text") or loose.text)
        if not form.is_valid():
            return invalid(request, "swot/sort.html", _page(workbook, tray=tray, loose=loose, form=form))
        return _make(request, workbook, loose, form)
    except Stale:
        return _gone(request, workbook, Tray(Rows(workbook), workbook.content()))
    except Refusal as refusal:
        form.add_error("quadrant", refusal.sentence)
        return invalid(request, "swot/sort.html", _page(workbook, tray=tray, loose=loose, form=form))


def _make(request: HttpRequest, workbook: Workbook, loose: Loose, form: SortForm) -> HttpResponse:
    data = form.cleaned_data
    said = {"text": data["text"], "key": data["key"], "twin": form.twin, **form.placed}
    entry = give_place(loose, by=request.user, seen=data["revision"], **said)
    twin = entry.twin.ref if form.twin and entry.twin else ""
    words = {"ref": entry.ref, "quadrant": entry.get_quadrant_display(), "twin": twin}
    alone, paired = _("It became %(quadrant)s %(ref)s."), _("It became %(quadrant)s %(ref)s, with its twin %(twin)s.")
    said_so = (paired if form.twin else alone) % words
    messages.success(request, said_so, extra_tags=undo_of(entry, twin))
    ask_who(request, entry, workbook.content())
    return _next(workbook, loose.id)


def _set_aside(request: HttpRequest, workbook: Workbook, loose: Loose, text: str) -> HttpResponse:
    set_aside(loose, text, by=request.user, seen=_number(request.POST.get("revision")))
    if loose.is_line:
        url = _undo_url(workbook, loose.id, seen=loose.row.revision)
        messages.success(request, _("The line is kept as background."), extra_tags=url)
    else:
        url = reverse("swot:entry-restore", args=[workbook.pk, loose.id])
        words = {"ref": loose.id}
        messages.success(request, _("%(ref)s is deleted.") % words, extra_tags=f"{url}?seen={loose.row.revision}")
    return _next(workbook, loose.id)


def _put_off(request: HttpRequest, workbook: Workbook, loose: Loose, text: str) -> HttpResponse:
    """On to the next one; it waits in the words that it has by now."""
    if text != loose.text:
        loose.row.edit(by=request.user, seen=_number(request.POST.get("revision")), text=text)
    return _next(workbook, loose.id)


LEFT = {"later": _put_off, "no": _set_aside}


def _gone(request: HttpRequest, workbook: Workbook, tray: Tray) -> HttpResponse:
    """What was answered waits no longer: sent twice, or somebody else was first (409, with what was typed)."""
    thing, key = request.POST.get("thing", ""), once(sent_key(request.POST.get("key")), request.POST)
    if key and workbook.entries.filter(key=key, deleted_at=None).exists():
        return _next(workbook, thing)
    typed = "\n".join(filter(None, [request.POST.get("text", ""), request.POST.get("twin_text", "")]))
    gone: dict[str, Any] = {"gone": True, "typed": typed, "page_errors": True}
    return stale(request, "swot/sort.html", _page(workbook, thing, tray=tray, **gone))


def _next(workbook: Workbook, thing: str) -> HttpResponse:
    url = reverse("swot:sort", args=[workbook.pk])
    return redirect(f"{url}?{urlencode({'after': thing})}")


def _page(
    workbook: Workbook, after: str = "", *, tray: Tray | None = None, loose: Loose | None = None, **context: Any
) -> dict[str, Any]:
    rows, content = Rows(workbook), workbook.content()
    tray = tray or Tray(rows, content)
    loose = loose or tray.after(after)
    others = [waiting for waiting in tray.waiting if loose is None or waiting.id != loose.id]
    place = tray.done + tray.waiting.index(loose) + 1 if loose else tray.all
    context = {"tray": tray, "loose": loose, "others": others, "place": place, **context}
    if loose and "form" not in context:
        context["form"] = _form(workbook, loose)
    if loose:
        context["hints"] = hints(loose.text, content=content, others=_texts(tray.rows, loose))
    return page(workbook, "sort", tray.rows, **context)


def _form(workbook: Workbook, loose: Loose, data: Any = None) -> SortForm:
    """The form of a thing as sent, or as it stands; it may rest on a source of the library."""
    cited = loose.row.cited_source if isinstance(loose.row, Entry) else None
    start = {**_initial(loose), "source": cited}
    sources = SourceChoice(workbook)
    return SortForm(data, initial=start, content=workbook.content(), sources=sources, cited=cited)


def _initial(loose: Loose) -> dict[str, Any]:
    """The form as the thing stands; None leaves a field's own beginning."""
    start = {"thing": loose.id, "revision": loose.row.revision, "text": loose.text, "key": new_key()}
    if isinstance(loose.row, Entry):
        start |= {"evidence_grade": loose.row.evidence_grade, "inclusion": loose.row.inclusion}
    elif loose.prompt:
        start["inclusion"] = loose.prompt.inclusion
    return start


def _texts(rows: Rows, loose: Loose) -> list[str]:
    return [entry.text for entry in rows.entries if entry.ref != loose.id]


def undo_of(entry: Entry, twin: str = "") -> str:
    """Where to take back that an entry was sorted; with the ref of the twin that was made with it."""
    query = {"seen": entry.revision, **({"twin": twin} if twin else {})}
    return _undo_url(entry.workbook, entry.ref, **query)


def _undo_url(workbook: Workbook, thing: str, **query: Any) -> str:
    return f"{reverse('swot:sort-undo', args=[workbook.pk, thing])}?{urlencode(query)}"


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0
