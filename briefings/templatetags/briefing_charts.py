"""The drawings of `briefings.charts` for templates, on a page and in print alike."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from briefings import charts
from briefings.tables import EVIDENCE, stale_words
from swot.document.values import Evidence
from swot.rules.inclusion import Strip
from swot.rules.quadrants import LABELS
from swot.rules.windows import Window

register = template.Library()


@register.simple_tag
def mark(quadrant: str, size: str = "5.2mm") -> SafeString:
    """The mark of a quadrant."""
    return charts.mark(quadrant, size)


@register.simple_tag
def band(quadrant: str, width: str = "80mm", height: str = "2.6mm") -> SafeString:
    """The band of a quadrant."""
    return charts.band(quadrant, width, height)


@register.simple_tag
def evidence_line(grade: int) -> SafeString:
    """The line of an evidence grade; its word stands beside it (`grade_word`)."""
    return charts.evidence(grade)


@register.simple_tag
def windows(strip: Strip, width: str = "24mm", height: str = "5.5mm") -> SafeString:
    """The five windows."""
    return charts.windows(strip, width, height)


@register.simple_tag
def blank_windows(width: str = "24mm", height: str = "5.5mm") -> SafeString:
    """Five windows to colour in by hand."""
    return charts.blank_windows(width, height)


@register.simple_tag
def one_window(window: Window) -> SafeString:
    """The window of one question."""
    return charts.one_window(window)


@register.simple_tag
def lit_window(title: str) -> SafeString:
    """A small lit window: this is about people already here."""
    return charts.window("lit", title, "2.3mm", "3.1mm")


@register.simple_tag(takes_context=True)
def stale(context: Any, evidence: Evidence) -> str:
    """ "stale since May 2026" for evidence that was past its date on the day of the briefing, else nothing."""
    return stale_words(evidence, context["page"].today)


@register.simple_tag(takes_context=True)
def place(context: Any, about: str) -> str:
    """The attribute that makes words the place where links to an entry or question lead, in the one part they lead to."""
    part, page = context.get("part"), context.get("page")
    is_here = about and part and page.places.get(about) == part.key
    return format_html(' id="at-{}"', about) if is_here else ""


@register.simple_tag(takes_context=True)
def led(context: Any, about: str) -> str:
    """The id of an entry or question, as a link to where it is told in this briefing, if it is."""
    return format_html('<a href="#at-{}">{}</a>', about, about) if about in context["page"].places else about


@register.filter
def grade_word(grade: int) -> Promise:
    """Hunch, heard, backed, checked."""
    return EVIDENCE[grade][0]


@register.filter
def quadrant_word(quadrant: str) -> Promise:
    """Strength, weakness, opportunity, threat."""
    return LABELS[quadrant]
