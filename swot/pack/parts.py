"""Reads one object of a template's file by a table of its keys, on top of the `Fields` that documents are read with."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from swot.document.faults import Faults, below, named, shown
from swot.document.fields import LONGEST_TEXT, Fields

MOST_DIGITS_WORTH = 10**15


@dataclass(frozen=True)
class Key:
    """How the value of one key is read; `needed` and, where null says that there is none, `or_null`.

    `table` is that of the object under it, or of the objects of the list under it.
    """

    read: Callable[["Parts", str], Any]
    needed: bool = True
    or_null: bool = False
    table: "Table | None" = None


Table = Mapping[str, Key]


class Parts(Fields):
    """One object of a template's file."""

    def __init__(self, raw: Any, place: str, faults: Faults, keys: Collection[str], unknown: str = "") -> None:
        super().__init__(raw, place, faults, keys, unknown)
        self.is_object = isinstance(raw, dict)
        self.nulls = {key for key, value in raw.items() if value is None} if self.is_object else set()

    def read(self, table: Table) -> None:
        """Read each key of the table; one that is missing is a fault where it is needed."""
        if not self.is_object:
            return
        for key, one in table.items():
            if key in self.raw:
                one.read(self, key)
            elif one.needed and not (one.or_null and key in self.nulls):
                self.fault(key, "is needed, or null where there is none" if one.or_null else "is needed")

    def number(self, key: str) -> float | None:
        """A number, whole or not, of at most fifteen digits."""
        value = self.raw[key]
        if is_number(value):
            return value
        self.fault(key, f"must be a number, not {shown(value)}")
        return None

    def listed(self, key: str, most: int = 200) -> list[tuple[str, Any]]:
        """The parts of a list, each with its place; none of one that is too long."""
        found = super().listed(key)
        if len(found) > most:
            self.fault(key, f"a list of {len(found)}, and {most} is the most")
            return []
        return found

    def rows(self, key: str, table: Table) -> list["Parts"]:
        """The objects of a list, each read by the table."""
        found = list(self.objects(key, table))
        for row in found:
            row.read(table)
        return found

    def answer(self, key: str) -> None:
        """What an answer is compared with: a text or a number."""
        _answer(self.raw[key], below(self.place, key), self.faults)

    def answers(self, key: str) -> None:
        """What an answer may be one of."""
        found = self.listed(key)
        if not found and self.raw.get(key) == []:
            self.fault(key, "must name at least one answer")
        for place, value in found:
            _answer(value, place, self.faults)


def text(longest: int = LONGEST_TEXT, *, needed: bool = True, or_null: bool = False) -> Key:
    """A text, which may be blank while it is being written."""
    return Key(lambda part, key: part.text(key, longest), needed, or_null)


def column(model: Any, name: str, *, needed: bool = True) -> Key:
    """A text that fits the column of a row."""
    return text(model._meta.get_field(name).max_length or LONGEST_TEXT, needed=needed)


def name(model: Any, field: str) -> Key:
    """A text that fits the column of a row and is not blank."""
    longest = model._meta.get_field(field).max_length
    return Key(lambda part, key: part.needed_text(key, longest))


def word(words: Collection[str], *, needed: bool = True) -> Key:
    """One of a few words."""
    return Key(lambda part, key: part.word(key, words), needed)


def whole(lowest: int, highest: int, *, needed: bool = True) -> Key:
    """A whole number within limits."""
    return Key(lambda part, key: part.whole(key, lowest, highest), needed)


def number(*, needed: bool = True) -> Key:
    """A number."""
    return Key(lambda part, key: part.number(key), needed)


def flag(*, needed: bool = True) -> Key:
    """True or false."""
    return Key(lambda part, key: part.flag(key), needed)


def texts(*, needed: bool = True) -> Key:
    """A list of texts, none of them blank."""
    return Key(lambda part, key: part.texts(key), needed)


def rows(table: Table, *, needed: bool = True) -> Key:
    """A list of objects."""
    return Key(lambda part, key: part.rows(key, table), needed, table=table)


def one(table: Table, *, needed: bool = True) -> Key:
    """An object."""
    return Key(lambda part, key: part.object(key, table).read(table), needed, table=table)


def is_number(value: Any) -> TypeGuard[int | float]:
    """Whether a value is a number within the limits of the format."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) < MOST_DIGITS_WORTH
    )


def _answer(value: Any, place: str, faults: Faults) -> None:
    if isinstance(value, str) and not value.strip():
        faults.add(place, "is blank: write the answer to compare with")
    elif not isinstance(value, str) and not is_number(value):
        faults.add(place, f"must be a text or a number, not {named(value)}")
