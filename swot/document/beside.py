"""What stands beside answers and entries in a document: the library, the record's detail, marks, fates, comments.

All of it is our addition to the worked cases, written only where there is something to write.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Anchor:
    """One body that many depend on; `lean` is ((band key, count of members), …)."""

    key: str
    name: str
    band: str | None = None
    people: int | None = None
    lean: tuple[tuple[str, int], ...] = ()
    what_if: str = ""
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class Asset:
    """One piece of infrastructure; `tenure` owned, long, short, goodwill or unknown."""

    key: str
    name: str
    owner: str = ""
    tenure: str = "unknown"
    ends_on: date | None = None
    only_one: bool = False
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One source of the evidence library; entries cite it by `key`."""

    key: str
    name: str
    says: str = ""
    kept_where: str = ""
    url: str = ""
    grade: int = 0
    speaks_of: date | None = None
    good_until: date | None = None
    good_reason: str = ""


@dataclass(frozen=True)
class Threshold:
    """One indicator's thresholds as the cluster changed them; None leaves a starting value as it is."""

    indicator: str
    watch: int | float | None = None
    act: int | float | None = None
    reason: str = ""
    by: str = ""
    on: date | None = None

    @property
    def as_kept(self) -> dict[str, Any]:
        """As the cluster's row keeps it under the indicator's id."""
        on = self.on.isoformat() if self.on else None
        return {"watch": self.watch, "act": self.act, "reason": self.reason, "by": self.by, "on": on}


@dataclass(frozen=True)
class Crossing:
    """The mark of one inside entry with one outside: 0 nothing, 1 some, 2 strong."""

    inside: str
    outside: str
    mark: int


@dataclass(frozen=True)
class LastTime:
    """The workbook before this one."""

    title: str
    as_of: date | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one entry or strategy of last time; `quadrant` is an entry's, or a strategy's family."""

    about: str
    text: str = ""
    quadrant: str | None = None
    fate: str | None = None
    note: str = ""
    now: str | None = None


@dataclass(frozen=True)
class Said:
    """What one person said on one day; `outside` is somebody who came by a link."""

    name: str
    text: str
    on: date
    outside: bool = False


@dataclass(frozen=True)
class Thread:
    """One thread of comments about a section ("INC"), an entry or a strategy; the first of `said` began it."""

    about: str
    said: tuple[Said, ...]
    owner: str = ""
    due: date | None = None
    settled: bool = False
