"""Two curators on one section: what was saved since a page was opened, and that page brought up to date with it.

A page carries the marks of the rows it shows. Where they are not those of the rows any more, nothing is written: the page
comes back with what was typed, with what somebody else wrote in the rows that were not touched, and with both texts in
those that both have changed.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import ModelForm
from django.http import QueryDict
from django.utils.translation import gettext as _

from swot.admin.forms import PromptForm
from swot.content import canonical
from swot.models import Prompt, Section
from swot.models.template_rows import PROMPT_FIELDS

SECTION_FIELDS = ("title", "lead", "minutes")
PREFIX = "prompts"
MOST = 1000
ROW = re.compile(rf"{PREFIX}-(?P<at>\d+)-(?P<field>\w+)")


@dataclass(frozen=True)
class Other:
    """What somebody else saved in a field that was changed here too; `where` is a prompt's code, or "" for the section."""

    where: str
    label: str
    text: str


@dataclass(frozen=True)
class Meanwhile:
    """What happened to a section since a page was opened: sentences, both texts, and the page's data brought up to date."""

    sentences: tuple[str, ...]
    others: tuple[Other, ...]
    data: QueryDict


def marks(section: Section) -> str:
    """The marks of a section and its prompts, in their order, as a page carries them (one query)."""
    prompts = {str(prompt.pk): [prompt.code, _mark(prompt, PROMPT_FIELDS)] for prompt in section.prompts.all()}
    return json.dumps({"section": _mark(section, SECTION_FIELDS), "prompts": prompts}, separators=(",", ":"))


def since(section: Section, sent: QueryDict) -> Meanwhile | None:
    """What happened since the page was opened that sends this; None where nothing did."""
    if sent.get("seen") == marks(section):
        return None
    return _Catching(section, sent).meanwhile()


def _mark(row: Any, names: tuple[str, ...]) -> str:
    return _sum({name: getattr(row, name) for name in names})


def _sum(values: Mapping[str, Any]) -> str:
    # A browser sends line ends as two characters, whichever way they came.
    return hashlib.sha256(canonical(dict(values)).replace("\\r\\n", "\\n").encode()).hexdigest()[:12]


