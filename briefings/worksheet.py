"""A version of a template on paper, blank: every question with room to write, for a table or a walk without a screen."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from briefings.editions import LANGUAGE
from briefings.make import PAPERS, UnknownPaper
from briefings.pdf.cache import cached_pdf
from swot.content import TemplateContent
from swot.spoken import is_foreign, marked

TEMPLATE = "briefings/print/worksheet.html"
SHEETS = ("css/worksheet-print.css",)
# How many ruled lines there are to write on.
LINES = {"list": 4, "text": 4, "yesno": 1, "number": 1}


@dataclass(frozen=True)
class Asked:
    """One question, and the lines ruled for it."""

    prompt: Any
    lines: range


def html(content: TemplateContent, *, paper: str, is_draft: bool) -> str:
    """The worksheet as HTML, in the language of briefings; words of the template in theirs. Raises `UnknownPaper`."""
    if paper not in PAPERS:
        raise UnknownPaper(paper)
    windows = content.words.get("windows") or {}
    sections = [
        (section, [Asked(prompt, range(LINES.get(prompt.type, 0))) for prompt in section.prompts])
        for section in content.sections
    ]
    context = {"content": content, "sections": sections, "is_draft": is_draft, "windows": list(windows.values())}
    with translation.override(LANGUAGE):
        said = render_to_string(TEMPLATE, {**context, "language": LANGUAGE})
    return marked(said, content) if is_foreign(content, LANGUAGE) else said


def pdf(content: TemplateContent, *, paper: str, is_draft: bool) -> bytes:
    """The tagged PDF, from the cache where the same was made before. Raises `UnknownPaper`, `TooLong`, `CannotRender`."""
    return cached_pdf(html(content, paper=paper, is_draft=is_draft), extra_css=(*PAPERS[paper], *SHEETS))
