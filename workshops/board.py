"""Notes and groups of a workshop as the page that groups them shows them: by quadrant, with what may say the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from swot.content import QUADRANTS
from workshops.models import Group, State, Workshop
from workshops.projection import Slip, slips
from workshops.rules.alike import alike

MOST_HINTS = 5


@dataclass(frozen=True)
class Card:
    """A group that stands, and its notes."""

    group: Group
    notes: tuple[Slip, ...]


@dataclass(frozen=True)
class Part:
    """One quadrant, "" for what has none: its groups, the notes on their own, how many notes there are in all."""

    quadrant: str
    cards: tuple[Card, ...]
    alone: tuple[Slip, ...]

    @property
    def count(self) -> int:
        """How many notes it holds."""
        return len(self.alone) + sum(len(card.notes) for card in self.cards)


@dataclass(frozen=True)
class Hint:
    """Notes that seem to say the same; `into` is the group that one of them is in already."""

    notes: tuple[Slip, ...]
    into: Group | None

    @property
    def moving(self) -> tuple[Slip, ...]:
        """Those that would move: all that are not in that group."""
        return tuple(note for note in self.notes if self.into is None or note.group != self.into.pk)


@dataclass(frozen=True)
class Board:
    """All that is grouped, and how many notes still stand on their own."""

    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    hints: tuple[Hint, ...]
    alone: int


def board(workshop: Workshop) -> Board:
    """Read it, in two queries."""
    groups = tuple(workshop.groups.filter(dissolved_at=None, merged_into=None))
    notes = slips(workshop.contributions.filter(state=State.SHOWN))
    inside = defaultdict[int | None, list[Slip]](list)
    for note in notes:
        inside[note.group].append(note)
    cards = [Card(group, tuple(inside[group.pk])) for group in groups]
    alone = inside[None]
    has_none = any(not group.quadrant for group in groups) or any(not note.quadrant for note in alone)
    names = [*QUADRANTS, *([""] if has_none else [])]
    parts = (
        Part(
            name,
            tuple(card for card in cards if card.group.quadrant == name),
            tuple(note for note in alone if note.quadrant == name),
        )
        for name in names
    )
    return Board(tuple(parts), groups, _hints(notes, groups), len(alone))


def _hints(notes: Sequence[Slip], groups: Sequence[Group]) -> tuple[Hint, ...]:
    """What may say the same and is not together; of notes in several groups the first stays where it is."""
    by_id, standing = {note.id: note for note in notes}, {group.pk: group for group in groups}
    found = []
    for same in alike({note.id: note.text for note in notes}):
        near = tuple(by_id[key] for key in same)
        into = min((standing[n.group] for n in near if n.group in standing), key=attrgetter("number"), default=None)
        hint = Hint(near, into)
        if hint.moving:
            found.append(hint)
    return tuple(found[:MOST_HINTS])
