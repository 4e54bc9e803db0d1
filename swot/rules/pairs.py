"""Where inside meets outside: the crossings of the short list, and which of them are worth a strategy (content 5.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from swot.document.values import QUADRANT_LETTERS, Document, Entry, ref_order
from swot.rules.quadrants import FAMILY_ORDER
from swot.rules.shortlist import carried, short_list

NOTHING, SOME, STRONG = MARKS = (0, 1, 2)
SUGGESTED = 8
Marks = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Pair:
    """One inside entry and one outside entry; `mark` is 0 nothing, 1 some, 2 strong, None not marked yet."""

    inside: Entry
    outside: Entry
    mark: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The ids of both, inside first."""
        return self.inside.id, self.outside.id

    @property
    def family(self) -> str:
        """ "SO", "ST", "WO" or "WT"."""
        return QUADRANT_LETTERS[self.inside.quadrant or ""] + QUADRANT_LETTERS[self.outside.quadrant or ""]

    @property
    def priorities(self) -> int:
        """The priorities of both added; one that is not scored adds nothing."""
        return (self.inside.priority or 0) + (self.outside.priority or 0)

    @property
    def weight(self) -> int:
        """Mark times the two priorities added; 0 while it is not marked."""
        return (self.mark or 0) * self.priorities


def crossing_list(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries that are crossed, by quadrant: the short list, with the inclusion entry carried by rule at its end."""
    known = list(entries)
    listed, extra = short_list(known), carried(known)
    if extra and extra.quadrant:
        listed[extra.quadrant] = [*listed[extra.quadrant], extra]
    return listed


def crossings(entries: Iterable[Entry], marks: Marks) -> list[Pair]:
    """Every crossing in the order it is asked: family by family (SO, ST, WO, WT), row by row."""
    by_letter = {QUADRANT_LETTERS[quadrant]: listed for quadrant, listed in crossing_list(entries).items()}
    return [
        Pair(inside, outside, marks.get((inside.id, outside.id)))
        for family in FAMILY_ORDER
        for inside in by_letter[family[0]]
        for outside in by_letter[family[1]]
    ]


def suggested(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs worth a strategy, the heaviest first: at most eight, at least one of each family that has any.

    By weight, then by the two priorities added, then by ids. What is not marked or marked 0 is never suggested.
    """
    known = sorted((pair for pair in pairs if pair.mark), key=_rank)
    first = {family: next((pair for pair in known if pair.family == family), None) for family in FAMILY_ORDER}
    sure = [pair for pair in known if first[pair.family] is pair]
    others = [pair for pair in known if pair not in sure]
    return sorted([*sure, *others[: SUGGESTED - len(sure)]], key=_rank)


def written_as(pair: Pair, document: Document) -> str | None:
    """The id of the first strategy that stands on both entries of a pair; None while there is none."""
    found = (
        one.id
        for one in document.strategies
        if pair.inside.id in one.internal_entries and pair.outside.id in one.external_entries
    )
    return min(found, key=ref_order, default=None)


def _rank(pair: Pair) -> tuple[int, int, tuple[str, int], tuple[str, int]]:
    return -pair.weight, -pair.priorities, ref_order(pair.inside.id), ref_order(pair.outside.id)
