"""What a test reads of the record of changes, and how it asks a verb to be late."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest

from clusters.errors import Refusal, Stale
from swot.models import Change, Workbook


def recorded(book: Workbook) -> list[tuple[str, str, str]]:
    """Who did what to what, the oldest first, without the beginning of the workbook."""
    rows = book.changes.exclude(verb="began").select_related("by").order_by("pk")
    return [(str(change.by), change.verb, change.what) for change in rows]


def last(book: Workbook) -> Change:
    """The newest change."""
    return book.changes.first()


@contextmanager
def nothing_written(book: Workbook) -> Any:
    """What happens inside leaves no record and no other revision of anything."""
    before = state(book)
    yield
    assert state(book) == before


@contextmanager
def refused(book: Workbook, sentence: str, kind: type[Refusal] = Refusal) -> Any:
    """What happens inside is refused with that sentence, and nothing is written."""
    with nothing_written(book), pytest.raises(kind) as refusal:
        yield
    assert type(refusal.value) is kind
    assert refusal.value.sentence == sentence


def late(book: Workbook, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The row as it stands, that a verb which came late is told; nothing is written."""
    with nothing_written(book), pytest.raises(Stale) as stale:
        verb(*args, **kwargs)
    assert stale.value.sentence == "Somebody changed this while you were writing. Both texts are kept."
    return stale.value.current


def state(book: Workbook) -> list[Any]:
    """Every revision of a workbook's rows, and how many changes are recorded."""
    related = ("answers", "lines", "entries", "strategy_set", "action_set", "asks", "find_outs")
    rows = [sorted(getattr(book, name).values_list("pk", "revision")) for name in related]
    return [book.changes.count(), book.cluster.readings.count(), *rows]
