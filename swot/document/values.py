"""The document as plain frozen values, in the fixed order in which it is written.

Every date is a `datetime.date`, every text is kept to the letter, every list is a tuple. `None` and a missing key mean
the same. Quadrants are the words "strength", "weakness", "opportunity", "threat".
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from swot.document.beside import Anchor, Asset, Crossing, LastTime, Outcome, Source, Thread, Threshold

Day = date  # a field of one class below is called `date` too

SCHEMA = 1
QUADRANT_LETTERS = {"strength": "S", "weakness": "W", "opportunity": "O", "threat": "T"}
INSIDE, OUTSIDE = ("strength", "weakness"), ("opportunity", "threat")
EVIDENCE_CAPS = {0: 2, 1: 3, 2: 4, 3: 5}
HORIZONS = ("within 1 year", "1-3 years", "beyond 3 years")
ANSWERED, NOT_KNOWN, PASSED_OVER = "answered", "not yet known", "passed over"
ANSWER_TYPES = {
    "list": "list of entries",
    "scale": "1–5 scale",
    "choice": "choice",
    "number": "number",
    "yesno": "yes/no + note",
    "text": "text",
}
READERS = {
    "agency": "economic development agency",
    "council": "local council and planning",
    "funder": "bank, investor or funder",
    "community": "community and residents",
}


@dataclass(frozen=True)
class TemplateStamp:
    """Which template version a workbook is pinned to."""

    key: str
    version: int
    fingerprint: str


@dataclass(frozen=True)
class ClusterRecord:
    """The cluster as the document tells it. `members` and `people` are ((band key, count), …)."""

    name: str
    kind: str
    place: str = ""
    country: str = ""
    creative_scope: str | None = None
    scope_note: str = ""
    leader_role: str = ""
    members_summary: str = ""
    members: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    anchors: tuple[Anchor, ...] = ()
    infrastructure: tuple[Asset, ...] = ()
    nested_in: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    history: tuple[str, ...] = ()


@dataclass(frozen=True)
class Classifier:
    """One finding of the kind finder: `answers` {"1": kind}, `points` {kind: points}."""

    answers: dict[str, str]
    points: dict[str, int]
    result: str
    recommended_kind: str
    also: str | None = None
    note: str = ""
    chosen_kind: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class FirstQuestions:
    """The three questions before anything else; None is unanswered, "nobody yet" is an answer."""

    here_before: str | None = None
    not_in_room: str | None = None
    speaks_for_them: str | None = None


@dataclass(frozen=True)
class Line:
    """One line of a list answer: raw material, 1–280 characters."""

    key: str
    text: str
    kept: bool = False


@dataclass(frozen=True)
class Answer:
    """The answer to one prompt. `value`: int, float, text, "yes"/"no", or None; `lines` for list prompts.

    `given_to` is the number of the version to whose wording it was given, where that is an earlier one; only the whole
    document tells it.
    """

    prompt_id: str
    status: str
    value: int | float | str | None = None
    lines: tuple[Line, ...] = ()
    note: str = ""
    basis: str = ""
    given_to: int | None = None


@dataclass(frozen=True)
class SetAside:
    """An answer that stands no more since the workbook went on with a newer version: `aside` "anew" or "parked".

    `text` and `type` are those of the prompt it answers, in version `version`.
    """

    version: int
    aside: str
    text: str
    type: str
    answer: Answer


@dataclass(frozen=True)
class Evidence:
    """What an entry rests on; `grade` 0 hunch, 1 one account, 2 several or our own records, 3 independent of us.

    `cites` is the key of a source of the library; source, date and link are then the library's, and `good_until` too.
    """

    text: str = ""
    source: str = ""
    grade: int = 0
    flag: str = ""
    date: Day | None = None
    url: str = ""
    cites: str | None = None
    good_until: Day | None = None


@dataclass(frozen=True)
class Entry:
    """One point of the SWOT. `quadrant` None is in the tray to sort; `from_` holds plain words of a workshop."""

    id: str
    section: str
    text: str
    quadrant: str | None = None
    evidence: Evidence = field(default_factory=Evidence)
    impact: int | None = None
    certainty: int | None = None
    horizon: str | None = None
    inclusion: bool = False
    inclusion_who: str = ""
    twin_of: str | None = None
    prompt_id: str | None = None
    line: str | None = None
    from_: dict[str, Any] | None = None

    @property
    def priority(self) -> int | None:
        """Impact × certainty, 1–25; None when either is missing (content 5.2)."""
        return None if self.impact is None or self.certainty is None else self.impact * self.certainty

    @property
    def band(self) -> str | None:
        """15 or more "key", 8–14 "keep in view", below 8 "park"; None without a priority."""
        return band(self.priority)

    @property
    def is_inside(self) -> bool:
        """Whether it is a strength or a weakness."""
        return self.quadrant in INSIDE


@dataclass(frozen=True)
class SelfCheck:
    """The kind's self-check as answered: "yes", "no", "unsure" or None (counts as unsure), one a question.

    `taken_on` is not written: a check that is read was taken on the document's `as_of`.
    """

    name: str
    answers: tuple[str | None, ...]
    basis: str = ""
    taken_on: date | None = None


@dataclass(frozen=True)
class CheckAside:
    """The self-check as it was taken to version `version`, where not all of it went along; `taken_on` is written."""

    version: int
    check: SelfCheck


@dataclass(frozen=True)
class Reading:
    """The newest reading of one indicator; `status` calm, watch, act, unknown or stale; `figures` its further ones."""

    id: str
    value: int | float | str | None = None
    status: str = "unknown"
    as_of: date | None = None
    source: str = ""
    note: str = ""
    figures: tuple[tuple[str, int | float], ...] = ()


@dataclass(frozen=True)
class Strategy:
    """One choice made by pairing inside entries with outside ones; the entries by id.

    `from_kind` says from which kind of cluster the idea came, or "elsewhere"; `why_here` why it would hold here.
    """

    id: str
    internal_entries: tuple[str, ...] = ()
    external_entries: tuple[str, ...] = ()
    family: str | None = None
    strategy: str = ""
    who_gains: str = ""
    who_could_lose: str = ""
    how_we_will_know: str = ""
    how_it_goes_with_the_grain: str = ""
    who_must_agree: str = ""
    kept: bool = True
    from_kind: str | None = None
    why_here: str = ""


@dataclass(frozen=True)
class Action:
    """One thing one person will do by a date, serving a strategy (by id). Open while `done` is None."""

    id: str
    strategy: str | None = None
    action: str = ""
    owner: str = ""
    due: date | None = None
    first_step_within_30_days: str = ""
    cost_band: str | None = None
    measure: str = ""
    inclusion: bool = False
    done: date | None = None


@dataclass(frozen=True)
class Ask:
    """What one reader ("agency", "council", "funder", "community") is asked to decide."""

    reader: str
    decision_asked: str = ""
    decided_by: str = ""
    by_date: date | None = None
    headline: str = ""


@dataclass(frozen=True)
class FindOut:
    """Who finds out what by when; `about` is an entry id, a prompt id or "check 4"."""

    about: str
    owner: str = ""
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True)
class Document:
    """One workbook, whole."""

    slug: str
    title: str
    as_of: date
    cluster: ClusterRecord
    template: TemplateStamp
    about: str = ""
    status: str = "live"
    classifier: Classifier | None = None
    first_questions: FirstQuestions = field(default_factory=FirstQuestions)
    answers: tuple[Answer, ...] = ()
    entries: tuple[Entry, ...] = ()
    check: SelfCheck | None = None
    readings: tuple[Reading, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    actions: tuple[Action, ...] = ()
    asks: tuple[Ask, ...] = ()
    find_out: tuple[FindOut, ...] = ()
    review_on: date | None = None
    last_time: LastTime | None = None
    sources: tuple[Source, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    checks_aside: tuple[CheckAside, ...] = ()
    comments: tuple[Thread, ...] = ()

    @property
    def is_illustrative(self) -> bool:
        """Whether it is a worked example, labelled so on every page and print."""
        return self.status != "live"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that it holds, in hexadecimal: what memory knows it by. It is found once, for it never changes."""
        return hashlib.sha256(repr(self).encode(errors="surrogatepass")).hexdigest()


def band(priority: int | None) -> str | None:
    """The band of a priority (content 5.2): "key" from 15, "keep in view" from 8, else "park"."""
    if priority is None:
        return None
    return "key" if priority >= 15 else "keep in view" if priority >= 8 else "park"


def ref_order(ref: str) -> tuple[str, int]:
    """Sorts ids by letter, then by number: S2 before S10."""
    return ref[:1], int(ref[1:])


def entry_order(entry: Entry) -> tuple[int, tuple[str, int]]:
    """Sorts entries S W O T, the unsorted last, then by id."""
    place = list(QUADRANT_LETTERS).index(entry.quadrant) if entry.quadrant else 4
    return place, ref_order(entry.id)
