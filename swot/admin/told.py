"""Differences and single texts of templates in words for curators."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from swot.models import CheckQuestion, Indicator, Prompt, Section, TemplateVersion, Trap
from swot.rules.differences import ADDED, HELP, MEANING, ORDER, REMOVED, WORDING, Difference

WHAT_WORDS: dict[str, Promise] = {
    MEANING: _("Meaning changed"),
    REMOVED: _("Removed"),
    ADDED: _("Added"),
    ORDER: _("Order"),
    WORDING: _("Wording"),
    HELP: _("Help"),
}
PART_WORDS: dict[str, Promise] = {
    "title": _("Title"),
    "section": _("Sections"),
    "prompt": _("Questions"),
    "check": _("Self-check"),
    "indicator": _("Indicators"),
    "trap": _("Traps"),
    "words": _("Words"),
}
ROWS: dict[str, Any] = {
    "title": TemplateVersion,
    "section": Section,
    "prompt": Prompt,
    "check": CheckQuestion,
    "indicator": Indicator,
    "trap": Trap,
}


@dataclass(frozen=True)
class Field:
    """One field: what it is called, what it said before, what it says after, and what a translation says there."""

    label: str
    before: str
    after: str
    here: str = ""


@dataclass(frozen=True)
class Told:
    """One thing that is different; `url` leads to its place where it has one."""

    what: str
    label: Promise
    part: Promise
    code: str
    fields: tuple[Field, ...]
    url: str = ""

    @property
    def words(self) -> str:
        """All that it says, in small letters, to search in."""
        said = (word for field in self.fields for word in (field.label, field.before, field.after, field.here))
        return " ".join((self.code, str(self.part), *said)).casefold()


def told(one: Difference, *, url: str = "", fields: tuple[Field, ...] | None = None) -> Told:
    """A difference in words; `fields` where more is to be said of them than before and after."""
    said = tuple(Field(label_of(one.part, part.name), value(part.before), value(part.after)) for part in one.fields)
    code = name_of(one.part, one.code)
    return Told(one.what, WHAT_WORDS[one.what], PART_WORDS[one.part], code, said if fields is None else fields, url)


def name_of(part: str, code: str) -> str:
    """How a thing is called: a code as it is, a key in words."""
    return code if part in ("section", "prompt", "indicator") else code.replace("_", " ")


def label_of(part: str, name: str) -> str:
    """What a field is called on the pages where it is written."""
    first, _space, place = name.partition(" ")
    named = {field.name: field for field in ROWS[part]._meta.fields} if part in ROWS else {}
    label = str(named[first].verbose_name) if first in named else first.replace("_", " ")
    return f"{label} {place}".strip()


def value(found: Any) -> str:
    """Anything a field may hold as text: a list one thing a line, the rest as data."""
    if found is None or found == "":
        return ""
    if isinstance(found, str):
        return found
    if isinstance(found, list | tuple) and all(isinstance(part, str) for part in found):
        return "\n".join(found)
    return json.dumps(found, ensure_ascii=False, indent=1)
