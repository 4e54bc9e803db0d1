"""Tells those who hold open streams that a workshop moved on, in this process and in the others on the same database."""

from collections.abc import Callable
from typing import Any

from django.db import connection

CHANNEL = "workshops"
_listeners: list[Callable[[Any], None]] = []


def listen(listener: Callable[[Any], None]) -> None:
    """Call `listener` with the primary key of each workshop that moves on, from the thread that wrote."""
    if listener not in _listeners:
        _listeners.append(listener)


def leave(listener: Callable[[Any], None]) -> None:
    """Call it no more."""
    _listeners.remove(listener)


def announce(pk: Any) -> None:
    """Say that a workshop moved on; called once that is committed.

    PostgreSQL carries it to every process; with SQLite there is one. Whoever misses it reads again a few seconds later.
    """
    for listener in _listeners:
        listener(pk)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(pk)])
