"""The parts every page is made of, as tags: each draws the component template of the same name."""

import difflib
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.forms import BaseForm
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

register = template.Library()

QUADRANT_WORDS = {
    "strength": (gettext_lazy("Strength"), gettext_lazy("Strengths")),
    "weakness": (gettext_lazy("Weakness"), gettext_lazy("Weaknesses")),
    "opportunity": (gettext_lazy("Opportunity"), gettext_lazy("Opportunities")),
    "threat": (gettext_lazy("Threat"), gettext_lazy("Threats")),
}
KIND_WORDS = {
    "workspace": gettext_lazy("Workspace"),
    "district": gettext_lazy("District"),
    "region": gettext_lazy("Region"),
    "network": gettext_lazy("Network"),
}
PIP_STEP = 12


class Fault(NamedTuple):
    """One thing to put right: what to say, and the id of the field it belongs to ("" for the whole form)."""

    target: str
    text: str


@register.filter
def quadrant_word(quadrant: str) -> str:
    """ "strength" in words: "Strength"; an entry without a quadrant is "Not sorted yet"."""
    return str(QUADRANT_WORDS[quadrant][0]) if quadrant in QUADRANT_WORDS else _("Not sorted yet")


@register.filter
def quadrant_plural(quadrant: str) -> str:
    """ "strength" as the head of a list: "Strengths"."""
    return str(QUADRANT_WORDS[quadrant][1])


@register.filter
def kind_word(kind: str) -> str:
    """ "district" in words: "District"."""
    return str(KIND_WORDS.get(kind, kind))


@register.inclusion_tag("components/_mark.html")
def mark(quadrant: str, *, word: bool = False, size: str = "") -> dict[str, Any]:
    """The mark of a quadrant; `word` adds its name for readers who do not see it, `size` a class of our own."""
    return {"quadrant": quadrant, "word": word, "size": size}


@register.inclusion_tag("components/_ref.html")
def ref(quadrant: str, number: int | str, url: str = "") -> dict[str, Any]:
    """A reference to an entry: its mark and number, as a link where `url` is given."""
    return {"quadrant": quadrant, "number": number, "url": url}


@register.inclusion_tag("components/_evidence.html")
def evidence_line(grade: int) -> dict[str, Any]:
    """The line and word of an evidence grade, 0 to 3."""
    return {"grade": grade}


@register.inclusion_tag("components/_kind.html")
def kind(kind: str, size: str = "") -> dict[str, Any]:
    """The pictogram of a kind; size "kind-sm" is the one for lists."""
    return {"kind": kind, "size": size}


@register.inclusion_tag("components/_pips.html")
def pips(done: int, asked: int) -> dict[str, Any]:
    """Small squares, `done` of `asked` filled."""
    squares = [{"x": 1 + PIP_STEP * place, "on": place < done} for place in range(asked)]
    return {"squares": squares, "width": PIP_STEP * asked}


@register.inclusion_tag("components/_state.html")
def state(state: str, label: str = "") -> dict[str, Any]:
    """A state with its word: "open", "started", "complete" or "late"; `label` says it otherwise."""
    return {"state": state, "label": label}


@register.simple_tag
def faults(form: BaseForm | None = None, forms: Iterable[BaseForm] | None = None) -> list[Fault]:
    """Every error of a form, or of several, in the order of the page."""
    every = [one for one in [form, *(forms or [])] if one]
    return [fault for one in every for fault in _faults_of(one)]


@register.filter
def things_to_put_right(found: list[Fault]) -> str:
    """The title of the error summary, which counts."""
    words = [
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
    ]
    count = len(found)
    said = words[count - 1] if count <= len(words) else str(count)
    return ngettext("There is one thing to put right", "There are %(count)s things to put right", count) % {
        "count": said
    }


@register.filter
def marked_against(text: str, other: str) -> SafeString:
    """A text with the words that the other one has not marked; everything else is escaped."""
    return _with_differences(text, other, "<mark>{}</mark>")


@register.filter
def struck_against(text: str, newer: str) -> SafeString:
    """An old text with the words struck that the newer one has not; it is said in words too, for who hears the page."""
    said = _("taken out:")
    return _with_differences(text, newer, f'<del><span class="visually-hidden">{said} </span>{{}}</del>')


@register.filter
def added_against(text: str, older: str) -> SafeString:
    """A new text with the words underlined that the older one has not; it is said in words too."""
    said = _("put in:")
    return _with_differences(text, older, f'<ins><span class="visually-hidden">{said} </span>{{}}</ins>')


@register.filter
def written_over(text: str, older: str) -> SafeString:
    """A new text over an old one: words taken out struck, words put in underlined; both are said in words too."""
    old, new, parts = _words(older), _words(text), list[str]()
    out, put = (f'<span class="visually-hidden">{said} </span>{{}}' for said in (_("taken out:"), _("put in:")))
    for change, start, end, other, to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        went, came = "".join(old[start:end]), "".join(new[other:to])
        if change == "equal":
            parts.append(escape(came))
            continue
        parts.append(format_html(f"<del>{out}</del> ", went) if went else "")
        parts.append(format_html(f"<ins>{put}</ins>", came) if came else "")
    return mark_safe("".join(parts))


def _with_differences(text: str, other: str, around: str) -> SafeString:
    mine, theirs = _words(text), _words(other)
    parts = []
    for change, start, end, *_rest in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        chunk = "".join(mine[start:end])
        if chunk:
            parts.append(format_html("{}" if change == "equal" else around, chunk))
    return mark_safe("".join(parts))


def _faults_of(form: BaseForm) -> list[Fault]:
    whole = [Fault("", str(error)) for error in form.non_field_errors()]
    return whole + [
        Fault(field.id_for_label or f"{field.auto_id}_0", str(error)) for field in form for error in field.errors
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"(?:\w+|\W)\s*", text or "")
