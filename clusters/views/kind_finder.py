"""The kind finder's pages: public, by GET alone, every step an address that can be kept."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusters.explained import explained, start_words
from clusters.finder_answers import END_PLACE, NESTING_PLACE, FinderAnswers
from clusters.finder_words import words
from clusters.forms.kind_finder import NestingForm, OverruleForm, QuestionForm
from clusters.kinds import Kind
from clusters.responses import invalid


@login_not_required
@require_safe
def kind_finder(request: HttpRequest) -> HttpResponse:
    """One question: the one asked for with `at`, or the first without an answer; 422 when one was passed over."""
    answers = FinderAnswers.from_query(request.GET)
    wanted = _place(request.GET.get("at"))
    number = min(wanted or END_PLACE, answers.first_missing)
    if number == END_PLACE:
        return redirect(_address("clusters:kind-finder-result", answers))
    data = request.GET if wanted > number else None
    form = _form(number, answers, data)
    template = "clusters/kind_finder_nesting.html" if number == NESTING_PLACE else "clusters/kind_finder.html"
    context = _question_context(number, answers, form)
    return render(request, template, context) if data is None else invalid(request, template, context)


@login_not_required
@require_safe
def kind_finder_result(request: HttpRequest) -> HttpResponse:
    """What the answers come to, why, and the way to say otherwise; 422 for another kind without a reason."""
    answers = FinderAnswers.from_query(request.GET)
    if not answers.is_whole:
        return redirect(_address("clusters:kind-finder", answers))
    form = OverruleForm(answers, request.GET if "chosen" in request.GET else None)
    context = _result_context(answers, form)
    if form.is_bound and not form.is_valid():
        return invalid(request, "clusters/kind_finder_result.html", context)
    return render(request, "clusters/kind_finder_result.html", context)


def _place(text: str | None) -> int:
    """The question asked for; 0 for none."""
    return int(text) if text in {str(number) for number in range(1, END_PLACE + 1)} else 0


def _address(name: str, answers: FinderAnswers, **more: Any) -> str:
    return f"{reverse(name)}?{answers.query(**more)}"


def _form(number: int, answers: FinderAnswers, data: Any) -> QuestionForm | NestingForm:
    if number == NESTING_PLACE:
        return NestingForm(data, initial=answers.fields())
    return QuestionForm(number, data, initial=answers.fields())


def _question_context(number: int, answers: FinderAnswers, form: Any) -> dict[str, Any]:
    own = set(form.fields)
    return {
        "form": form,
        "number": number,
        "next_place": number + 1,
        "nesting": words()["nesting"],
        "lead": words()["lead"] if number == 1 else "",
        "carried": [(name, value) for name, value in answers.fields().items() if name not in own],
        "given": answers.kinds.get(str(number)),
        "back": _address("clusters:kind-finder", answers, at=number - 1) if number > 1 else "",
    }


def _result_context(answers: FinderAnswers, form: OverruleForm) -> dict[str, Any]:
    found = answers.found
    return {
        "form": form,
        "found": found,
        "said": explained(found, answers.kinds),
        "answered": _answered(answers),
        "kinds": list(Kind),
        "kind": answers.kind,
        "overruled": answers.overruled,
        "reason": answers.reason,
        "overrule": words()["overrule"],
        "start_words": _("Keep this result") if answers.cluster else start_words(answers.kind),
        "start": _start(answers),
        "change": _address("clusters:kind-finder", answers, at=1),
        "carried": [(name, value) for name, value in answers.fields().items() if name not in form.fields],
    }


def _start(answers: FinderAnswers) -> str:
    """Where the result leads: to a new cluster, or to the one it was found for."""
    if answers.cluster:
        return f"{reverse('clusters:finding-add', args=[answers.cluster])}?{answers.query()}"
    return _address("clusters:create", answers)


def _answered(answers: FinderAnswers) -> list[dict[str, Any]]:
    """The seven questions with the answer given and the way back to each."""
    return [
        {
            "question": question,
            "answer": next(each for each in question["answers"] if each["kind"] == answers.kinds[number]),
            "change": _address("clusters:kind-finder", answers, at=number),
        }
        for question in words()["questions"]
        for number in [str(question["number"])]
    ]
