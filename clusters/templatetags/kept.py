"""Parts of pages as HTML, kept in memory by everything that they show: `{% kept "components/_x.html" here=here %}`.

A kept template sees what it is given and nothing else of the page, so that nothing can show in it by which it is not
told apart. What is given is a plain value, or has `marks`: a tuple of plain values that is another one whenever
something that the part shows has changed. The token of forms and the keys of what is made next are put in each time.
"""

import re
import secrets
from collections import OrderedDict
from threading import Lock
from typing import Any, cast

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from clusters.ids import new_key

register = template.Library()

MOST = 3000
# Drawn anew for each process, so that nobody can have typed them, and taken out of every page again.
TOKEN, KEY = f"token-{secrets.token_hex(16)}", f"key-{secrets.token_hex(16)}"
PLAIN = {str, int, bool, type(None), SafeString}


class Shelf:
    """HTML by its marks; the longest unused is thrown away first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.kept: OrderedDict[Any, str] = OrderedDict()
        self.lock = Lock()

    def get(self, marks: Any) -> str | None:
        """What is kept under marks."""
        with self.lock:
            if marks in self.kept:
                self.kept.move_to_end(marks)
            return self.kept.get(marks)

    def put(self, marks: Any, html: str) -> None:
        """Keep it."""
        with self.lock:
            self.kept[marks] = html
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)


SHELF = Shelf(MOST)


@register.simple_tag(takes_context=True)
def kept(context: template.Context, name: str, **shown: Any) -> SafeString:
    """The template `name` with what is given; drawn anew while templates are written (DEBUG), and in a preview.

    A preview shows rows that are taken back, whose keys and revisions real ones may have later.
    """
    is_preview = bool(context.get("never_kept")) or hasattr(getattr(context, "request", None), "preview")
    marks = None if settings.DEBUG or is_preview else marks_of(shown)
    key = (name, get_language(), marks)
    html = SHELF.get(key) if marks is not None else None
    if html is None:
        engine = cast(template.Template, context.template).engine
        inner = {**shown, "csrf_token": TOKEN, "kept_key": KEY, "never_kept": is_preview}
        html = str(engine.get_template(name).render(context.new(inner)))
        if marks is not None:
            SHELF.put(key, html)
    if "kept_key" in context:
        # Within a part that is kept itself, the places for keys and the token stay.
        return mark_safe(html)
    html = re.sub(KEY, lambda _found: new_key(), html)
    return mark_safe(html.replace(TOKEN, str(context.get("csrf_token", ""))))


@register.simple_tag(takes_context=True)
def fresh_key(context: template.Context) -> str:
    """A key for what a form makes next, another one each time that the page is shown."""
    return str(context.get("kept_key") or new_key())


def marks_of(shown: Any) -> Any:
    """What tells the given apart, as a value that can be looked up; None where something in it cannot be told apart."""
    if type(shown) in PLAIN:
        return (shown,)
    if isinstance(shown, tuple | list):
        if PLAIN.issuperset(map(type, shown)):
            return tuple(shown)
        found = tuple(marks_of(one) for one in shown)
        return None if None in found else found
    if isinstance(shown, dict):
        return marks_of((*shown, *shown.values()))
    return getattr(shown, "marks", None)
