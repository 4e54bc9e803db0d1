"""A template version as plain frozen values: what the pages ask, how it is scored, and in which words.

The same shape is read from the files of `library/`, written to the rows that curators edit, fingerprinted when a
version is published, and handed to the document, the pages and the briefings.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from swot.thresholds import own_rules

FORMAT = 1
PROMPT_TYPES = ("list", "scale", "choice", "number", "yesno", "text")
QUADRANTS = ("strength", "weakness", "opportunity", "threat")
SECTIONS = ("AIM", "PLA", "INC", "IDE", "CON", "COL", "COM", "INF", "MAR", "OUT")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")


@dataclass(frozen=True)
class Prompt:
    """One question of a template; `id` (W-INC-1) names it in every version and language."""

    id: str
    section: str
    type: str
    text: str
    why: str
    hint: str = ""
    example: str = ""
    concept: str | None = None
    quadrants: str = ""
    options: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    unit: str = ""
    how: str = ""
    min: float | None = None
    max: float | None = None
    decimals: int = 0
    indicator: str | None = None
    indicator_divide_by: int | None = None
    offers: tuple[dict[str, Any], ...] = ()
    worrying: str | None = None
    not_known_option: str | None = None
    inclusion: bool = False
    window: str | None = None
    lens: str | None = None
    show_if: dict[str, Any] | None = None

    @property
    def sets_the_frame(self) -> bool:
        """Whether its lines say what the workbook is for, and so are never offered for sorting (AIM-1)."""
        return self.concept == "decision"

    @property
    def number(self) -> str:
        """Its place in the section, as the end of its id: "1"."""
        return self.id.rsplit("-", 1)[-1]


@dataclass(frozen=True)
class Section:
    """One of the ten guided sections, with its prompts in the order asked."""

    code: str
    title: str
    lead: str
    minutes: int
    charted: bool
    prompts: tuple[Prompt, ...]

    @property
    def pulse(self) -> Prompt | None:
        """Its one 1–5 scale prompt; the uncharted first section has none."""
        return next((prompt for prompt in self.prompts if prompt.type == "scale"), None) if self.charted else None


@dataclass(frozen=True)
class CheckQuestion:
    """One question of the self-check; yes is always the worrying answer."""

    number: int
    key: str
    text: str
    weight: int
    flag_alone: bool
    find_out: str


@dataclass(frozen=True)
class Band:
    """One band of the self-check: from `lowest` to `highest` points inclusive."""

    key: str
    label: str
    lowest: int
    highest: int
    text: str
    needs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """The self-check of a kind: its questions, bands and words."""

    title: str
    intro: str
    questions: tuple[CheckQuestion, ...]
    bands: tuple[Band, ...]
    not_known: dict[str, Any]
    sentence: str
    valid_months: int
    flag_yes_text: str
    flag_unsure_text: str

    @property
    def highest(self) -> int:
        """All weights together."""
        return sum(question.weight for question in self.questions)

    @property
    def weights(self) -> tuple[int, ...]:
        """The weight of each question, in order."""
        return tuple(question.weight for question in self.questions)

    def band(self, score: int) -> Band:
        """The band a score falls in."""
        return next(band for band in self.bands if band.lowest <= score <= band.highest)


@dataclass(frozen=True)
class Indicator:
    """One figure a cluster keeps watch on, with its rules as data (content README, "Rules in watch and act")."""

    id: str
    what: str
    how: str
    interval_months: int
    unit: str
    better: str
    decimals: int = 0
    seats: bool = False
    also: tuple[dict[str, Any], ...] = ()
    asked_when: str | None = None
    prompt: str | None = None
    watch: tuple[dict[str, Any], ...] = ()
    act: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Trap:
    """A lesson from elsewhere that fails in this kind, and why."""

    text: str
    why: str
    from_kind: str | None = None
    from_label: str = ""


@dataclass(frozen=True)
class TemplateContent:
    """A whole template of one kind in one language, and which version of it this is.

    `words` holds what the kind says in its own words: who "we" is, the control test, window labels, alarm, starters,
    stock phrases (content README, `kinds.<kind>` and `shared`). `own` are the thresholds a cluster changed, by indicator,
    as the cluster keeps them; they are in the rules already, and in no fingerprint.
    """

    kind: str
    language: str
    title: str
    sections: tuple[Section, ...]
    check: Check
    indicators: tuple[Indicator, ...]
    traps: tuple[Trap, ...]
    words: dict[str, Any]
    version: int = 0
    fingerprint: str = ""
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells a published version from every other."""
        return (self.fingerprint,)

    @property
    def key(self) -> str:
        """Its name in a document: kind and language, "district.en"."""
        return f"{self.kind}.{self.language}"

    @cached_property
    def prompts(self) -> dict[str, Prompt]:
        """Every prompt by id, in the order asked."""
        return {prompt.id: prompt for section in self.sections for prompt in section.prompts}

    @cached_property
    def section_by_code(self) -> dict[str, Section]:
        """Sections by code ("INC"), in order."""
        return {section.code: section for section in self.sections}

    @cached_property
    def section_by_title(self) -> dict[str, Section]:
        """Sections by exact title, in order."""
        return {section.title: section for section in self.sections}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by id ("I8"), in order."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def charted(self) -> tuple[Section, ...]:
        """The nine sections with a pulse."""
        return tuple(section for section in self.sections if section.charted)

    def window_label(self, window: str) -> str:
        """A window's label in the words of the kind: "Who might be left behind"."""
        return self.words["windows"][window]

    def with_thresholds(self, thresholds: Mapping[str, Mapping[str, Any]]) -> "TemplateContent":
        """The same with a cluster's own watch and act numbers; version and fingerprint stay those of what was published.

        `thresholds` is {indicator id: {"watch", "act": number or null, "reason", "by", "on"}}.
        """
        own = {ref: kept for ref, kept in thresholds.items() if ref in self.indicator_by_id}
        if not own:
            return self
        indicators = (own_rules(one, own[one.id], self.language) if one.id in own else one for one in self.indicators)
        return replace(self, indicators=tuple(indicators), own=own)

    def as_dict(self) -> dict[str, Any]:
        """The library format: what `from_dict` reads and the fingerprint is made of; nothing of a version or a cluster."""
        body = asdict(self)
        del body["version"], body["fingerprint"], body["own"]
        for section in body["sections"]:
            for prompt in section["prompts"]:
                del prompt["section"]
        return {"format": FORMAT, **body}

    def reckon_fingerprint(self) -> str:
        """SHA-256 of the canonical library format, in hexadecimal."""
        return hashlib.sha256(canonical(self.as_dict()).encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spare space: equal values give equal bytes, 0 and 0.0 alike."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Lists for tuples, and whole numbers for floats that are whole: databases give 0.0 for 0."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def from_dict(raw: dict[str, Any], *, version: int = 0, fingerprint: str = "") -> TemplateContent:
    """Build a template from the library format; KeyError or TypeError where a part is missing or unknown."""
    raw = {key: value for key, value in raw.items() if key != "format"}
    check = raw["check"]
    return TemplateContent(
        **{
            **raw,
            "sections": tuple(_section(section) for section in raw["sections"]),
            "check": Check(
                **{
                    **check,
                    "questions": tuple(CheckQuestion(**question) for question in check["questions"]),
                    "bands": tuple(Band(**band) for band in check["bands"]),
                }
            ),
            "indicators": tuple(_tupled(Indicator, indicator) for indicator in raw["indicators"]),
            "traps": tuple(Trap(**trap) for trap in raw["traps"]),
        },
        version=version,
        fingerprint=fingerprint,
    )


def _section(raw: dict[str, Any]) -> Section:
    prompts = tuple(_tupled(Prompt, {**prompt, "section": raw["code"]}) for prompt in raw["prompts"])
    return Section(**{**raw, "prompts": prompts})


def _tupled(cls: type, raw: dict[str, Any]) -> Any:
    lists = {f.name for f in fields(cls) if str(f.type).startswith("tuple")}
    return cls(**{key: tuple(value) if key in lists else value for key, value in raw.items()})
