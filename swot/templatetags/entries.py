"""How an entry is named on a page: the mark of where it stands now, and the ref it keeps for ever."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.document.values import QUADRANT_LETTERS
from swot.pictures import members
from swot.rules.evidence import is_stale
from swot.rules.quadrants import FAMILIES
from swot.rules.wording import alarm

register = template.Library()
TEN = 10


@register.inclusion_tag("components/_ref.html")
def entry_ref(entry: Any, url: str = "") -> dict[str, Any]:
    """A reference to an entry, a row or a value: [S] 3, or [W] S3 for one that was moved and kept its ref."""
    return {"quadrant": entry.quadrant or "", "number": number_of(entry), "url": url}


@register.filter
def rings(entry: Any, content: TemplateContent) -> bool:
    """Whether a good thing is of the sort that pushes people out, and has no twin yet that says so."""
    return alarm(entry.text, entry.quadrant or None, content) and not entry.twin_id


@register.filter
def in_words(count: int) -> str:
    """A count up to ten in words, above in figures."""
    words = [_("none"), _("one"), _("two"), _("three"), _("four"), _("five")]
    words += [_("six"), _("seven"), _("eight"), _("nine"), _("ten")]
    return words[count] if 0 <= count <= TEN else str(count)


@register.filter
def revision_of(rows: Any, ref: str) -> int:
    """The revision of a strategy among the rows of a page, for a button that changes it."""
    return next((row.revision for row in rows.strategies if row.ref == ref), 0)


@register.filter
def family_word(code: str) -> str:
    """The verb of a family of strategies: "Build" for "SO"."""
    return str(FAMILIES.get(code, ""))


@register.filter
def shortened(text: str, most: int) -> str:
    """The first words of a text; its "…" stays with the last of them, so that it never stands on a line alone."""
    words = text.split()
    return text if len(words) <= most else f"{' '.join(words[:most])}…"


@register.filter
def mid_sentence(name: str) -> str:
    """A name as it stands within a sentence."""
    return members.mid_sentence(name)


@register.filter
def number_of(entry: Any) -> str:
    """The number beside the name of a quadrant: "3", or the whole ref of an entry that was moved."""
    ref = getattr(entry, "ref", None) or entry.id
    return str(ref[1:] if QUADRANT_LETTERS.get(entry.quadrant or "") == ref[:1] else ref)


@register.inclusion_tag("components/_stale.html", takes_context=True)
def stale_mark(context: Any, evidence: Any) -> dict[str, Any]:
    """ "Stale since May 2026" beside evidence, or a source, whose date has passed; nothing for any other."""
    if evidence.good_until is None:
        return {}
    today = context["workbook"].cluster.today
    return {"since": evidence.good_until if is_stale(evidence, today) else None}
