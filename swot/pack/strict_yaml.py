"""Text of YAML to the plain values that JSON knows, and back: no tags, no anchors, no guesses.

What one YAML reader takes for text another takes for a date, a number or a truth value: such words are refused unless quoted.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from swot.document.faults import Refused, shown
from swot.document.strict_json import (
    MOST_IN_LIST,
    MOST_LEVELS,
    Object,
    Wrong,
    as_bytes,
    as_text,
    broken,
    inspected,
    whole,
)

MOST_PARTS = 60_000
TEXT = "tag:yaml.org,2002:str"
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
BROKEN = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
# YAML 1.2 knows more numbers than the 1.1 of PyYAML, and YAML 1.1 more truths than PyYAML.
OTHER_READERS = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[yYnN]|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
RESOLVER = yaml.resolver.Resolver()
ALIAS = Wrong("an anchor or alias (& or *) is not read here: write it out, or put the text in quotation marks")
TAG = Wrong("a tag (!) is not read here: leave it out, or put the text in quotation marks")
NOT_A_KEY = Wrong("a key must be a text: put it in quotation marks")


def parse(raw: bytes | str) -> Any:
    """The value a YAML file holds; `Refused` when it is not plain YAML within the limits."""
    try:
        return inspected(_Builder(as_text(as_bytes(raw))).document())
    except yaml.YAMLError as error:
        raise Refused((_told(error),)) from None


def dump(value: Any) -> str:
    """Plain values as YAML that `parse` reads back the same: one line a text, quoted where it could mean anything else."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)


class _Builder:
    """Makes values of the parser's events, one after the other, so that nothing is built that is not allowed."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.parts = 0

    def document(self) -> Any:
        next(self.events)  # the stream begins
        begin = next(self.events)
        if isinstance(begin, yaml.StreamEndEvent):
            return None
        value = self._value(next(self.events), 0)
        next(self.events)  # the document ends
        if not isinstance(next(self.events), yaml.StreamEndEvent):
            raise Refused(("the file holds more than one document (---)",))
        return value

    def _value(self, event: Any, level: int) -> Any:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise Refused((f"the file has more than {MOST_PARTS} parts",))
        if isinstance(event, yaml.AliasEvent):
            return ALIAS
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif level >= MOST_LEVELS:
            raise Refused((f"the file is nested more than {MOST_LEVELS} levels deep",))
        else:
            value = self._list(level) if isinstance(event, yaml.SequenceStartEvent) else self._object(level)
        if event.anchor is not None:
            return ALIAS
        return value if event.tag is None else TAG

    def _list(self, level: int) -> Any:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, level + 1))
            if len(found) > MOST_IN_LIST:
                raise Refused((f"a list has more than {MOST_IN_LIST} parts (line {event.start_mark.line + 1})",))
        return found

    def _object(self, level: int) -> Object:
        found, twice = Object(), []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._value(event, level + 1)
            value = self._value(next(self.events), level + 1)
            if not isinstance(key, str):
                key, value = str(getattr(event, "value", "?")), NOT_A_KEY
            if key in found:
                twice.append(key)
            found[key] = value
        found.twice = tuple(twice)
        return found


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.style:  # quoted, or a block
        return text
    if text in PLAIN:
        return PLAIN[text]
    if WHOLE.fullmatch(text):
        return whole(text)
    if BROKEN.fullmatch(text):
        return broken(text)
    if _may_be_more_than_text(text):
        sentence = f"{shown(text)} can be read as something else than a text: put a text in quotation marks"
        return Wrong(f"{sentence}, and write true, false, null and numbers as in JSON")
    return text


def _may_be_more_than_text(text: str) -> bool:
    return RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != TEXT or bool(OTHER_READERS.fullmatch(text))


def _told(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
    return f"the file is not YAML{place}"


class _Dumper(yaml.CSafeDumper):
    """Writes no anchors, and quotes what another reader could take for more than a text."""

    def ignore_aliases(self, data: Any) -> bool:
        """Equal parts are written out each time."""
        return True


def _text(dumper: _Dumper, text: str) -> Any:
    return dumper.represent_scalar(TEXT, text, style='"' if text in PLAIN or _may_be_more_than_text(text) else None)


_Dumper.add_representer(str, _text)