def _seen(sent: QueryDict) -> tuple[str, dict[int, tuple[str, str]]]:
    """The marks a page carried: of its section, and code and mark by primary key; none where they cannot be read."""
    try:
        raw = json.loads(sent.get("seen", ""))
        return str(raw["section"]), {int(pk): (str(code), str(mark)) for pk, (code, mark) in raw["prompts"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "", {}


class _Catching:
    """One page that is brought up to date."""

    def __init__(self, section: Section, sent: QueryDict) -> None:
        self.section, self.sent, self.data = section, sent, sent.copy()
        self.mark, self.seen = _seen(sent)
        self.now = {prompt.pk: prompt for prompt in section.prompts.all()}
        self.others: list[Other] = []
        self.rows: list[dict[str, list[str]]] = []
        self.total = min(_whole(sent.get(f"{PREFIX}-TOTAL_FORMS", "")) or 0, MOST)
        self.typed: dict[str, dict[str, list[str]]] = {}
        for name, values in sent.lists():
            if found := ROW.fullmatch(name):
                self.typed.setdefault(found["at"], {})[found["field"]] = values

    def meanwhile(self) -> Meanwhile:
        """Everything, in the order of the page."""
        posted = {self.sent.get(f"{PREFIX}-{at}-id", ""): at for at in range(self.total)}
        keeps_order = self._order_is_mine(posted)
        for pk, prompt in self.now.items():
            row = self._row(prompt, posted.get(str(pk)))
            if not keeps_order:
                row["position"] = [str(prompt.position + 1)]
            self.rows.append(row)
        self._section()
        kept = self._kept_rows(posted)
        for name in [name for name in self.data if name.startswith(f"{PREFIX}-")]:
            del self.data[name]
        for at, fields in enumerate([*self.rows, *kept]):
            for name, values in fields.items():
                self.data.setlist(f"{PREFIX}-{at}-{name}", values)
        counts = {"TOTAL": len(self.rows) + len(kept), "INITIAL": len(self.rows), "MIN_NUM": 0, "MAX_NUM": MOST}
        for name, count in counts.items():
            self.data[f"{PREFIX}-{name}_FORMS"] = str(count)
        self.data["seen"] = marks(self.section)
        return Meanwhile(tuple(self._sentences(kept)), tuple(self.others), self.data)

    def _row(self, prompt: Prompt, at: int | None) -> dict[str, list[str]]:
        """A prompt's fields: as typed where it was changed here, else as saved now."""
        before = self.seen.get(prompt.pk, ("", ""))[1]
        if at is not None and before == _mark(prompt, PROMPT_FIELDS):
            return self._posted(at)
        if at is not None and before != self._typed_mark(at):
            self.others += _both(prompt, self._form(at))
            return self._posted(at)
        return {**_as_sent(PromptForm(instance=prompt)), "id": [str(prompt.pk)], "section": [str(self.section.pk)]}

    def _kept_rows(self, posted: dict[str, int]) -> list[dict[str, list[str]]]:
        """New rows, and rows that were changed here and removed elsewhere, which become new ones; one row at least."""
        kept = []
        for at in range(self.total):
            sent = self.sent.get(f"{PREFIX}-{at}-id", "")
            pk = _whole(sent)
            if pk in self.now and posted[sent] == at:
                continue
            row = self._posted(at)
            if sent:
                code, before = self.seen.get(pk or 0, ("", ""))
                if not code or before == self._typed_mark(at) or "DELETE" in row:
                    continue
                row |= {"id": [""], "code": [code], "position": [""]}
            kept.append(row)
        blank = {"decimals": ["0"], "section": [str(self.section.pk)]}
        return kept if any(not row.get("code", [""])[0] for row in kept) else [*kept, blank]

    def _section(self) -> None:
        """The section's own fields: as saved now where they were not changed here."""
        if self.mark == _mark(self.section, SECTION_FIELDS):
            return
        typed = {name: self.sent.get(name, "").strip() for name in SECTION_FIELDS}
        untouched = self.mark == _sum({**typed, "minutes": _whole(typed["minutes"])})
        for name in SECTION_FIELDS:
            saved = str(getattr(self.section, name))
            if untouched:
                self.data[name] = saved
            elif saved != typed[name]:
                self.others.append(Other("", str(Section._meta.get_field(name).verbose_name), saved))  # type: ignore[union-attr]

    def _order_is_mine(self, posted: dict[str, int]) -> bool:
        """Whether the order sent is to stand: nobody else changed it, or it was changed here too."""
        common = [pk for pk in self.seen if pk in self.now]
        if common == [pk for pk in self.now if pk in self.seen] and len(common) == len(self.now):
            return True
        places = [self.sent.get(f"{PREFIX}-{posted[pk]}-position", "") for pk in map(str, self.seen) if pk in posted]
        return places != [str(place) for place in range(1, len(places) + 1)]

    def _posted(self, at: int) -> dict[str, list[str]]:
        return dict(self.typed.get(str(at), {}))

    def _form(self, at: int) -> ModelForm:
        return PromptForm(self.sent, prefix=f"{PREFIX}-{at}", instance=Prompt(section=self.section))

    def _typed_mark(self, at: int) -> str:
        """The mark of what was typed in a row; none where it cannot be read."""
        form = self._form(at)
        if set(form.errors) - {"code"}:
            return ""
        return _sum({name: form.cleaned_data.get(name) for name in PROMPT_FIELDS})

    def _sentences(self, kept: list[dict[str, list[str]]]) -> list[str]:
        """What happened, in words; each with codes."""
        if not self.seen and not self.mark:
            return [_("It cannot be told what was saved since this page was opened.")]
        new = [prompt.code for pk, prompt in self.now.items() if pk not in self.seen]
        changed = [
            prompt.code
            for pk, prompt in self.now.items()
            if pk in self.seen and self.seen[pk][1] != _mark(prompt, PROMPT_FIELDS)
        ]
        gone = [code for pk, (code, _mark_then) in self.seen.items() if pk not in self.now]
        said = []
        if self.mark != _mark(self.section, SECTION_FIELDS):
            said.append(_("The section’s own lines were changed."))
        if changed:
            said.append(_("Changed: %(codes)s.") % {"codes": ", ".join(changed)})
        if new:
            said.append(_("Added: %(codes)s.") % {"codes": ", ".join(new)})
        if gone:
            said.append(_("Removed or moved away: %(codes)s.") % {"codes": ", ".join(gone)})
        back = [row["code"][0] for row in kept if row.get("code", [""])[0] in gone]
        if back:
            kept_here = _("You had changed %(codes)s: it stands at the end, and comes back when you save.")
            said.append(kept_here % {"codes": ", ".join(back)})
        stayed = [pk for pk in self.seen if pk in self.now]
        if stayed != [pk for pk in self.now if pk in self.seen]:
            said.append(_("The order was changed."))
        return said


def _both(prompt: Prompt, typed: ModelForm) -> list[Other]:
    """What is saved now in each field in which something else was typed."""
    typed.is_valid()
    saved = PromptForm(instance=prompt)
    names = [name for name in PROMPT_FIELDS if typed.cleaned_data.get(name) != getattr(prompt, name)]
    return [Other(prompt.code, str(saved[name].label), _shown(saved[name])) for name in names]


def _shown(bound: Any) -> str:
    value = bound.field.prepare_value(bound.value())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("(nothing)") if value in (None, "") else str(value)


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _as_sent(form: ModelForm) -> dict[str, list[str]]:
    """A form's fields as a browser sends them back untouched."""
    values = {bound.name: bound.field.prepare_value(bound.value()) for bound in form}
    shown = {name: value for name, value in values.items() if value is not None and value is not False}
    return {name: ["on" if value is True else str(value)] for name, value in shown.items()}
