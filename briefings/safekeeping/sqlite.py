"""SQLite: a copy by its backup API while the server goes on, read as it lies, and put in the place of another."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connections

from briefings.safekeeping.contents import Contents, Taken, by_app, table
from briefings.safekeeping.disk import owned_as, settled
from clusters.errors import Refusal

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
BESIDE = ("-wal", "-shm")
# Seconds: the server never holds it longer than one save.
PATIENCE = 20.0


def take(connection: Any, to: Path, files: str) -> Taken:
    """Copy the database as it stands at one moment; `files` asks for the files that rows name."""
    with closing(_opened(_path(connection))) as source, closing(sqlite3.connect(to)) as copy:
        # What is read after this, and the copy too, is of one moment, whoever writes meanwhile.
        source.execute("BEGIN")
        taken = Taken(
            _contents(source),
            by_app(
                (_text(app), _text(name)) for app, name in source.execute("SELECT app, name FROM django_migrations")
            ),
            [_text(name) for (name,) in source.execute(files)],
        )
        source.backup(copy)
        source.rollback()
    return taken


def contents_of(copy: Path) -> Contents:
    """What stands in a copy, once SQLite found it whole. `Refusal`."""
    try:
        with closing(_opened(copy, "?immutable=1")) as connection:
            told = [_text(line) for (line,) in connection.execute("PRAGMA integrity_check")]
            if told != ["ok"]:
                raise Refusal(f"The database is damaged: {told[0]}.")
            return _contents(connection)
    except sqlite3.DatabaseError as error:
        raise Refusal(f"The database is damaged: {error}.") from error


def faults(connection: Any) -> Iterator[str]:
    """What SQLite itself finds wrong."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (f"The database is damaged: {line}." for (line,) in cursor.fetchall() if line != "ok")


def is_empty(connection: Any) -> bool:
    """Whether nothing at all stands where the database is to be; what cannot be read is something."""
    path = _path(connection)
    if not path.exists() or not path.stat().st_size:
        return True
    try:
        with closing(_opened(path)) as opened:
            return not opened.execute(TABLES).fetchall()
    except sqlite3.DatabaseError:
        return False


def put(connection: Any, copy: Path, contents: Contents, stamp: str) -> str:
    """Put a copy that was checked in the place of the database, in one step; where what stood there is now, or "".

    `Refusal` while a server has it open.
    """
    connections.close_all()
    path = _path(connection)
    path.parent.mkdir(parents=True, exist_ok=True)
    new, aside = path.with_name(f"{path.name}.restoring"), path.with_name(f"{path.name}.before-{stamp}")
    had_one = path.exists()
    if had_one:
        _refuse_while_open(path)
    shutil.copyfile(copy, new)
    owned_as(path.parent, new)
    settled(new)
    for tail in BESIDE:
        if (beside := Path(f"{path}{tail}")).exists():
            os.replace(beside, f"{aside}{tail}")
    if had_one:
        os.link(path, aside)
    os.replace(new, path)
    settled(path.parent)
    return str(aside) if had_one else ""


def _refuse_while_open(path: Path) -> None:
    """Leaving WAL asks for the file alone, and brings into it what lies beside; of a damaged one nothing is asked."""
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Refusal("The database is in use. Stop the server, then run this again.") from error
    except sqlite3.DatabaseError:
        return


def _contents(connection: sqlite3.Connection) -> Contents:
    names = [_text(name) for (name,) in connection.execute(TABLES)]
    return {name: table(repr(row).encode() for row in connection.execute(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608


def _opened(path: Path, how: str = "?mode=ro") -> sqlite3.Connection:
    connection = sqlite3.connect(path.resolve().as_uri() + how, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.text_factory = bytes
    return connection


def _text(told: Any) -> str:
    return told.decode() if isinstance(told, bytes) else str(told)


def _path(connection: Any) -> Path:
    return Path(connection.settings_dict["NAME"])
