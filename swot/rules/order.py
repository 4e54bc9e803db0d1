"""All sorted entries in one order of priority, and what to do with each (content 5.2)."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from swot.document.values import Entry, entry_order
from swot.rules.shortlist import is_to_find_out

BANDS = {"key": _("Key"), "keep in view": _("Keep in view"), "park": _("Park")}
FIND_OUT = _("Find out")
NOT_SCORED = _("Not scored yet")
STATES = {
    "to-sort": _("To sort"),
    "unscored": _("Without priority"),
    "find-out": _("To find out"),
    "key": BANDS["key"],
    "keep-in-view": BANDS["keep in view"],
    "park": BANDS["park"],
}


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sorted entries by priority, then impact, both falling, then quadrant and id; those not scored last."""
    return sorted((entry for entry in entries if entry.quadrant), key=_by_priority)


def what_to_do(entry: Entry) -> str | Promise:
    """The name of its band; what matters and is not known is found out, not parked."""
    if is_to_find_out(entry):
        return FIND_OUT
    return BANDS[entry.band] if entry.band else NOT_SCORED


def state_of(entry: Entry) -> str:
    """Where an entry is on its way, one of STATES: exactly one each, so that the states share a board out."""
    if not entry.quadrant:
        return "to-sort"
    if is_to_find_out(entry):
        return "find-out"
    return (entry.band or "unscored").replace(" ", "-")


def _by_priority(entry: Entry) -> tuple[int, int, tuple[int, tuple[str, int]]]:
    return -(entry.priority or 0), -(entry.impact or 0), entry_order(entry)
