"""Saving answers: by themselves, with a button, and when two people wrote at once."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.conflict import BOTH, THEIRS, Conflict, Difference
from clusters.errors import Refusal, Stale
from clusters.ids import new_key, sent_key
from clusters.responses import invalid, is_partial, see, stale
from swot.alarm import ask_who
from swot.content import Prompt
from swot.document import values
from swot.document.prepared import Prepared
from swot.forms.answers import AnswerForm
from swot.forms.written import refuse_too_long
from swot.models import Answer, Entry, Workbook
from swot.models.entry import ENTRY_LENGTH
from swot.page import writable
from swot.rules.proposals import Proposal
from swot.rules.quadrants import LABELS
from swot.views.prompts import Bound, fields_of, prompt_or_404, proposal_for, words_of
from swot.views.sections import address, entry_from, shown_again

# A line was added while somebody wrote the note beside the lines: no words stand in the way.
NOTHING_BUT_LINES = {"status": values.ANSWERED, "value": None, "note": "", "basis": ""}
# Of every live entry, from what it was made and where it stands.
PLACES = Prepared(
    lambda pk, _: Entry.objects.filter(workbook=pk, deleted_at=None).only("prompt", "quadrant").order_by()
)


@require_POST
def answer(request: HttpRequest, pk: Any, prompt: str) -> HttpResponse:
    """Save the answer to one prompt: a fragment for script, back to the prompt without."""
    workbook = writable(request, pk)
    asked = prompt_or_404(workbook.content(), prompt)
    saved = _written(request, workbook, asked)
    if isinstance(saved, HttpResponse):
        return saved
    return _saved(request, workbook, asked, saved) if is_partial(request) else see(request, address(workbook, asked))


@require_POST
def answer_entry(request: HttpRequest, pk: Any, prompt: str) -> HttpResponse:
    """Make the entry that an answer offers; sent twice it is made once. What was typed beside the button is saved first."""
    workbook = writable(request, pk)
    asked = prompt_or_404(workbook.content(), prompt)
    refused = _written(request, workbook, asked) if "basis" in request.POST else None
    if isinstance(refused, HttpResponse):
        return refused
    found = workbook.answers.standing().filter(prompt__code=asked.id).first()
    proposal = proposal_for(asked, found, (), workbook.content())
    if proposal is None:
        messages.error(request, _("The answer has changed, and offers nothing now."))
    else:
        text, fields = proposal.sentence[:ENTRY_LENGTH], entry_from(proposal, asked)
        entry = workbook.add_entry(text, by=request.user, key=sent_key(request.POST.get("key")), **fields)
        words = {"quadrant": LABELS[proposal.quadrant], "ref": entry.ref}
        said = _("%(quadrant)s %(ref)s is on the board. Say it in your own words.") % words
        undo = reverse("swot:entry-delete", args=[pk, entry.ref])
        messages.success(request, said, extra_tags=f"{undo}?revision={entry.revision}&back=section")
        ask_who(request, entry, workbook.content())
    return see(request, address(workbook, asked))


def _written(request: HttpRequest, workbook: Workbook, prompt: Prompt) -> Answer | HttpResponse | None:
    """Save what was sent: the answer as it stands then, or 422 or 409 with everything typed."""
    form = AnswerForm(prompt, request.POST)
    if not form.is_valid():
        return _refused(request, workbook, form)
    try:
        return _save(workbook, form, by=request.user, use=request.POST.get("use", ""))
    except Stale as clash:
        if not _is_said(clash.current, form, by=request.user):
            return _clashed(request, workbook, form, clash.current)
        return clash.current
    except Refusal as refusal:
        form.add_error("note", refusal.sentence)
        return _refused(request, workbook, form)


def _save(workbook: Workbook, form: AnswerForm, *, by: Any, use: str) -> Answer | None:
    """Save what was sent, as the writer chose to use it; nothing where nothing was said and nothing stands."""
    fields = form.as_fields
    if form.is_blank and not form.seen:
        return None
    if use == "clear":
        fields.update(status=values.ANSWERED, value=None)
    if use in (BOTH, THEIRS):
        return _settle(workbook, form, by=by, use=use)
    try:
        return workbook.answer(form.prompt.id, by=by, seen=form.seen, **fields)
    except Stale as clash:
        if form.prompt.type != "list" or fields_of(clash.current) != NOTHING_BUT_LINES:
            raise
        return workbook.answer(form.prompt.id, by=by, seen=clash.current.revision, **fields)


def _is_said(current: Answer, form: AnswerForm, *, by: Any) -> bool:
    """Whether the same person said just this already: the script was quicker than the button."""
    return current.changed_by_id == by.pk and fields_of(current) == form.as_fields


@transaction.atomic
def _settle(workbook: Workbook, form: AnswerForm, *, by: Any, use: str) -> Answer:
    """Keep both texts, or theirs: the writer's own goes into the record first, so that nothing is lost."""
    asked, mine = form.prompt, form.as_fields
    theirs = workbook.answers.standing().select_related("changed_by").filter(prompt__code=asked.id).first()
    if theirs is None:
        return workbook.answer(asked.id, by=by, seen=form.seen, **mine)
    kept = fields_of(theirs) if use == THEIRS else _both(asked, mine, theirs)
    refuse_too_long([kept["value"], kept["note"]])
    saved = workbook.answer(asked.id, by=by, seen=form.seen, **mine)
    return workbook.answer(asked.id, by=by, seen=saved.revision, **kept)


