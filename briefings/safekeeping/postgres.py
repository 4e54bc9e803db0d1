"""PostgreSQL: a dump by `pg_dump`, read without a server by `pg_restore`, and put in the place of another database."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.postgresql.client import DatabaseClient
from psycopg.errors import InsufficientPrivilege, ObjectInUse

from briefings.safekeeping.contents import Contents, Taken, by_app, differing, table
from clusters.errors import Refusal

BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
COPIED = re.compile(rb"COPY (?:[\w\"]+\.)?\"?([\w]+)\"? ")
END = b"\\.\n"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# Where a database is renamed from, since nobody may be in it then; one of them is always another one.
ELSEWHERE = ("postgres", "template1")
MISSING = "The program %s is missing: install the PostgreSQL client of the server's version (apt-get install postgresql-client)."


def take(connection: Any, to: Path, files: str) -> Taken:
    """Dump the database as it stands at one moment; `files` asks for the files that rows name."""
    with _own(connection) as own, own.cursor() as cursor:
        cursor.execute(BEGIN)
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        _run(connection, "pg_dump", "--format=custom", f"--snapshot={moment}", f"--file={to}")
        cursor.execute("SELECT app, name FROM django_migrations")
        migrations = by_app(cursor.fetchall())
        cursor.execute(files)
        named = [name for (name,) in cursor.fetchall()]
        taken = Taken(_contents(cursor), migrations, named)
        cursor.execute("ROLLBACK")
    return taken


def contents_of(copy: Path) -> Contents:
    """What stands in a dump, read to its end. `Refusal`."""
    found: Contents = {}
    command = ["pg_restore", "--data-only", "--file=-", str(copy)]
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as restoring:
            assert restoring.stdout
            for line in restoring.stdout:
                if begins := COPIED.match(line):
                    found[begins[1].decode()] = table(_until_end(restoring.stdout))
            restoring.stdout.close()
            said = restoring.stderr.read() if restoring.stderr else b""
    except FileNotFoundError:
        raise Refusal(MISSING % "pg_restore") from None
    if restoring.returncode:
        raise Refusal(f"The dump is damaged: {_last(said)}.")
    return found


def faults(connection: Any) -> Iterator[str]:
    """What PostgreSQL cannot read; each table is read to its end."""
    with _own(connection) as own, own.cursor() as cursor:
        cursor.execute(TABLES)
        for (name,) in cursor.fetchall():
            try:
                _table(cursor, name)
            except Exception as error:  # whatever a damaged page makes of it
                yield f"The table {name} cannot be read to its end: {error}."


def is_empty(connection: Any) -> bool:
    """Whether the database has no table."""
    with _own(connection) as own, own.cursor() as cursor:
        cursor.execute(TABLES)
        return not cursor.fetchall()


def put(connection: Any, copy: Path, contents: Contents, stamp: str) -> str:
    """Put a dump in the place of the database; where what stood there is now, or "" where nothing did. `Refusal`.

    An empty database is filled in one transaction. For any other a new one is filled and compared beside it, and both
    are renamed in one transaction, which nobody may be in it for; the role needs CREATEDB.
    """
    connections.close_all()
    if is_empty(connection):
        _fill(connection, copy, contents)
        return ""
    name = connection.settings_dict["NAME"]
    new, aside = f"{name}_restoring", f"{name}_before_{stamp.replace('-', '_')}"
    with _elsewhere(connection) as cursor:
        try:
            cursor.execute(f'DROP DATABASE IF EXISTS "{new}"')
            cursor.execute(f'CREATE DATABASE "{new}" TEMPLATE template0')
        except InsufficientPrivilege as error:
            raise Refusal(
                "The role of the database may not make another one beside it. Give it CREATEDB, or restore into an "
                f"empty database: {_last(str(error).encode())}."
            ) from error
        _fill(_named(connection, new), copy, contents)
        try:
            cursor.execute("BEGIN")
            cursor.execute(f'ALTER DATABASE "{name}" RENAME TO "{aside}"')
            cursor.execute(f'ALTER DATABASE "{new}" RENAME TO "{name}"')
            cursor.execute("COMMIT")
        except ObjectInUse as error:
            cursor.execute("ROLLBACK")
            cursor.execute(f'DROP DATABASE "{new}"')
            raise Refusal("The database is in use. Stop the server, then run this again.") from error
    return f"the database {aside}"


def _fill(connection: Any, copy: Path, contents: Contents) -> None:
    """Restore into an empty database, all or nothing, and hold what came of it against what it should be."""
    _run(connection, "pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", str(copy))
    with _own(connection) as own, own.cursor() as cursor:
        if wrong := differing(_contents(cursor), contents):
            raise Refusal(f"What was restored is not what was in the backup, in {', '.join(wrong)}. Do not use it.")


def _contents(cursor: Any) -> Contents:
    # As `pg_dump` does, so that values are written the same way.
    cursor.execute(
        "SET extra_float_digits = 3; SET DateStyle = ISO; SET IntervalStyle = postgres; SET TimeZone = 'UTC'"
    )
    cursor.execute(TABLES)
    return {name: _table(cursor, name) for (name,) in cursor.fetchall()}


def _table(cursor: Any, name: str) -> Any:
    with cursor.copy(f'COPY public."{name}" TO STDOUT') as rows:
        return table(bytes(row) for row in rows)


def _until_end(lines: Any) -> Iterator[bytes]:
    for line in lines:
        if line == END:
            return
        yield line


def _run(connection: Any, program: str, *options: str) -> None:
    """One of PostgreSQL's programs on a database; `Refusal` with what it said."""
    args, env = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *args[1:-1], f"--dbname={args[-1]}", "--no-password", *options]
    try:
        done = subprocess.run(command, env=_environment(env), capture_output=True, check=False)
    except FileNotFoundError:
        raise Refusal(MISSING % program) from None
    if done.returncode:
        raise Refusal(f"{program} failed: {_last(done.stderr)}.")


def _last(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _environment(own: dict[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(own or {}), "PGTZ": "UTC"}


@contextmanager
def _own(connection: Any) -> Iterator[Any]:
    """A connection that begins and ends its own transactions; it is closed afterwards."""
    own = connection.copy()
    own.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": 0}
    with closing(own):
        own.ensure_connection()
        yield own.connection


@contextmanager
def _elsewhere(connection: Any) -> Iterator[Any]:
    name = next(one for one in ELSEWHERE if one != connection.settings_dict["NAME"])
    with _own(_named(connection, name)) as own, own.cursor() as cursor:
        yield cursor


def _named(connection: Any, name: str) -> Any:
    other = connection.copy()
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    return other
