"""Search within a workbook: what was found, by kind, each with its place and a link."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.document.gather_beside import SOURCES, sources
from swot.forms.first_questions import FIELDS
from swot.models import Workbook
from swot.page import page, readable
from swot.rules import search as rule
from swot.rules.search import Hit

HEADINGS: dict[str, str | Promise] = {
    rule.ENTRIES: gettext_lazy("Entries"),
    rule.SOURCES: gettext_lazy("Evidence of entries"),
    rule.LINES: gettext_lazy("Lines"),
    rule.ANSWERS: gettext_lazy("Answers and their notes"),
    rule.STRATEGIES: gettext_lazy("Strategies"),
    rule.ACTIONS: gettext_lazy("Actions"),
    rule.FIRST: gettext_lazy("Three questions first"),
}


@dataclass(frozen=True)
class Found:
    """One hit with the place it stands in, in words, and where that is."""

    hit: Hit
    where: str
    url: str


@require_safe
def search(request: HttpRequest, pk: Any) -> HttpResponse:
    """What holds the words in the address; without any, only the box."""
    workbook = readable(request, pk)
    rows, words = Rows(workbook), request.GET.get("q", "").strip()[: rule.LONGEST]
    content = workbook.content()
    places = _places(workbook, content)
    told = replace(rows.document, sources=sources(SOURCES.of(workbook.cluster_id)))
    hits = rule.search(told, content, words)
    groups = [(HEADINGS[kind], [Found(hit, *places[kind](hit)) for hit in found]) for kind, found in hits.items()]
    many = sum(map(len, hits.values()))
    return render(request, "swot/search.html", page(workbook, "search", rows, words=words, groups=groups, many=many))


def _places(workbook: Workbook, content: TemplateContent) -> dict[str, Callable[[Hit], tuple[str, str]]]:
    """Where a hit of each kind stands, in words, and its address."""
    questions = dict(zip(FIELDS, content.words["start_questions"], strict=True))

    def at(name: str, *args: str) -> str:
        return reverse(f"swot:{name}", args=[workbook.pk, *args])

    def entry(hit: Hit) -> tuple[str, str]:
        assert hit.entry
        return content.section_by_code[hit.entry.section].title, at("entry", hit.ref)

    def prompt(hit: Hit) -> tuple[str, str]:
        asked = content.prompts[hit.ref]
        return asked.text, f"{at('section', asked.section)}#{asked.id}"

    return {
        rule.ENTRIES: entry,
        rule.SOURCES: entry,
        rule.LINES: prompt,
        rule.ANSWERS: prompt,
        rule.STRATEGIES: lambda hit: (_("Strategy %(ref)s") % {"ref": hit.ref}, f"{at('strategies')}#{hit.ref}"),
        rule.ACTIONS: lambda hit: (_("Action %(ref)s") % {"ref": hit.ref}, f"{at('actions')}#{hit.ref}"),
        rule.FIRST: lambda hit: (questions[hit.ref]["text"], at("first-questions")),
    }
