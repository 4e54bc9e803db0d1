"""One entry: add it, read and edit it, delete it and bring it back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.conflict import BOTH, THEIRS, conflict_of
from clusters.errors import Refusal, Stale
from clusters.ids import new_key, sent_key
from clusters.responses import invalid, is_partial, see, stale
from swot.alarm import ask_who, rings
from swot.document.gather import Rows
from swot.forms.citing import SourceChoice
from swot.forms.entries import EntryForm, TwinForm, stands_as
from swot.forms.places import AddForm
from swot.models import Entry
from swot.page import brought_back, live, page, readable, writable
from swot.record_entries import origin_of
from swot.rules.wording import hints
from swot.sorting import make_entry
from swot.views.board import moved_words, undo_of_move
from swot.views.sections import address

START = ("section", "prompt", "text", "quadrant", "helps", "horizon", "made_of")
ALARMED = "threat"
OTHER_FACE = {"strength": "weakness", "weakness": "strength", "opportunity": "threat", "threat": "opportunity"}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new entry that comes from no line; the address may carry words to begin from."""
    workbook = writable(request, pk)
    content = workbook.content()
    if request.method != "POST":
        start = {name: request.GET[name] for name in START if name in request.GET}
        form = AddForm(initial={**start, "key": new_key()}, content=content, sources=SourceChoice(workbook))
        return render(request, "swot/entry_add.html", page(workbook, "board", form=form))
    form = AddForm(request.POST, content=content, sources=SourceChoice(workbook))
    if not form.is_valid():
        return invalid(request, "swot/entry_add.html", page(workbook, "board", form=form))
    data = form.cleaned_data
    said = {name: data[name] for name in ("key", "section", "prompt")}
    if data["made_of"]:
        said["origin"] = origin_of(workbook, data["made_of"])
    entry = make_entry(workbook, data["text"], by=request.user, twin=form.twin, **said, **form.placed)
    messages.success(request, _("%(ref)s is added.") % {"ref": entry.ref})
    ask_who(request, entry, content)
    return see(request, "swot:entry", pk, entry.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """An entry with all that is said of it."""
    workbook = (writable if request.method == "POST" else readable)(request, pk)
    rows = Rows(workbook)
    row = found(request, rows, ref)
    if request.method != "POST":
        return render(request, "swot/entry.html", entry_page(rows, row))
    form = EntryForm(request.POST, sources=SourceChoice(workbook))
    if not form.is_valid():
        return _invalid(request, rows, row, form)
    if request.POST.get("use") in (THEIRS, BOTH):
        return _settle(request, row, form)
    return _save(request, rows, row, form)


@require_POST
def delete(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Hide an entry, and say so with an undo that also links its twin again."""
    workbook = writable(request, pk)
    row = live(request, workbook, workbook.entries.select_related("twin", "prompt"), ref=ref)
    twin = row.twin.ref if row.twin else ""
    try:
        row.delete_gently(by=request.user, seen=number({**request.GET.dict(), **request.POST.dict()}.get("revision")))
    except Stale as error:
        rows = Rows(workbook)
        return stale(request, "swot/entry.html", entry_page(rows, found(request, rows, ref), moved_on=error.current))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:entry", pk, ref)
    query = urlencode({"seen": row.revision, "twin": twin})
    undo = f"{reverse('swot:entry-restore', args=[pk, ref])}?{query}"
    messages.success(request, _("%(ref)s is deleted.") % {"ref": ref}, extra_tags=undo)
    return see(request, _back(request, row))


@require_POST
def restore(request: HttpRequest, pk: Any, ref: str) -> HttpResponse:
    """Bring a deleted entry back, with the twin it had where that is still free."""
    workbook = writable(request, pk)
    with transaction.atomic():
        try:
            row = brought_back(request, workbook.entries.all(), seen=number(request.GET.get("seen")), ref=ref)
            twin = workbook.entries.filter(deleted_at=None, ref=sent_key(request.GET.get("twin"))).first()
            if twin and twin.twin_id != row.pk:
                row.link_twin(twin, by=request.user)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return see(request, "swot:entry", pk, ref)


def found(request: HttpRequest, rows: Rows, ref: str) -> Entry:
    """The live entry with that ref, from rows that are read anyway; 404 or `Gone` if there is none."""
    row: Entry | None = next((row for row in rows.entries if row.ref == ref), None)
    return row or live(request, rows.workbook, rows.workbook.entries.all(), ref=ref)


def entry_page(rows: Rows, row: Entry, **context: Any) -> dict[str, Any]:
    """The page of one entry; `form` and `twin_form` as given, or as the entry stands."""
    workbook, content = rows.workbook, rows.workbook.content()
    others = [other for other in rows.entries if other.pk != row.pk]
    alarmed = rings(row, content)
    start = {"key": new_key(), "quadrant": ALARMED if alarmed else OTHER_FACE.get(row.quadrant, "")}
    start["text"] = f"{content.words['alarm']['twin_starter']} " if alarmed else ""
    context = {
        "entry": row,
        "form": context.get("form") or EntryForm.of(row, sources=SourceChoice(workbook), key=new_key()),
        "twin_form": TwinForm(entry=row, others=others, initial=start),
        "source_key": new_key(),
        "hints": hints_of(row, others, content),
        "rings": alarmed,
        "prompt": content.prompts[row.prompt.code] if row.prompt else None,
        "strategies": [strategy for strategy in rows.strategies if row.pk in {one.pk for one in strategy.cited}],
        **context,
    }
    return page(workbook, "board", rows, **context)


def hints_of(row: Entry, others: list[Entry], content: Any) -> Any:
    """The wording hints of an entry among the others."""
    texts = [other.text for other in others]
    return hints(row.text, content=content, others=texts, quadrant=row.quadrant or None, tested=row.tested or None)


def number(value: str | None) -> int:
    """A revision as sent; 0, which no row has, for anything else."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0


def _back(request: HttpRequest, row: Entry) -> str:
    """Where an entry was deleted: on its section page, where it was only just added, else on the board."""
    if request.GET.get("back") == "section" and row.prompt:
        return address(row.workbook, row.workbook.content().prompts[row.prompt.code])
    return reverse("swot:board", args=[row.workbook_id])


def _save(request: HttpRequest, rows: Rows, row: Entry, form: EntryForm) -> HttpResponse:
    values, seen, was = form.values, form.cleaned_data["revision"], (row.quadrant, row.horizon)
    try:
        row.edit(by=request.user, seen=seen, **values)
    except Stale as error:
        if not stands_as(error.current, values):
            return _conflict(request, rows, error.current, form)
        row = error.current
    except Refusal as refusal:
        form.add_error("quadrant", refusal.sentence)
        return _invalid(request, rows, row, form)
    lowered = _lowered(values["certainty"], row)
    if is_partial(request):
        others = [other for other in rows.entries if other.pk != row.pk]
        content = rows.workbook.content()
        told = {"entry": row, "hints": hints_of(row, others, content), "lowered": lowered, "content": content}
        told |= {"rings": rings(row, content), "is_lifted": form.is_lifted}
        return render(request, "swot/_entry_saved.html", told)
    moved = row.quadrant != was[0]
    sentences = [_("Saved."), moved_words(row, was[0]) if moved else "", lowered]
    messages.success(request, " ".join(filter(None, sentences)), extra_tags=undo_of_move(row, *was) if moved else "")
    ask_who(request, row, rows.workbook.content())
    return see(request, "swot:entry", rows.workbook.pk, row.ref)


def _lowered(asked: int | None, row: Entry) -> str:
    """Says that certainty went down to what the evidence allows; "" where it did not."""
    if not asked or asked == row.certainty:
        return ""
    words = {"asked": asked, "cap": row.cap, "grade": str(row.get_evidence_grade_display()).split(":")[0].lower()}
    return _("Certainty is lowered from %(asked)s to %(cap)s: evidence that is “%(grade)s” allows no more.") % words


def _settle(request: HttpRequest, row: Entry, form: EntryForm) -> HttpResponse:
    """After a conflict: the other text stays; this one is kept in the history, or as an entry of its own."""
    text, book = form.cleaned_data["text"], row.workbook
    if request.POST["use"] == BOTH:
        fields = {name: value for name, value in form.values.items() if name != "text"}
        key = form.cleaned_data["key"] or new_key()
        kept = book.add_entry(text, by=request.user, section=row.section.code, key=key, **fields)
        messages.success(request, _("Both are kept: yours is %(ref)s.") % {"ref": kept.ref})
        ask_who(request, kept, book.content())
    else:
        book.note("set aside", row.ref, by=request.user, **form.values)
        messages.success(request, _("The other text stands. Yours is kept in the history."))
    return see(request, "swot:entry", book.pk, row.ref)


def _conflict(request: HttpRequest, rows: Rows, current: Entry, form: EntryForm) -> HttpResponse:
    conflict = conflict_of(form, EntryForm.saved(current), current, both=_("Keep both as two entries"))
    if is_partial(request):
        return stale(request, "components/_conflict.html", {"conflict": conflict})
    return stale(
        request, "swot/entry.html", entry_page(rows, found(request, rows, current.ref), form=form, conflict=conflict)
    )


def _invalid(request: HttpRequest, rows: Rows, row: Entry, form: EntryForm) -> HttpResponse:
    if is_partial(request):
        return invalid(request, "components/_error_summary.html", {"form": form})
    return invalid(request, "swot/entry.html", entry_page(rows, row, form=form))
