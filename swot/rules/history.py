"""What a thing was before and after each of its changes, by the record of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MADE = ("added", "came")
# Words that somebody wrote and that do not stand: they are in the record, and changed nothing.
BESIDE = "set aside"
# Verbs of saving: where nothing became another by it, as when what had saved itself is saved once more, it is no version.
SAVING = ("edited", "answered")


class Unknown:
    """The value of a field that was not recorded when it was changed."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Step:
    """One change, and every field as it was before and after it; before the first one of a new thing there was nothing."""

    change: Any
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether all that it left is known."""
        return UNKNOWN not in self.after.values()

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that were left otherwise, as far as both sides are known."""
        before = self.before or {}
        known = (name for name, value in self.after.items() if UNKNOWN not in (value, before.get(name)))
        return tuple(name for name in known if self.after[name] != before.get(name))

    @property
    def is_idle(self) -> bool:
        """Whether something was saved as it stood already."""
        return self.change.verb in SAVING and self.before is not None and self.is_whole and self.after == self.before


def steps(
    changes: Sequence[Any],
    now: Mapping[str, Any],
    start: Mapping[str, Any],
    hidden: Collection[tuple[int, str]] = (),
    made: Collection[str] = MADE,
) -> list[Step]:
    """The steps of a thing, the newest first.

    `changes` are its record, the oldest first, each with `verb` and `left_as`; `now` are its fields as they stand, `start`
    those of a new one, which a first change by one of the verbs in `made` made. `hidden` names fields by the place of a change that touched them and does not tell how. What one
    change does not tell is what the one before left, or what the next one found.
    """
    is_made = bool(changes) and changes[0].verb in made
    states: list[dict[str, Any]] = [{} for _ in range(len(changes) + 1)]
    for name, stands in now.items():
        for place, value in enumerate(_values(name, stands, changes, start if is_made else {}, hidden)):
            states[place][name] = value
    found = []
    for place, change in enumerate(changes):
        found.append(Step(change, None if is_made and place == 0 else states[place], states[place + 1]))
    return found[::-1]


def _values(
    name: str, now: Any, changes: Sequence[Any], start: Mapping[str, Any], hidden: Collection[tuple[int, str]]
) -> list[Any]:
    """One field before the first change and after each."""
    told = [UNKNOWN if (at, name) in hidden else _told(change, name) for at, change in enumerate(changes)]
    if told and told[0] is None and name in start:
        told[0] = (start[name],)
    values: list[Any] = [UNKNOWN]
    for one in told:
        values.append(values[-1] if one is None else one if isinstance(one, Unknown) else one[0])
    if values[-1] is UNKNOWN:
        values[-1] = now
    for at in range(len(told) - 1, -1, -1):
        if values[at] is UNKNOWN and told[at] is None:
            values[at] = values[at + 1]
    return values


def _told(change: Any, name: str) -> tuple[Any] | None:
    return (change.left_as[name],) if name in change.left_as and change.verb != BESIDE else None
