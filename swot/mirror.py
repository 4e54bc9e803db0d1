"""How a cluster's shape lies among others of its kind on this installation: bands, no names, no order.

Only with five other clusters or more, a pulse at a time, and only live ones: worked examples are not counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from django.db.models import Count

from swot.models import Answer, Workbook

FEWEST = 5


@dataclass(frozen=True)
class Band:
    """The middle half of the others in one section, from `low` to `high`, and where we are (None where not known)."""

    code: str
    low: float
    high: float
    ours: int | None


@dataclass(frozen=True)
class Mirror:
    """The bands of those sections that five others or more have answered."""

    bands: tuple[Band, ...]

    @property
    def is_shown(self) -> bool:
        """Whether there are enough others to hide among."""
        return bool(self.bands)


def mirror(book: Workbook, ours: Mapping[str, int | None]) -> Mirror:
    """The mirror of a workbook; `ours` are its pulses by section code, which give the order. One query."""
    return bands_of(counted(book), ours)


def counted(book: Workbook) -> dict[str, dict[int, int]]:
    """How many other clusters gave each pulse each value: {code: {value: clusters}}."""
    kind = book.content().kind
    others = (
        Answer.objects.standing()
        .filter(
            status=Answer.Status.ANSWERED,
            prompt__type="scale",
            prompt__section__charted=True,
            workbook__version__template__kind=kind,
            workbook__cluster__kind=kind,
            workbook__cluster__deleted_at=None,
            workbook__deleted_at=None,
            workbook__closed_at=None,
            workbook__status="live",
            value__isnull=False,
        )
        .exclude(workbook__cluster=book.cluster_id)
    )
    rows: Any = others.order_by().values("prompt__section__code", "value")
    found: dict[str, dict[int, int]] = {}
    for row in rows.annotate(clusters=Count("workbook__cluster", distinct=True)):
        if isinstance(row["value"], int):
            found.setdefault(row["prompt__section__code"], {})[row["value"]] = row["clusters"]
    return found


def bands_of(counts: Mapping[str, Mapping[int, int]], ours: Mapping[str, int | None]) -> Mirror:
    """The middle half of each pulse that enough others answered."""
    bands = []
    for code, own in ours.items():
        values = [value for value, clusters in sorted(counts.get(code, {}).items()) for _each in range(clusters)]
        if len(values) >= FEWEST:
            low, _middle, high = quantiles(values, n=4, method="inclusive")
            bands.append(Band(code, low, high, own))
    return Mirror(tuple(bands))
