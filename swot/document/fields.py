"""Reads one object of a document key by key; what is wrong becomes a fault and a harmless value, and reading goes on."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Self

from swot.document.faults import Faults, below, named, shown

LONGEST_TEXT = 10_000
HIGHEST_VERSION = 1_000_000
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Dates outside these cannot be moved by months or printed everywhere.
FIRST_YEAR, LAST_YEAR = 1000, 2999
REF_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Fields:
    """One object at its place. A key with null is a missing key; a key that is not among `keys` is a fault."""

    def __init__(self, raw: Any, place: str, faults: Faults, keys: Collection[str], unknown: str = "") -> None:
        self.place, self.faults, self.raw = place, faults, {}
        if not isinstance(raw, dict):
            faults.add(place, f"must be an object, not {named(raw)}")
            return
        for key in raw:
            if key not in keys:
                faults.add(below(place, key), unknown or "not a key of this format")
        self.raw = {key: value for key, value in raw.items() if key in keys and value is not None}

    def fault(self, key: str | None, sentence: str) -> None:
        """Note a fault at one key, or at the whole object."""
        self.faults.add(below(self.place, key) if key else self.place, sentence)

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """A text to the letter; "" where there is none."""
        value = self._of(key, str)
        if value is not None and len(value) > longest:
            self.fault(key, f"{len(value)} characters, and {longest} is the most")
        return value or ""

    def needed_text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """A text that must be there and not be blank."""
        value = self.text(key, longest)
        if not value.strip() and not (key in self.raw and not isinstance(self.raw[key], str)):
            self.fault(key, "is needed")
        return value

    def word(self, key: str, words: Collection[str]) -> str | None:
        """One of the given words, or None."""
        value = self._of(key, str)
        if value is None or value in words:
            return value
        self.fault(key, f"{shown(value)} is not one of: {', '.join(words)}")
        return None

    def needed_word(self, key: str, words: Collection[str]) -> str:
        """One of the given words; "" after a fault."""
        if key not in self.raw:
            self.fault(key, "is needed")
        return self.word(key, words) or ""

    def whole(self, key: str, lowest: int, highest: int) -> int | None:
        """A whole number within limits, or None."""
        value = self.raw.get(key)
        if value is None or (type(value) is int and lowest <= value <= highest):
            return value
        self.fault(key, f"must be a whole number from {lowest} to {highest}, not {shown(value)}")
        return None

    def flag(self, key: str, otherwise: bool = False) -> bool:
        """True or false, and `otherwise` where the key is missing."""
        value = self._of(key, bool)
        return otherwise if value is None else value

    def day(self, key: str) -> date | None:
        """A date that exists, or None."""
        value = self._of(key, str)
        if value is None:
            return None
        try:
            found = date.fromisoformat(value) if DATE.fullmatch(value) else None
        except ValueError:
            found = None
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.fault(key, f"{shown(value)} is not a date (YYYY-MM-DD)")
            return None
        return found

    def ref(self, key: str, letters: str = LETTERS) -> str:
        """An id of a letter and a number, needed; "" after a fault."""
        value = self.needed_text(key)
        if value and not (value[0] in letters and REF_NUMBER.fullmatch(value[1:])):
            which = "a letter" if letters is LETTERS else f"one of {letters}"
            self.fault(key, f"{shown(value)} is not an id ({which} and a number)")
            return ""
        return value

    def own_ref(self, seen: set[str], letters: str = LETTERS) -> str:
        """The object's own `id`, not used before; "" after a fault."""
        found = self.ref("id", letters)
        if found in seen:
            self.fault("id", f"{found} is used twice")
            return ""
        if found:
            seen.add(found)
        return found

    def pointer(self, key: str, known: Collection[str], what: str) -> str | None:
        """An id that must be among `known`; None where there is none or after a fault."""
        value = self.text(key) or None
        if value is not None and value not in known:
            self.fault(key, f"{shown(value)} is not {what}")
            return None
        return value

    def agrees(self, key: str, expected: Any) -> None:
        """A result that may be given, but then must be what the rules give."""
        value = self.raw.get(key)
        if value is not None and (value != expected or isinstance(value, bool) != isinstance(expected, bool)):
            self.fault(key, f"given as {shown(value)}, but the rules give {shown(expected)}")

    def listed(self, key: str) -> list[tuple[str, Any]]:
        """The parts of a list, each with its place."""
        value = self._of(key, list)
        return [(below(below(self.place, key), index), part) for index, part in enumerate(value or ())]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them blank."""
        found = []
        for place, part in self.listed(key):
            if not isinstance(part, str):
                self.faults.add(place, f"must be a text, not {named(part)}")
            elif not part.strip() or len(part) > LONGEST_TEXT:
                self.faults.add(place, f"must have 1 to {LONGEST_TEXT} characters")
            else:
                found.append(part)
        return tuple(found)

    def objects(self, key: str, keys: Collection[str]) -> Iterator[Self]:
        """The objects of a list."""
        for place, part in self.listed(key):
            yield type(self)(part, place, self.faults, keys)

    def object(self, key: str, keys: Collection[str], unknown: str = "") -> Self:
        """The object under a key; a missing one reads like an empty one."""
        return type(self)(self.raw.get(key, {}), below(self.place, key), self.faults, keys, unknown)

    def _of(self, key: str, sort: type) -> Any:
        value = self.raw.get(key)
        if value is None or isinstance(value, sort):
            return value
        wanted = {str: "a text", bool: "true or false", list: "a list"}[sort]
        self.fault(key, f"must be {wanted}, not {named(value)}")
        return None
