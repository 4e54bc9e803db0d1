"""What one document says otherwise than another, thing by thing: for two briefings and for two versions of a workbook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Said:
    """One thing in both, or in one of them: `then` or `now` is "" where that one does not have it; `url` is where it is told."""

    about: str
    then: str
    now: str
    url: str = ""


@dataclass(frozen=True)
class Group:
    """What changed among things of one kind."""

    title: Promise | str
    things: tuple[Said, ...]


def differ(
    then: Iterable[Any], now: Iterable[Any], said: Callable[[Any], str], about: Callable[[Any], str] | None = None
) -> tuple[Said, ...]:
    """Those that say something else by their own key, in the order of the later ones; what went comes last."""
    key = about or (lambda one: one.id)
    before = {key(one): said(one) for one in then}
    after = {key(one): said(one) for one in now}
    every = [*after, *(name for name in before if name not in after)]
    found = (Said(name, before.get(name, ""), after.get(name, "")) for name in every)
    return tuple(one for one in found if one.then != one.now)
