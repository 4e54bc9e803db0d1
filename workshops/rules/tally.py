"""Counting what was voted: on phones per person, hands beside them (specification of the workshop, "Vote")."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workshops.rules.marks import MOST_ON_ONE


@dataclass(frozen=True)
class Tally:
    """One group's result: `marks` in all, of them `hands`; `voters` on phones who gave it any; `twos` who gave it two.

    `rank` is the same for groups with the same number of marks.
    """

    group: int
    rank: int
    marks: int
    hands: int
    voters: int
    twos: int

    def as_told(self) -> dict[str, Any]:
        """As screens are told."""
        return {"group": self.group, "rank": self.rank, "marks": self.marks, "voters": self.voters, "twos": self.twos}


def tally(
    groups: Iterable[int],
    ballots: Iterable[Mapping[str, int]],
    hands: Mapping[int, int],
    merged: Mapping[int, int],
) -> tuple[Tally, ...]:
    """The groups with most marks first. `merged` says which group took one in: a person's marks on both add up to two at most."""
    standing = list(dict.fromkeys(root(group, merged) for group in groups))
    phones, voters, twos = Counter[int](), Counter[int](), Counter[int]()
    for ballot in ballots:
        for group, marks in folded(ballot, merged).items():
            phones[group] += marks
            voters[group] += 1
            twos[group] += marks == MOST_ON_ONE
    by_hand = Counter[int]()
    for group, marks in hands.items():
        by_hand[root(group, merged)] += marks
    total = {group: phones[group] + by_hand[group] for group in standing}
    ranks = {marks: place for place, marks in reversed(list(enumerate(sorted(total.values(), reverse=True), 1)))}
    found = [Tally(g, ranks[total[g]], total[g], by_hand[g], voters[g], twos[g]) for g in standing]
    return tuple(sorted(found, key=lambda one: one.rank))


def folded(ballot: Mapping[str, int], merged: Mapping[int, int]) -> dict[int, int]:
    """What one person gave each group as it counts: marks on groups that were joined add up to two at most."""
    own = Counter[int]()
    for voted, marks in ballot.items():
        own[root(int(voted), merged)] += marks
    return {group: min(marks, MOST_ON_ONE) for group, marks in own.items()}


def root(group: int, merged: Mapping[int, int]) -> int:
    """The group that stands for it now; `merged` as in `tally`. Merges never go in circles: only standing groups take others in."""
    while group in merged:
        group = merged[group]
    return group
