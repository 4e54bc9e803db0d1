"""The editions of a briefing as frozen values: parts in order, words, boxes and figures.

Five ship as reviewed files; all may be curated and more may be made (`clusters.sheets`); an issued briefing keeps those it was issued with.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from briefings.editions_checked import FIXED, WHOLE, another, edition_problems, glossary_problems
from clusters.finder_words import NAME as FINDER
from clusters.sheets import sheet
from clusters.shipped import Shipped, ship

LIBRARY = Path(__file__).parent / "library"
READERS = ("agency", "council", "funder", "community", "full")
EDITIONS, GLOSSARY = "editions", "glossary"
# The language editions are written in, and so a briefing; words of a template in another one are marked with theirs.
LANGUAGE = "en"
# What an issued briefing depends on beside its snapshot and its template.
SHEETS = (EDITIONS, GLOSSARY, FINDER)


class UnknownEdition(Exception):
    """No edition has this key; the text says which there are."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no edition “{key[:40]}”. There are: {', '.join(READERS)}.")


@dataclass(frozen=True)
class CatalogueEntry:
    """What one part is, whatever the edition, and the sentence that stands where it has nothing to show."""

    key: str
    title: str
    shows: str
    sources: tuple[str, ...]
    when_empty: str


@dataclass(frozen=True)
class Part:
    """One part as an edition has it; `limit` is how many lines or entries it shows, None for all."""

    key: str
    heading: str
    lead: str
    page_one: bool
    may_leave_out: bool
    limit: int | None
    when_empty: str = ""


@dataclass(frozen=True)
class Avoid:
    """A word its readers have heard too often, and what to say instead."""

    word: str
    instead: str


@dataclass(frozen=True)
class Edition:
    """One edition: ordered parts and words for one kind of reader; `page_limit` None is as long as it needs to be."""

    key: str
    title: str
    for_whom: str
    question: str
    wants: tuple[str, ...]
    typical_decisions: tuple[str, ...]
    explains: tuple[str, ...]
    page_limit: int | None
    page_note: str
    type: str
    map: bool
    headline_hint: str
    letter_starter: str
    parts: tuple[Part, ...]
    words_to_use: tuple[str, ...] = ()
    words_to_avoid: tuple[Avoid, ...] = ()
    variants: dict[str, dict[str, Any]] = field(default_factory=dict)
    reader: str = ""

    @property
    def asked_as(self) -> str:
        """As which reader its readers are asked: one of curators' own takes the ask of the one it is like."""
        return self.reader or self.key

    @property
    def is_whole(self) -> bool:
        """Whether it is the full workbook, for no reader in particular."""
        return self.key == WHOLE

    @property
    def large(self) -> bool:
        """Whether it is always set in large type."""
        return self.type == "large"

    def for_kind(self, kind: str) -> "Edition":
        """This edition in the words of a kind: title, readers, question, headings and leads replaced, words added."""
        variant = self.variants.get(kind)
        if not variant:
            return replace(self, variants={})
        headings = {"matrix": variant.get("matrix_heading"), **variant.get("headings", {})}
        leads = variant.get("leads", {})
        parts = tuple(
            replace(part, heading=headings.get(part.key) or part.heading, lead=leads.get(part.key, part.lead))
            for part in self.parts
        )
        more = tuple(Avoid(**words) for words in variant.get("words_to_avoid", ()))
        said = {name: variant[name] for name in ("title", "for_whom", "question") if name in variant}
        decisions = tuple(variant.get("typical_decisions", self.typical_decisions))
        return replace(
            self,
            **said,
            parts=parts,
            typical_decisions=decisions,
            words_to_avoid=self.words_to_avoid + more,
            variants={},
        )

    def without(self, left_out: frozenset[str]) -> "Edition":
        """This edition without some parts; those that may not be left out stay, whatever was asked."""
        parts = tuple(part for part in self.parts if part.key not in left_out or not part.may_leave_out)
        return replace(self, parts=parts)


def catalogue() -> dict[str, CatalogueEntry]:
    """Every part there is, by key."""
    return {key: CatalogueEntry(**{**raw, "sources": tuple(raw["sources"])}) for key, raw in _raw()["parts"].items()}


def edition(key: str) -> Edition:
    """The edition of that key in its general words (`for_kind` resolves variants); raises `UnknownEdition`."""
    held = sheet(EDITIONS)
    return _edition(key, held.number, held.fingerprint)


@lru_cache(maxsize=100)
def _edition(key: str, number: int, fingerprint: str) -> Edition:
    raw = next((raw for raw in _raw()["editions"] if raw["key"] == key), None)
    if raw is None:
        raise UnknownEdition(key)
    lists = ("wants", "typical_decisions", "explains", "words_to_use")
    known = catalogue()
    parts = tuple(Part(**part, when_empty=known[part["key"]].when_empty) for part in raw["parts"])
    avoid = tuple(Avoid(**words) for words in raw["words_to_avoid"])
    return Edition(**{**raw, **{name: tuple(raw[name]) for name in lists}, "parts": parts, "words_to_avoid": avoid})


def editions() -> tuple[Edition, ...]:
    """All editions, in the order of the library."""
    return tuple(edition(raw["key"]) for raw in _raw()["editions"])


def rule(name: str) -> Any:
    """One of the rules every edition follows: "last_line", "page_limit_words", "never_left_out", "always"."""
    return _raw()["rules"][name]


def box(name: str, kind: str) -> dict[str, Any]:
    """The wording of a box ("inclusion", "unusual_on_paper") in the words of a kind."""
    return _raw()["boxes"][name][kind]


def figures(kind: str) -> list[dict[str, str]]:
    """The four figures of a kind: `label` and one of `composition`, `prompt`, `indicator`."""
    return _raw()["figures_by_kind"][kind]


def measures(kind: str) -> list[tuple[str, str | None]]:
    """The measures of a kind, each with the indicator or prompt that holds its figure, None where none does."""
    return list(zip(_raw()["measures_by_kind"][kind], _raw()["measure_sources"][kind], strict=True))


def glossary() -> tuple[tuple[str, str], ...]:
    """Terms and what they mean, in a line each."""
    return tuple((term["term"], term["means"]) for term in sheet(GLOSSARY).content)


def _raw() -> dict[str, Any]:
    content: dict[str, Any] = sheet(EDITIONS).content
    return content


ship(
    Shipped(
        EDITIONS,
        _("Editions of briefings"),
        LIBRARY / "editions.json",
        edition_problems,
        fixed=FIXED,
        growing=("parts", "words_to_avoid"),
        by="editions",
        another=another,
    )
)
ship(Shipped(GLOSSARY, _("Glossary"), LIBRARY / "glossary.json", glossary_problems, fixed=("key",), growing=("",)))
