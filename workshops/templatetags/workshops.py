"""Buttons of whoever leads: each a form of its own, so that it works without script and under an id of its own."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from clusters.ids import new_key

register = template.Library()
SMALL = "btn btn-outline-primary btn-sm"


@register.inclusion_tag("workshops/lead/_press.html", takes_context=True)
def press(context: template.Context, verb: str, label: Any, **sent: Any) -> dict[str, Any]:
    """A button that does `verb` with what is `sent`.

    Of that `look` are its classes, `sign` the key on a keyboard that presses it, `about` words for readers who do not
    see what it stands beside, `back` the page to come back to; the rest, and all in `sent`, goes to the verb.
    """
    sent |= sent.pop("sent", {})
    own = {name: sent.pop(name, "") for name in ("look", "sign", "about", "back")}
    workshop = context["workshop"]
    return {
        **own,
        "look": own["look"] or SMALL,
        "back": own["back"] or context["request"].path,
        "verb": verb,
        "label": label,
        "workshop": workshop,
        "key": new_key(),
        "sent": [("base", workshop.revision), *_pairs(sent)],
        "csrf_token": context.get("csrf_token", ""),
    }


def _pairs(sent: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is sent as the fields of a form; a list is a field for each."""
    return [(name, one) for name, value in sent.items() for one in (value if isinstance(value, list) else [value])]


@register.filter
def keys(rows: Iterable[Any]) -> list[int]:
    """The primary keys of rows, to be sent together."""
    return [row.pk for row in rows]


@register.filter
def done_word(verb: str) -> str:
    """What was done last, before the button that undoes it."""
    said = {
        "judge": _("What is shown was changed."),
        "block": _("A phone’s notes were held back."),
        "scribe": _("A note was added."),
    }
    return said.get(verb, _("Groups were changed."))
