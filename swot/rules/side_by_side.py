"""What is different between two versions as a leader reads it: old and new in words, thing by thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import Prompt, TemplateContent
from swot.rules.differences import ADDED, MEANING, ORDER, REMOVED, Difference

LABELS: dict[str, str | Promise] = {
    "text": gettext_lazy("Question"),
    "why": gettext_lazy("Why we ask"),
    "hint": gettext_lazy("Hint"),
    "example": gettext_lazy("Example"),
    "how": gettext_lazy("How to find out"),
    "find_out": gettext_lazy("How to find out"),
    "quadrants": gettext_lazy("Where it may go on the board"),
    "type": gettext_lazy("Kind of answer"),
    "options": gettext_lazy("Options"),
    "anchors": gettext_lazy("Steps of the scale"),
    "unit": gettext_lazy("Counted in"),
    "min": gettext_lazy("Lowest number"),
    "max": gettext_lazy("Highest number"),
    "show_if": gettext_lazy("When it is asked"),
    "title": gettext_lazy("Title"),
    "lead": gettext_lazy("Introduction"),
    "intro": gettext_lazy("Introduction"),
    "minutes": gettext_lazy("Minutes"),
    "weight": gettext_lazy("Weight"),
    "flag_alone": gettext_lazy("A yes flags on its own"),
    "inclusion": gettext_lazy("About local inclusion"),
    "what": gettext_lazy("What is counted"),
    "interval_months": gettext_lazy("Counted every so many months"),
    "watch": gettext_lazy("Watch"),
    "act": gettext_lazy("Act"),
    "bands": gettext_lazy("Bands"),
    "from_label": gettext_lazy("Where it comes from"),
    "valid_months": gettext_lazy("Good for so many months"),
}
TYPES: dict[str, str | Promise] = {
    "list": gettext_lazy("A list of lines"),
    "scale": gettext_lazy("A step from 1 to 5"),
    "choice": gettext_lazy("One of several options"),
    "number": gettext_lazy("A number"),
    "yesno": gettext_lazy("Yes or no"),
    "text": gettext_lazy("A text"),
}
SENTENCES = ("sentence", "text", "label", "phrase", "question", "name")


@dataclass(frozen=True)
class Pair:
    """One field, old and new, in words."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Thing:
    """Everything that is different about one thing of a template: `whats` of `differences.WHATS`, the strongest first.

    `number` is its place ("6.2") where it has one, `title` its words in the newer version, or in the older where it is gone.
    """

    part: str
    code: str
    whats: tuple[str, ...]
    number: str
    title: str
    pairs: tuple[Pair, ...]

    @property
    def is_new(self) -> bool:
        """Whether the newer version has it and the older has not."""
        return ADDED in self.whats

    @property
    def is_gone(self) -> bool:
        """Whether the newer version has it no more."""
        return REMOVED in self.whats

    @property
    def means_something_else(self) -> bool:
        """Whether an answer to it would mean something else."""
        return MEANING in self.whats

    @property
    def is_only_moved(self) -> bool:
        """Whether nothing but its place is different."""
        return set(self.whats) == {ORDER}


def things(found: Sequence[Difference], before: TemplateContent, after: TemplateContent) -> tuple[Thing, ...]:
    """Differences put together thing by thing, in the order given."""
    each: dict[tuple[str, str], list[Difference]] = {}
    for one in found:
        each.setdefault((one.part, one.code), []).append(one)
    return tuple(_thing(part, code, mine, before, after) for (part, code), mine in each.items())


def _thing(part: str, code: str, each: list[Difference], before: TemplateContent, after: TemplateContent) -> Thing:
    whats = tuple(one.what for one in each)
    content = before if REMOVED in whats else after
    number, title = _named(part, code, content)
    pairs = tuple(_pairs(part, each))
    return Thing(part, code, whats, number, title, pairs)


def _named(part: str, code: str, content: TemplateContent) -> tuple[str, str]:
    """The number and the words by which a thing is known."""
    if part == "prompt":
        return number_of(code, content), content.prompts[code].text
    if part == "section":
        return "", content.section_by_code[code].title
    if part == "check":
        asked = next((one for one in content.check.questions if one.key == code), None)
        return (str(asked.number), asked.text) if asked else ("", content.check.title)
    if part == "indicator":
        return code, content.indicator_by_id[code].what
    if part == "trap":
        return "", content.traps[int(code) - 1].text
    return "", content.title if part == "title" else code.replace("_", " ")


def worded_otherwise(before: Prompt, now: Prompt) -> tuple[Pair, ...]:
    """In which words a question was asked and is asked no more; none where an answer was given to these very words."""
    fields = ("text", "options", "anchors", "unit")
    pairs = ((LABELS[one], words_of(getattr(before, one)), words_of(getattr(now, one))) for one in fields)
    return tuple(Pair(*pair) for pair in pairs if pair[1] != pair[2])


def number_of(code: str, content: TemplateContent) -> str:
    """The number of a question: that of its section, and its place in it."""
    section = content.section_by_code[content.prompts[code].section]
    return f"{content.sections.index(section) + 1}.{section.prompts.index(content.prompts[code]) + 1}"


def _pairs(part: str, each: list[Difference]) -> Iterator[Pair]:
    rest = False
    for one in each:
        for field in one.fields:
            old, new = words_of(field.before, field.name), words_of(field.after, field.name)
            if old == new or (field.name not in LABELS and part not in ("words", "check")):
                rest = rest or one.what == MEANING
            else:
                yield Pair(_label(part, field.name), old, new)
    if rest:
        yield Pair(_("What follows from it"), _("As until now."), _("The answer counts for something else."))


def _label(part: str, name: str) -> str | Promise:
    if name == "text" and part == "trap":
        return _("Trap")
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def words_of(value: Any, name: str = "") -> str:
    """Any value of a template as lines of words; "" where there is none."""
    if value is None or value in ("", (), [], {}):
        return ""
    if name == "type":
        return str(TYPES[value])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return _of_dict(value)
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(words_of, value)))
    return str(value)


def _of_dict(value: dict[str, Any]) -> str:
    """Its sentences where it has any, and else all that it holds; what it holds beside a sentence is the machine's."""
    said = [str(value[name]) for name in SENTENCES if value.get(name) and isinstance(value[name], str)]
    return ": ".join(said) if said else "\n".join(filter(None, map(words_of, value.values())))
