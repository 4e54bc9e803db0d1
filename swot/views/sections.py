"""The ten guided section pages, and the part of them that one prompt is."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clusters.responses import is_partial
from swot.content import Prompt, Section
from swot.document.gather import Rows
from swot.models import Workbook
from swot.page import page, readable
from swot.rules.proposals import Proposal
from swot.rules.quadrants import LABELS
from swot.views.prompts import Bound, Parts

QUADRANTS = tuple(LABELS)


@require_safe
def section(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """One section with its prompts, in any order and as often as one likes."""
    workbook = readable(request, pk)
    found = workbook.content().section_by_code.get(code.upper())
    if found is None:
        raise Http404
    return render(request, "swot/section.html", section_context(workbook, found))


def section_context(workbook: Workbook, found: Section, bound: Mapping[str, Bound] | None = None) -> dict[str, Any]:
    """The context of a section page; `bound` holds what was just sent, by prompt."""
    rows, content = Rows(workbook), workbook.content()
    number = content.sections.index(found) + 1
    every = steps(workbook, rows, found)
    sent = [form for one in (bound or {}).values() for form in (one.form, one.add_form) if form]
    return page(
        workbook,
        "contents",
        rows,
        section=found,
        number=number,
        steps=every,
        parts=Parts(found, rows, bound),
        following=every[number] if number < len(every) else None,
        forms=[form for form in sent if form.errors],
        counts=counts(rows),
        board=reverse("swot:board", args=[workbook.pk]),
        aside=rows.many_aside,
    )


def shown_again(
    request: HttpRequest, workbook: Workbook, prompt: Prompt, bound: Bound | None = None, status: int = 200
) -> HttpResponse:
    """A prompt after something was sent to it: the part alone where a part was asked for, else its whole section."""
    found = workbook.content().section_by_code[prompt.section]
    context = section_context(workbook, found, {prompt.id: bound or Bound()})
    context["page_errors"] = status == 422
    if not is_partial(request):
        return render(request, "swot/section.html", context, status=status)
    part = next(part for part in context["parts"] if part.prompt == prompt)
    return render(request, "swot/_prompt_again.html", {**context, "part": part}, status=status)


def address(workbook: Workbook, prompt: Prompt) -> str:
    """Where a prompt is on its section page."""
    return f"{reverse('swot:section', args=[workbook.pk, prompt.section])}#{prompt.id}"


def steps(workbook: Workbook, rows: Rows, here: Section) -> list[dict[str, Any]]:
    """The ten sections as the stepper draws them."""
    return [
        {
            "number": number,
            "title": one.section.title,
            "url": _url(workbook.pk, one.section.code),
            "state": one.state,
            "is_here": one.section == here,
        }
        for number, one in enumerate(rows.progress, 1)
    ]


@lru_cache(maxsize=2000)
def _url(pk: UUID, code: str) -> str:
    """The address of a section, of which every section page has ten."""
    return reverse("swot:section", args=[pk, code])


def counts(rows: Rows) -> dict[str, int]:
    """How many entries stand in each quadrant."""
    return {quadrant: sum(entry.quadrant == quadrant for entry in rows.document.entries) for quadrant in QUADRANTS}


def entry_from(proposal: Proposal, prompt: Prompt) -> dict[str, Any]:
    """The fields of the entry that a proposal becomes."""
    return {
        "section": prompt.section,
        "prompt": prompt.id,
        "quadrant": proposal.quadrant,
        "inclusion": prompt.inclusion,
    }
