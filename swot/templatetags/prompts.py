"""A question as HTML, kept in memory until something that it shows has changed.

It is the same on every page of people with one role while its answer, its lines and its entries have their revisions
and whoever wrote them has their name. Only the token of its forms and the keys of what is made next differ, and those
are put in each time.
"""

import secrets
from hashlib import blake2b
from typing import Any, cast

from django import template
from django.core.cache import caches
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from clusters.ids import new_key

register = template.Library()

BODY = "swot/_prompt_body.html"
A_DAY = 86_400
# Nobody can type these: they are drawn anew for each process, and so never leave it in a page.
TOKEN, LINE_KEY, ENTRY_KEY = (f"{name}-{secrets.token_hex(16)}" for name in ("token", "line", "entry"))


@register.simple_tag(takes_context=True)
def prompt_body(context: template.Context) -> SafeString:
    """The question of `part` with its forms; kept unless something was just sent to it, or its template is a draft."""
    part, content = context["part"], context["content"]
    if part.is_bound or not content.fingerprint:
        return _drawn(context, line_key=new_key(), entry_key=new_key())
    marks = (content.fingerprint, context["workbook"].pk, context["may_write"], get_language(), part.marks)
    key, kept = blake2b(repr(marks).encode(), digest_size=20).hexdigest(), caches["parts"]
    html = kept.get(key)
    if html is None:
        html = _drawn(context, csrf_token=TOKEN, line_key=LINE_KEY, entry_key=ENTRY_KEY)
        kept.set(key, html, A_DAY)
    html = html.replace(LINE_KEY, new_key()).replace(ENTRY_KEY, new_key())
    return mark_safe(html.replace(TOKEN, str(context.get("csrf_token", ""))))


def _drawn(context: template.Context, **tokens: Any) -> SafeString:
    engine = cast(template.Template, context.template).engine
    with context.push(**tokens):
        return engine.get_template(BODY).render(context)
