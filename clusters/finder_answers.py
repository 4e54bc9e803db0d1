"""The answers given to the kind finder so far, carried in the address and nowhere else until a cluster is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from clusters import kind_finder
from clusters.kind_finder import Found, library
from clusters.kinds import Kind

NESTING_PLACE, END_PLACE = 8, 9
NESTINGS = tuple(answer["value"] for answer in library()["nesting"]["answers"])
LONGEST_TEXT = 500
TEXTS = ("nesting", "inside", "contains", "chosen", "reason", "cluster")


@dataclass(frozen=True)
class FinderAnswers:
    """Seven kinds by question number, the nesting with names, and another kind chosen by the leader with a reason.

    `cluster` is the one they are given for, where it is there already: only handed on, looked up where they are kept.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    nesting: str = ""
    inside: str = ""
    contains: str = ""
    chosen: str = ""
    reason: str = ""
    cluster: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "FinderAnswers":
        """Read an address; whatever is not an answer counts as not given."""
        numbers = [str(question["number"]) for question in library()["questions"]]
        given = {number: query.get(f"q{number}", "") for number in numbers}
        return cls(
            kinds={number: kind for number, kind in given.items() if kind in Kind.values},
            nesting=_one_of(query.get("nesting", ""), NESTINGS),
            chosen=_one_of(query.get("chosen", ""), Kind.values),
            cluster=_uuid(query.get("cluster", "")),
            **{name: _text(query.get(name, "")) for name in ("inside", "contains", "reason")},
        )

    @property
    def first_missing(self) -> int:
        """The number of the first question without an answer: 1 to 7, then the nesting, then the end."""
        for question in library()["questions"]:
            if str(question["number"]) not in self.kinds:
                return question["number"]
        return END_PLACE if self.nesting else NESTING_PLACE

    @property
    def is_whole(self) -> bool:
        """Whether the seven questions are answered."""
        return self.first_missing >= NESTING_PLACE

    @property
    def found(self) -> Found:
        """What they come to."""
        return kind_finder.find(self.kinds)

    @property
    def overruled(self) -> str:
        """The kind chosen against the recommendation, with a reason; "" when the recommendation stands."""
        return self.chosen if self.reason and self.chosen != self.found.recommended else ""

    @property
    def kind(self) -> str:
        """The kind to work with."""
        return self.overruled or self.found.recommended

    def fields(self) -> dict[str, str]:
        """As names and values of a form or an address."""
        named = {f"q{number}": kind for number, kind in self.kinds.items()}
        texts = {name: getattr(self, name) for name in TEXTS}
        return named | {name: text for name, text in texts.items() if text}

    def query(self, **more: Any) -> str:
        """As the query of an address."""
        return urlencode({**self.fields(), **more})

    def as_finding(self) -> dict[str, Any]:
        """As the fields of a `Finding`."""
        found = self.found
        return {
            "answers": self.kinds,
            "points": found.points,
            "result": found.result,
            "recommended_kind": found.recommended,
            "also": found.also or "",
            "chosen_kind": self.overruled,
            "reason": self.reason if self.overruled else "",
            "nesting": self.nesting,
        }


def _one_of(text: str, known: Any) -> str:
    return text if text in known else ""


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _text(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST_TEXT]
