"""Restoring a backup: taken out and compared beside what is there, and put in its place only then."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from briefings.safekeeping.archive import DATABASE, FILES, Archive
from briefings.safekeeping.backup import kind, refuse_unless_same, told_contents
from briefings.safekeeping.disk import owned_as, settled
from clusters.errors import Refusal

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# Left free on the disk: the server needs some to start.
SPARE = 50_000_000


@dataclass(frozen=True)
class Restored:
    """What was restored: rows and files, of when, what stood there before and where that is now, and whether to migrate."""

    rows: int
    files: int
    made_at: str
    aside: list[str]
    is_older: bool


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of database and files. `Refusal`, and then nothing is changed.

    Where anything stands in the database, only with `replace`; that is kept beside.
    """
    archive = Archive(path)
    is_older = _refuse_what_does_not_fit(archive)
    if not replace and not kind().is_empty(connection):
        raise Refusal("There is something in the database. To put the backup in its place, say so with --replace.")
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    size = sum(one["bytes"] for one in archive.members.values())
    if (free := shutil.disk_usage(data).free) < 2 * size + SPARE:
        raise Refusal(
            f"It needs {(2 * size + SPARE) // 1_000_000} MB on the disk, and {free // 1_000_000} MB are free."
        )
    try:
        with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
            return _restored(archive, Path(folder), is_older)
    except OSError as error:
        raise Refusal(f"It could not be restored: {error.strerror or error}.") from error


def _restored(archive: Archive, folder: Path, is_older: bool) -> Restored:
    names = [name for name in archive.members if name != DATABASE]
    for number, name in enumerate((DATABASE, *names)):
        archive.take_out(name, folder / str(number))
    refuse_unless_same(archive, kind().contents_of(folder / "0"))
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    # Files first: more of them than rows name do no harm, fewer would.
    for number, name in enumerate(names, start=1):
        _put_file(folder / str(number), name.removeprefix(FILES))
    contents = told_contents(archive)
    aside = kind().put(connection, folder / "0", contents, stamp)
    asides = [one for one in (aside, _move_others({name.removeprefix(FILES) for name in names}, stamp)) if one]
    rows = sum(table.rows for table in contents.values())
    return Restored(rows, len(names), archive.manifest["made_at"], asides, is_older)


def _refuse_what_does_not_fit(archive: Archive) -> bool:
    """`Refusal` of another kind of database or of a newer version; whether it is of an older one."""
    vendor = archive.manifest["vendor"]
    if vendor != connection.vendor:
        kinds = f"a backup of {NAMES.get(vendor, vendor)}, and this is {NAMES[connection.vendor]}"
        raise Refusal(f"This is {kinds}. Set DATABASE_URL to the kind it was made of.")
    known = {(app, name) for app, name in MigrationLoader(None).disk_migrations}
    its_own = {(app, name) for app, names in archive.manifest["migrations"].items() for name in names}
    if newer := sorted(its_own - known):
        named = ", ".join(f"{app} {name}" for app, name in newer[:3])
        raise Refusal(f"The backup is of a newer version, which has {named}. Update the program, then restore it.")
    return bool(known - its_own)


def _put_file(source: Path, name: str) -> None:
    root = Path(settings.MEDIA_ROOT)
    target = root / name
    for folder in _folders(root, target):
        if not folder.exists():
            folder.mkdir()
            owned_as(root.parent, folder)
    owned_as(root.parent, source)
    settled(source)
    os.replace(source, target)


def _folders(root: Path, target: Path) -> Iterable[Path]:
    return reversed([folder for folder in target.parents if folder == root or root in folder.parents])


def _move_others(names: set[str], stamp: str) -> str:
    """Move files that the backup does not know beside the folder; where they are now, or ""."""
    root = Path(settings.MEDIA_ROOT)
    aside = root.with_name(f"{root.name}.before-{stamp}")
    for path in sorted(root.rglob("*")) if root.exists() else ():
        name = str(path.relative_to(root))
        if path.is_file() and name not in names:
            (aside / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.replace(path, aside / name)
    return str(aside) if aside.exists() else ""
