"""The sheets that hold: read once a request, or as they were when something was issued.

`sheet(name)` gives a content and its number; 0 is the shipped file, as long as curators published nothing. Outside of a
request or `holding` it is the shipped file: rules and prints can be made without a database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from typing import Any

from django.http import HttpRequest, HttpResponse

from clusters.models.sheet import Sheet
from clusters.shipped import SHIPPED


@dataclass(frozen=True)
class Held:
    """One sheet that holds; its content is not to be changed."""

    number: int
    fingerprint: str
    content: Any


class _Read(local):
    """What this thread reads: whether it asks the database, what it was told, and what an issued paper lays over it."""

    asks = False
    held: dict[str, Held] | None = None
    over: Mapping[str, Held] | None = None


_read = _Read()
_kept: dict[tuple[str, int, str], Any] = {}


def sheet(name: str) -> Held:
    """The sheet of that name that holds: inside `as_of` the one named there, else the newest.

    One query for all, and one more the first time that a process meets a version.
    """
    if _read.over and name in _read.over:
        return _read.over[name]
    if _read.held is None and _read.asks:
        _read.held = {one: _held(row) for one, row in Sheet.objects.newest().items()}
    return (_read.held or {}).get(name) or Held(0, "", SHIPPED[name].content)


@contextmanager
def holding() -> Iterator[None]:
    """Read the sheets that hold now, for as long as this lasts."""
    before = _read.asks, _read.held
    _read.asks, _read.held = True, None
    try:
        yield
    finally:
        _read.asks, _read.held = before


class CuratedSheets:
    """Lets every request read the sheets that hold when it begins."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with holding():
            return self.get_response(request)


@contextmanager
def as_of(numbers: Mapping[str, int]) -> Iterator[None]:
    """Read sheets as they were under these numbers by name; others as they hold now. One query where any is named."""
    rows = [row for row in _rows(numbers) if row.number == numbers[row.name]]
    before, _read.over = _read.over, {row.name: _held(row) for row in rows}
    try:
        yield
    finally:
        _read.over = before


def keep(names: Iterable[str]) -> dict[str, int]:
    """The numbers under which these sheets hold now, for something that shall never change."""
    return {name: Sheet.kept(name).number for name in names}


def stamp(names: Iterable[str]) -> tuple[tuple[str, int, str], ...]:
    """Which versions of these sheets hold: what tells a page made with them from the same made with others."""
    return tuple((name, held.number, held.fingerprint) for name in names for held in [sheet(name)])


def _rows(numbers: Mapping[str, int]) -> Iterable[Sheet]:
    return Sheet.objects.published().filter(name__in=numbers, number__in=numbers.values()) if numbers else ()


def _held(row: Sheet) -> Held:
    """A published version never changes, so one content of it is kept a process."""
    key = row.name, row.number, row.fingerprint
    if key not in _kept:
        if len(_kept) > 100:
            _kept.clear()
        _kept[key] = row.content
    return Held(row.number, row.fingerprint, _kept[key])
