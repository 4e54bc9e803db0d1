"""Which entries go on: ranking, the short list, the carried inclusion entry, the find-out list (content 5.2, 5.3)."""

from collections.abc import Iterable

from swot.document.values import QUADRANT_LETTERS, Entry, entry_order, ref_order

LENGTH = 5
SOFT_CAP = 12


def ranked(entries: Iterable[Entry], quadrant: str) -> list[Entry]:
    """The entries of a quadrant by priority, then impact, both falling, then id; those without priority last."""
    return sorted((entry for entry in entries if entry.quadrant == quadrant), key=_rank)


def short_list(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Up to five entries a quadrant, in order; computed, never picked. One without priority is never listed."""
    kept = list(entries)
    return {
        quadrant: [entry for entry in ranked(kept, quadrant) if entry.priority is not None][:LENGTH]
        for quadrant in QUADRANT_LETTERS
    }


def carried(entries: Iterable[Entry]) -> Entry | None:
    """The inclusion entry that goes with the short list by rule; None if one is listed, or there is none to carry.

    The first of all sorted inclusion entries by priority, impact, quadrant and id, one without priority last.
    """
    known = list(entries)
    if any(entry.inclusion for listed in short_list(known).values() for entry in listed):
        return None
    return min(inclusion_entries(known), key=lambda entry: (*_rank(entry)[:2], *entry_order(entry)), default=None)


def inclusion_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The sorted entries about people already here; one in the tray is in no count."""
    return [entry for entry in entries if entry.inclusion and entry.quadrant]


def find_out(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that would matter and are not known: impact 4–5 with certainty 1–2, by quadrant and id."""
    return sorted((entry for entry in entries if is_to_find_out(entry)), key=entry_order)


def is_to_find_out(entry: Entry) -> bool:
    """Whether an entry goes to the find-out list instead of being parked."""
    return (entry.impact or 0) >= 4 and entry.certainty is not None and entry.certainty <= 2


def twins(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Pairs of ids that are one fact in two quadrants, each pair and the list sorted by id; one side is enough."""
    pairs = {tuple(sorted((entry.id, entry.twin_of), key=ref_order)) for entry in entries if entry.twin_of}
    return sorted(
        ((first, second) for first, second in pairs), key=lambda pair: (ref_order(pair[0]), ref_order(pair[1]))
    )


def parking_list(entries: Iterable[Entry], quadrant: str) -> list[Entry]:
    """What is over the soft cap of twelve a quadrant, in order."""
    return ranked(entries, quadrant)[SOFT_CAP:]


def _rank(entry: Entry) -> tuple[int, int, tuple[str, int]]:
    return -(entry.priority or 0), -(entry.impact or 0), ref_order(entry.id)
