"""What people gave an entry without seeing one another: the spread, shown and never averaged (content 5.2)."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDE = 2


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest score of one kind, 1–5, and how many people gave one."""

    lowest: int
    highest: int
    people: int

    @property
    def is_wide(self) -> bool:
        """Whether people differ by two or more."""
        return self.highest - self.lowest >= WIDE


def spread(scores: Iterable[int | None]) -> Spread | None:
    """The spread of what at least two people gave; None where fewer did."""
    given = [score for score in scores if score is not None]
    return Spread(min(given), max(given), len(given)) if len(given) > 1 else None
