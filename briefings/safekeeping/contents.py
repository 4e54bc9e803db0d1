"""What stands in a database, so that a copy can be told from the original: rows and a sum of each table."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ROOM = 2**256


@dataclass(frozen=True)
class Table:
    """How many rows it has, and the sum of their SHA-256, in hexadecimal: in whatever order they are read, the same."""

    rows: int
    sum: str


Contents = dict[str, Table]


@dataclass(frozen=True)
class Taken:
    """What was in a database at the moment a copy was taken: contents, migrations by app, files that rows name."""

    contents: Contents
    migrations: dict[str, list[str]]
    files: list[str]


def table(rows: Iterable[bytes]) -> Table:
    """The sum of a table, of its rows as bytes."""
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest())
    return Table(count, f"{total % ROOM:064x}")


def fingerprint(contents: Contents) -> str:
    """SHA-256 over all tables."""
    told = "\n".join(f"{name} {one.rows} {one.sum}" for name, one in sorted(contents.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def by_app(rows: Iterable[Any]) -> dict[str, list[str]]:
    """Pairs of app and migration, as Django records them."""
    found: dict[str, list[str]] = {}
    for app, name in rows:
        found.setdefault(app, []).append(name)
    return {app: sorted(names) for app, names in sorted(found.items())}


def differing(one: Contents, other: Contents) -> list[str]:
    """Tables that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
