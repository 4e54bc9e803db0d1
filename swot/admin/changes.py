"""What is different between two versions, laid out for curators, and what publishing does to workbooks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import pgettext_lazy as told_of

from swot.admin.drafts import section_url
from swot.admin.told import WHAT_WORDS, label_of
from swot.content import TemplateContent
from swot.models import TemplateVersion
from swot.numbers import FEWEST, Held, held, open_workbooks, told
from swot.rules.differences import (
    ADDED,
    HELP,
    MEANING,
    ORDER,
    REMOVED,
    WHATS,
    WORDING,
    Difference,
    are_of_words,
    differences,
)

FOLLOWS = {
    MEANING: gettext_lazy("The leader chooses for each answer: keep it, write it anew, or park it."),
    REMOVED: gettext_lazy("Answers are parked. They stay in the workbook and in its exports."),
    ADDED: gettext_lazy("It opens as not answered."),
    ORDER: gettext_lazy("Answers stay where they belong."),
    WORDING: gettext_lazy("Answers stay, with a badge; the old wording is one click away."),
    HELP: gettext_lazy("Answers stay."),
}
PARTS = {
    "title": gettext_lazy("Title"),
    "section": gettext_lazy("Section"),
    "prompt": gettext_lazy("Question"),
    "check": gettext_lazy("Self-check"),
    "indicator": gettext_lazy("Indicator"),
    "trap": gettext_lazy("Trap"),
    "words": told_of("part of a template", "Words"),
}
TEXT_OF = {"section": "title", "prompt": "text", "check": "text", "indicator": "what", "trap": "text"}
HOME_OF = {"check": "check", "indicator": "indicators", "trap": "traps"}


@dataclass(frozen=True)
class Pair:
    """One field, or one place in it, as it was and as it is; "" where there is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    """One thing that is different: which, what of it, where it is written, and how many workbooks hold an answer there."""

    part: str
    code: str
    title: str
    url: str
    pairs: tuple[Pair, ...]
    workbooks: str


@dataclass(frozen=True)
class Group:
    """All that is different in one way, and what that does to answers."""

    what: str
    name: str
    follows: str
    rows: tuple[Row, ...]


def groups(earlier: TemplateVersion, version: TemplateVersion, content: TemplateContent) -> list[Group]:
    """The differences between two versions by what they are, the weightiest first."""
    before, counts, sections = earlier.content(), held(version.template_id), version.pks().sections
    found = differences(before, content)
    rows = {
        what: tuple(_row(one, before, content, counts, _url(one, version, content, sections)) for one in found if one.what == what)
        for what in WHATS
    }  # fmt: skip
    return [Group(what, str(WHAT_WORDS[what]), str(FOLLOWS[what]), rows[what]) for what in WHATS if rows[what]]


def consequences(version: TemplateVersion, content: TemplateContent) -> tuple[bool, list[str]]:
    """Whether some workbooks would go on with a draft by themselves, and what publishing it does, in sentences."""
    earlier, counts = list(version.earlier()), open_workbooks(version.template_id)
    if not earlier:
        return False, [_("This is the first version of this template: new workbooks begin with it.")]
    by_itself = [one for one in earlier if are_of_words(differences(one.content(), content))]
    asked = [one for one in earlier if one not in by_itself]
    going, offered = (sum(counts.get(one.pk, 0) for one in ones) for ones in (by_itself, asked))
    said = [_("New workbooks begin with it.")]
    if by_itself:
        said.append(_goes_on(by_itself, going))
    if asked and (offered or not by_itself):
        said.append(_is_offered(asked, offered))
    return bool(by_itself), said


def _goes_on(versions: Sequence[TemplateVersion], count: int) -> str:
    since = {"versions": _numbers(versions), "count": count}
    if count < FEWEST:
        return (
            _(
                "Only words changed since %(versions)s: fewer than five workbooks go on with it by themselves, "
                "with the old wording one click away."
            )
            % since
        )
    return (
        _(
            "Only words changed since %(versions)s: %(count)s workbooks go on with it by themselves, "
            "with the old wording one click away."
        )
        % since
    )


