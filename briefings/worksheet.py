"""A version of a template on paper, blank: every question with room to write, for a table or a walk without a screen."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from briefings.editions import LANGUAGE
from briefings.make import PAPERS, UnknownPaper
from briefings.pdf.cache import cached_pdf
from swot.content import Prompt, Section, TemplateContent
from swot.spoken import is_foreign, marked

TEMPLATE = "briefings/print/worksheet.html"
SHEETS = ("css/worksheet-print.css",)
# How many ruled lines there are to write on.
LINES = {"list": 4, "text": 4, "yesno": 1}
# A section of more questions than these gives up a line of each list, so that it still is one page to hand out.
ROOMY = 3


@dataclass(frozen=True)
class Asked:
    """One question, and the lines ruled for it."""

    prompt: Prompt
    lines: range


def html(content: TemplateContent, *, paper: str, is_draft: bool) -> str:
    """The worksheet as HTML, in the language of briefings; words of the template in theirs. Raises `UnknownPaper`."""
    if paper not in PAPERS:
        raise UnknownPaper(paper)
    windows = content.words.get("windows") or {}
    sections = [
        (section, [Asked(prompt, range(_lines(prompt, section))) for prompt in section.prompts])
        for section in content.sections
    ]
    context = {"content": content, "sections": sections, "is_draft": is_draft, "windows": list(windows.values())}
    with translation.override(LANGUAGE):
        said = render_to_string(TEMPLATE, {**context, "language": LANGUAGE})
    return marked(said, content) if is_foreign(content, LANGUAGE) else said


def _lines(prompt: Prompt, section: Section) -> int:
    ruled = LINES.get(prompt.type, 0)
    return ruled - 1 if ruled > 1 and len(section.prompts) > ROOMY else ruled


def pdf(content: TemplateContent, *, paper: str, is_draft: bool) -> bytes:
    """The tagged PDF, from the cache where the same was made before. Raises `UnknownPaper`, `TooLong`, `CannotRender`."""
    return cached_pdf(html(content, paper=paper, is_draft=is_draft), extra_css=(*PAPERS[paper], *SHEETS))
