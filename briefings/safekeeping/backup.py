"""Making a backup: database and files in one file, which is opened and compared before it gets its name."""

import os
import shutil
import tempfile
import tomllib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import connection

from briefings.safekeeping import postgres, sqlite
from briefings.safekeeping.archive import DATABASE, FILES, Archive, may_be_kept, write
from briefings.safekeeping.contents import Contents, Table, Taken, differing, fingerprint
from briefings.safekeeping.disk import settled
from clusters.errors import Refusal

# The files that rows name, in a database of either kind.
NAMED = "SELECT file FROM swot_source WHERE file <> '' ORDER BY file"


@dataclass(frozen=True)
class Made:
    """A backup that was made: where, how many bytes, rows and files, and the files that were missing before it was made."""

    path: Path
    size: int
    rows: int
    files: int
    missing: list[str]


def kind() -> ModuleType:
    """How the kind of database that is in use is copied, read and replaced."""
    return sqlite if connection.vendor == "sqlite" else postgres


def usual_path() -> Path:
    """Where a backup goes for which no file was named."""
    folder = Path(settings.DATA_DIR) / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"workbook-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.zip"


def make(path: Path) -> Made:
    """Make a backup of everything at `path`, where nothing may be yet. `Refusal`, and then there is nothing at `path`."""
    if path.exists():
        raise Refusal(f"There is a file {path} already. Give another name.")
    try:
        # Beside it, so that it gets its name in one step.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            return _made(path, Path(folder))
    except OSError as error:
        raise Refusal(f"The backup could not be written: {error.strerror or error}. There is none now.") from error


def _made(path: Path, folder: Path) -> Made:
    copy, archive, kept = folder / DATABASE, folder / "archive", folder / "files"
    _gather_files(kept)
    taken = kind().take(connection, copy, NAMED)
    # Once more: what came while the database was copied.
    _gather_files(kept)
    present = {str(one.relative_to(kept)) for one in kept.rglob("*") if one.is_file()}
    missing = sorted(set(taken.files) - present)
    members = [(DATABASE, copy), *((FILES + name, kept / name) for name in sorted(present))]
    write(archive, members, _told(taken, missing))
    archive.chmod(0o600)
    check(archive, folder)
    settled(archive)
    os.rename(archive, path)
    settled(path.parent)
    rows = sum(table.rows for table in taken.contents.values())
    return Made(path, path.stat().st_size, rows, len(members) - 1, missing)


def check(path: Path, folder: Path) -> Archive:
    """Open a backup as restoring will: take out everything, and hold it against the manifest. `Refusal`."""
    archive = Archive(path)
    for number, name in enumerate(archive.members):
        out = folder / f"out-{number}"
        archive.take_out(name, out)
        if name == DATABASE:
            refuse_unless_same(archive, kind().contents_of(out))
        out.unlink()
    return archive


def refuse_unless_same(archive: Archive, found: Contents) -> None:
    """`Refusal` where a database is not what the manifest of its backup says."""
    contents = told_contents(archive)
    if wrong := differing(found, contents):
        raise Refusal(f"The database in {archive.path} is not what it was, in {', '.join(wrong)}. Take another backup.")
    if fingerprint(found) != archive.manifest["fingerprint"]:
        raise Refusal(f"The database in {archive.path} does not have its fingerprint. Take another backup.")


def told_contents(archive: Archive) -> Contents:
    """What a manifest tells of each table. `Refusal` where that cannot be read."""
    try:
        return {name: Table(int(one["rows"]), str(one["sum"])) for name, one in archive.manifest["tables"].items()}
    except (KeyError, TypeError, ValueError):
        raise Refusal(f"The manifest in {archive.path} cannot be read. Take another backup.") from None


def _told(taken: Taken, missing: list[str]) -> dict[str, Any]:
    program = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": program["project"]["version"],
        "vendor": connection.vendor,
        "migrations": taken.migrations,
        "tables": {name: asdict(table) for name, table in taken.contents.items()},
        "fingerprint": fingerprint(taken.contents),
        "missing": missing,
    }


def _gather_files(kept: Path) -> None:
    """Copy what people added and is not copied yet; a file of theirs never changes, it only comes and goes."""
    root = Path(settings.MEDIA_ROOT)
    for source in root.rglob("*") if root.exists() else ():
        name = str(source.relative_to(root))
        if source.is_symlink() or not source.is_file() or not may_be_kept(FILES + name) or (kept / name).exists():
            continue
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, kept / name)
        except FileNotFoundError:
            continue
