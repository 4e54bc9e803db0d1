"""What is wrong with a document, gathered as sentences that each name their place."""

import json
import re
from typing import Any

MOST_TOLD = 10
PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
LONGEST_SHOWN = 60
NAMES = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


class Refused(Exception):
    """A document is not taken; `faults` are the first ten sentences, and so is the text of the exception."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = tuple(faults[:MOST_TOLD])
        super().__init__("\n".join(self.faults))


class Faults:
    """The faults met so far; reading goes on after one, so that the first ten are told at once."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, place: str, sentence: str) -> None:
        """Note one fault; those after the tenth are not told."""
        if len(self.sentences) < MOST_TOLD:
            self.sentences.append(f"{place}: {sentence}" if place else sentence)

    def settle(self) -> None:
        """Raise `Refused` when there is any fault."""
        if self.sentences:
            raise Refused(tuple(self.sentences))


def below(place: str, key: str | int) -> str:
    """The place of one part: `entries[3].text`, or `answers_by_section["Place & people"]`."""
    if isinstance(key, int):
        return f"{place}[{key}]"
    if PLAIN_KEY.fullmatch(key):
        return f"{place}.{key}" if place else key
    return f"{place}[{shown(key)}]"


def shown(value: Any) -> str:
    """A value as it may stand in a sentence: one line, short, printable."""
    if isinstance(value, dict | list):
        return named(value)
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        value = value[:LONGEST_SHOWN] + "…"
    told = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in told)


def named(value: Any) -> str:
    """What sort of value this is, in words: "a text"."""
    return next((name for sort, name in NAMES.items() if isinstance(value, sort)), "nothing")
