"""What a translation still has to follow: what changed in its source since, and what is still word for word the source's."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from swot.content import TemplateContent
from swot.rules.differences import ADDED, CHECK_RULES, CHECK_WORDS, REMOVED, WORDS_OF, Difference, differences

LETTER = re.compile(r"[^\W\d_]")
# What stands under these is a name for the program, the same in every language.
NAMES = frozenset(
    [
        "id",
        "code",
        "key",
        "type",
        "kind",
        "concept",
        "quadrants",
        "window",
        "lens",
        "indicator",
        "prompt",
        "section",
        "family",
        "edition",
        "op",
        "face",
        "better",
        "field",
        "worrying",
        "from_kind",
        "binds",
        "first_edition",
        "charted",
        "is",
        "is_not",
        "in",
    ]
)


@dataclass(frozen=True)
class Change:
    """One field that is different in the source, old and new, and what the translation says there; None where nothing."""

    name: str
    before: Any
    after: Any
    here: Any


@dataclass(frozen=True)
class Moved:
    """One thing that is different in the source since it was translated."""

    difference: Difference
    fields: tuple[Change, ...]


@dataclass(frozen=True)
class Untouched:
    """One text of a translation that is still the source's: `name` is the field, and its place in it where it has parts."""

    part: str
    code: str
    name: str
    text: str


def moved_since(then: TemplateContent, now: TemplateContent, translation: TemplateContent) -> tuple[Moved, ...]:
    """What is different in the source between `then`, which was translated, and `now`, in the order it is read."""
    return tuple(Moved(one, _changes(one, then, now, translation)) for one in differences(then, now))


def untouched(source: TemplateContent, translation: TemplateContent) -> tuple[Untouched, ...]:
    """Every text that the translation says in the very words of its source, in the order it is read."""
    theirs = {(part, code): value for part, code, value in _things(source)}
    found = []
    for part, code, value in _things(translation):
        before = dict(_texts(theirs.get((part, code))))
        found += [Untouched(part, code, name, text) for name, text in _texts(value) if before.get(name) == text]
    return tuple(found)


def texts_of(content: TemplateContent) -> Iterator[str]:
    """Every text of a template that people read, in the order it is read; not the words it only listens for."""
    for part, code, value in _things(content):
        if (part, code) != ("words", "success_words"):
            yield from (text for _name, text in _texts(value))


def _changes(
    one: Difference, then: TemplateContent, now: TemplateContent, translation: TemplateContent
) -> tuple[Change, ...]:
    """The fields of a difference; of a thing added or taken away, its words."""
    names = [(field.name, field.before, field.after) for field in one.fields]
    if one.what in (ADDED, REMOVED) and not names:
        name = WORDS_OF[one.part][0]
        names = [(name, _at(then, one, name), _at(now, one, name))]
    return tuple(Change(name, before, after, _at(translation, one, name)) for name, before, after in names)


def _at(content: TemplateContent, one: Difference, name: str) -> Any:
    """What a content says in a field of the thing of a difference, or None."""
    thing = next((value for part, code, value in _things(content) if (part, code) == (one.part, one.code)), None)
    return thing.get(name) if isinstance(thing, dict) else None


def _things(content: TemplateContent) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Everything that is known by a part and a code, as `differences` names it, with its fields."""
    yield "title", "title", {"title": content.title}
    for section in content.sections:
        fields = {name: getattr(section, name) for name in ("title", "lead", "minutes", "charted")}
        yield "section", section.code, fields
        yield from (("prompt", prompt.id, asdict(prompt)) for prompt in section.prompts)
    check = content.check
    yield "check", "words", {name: getattr(check, name) for name in CHECK_WORDS}
    yield from (("check", question.key, asdict(question)) for question in check.questions)
    yield "check", "bands", {"bands": [asdict(band) for band in check.bands]}
    yield from (("check", name, {name: getattr(check, name)}) for name in CHECK_RULES)
    yield from (("indicator", indicator.id, asdict(indicator)) for indicator in content.indicators)
    yield from (("trap", str(number), asdict(trap)) for number, trap in enumerate(content.traps, start=1))
    yield from (("words", key, {key: value}) for key, value in content.words.items())


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts for people in a value, each with its place: "anchors 2", "bands 1 label"."""
    if isinstance(value, str):
        if LETTER.search(value):
            yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in NAMES:
                yield from _texts(part, f"{path} {key}".strip())
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value, start=1):
            yield from _texts(part, f"{path} {number}".strip())
