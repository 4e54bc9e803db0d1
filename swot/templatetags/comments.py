"""Tags of comments: how many are open beside what they are about, and words with the names they call."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from swot.rules.comments import pieces

register = template.Library()


@register.inclusion_tag("swot/_comments_link.html", takes_context=True)
def comments_link(context: Any, about: str) -> dict[str, Any]:
    """A link to the comments about a section (those on its entries too), an entry or a strategy, with their number."""
    rows = context["rows"]
    inside = [entry.id for entry in rows.document.entries if entry.section == about]
    count = sum(rows.open_comments.get(one, 0) for one in (about, *inside))
    return {"count": count, "about": about, "url": reverse("swot:comments-about", args=[rows.workbook.pk, about])}


@register.filter
def with_calls(text: str, names: Mapping[str, int]) -> SafeString:
    """The words of a comment, those that call somebody set apart; everything else is text and nothing more."""
    parts = [
        (format_html("<strong>{}</strong>", piece) if person is not None else piece,)
        for piece, person in pieces(text, names)
    ]
    return format_html_join("", "{}", parts)
