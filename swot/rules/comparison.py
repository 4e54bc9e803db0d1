"""Then and now: which entries are the same, what came, what went, what moved, and what rose or fell. Never a score."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from swot.document.values import Document, Entry, Outcome, entry_order

FADED = "faded"


@dataclass(frozen=True)
class Pair:
    """One entry then and the entry it is now."""

    then: Entry
    now: Entry

    @property
    def has_moved(self) -> bool:
        """Whether it stands in another quadrant."""
        return self.then.quadrant != self.now.quadrant

    @property
    def is_reweighed(self) -> bool:
        """Whether it matters more or less; one not weighed on both sides is not told."""
        return None not in (self.then.priority, self.now.priority) and self.then.priority != self.now.priority


@dataclass(frozen=True)
class Gone:
    """One entry that is on the board no more, with what was said to have become of it ("" where nobody said)."""

    entry: Entry
    fate: str = ""
    note: str = ""


@dataclass(frozen=True)
class Moves:
    """What came and went between two workbooks of one cluster."""

    pairs: tuple[Pair, ...]
    new: tuple[Entry, ...]
    gone: tuple[Gone, ...]

    @property
    def moved(self) -> tuple[Pair, ...]:
        """Those that changed their quadrant."""
        return tuple(pair for pair in self.pairs if pair.has_moved)

    @property
    def reweighed(self) -> tuple[Pair, ...]:
        """Those that stayed and weigh otherwise."""
        return tuple(pair for pair in self.pairs if pair.is_reweighed and not pair.has_moved)


def moves(then: Document, now: Document, outcomes: Iterable[Outcome] = ()) -> Moves:
    """Match entries by what they were marked to have become, else by the ref they say they come from."""
    told = {one.about: one for one in outcomes}
    came_from = {ref: entry.id for entry in now.entries if (ref := _origin(entry, then.title))}
    by_ref = {entry.id: entry for entry in now.entries}
    pairs, gone = [], []
    for entry in sorted(then.entries, key=entry_order):
        said = told.get(entry.id)
        became = by_ref.get((said.now if said else None) or came_from.get(entry.id, ""))
        if became:
            pairs.append(Pair(entry, became))
        else:
            gone.append(Gone(entry, (said.fate or "") if said else "", said.note if said else ""))
    known = {pair.now.id for pair in pairs}
    new = tuple(entry for entry in sorted(now.entries, key=entry_order) if entry.id not in known)
    return Moves(tuple(pairs), new, tuple(gone))


def _origin(entry: Entry, title: str) -> str:
    """The ref it had in the workbook of that title."""
    origin = entry.from_ or {}
    return str(origin.get("ref", "")) if origin.get("workbook") == title else ""


@dataclass(frozen=True)
class Change:
    """How the nine pulses moved: codes of those that rose, fell, are not known on one side or both, or wait for a first answer."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    unknown: tuple[str, ...]
    unanswered: tuple[str, ...] = ()

    @property
    def warns(self) -> bool:
        """Whether inclusion fell while something else rose: what comes before people are pushed out."""
        return "INC" in self.down and bool(self.up)


def change(then: Mapping[str, int | None], now: Mapping[str, int | None], unanswered: Collection[str] = ()) -> Change:
    """Compare the pulses of one cluster, or of one kind, by section code; one in `unanswered` has not moved and is not unknown."""
    up, down, unknown = [], [], []
    for code, value in now.items():
        before = then.get(code)
        if code in unanswered:
            continue
        if value is None or before is None:
            unknown.append(code)
        elif value > before:
            up.append(code)
        elif value < before:
            down.append(code)
    return Change(tuple(up), tuple(down), tuple(unknown), tuple(code for code in now if code in unanswered))


def peaks(pulses: Mapping[str, int | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of a profile's own highest and lowest pulses: its shape, whatever its level. None where it is flat."""
    known = {code: value for code, value in pulses.items() if value is not None}
    if len(set(known.values())) < 2:
        return (), ()
    high, low = max(known.values()), min(known.values())
    return tuple(c for c, v in known.items() if v == high), tuple(c for c, v in known.items() if v == low)
