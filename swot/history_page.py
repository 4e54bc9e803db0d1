"""The history of one thing as a page shows it: who, when, what it was, and what came and went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.history_rows import RESTORED, Kept
from swot.models import Change, Workbook
from swot.rules.history import BESIDE, UNKNOWN, Step, steps

A_PAGE = 20
# Fields in which people write: there words are compared with words, elsewhere one value takes the place of another.
WRITTEN = {"CharField", "TextField"}
SAID: dict[str, str | Promise] = {
    "added": gettext_lazy("Made"),
    "came": gettext_lazy("Came in with a document"),
    "edited": gettext_lazy("Changed"),
    "answered": gettext_lazy("Answered"),
    "deleted": gettext_lazy("Deleted"),
    "brought back": gettext_lazy("Brought back"),
    RESTORED: gettext_lazy("An earlier version was brought back"),
    "twinned": gettext_lazy("Made a twin"),
    "parted": gettext_lazy("Parted from its twin"),
    "parked": gettext_lazy("Parked"),
    "kept": gettext_lazy("Kept"),
    "offered again": gettext_lazy("Offered for sorting again"),
    "split": gettext_lazy("Split into several"),
    "joined": gettext_lazy("Put together again"),
    "scored alone": gettext_lazy("Weighed by one person alone"),
    "confirmed": gettext_lazy("Said to answer the new wording as well"),
    "used again": gettext_lazy("Taken up again after it was set aside"),
    BESIDE: gettext_lazy("Another text, written at the same time, was kept here and does not stand"),
}


@dataclass(frozen=True)
class Told:
    """One field: its name and its words, now and before: "" where it held nothing, None where there was none or it is not known.

    In one that `is_written` words are compared, elsewhere one value takes the place of another.
    """

    label: str | Promise
    now: str
    before: str | None = None
    is_written: bool = False
    is_known: bool = True

    @property
    def heading(self) -> str:
        """Its name before its words: a question has its own mark."""
        return str(self.label) if str(self.label).endswith("?") else f"{self.label}:"


@dataclass(frozen=True)
class Version:
    """One change, who made it and how it left the thing. `is_now` says that it stands so, `can_return` that it may again."""

    change: Change
    title: str | Promise
    told: tuple[Told, ...]
    is_now: bool
    can_return: bool
    is_whole: bool

    @property
    def who(self) -> str:
        """Whoever did it; nobody is named whose account is no more."""
        return str(self.change.by) if self.change.by else _("A former member")


def record_of(workbook: Workbook, what: str) -> list[Change]:
    """The changes of one thing, the oldest first, with who made them; one query."""
    return list(workbook.changes.filter(what=what).select_related("by").order_by("at", "pk"))


def steps_of(kept: Kept, changes: Sequence[Change]) -> list[Step]:
    """What it was after each of them that changed something, the newest first."""
    found = steps(changes, kept.now, kept.start, kept.hidden(list(changes)), kept.made)
    return [step for step in found if not step.is_idle]


def versions(kept: Kept, found: Sequence[Step]) -> list[Version]:
    """Its steps in words."""
    now = kept.now
    stands = next((step for step in found if step.change.verb != BESIDE), None)
    return [_version(kept, step, now, is_now=step is stands and step.after == now) for step in found]


def _version(kept: Kept, step: Step, now: Any, *, is_now: bool) -> Version:
    change = step.change
    if change.verb == BESIDE:
        return Version(change, SAID[BESIDE], _beside(kept, change), False, False, True)
    can_return = step.is_whole and step.after != now and kept.deleted_at is None
    return Version(
        change, SAID.get(change.verb, change.verb), tuple(_told(kept, step)), is_now, can_return, step.is_whole
    )


def _told(kept: Kept, step: Step) -> list[Told]:
    """The fields that the change left otherwise; of a new thing, all that was said of it."""
    found = []
    for name in step.after:
        before, after = (step.before or {}).get(name), step.after[name]
        if name in step.changed:
            new, old = kept.words(name, after), None if step.before is None else kept.words(name, before)
            if new or old:
                found.append(Told(kept.label(name), new, old, _is_written(kept, name)))
        elif before is UNKNOWN and after is not UNKNOWN and name in step.change.left_as:
            found.append(Told(kept.label(name), kept.words(name, after), is_known=False))
    return found


def _is_written(kept: Kept, name: str) -> bool:
    if name not in kept.row.RECORDED:
        return False
    column = kept.row._meta.get_field(name)
    is_text = name == "value" and isinstance(kept.row.value, str)
    return is_text or (column.get_internal_type() in WRITTEN and not column.choices)


def _beside(kept: Kept, change: Change) -> tuple[Told, ...]:
    """Words that were kept and do not stand."""
    words = ((name, kept.words(name, value)) for name, value in change.left_as.items() if name in kept.now)
    return tuple(Told(kept.label(name), text) for name, text in words if text)