def _both(prompt: Prompt, mine: dict[str, Any], theirs: Answer) -> dict[str, Any]:
    """My value, or theirs where I gave none, with their words beneath: in the value where that is a text, else in the note."""
    other = words_of(prompt, fields_of(theirs))
    if mine["status"] == values.ANSWERED and mine["value"] in (None, "") and prompt.type != "list":
        mine = {**mine, "status": theirs.status, "value": theirs.value}
    if prompt.type == "text" and mine["value"]:
        return {**mine, "value": f"{mine['value']}\n{other}"}
    told = _("%(who)s: %(text)s") % {"who": theirs.changed_by or _("Somebody"), "text": other}
    return {**mine, "note": "\n".join(filter(None, [mine["note"], told]))}


def _saved(request: HttpRequest, workbook: Workbook, prompt: Prompt, saved: Answer | None) -> HttpResponse:
    proposal = proposal_for(prompt, saved, (), workbook.content())
    if proposal and _is_made(workbook, prompt, proposal):
        proposal = None
    context = {"workbook": workbook, "prompt": prompt, "answer": saved, "proposal": proposal, "key": new_key()}
    return render(request, "swot/_saved_answer.html", context)


def _is_made(workbook: Workbook, prompt: Prompt, proposal: Proposal) -> bool:
    asked = workbook.version.pks().prompts[prompt.id], proposal.quadrant
    return any((row.prompt_id, row.quadrant) == asked for row in PLACES.of(workbook.pk))


def _refused(request: HttpRequest, workbook: Workbook, form: AnswerForm) -> HttpResponse:
    if is_partial(request):
        return invalid(request, "swot/_refused_answer.html", {"form": form})
    return shown_again(request, workbook, form.prompt, Bound(form=form), status=422)


def _clashed(request: HttpRequest, workbook: Workbook, form: AnswerForm, current: Answer) -> HttpResponse:
    """Both texts, side by side; everything typed stays in its fields."""
    form.answer = current
    words = (words_of(form.prompt, fields) for fields in (form.as_fields, fields_of(current)))
    told: dict[str, Any] = {
        "who": current.changed_by,
        "when": current.changed_at,
        "both": _("Keep both"),
        "name": form.prompt.id,
    }
    conflict = Conflict((Difference("", *words),), current.revision, **told)
    if is_partial(request):
        return stale(request, "components/_conflict.html", {"conflict": conflict})
    return shown_again(request, workbook, form.prompt, Bound(form=form, conflict=conflict), status=409)