def _is_offered(versions: Sequence[TemplateVersion], count: int) -> str:
    since = {"versions": _numbers(versions), "count": told(count)}
    sentence = _(
        "It will be offered to %(count)s workbooks on %(versions)s; nothing changes until their leaders choose."
    )
    return sentence % since


def _numbers(versions: Sequence[TemplateVersion]) -> str:
    numbers = ", ".join(str(one.number) for one in sorted(versions, key=lambda one: one.number))
    return ngettext("version %(numbers)s", "versions %(numbers)s", len(versions)) % {"numbers": numbers}


# ---------- one difference ----------


def _row(one: Difference, old: TemplateContent, new: TemplateContent, counts: Held, url: str) -> Row:
    thing, then = _thing(one, new), _thing(one, old)
    name = TEXT_OF.get(one.part, "")
    title = str(getattr(thing or then, name, ""))
    count = counts.of(one.part, one.code)
    return Row(
        part=str(PARTS[one.part]),
        code="" if one.part in ("title", "trap") else one.code,
        title=title,
        url=url,
        pairs=tuple(_pairs(one, old, new)),
        workbooks="" if count is None or one.what == ADDED else told(count),
    )


def _thing(one: Difference, content: TemplateContent) -> Any:
    """The prompt, section, question, indicator or trap that a difference is about; None where there is none."""
    if one.part == "prompt":
        return content.prompts.get(one.code)
    if one.part == "section":
        return content.section_by_code.get(one.code)
    if one.part == "indicator":
        return content.indicator_by_id.get(one.code)
    if one.part == "trap":
        return dict(enumerate(content.traps, start=1)).get(int(one.code))
    return next((row for row in content.check.questions if row.key == one.code), None) if one.part == "check" else None


def _pairs(one: Difference, old: TemplateContent, new: TemplateContent) -> Iterator[Pair]:
    if one.what == ORDER:
        yield Pair(_("Place"), _place(one, old), _place(one, new))
    elif one.what in (ADDED, REMOVED) and not one.fields:
        name = TEXT_OF[one.part]
        before, after = (str(getattr(_thing(one, content), name, "")) for content in (old, new))
        yield Pair(capfirst(label_of(one.part, name)), before, after)
    for part in one.fields:
        then, now = dict(_leaves(part.before)), dict(_leaves(part.after))
        for path in then | now:
            if then.get(path) != now.get(path):
                label = " › ".join([capfirst(label_of(one.part, part.name)), *path])
                yield Pair(label, then.get(path, ""), now.get(path, ""))


def _place(one: Difference, content: TemplateContent) -> str:
    """Where a thing stands, counted as leaders count."""
    sections = list(content.section_by_code)
    if one.part == "prompt":
        prompt = content.prompts[one.code]
        within = [row.id for row in content.section_by_code[prompt.section].prompts]
        return f"{sections.index(prompt.section) + 1}.{within.index(prompt.id) + 1}"
    order = {
        "section": sections,
        "check": [row.key for row in content.check.questions],
        "indicator": list(content.indicator_by_id),
        "trap": [str(number) for number, _trap in enumerate(content.traps, start=1)],
    }
    return str(order[one.part].index(one.code) + 1)


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands in a value, by where: lists are counted from one."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value, start=1):
            yield from _leaves(part, (*path, str(number)))
    elif value is not None and value != "":
        yield path, {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else f"{value}"


def _url(one: Difference, version: TemplateVersion, content: TemplateContent, sections: dict[str, int]) -> str:
    """Where the thing is written in the newer version; "" where it is there no more."""
    if one.part == "prompt":
        prompt = content.prompts.get(one.code)
        return section_url(sections[prompt.section], prompt.id) if prompt else ""
    if one.part == "section":
        return section_url(sections[one.code]) if one.code in sections else ""
    if one.part in HOME_OF and _thing(one, content):
        return reverse("admin:swot_templateversion_part", args=[version.pk, HOME_OF[one.part]])
    return reverse("admin:swot_templateversion_words", args=[version.pk]) if one.part in ("words", "check") else ""
