"""The three questions before anything else."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.conflict import BOTH, THEIRS, Conflict, Difference
from clusters.errors import Refusal, Stale
from clusters.responses import invalid, is_partial, see, stale
from swot.forms.first_questions import FIELDS, FirstQuestionsForm
from swot.forms.written import refuse_too_long
from swot.last_time import last_time
from swot.models import FirstQuestions, Workbook
from swot.page import page, readable, writable
from swot.rules.windows import is_nobody
from swot.settling import saved_by

NOTES = (
    (gettext_lazy("Why first"), gettext_lazy("A workbook that begins with neighbours finds different strengths.")),
    (gettext_lazy("Groups, not names"), gettext_lazy("Count groups of people. Nobody is asked about their own life.")),
    (
        gettext_lazy("If nobody yet"),
        gettext_lazy("The fifth window stays dark and every page says so. Better than a name without a yes."),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def first_questions(request: HttpRequest, pk: Any) -> HttpResponse:
    """Who was here before, who is not in the room, who speaks for them."""
    workbook = writable(request, pk) if request.method == "POST" else readable(request, pk)
    row, content = workbook.first_questions, workbook.content()
    if request.method != "POST":
        return render(request, "swot/first_questions.html", _context(workbook, FirstQuestionsForm(content, row=row)))
    form = FirstQuestionsForm(content, _with_nobody(request, workbook), row=row)
    if not form.is_valid():
        return invalid(request, "swot/first_questions.html", _context(workbook, form))
    over = _typed_over(request, form, row)
    try:
        _save(workbook, form, over, by=request.user, use=request.POST.get("use", ""))
    except Stale as clash:
        if _is_said(request, form, clash.current):
            return _saved(request, workbook)
        return _clashed(request, workbook, form, clash.current, over)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return invalid(request, "swot/first_questions.html", _context(workbook, form))
    return _saved(request, workbook)


def _with_nobody(request: HttpRequest, workbook: Workbook) -> Any:
    """What was sent, with "nobody yet" or last time's answer for the question whose button was pressed."""
    data = request.POST.copy()
    again = data.get("again")
    if again in FIELDS:
        data[again] = _last_time(workbook).get(again) or data.get(again, "")
    for name, question in zip(FIELDS, workbook.content().words["start_questions"], strict=True):
        if data.get("nobody") == name:
            data[name] = question["nobody"]
    return data


def _typed_over(request: HttpRequest, form: FirstQuestionsForm, row: FirstQuestions) -> dict[str, str]:
    """What was just typed and a button takes the place of: it goes into the record, or beside the other text on 409."""
    name = request.POST.get("nobody") or request.POST.get("again") or ""
    typed = request.POST.get(name, "").strip() if name in FIELDS else ""
    known = ("", (getattr(row, name, "") or "").strip(), form.cleaned_data.get(name))
    return {} if typed in known else {name: typed}


@transaction.atomic
def _save(workbook: Workbook, form: FirstQuestionsForm, over: dict[str, str], *, by: Any, use: str) -> None:
    """Write the answers; where theirs or both are kept, mine go into the record first, and `over` beside them."""
    row, mine = workbook.first_questions, form.as_fields
    theirs = {name: getattr(row, name) for name in FIELDS}
    row.edit(by=by, seen=form.cleaned_data["revision"] or 0, **mine)
    if over:
        workbook.note("set aside", "first questions", by=by, **over)
    if use == THEIRS:
        row.edit(by=by, seen=row.revision, **theirs)
    if use == BOTH:
        both = {name: _joined(mine[name], theirs[name]) for name in FIELDS}
        refuse_too_long(both.values())
        row.edit(by=by, seen=row.revision, **both)


def _joined(mine: str | None, theirs: str | None) -> str | None:
    return mine if mine == theirs else "\n".join(filter(None, [mine, theirs])) or None


def _saved(request: HttpRequest, workbook: Workbook) -> HttpResponse:
    if is_partial(request):
        context = {"at": timezone.now(), "revision": workbook.first_questions.revision}
        return render(request, "components/_saved.html", context)
    stays = any(request.POST.get(name) for name in ("nobody", "again", "use"))
    return see(request, "swot:first-questions" if stays else "swot:workbook", workbook.pk)


def _is_said(request: HttpRequest, form: FirstQuestionsForm, current: FirstQuestions) -> bool:
    """Whether just this stands already: it had arrived, and the answer to it was lost."""
    return not request.POST.get("use") and all(getattr(current, name) == text for name, text in form.as_fields.items())


def _clashed(
    request: HttpRequest, workbook: Workbook, form: FirstQuestionsForm, current: FirstQuestions, over: dict[str, str]
) -> HttpResponse:
    texts = _told({**form.as_fields, **over}), _told({name: getattr(current, name) for name in FIELDS})
    told = saved_by(workbook, "first questions") | {"both": _("Keep both"), "name": "first"}
    conflict = Conflict((Difference("", *texts),), current.revision, **told)
    if is_partial(request):
        return stale(request, "components/_conflict.html", {"conflict": conflict})
    return stale(request, "swot/first_questions.html", {**_context(workbook, form), "conflict": conflict})


def _told(answers: dict[str, str | None]) -> str:
    return "\n".join(f"{number}. {answers[name] or ''}" for number, name in enumerate(FIELDS, 1))


def _last_time(workbook: Workbook) -> dict[str, str]:
    """What was answered last time, by field; nothing for a first workbook."""
    last = last_time(workbook)
    return {name: getattr(last.document.first_questions, name) or "" for name in FIELDS} if last else {}


def _context(workbook: Workbook, form: FirstQuestionsForm) -> dict[str, Any]:
    words, before = workbook.content().words["start_questions"], _last_time(workbook)
    asked = [
        {
            "field": form[name],
            "name": name,
            "title": title,
            "why": why,
            "nobody": question["nobody"],
            "shown": question["nobody_shown"] if is_nobody(getattr(workbook.first_questions, name)) else "",
            "before": before.get(name) if before.get(name) != getattr(workbook.first_questions, name) else "",
            "is_open": not getattr(workbook.first_questions, name),
        }
        for name, question, (title, why) in zip(FIELDS, words, NOTES, strict=True)
    ]
    return page(workbook, "contents", form=form, asked=asked)
