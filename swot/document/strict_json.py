"""Bytes to plain Python values, taking no more than the format allows.

Size and depth are judged before anything is parsed, so that neither a huge nor a deep file can exhaust the process.
"""

import json
import math
import re
from typing import Any

from swot.document.faults import Faults, Refused, below

MOST_BYTES = 2_000_000
MOST_LEVELS = 20
MOST_IN_LIST = 2_000
MOST_DIGITS = 15

# The closing quote is optional and the repeats never give back, so that the scan is linear on any bytes.
STRING_OR_BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class Object(dict[str, Any]):
    """An object of a file that remembers the keys given more than once."""

    twice: tuple[str, ...] = ()


class Wrong:
    """Stands in the parsed tree for a number that is refused, until its place is known."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


TOO_MANY_DIGITS = Wrong(f"a number of more than {MOST_DIGITS} digits")
NOT_FINITE = Wrong("must be a finite number")


def parse(raw: bytes | str) -> Any:
    """The value a file holds; `Refused` when it is no strict JSON within the limits."""
    data = as_bytes(raw)
    if _levels(data) > MOST_LEVELS:
        raise Refused((f"the file is nested more than {MOST_LEVELS} levels deep",))
    return inspected(_parsed(as_text(data)))


def as_text(data: bytes) -> str:
    """The text of a file; `Refused` when it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused((f"the file is not UTF-8 (byte {error.start})",)) from None


def inspected(value: Any) -> Any:
    """A parsed value as it came, or `Refused` with the places of what must not stand in any file."""
    faults = Faults()
    _inspect(value, "", faults)
    faults.settle()
    return value


def settled(value: int | float) -> int | float:
    """A number in the one way it is written: whole where it is whole, else to fifteen digits."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.{MOST_DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded


def as_bytes(raw: bytes | str) -> bytes:
    """The bytes of a file; `Refused` when they are too many."""
    try:
        data = raw.encode() if isinstance(raw, str) else bytes(raw)
    except UnicodeEncodeError:
        raise Refused(("the text holds half a character (a lone surrogate)",)) from None
    if len(data) > MOST_BYTES:
        raise Refused(("the file is over 2 MB",))
    return data


def _levels(data: bytes) -> int:
    """How deep it is nested; of what is too deep, only that it is."""
    depth = deepest = 0
    for match in STRING_OR_BRACKET.finditer(data):
        first = match[0][:1]
        if first in (b"[", b"{"):
            depth += 1
            deepest = max(deepest, depth)
            if deepest > MOST_LEVELS:
                break
        elif first in (b"]", b"}"):
            depth -= 1
    return deepest


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=whole,
            parse_float=broken,
            parse_constant=lambda _: NOT_FINITE,
        )
    except json.JSONDecodeError as error:
        raise Refused((f"the file is not JSON (line {error.lineno}, column {error.colno})",)) from None


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found = Object(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        found.twice = tuple(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return found


def whole(text: str) -> int | Wrong:
    """A whole number as it is written in a file."""
    return int(text) if len(text.lstrip("-")) <= MOST_DIGITS else TOO_MANY_DIGITS


def broken(text: str) -> int | float | Wrong:
    """A number with a point or an exponent as it is written in a file."""
    number = float(text)
    if not math.isfinite(number):
        return NOT_FINITE
    digits = re.split("[eE]", text)[0].replace(".", "").lstrip("-0")
    if len(digits) > MOST_DIGITS or abs(number) >= 10**MOST_DIGITS:
        return TOO_MANY_DIGITS
    return settled(number)


def _inspect(value: Any, place: str, faults: Faults) -> None:
    if isinstance(value, Wrong):
        faults.add(place, value.sentence)
    elif isinstance(value, str):
        _inspect_text(value, place, faults)
    elif isinstance(value, Object):
        for key in value.twice:
            faults.add(below(place, key), "this key stands twice")
        for key, part in value.items():
            _inspect_text(key, below(place, key), faults)
            _inspect(part, below(place, key), faults)
    elif isinstance(value, list):
        if len(value) > MOST_IN_LIST:
            faults.add(place, f"a list of {len(value)}, and {MOST_IN_LIST} is the most")
            return
        for index, part in enumerate(value):
            _inspect(part, below(place, index), faults)


def _inspect_text(text: str, place: str, faults: Faults) -> None:
    if "\0" in text:
        faults.add(place, "holds a NUL character")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        faults.add(place, "holds half a character (a lone surrogate)")
