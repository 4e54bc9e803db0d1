"""The file a backup is: a zip that packs nothing, with the database, the files people added, and a manifest.

Nothing in it is compressed: what comes out is never more than what lies there, so no archive can fill a disk. Names,
kinds and sizes are looked at before anything is taken out, and only what the manifest tells is.
"""

import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from clusters.errors import Refusal

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "files/"
LARGEST_MANIFEST = 200_000_000
PART = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}"
NAME = re.compile(rf"database|files(?:/{PART}){{1,4}}")
BLOCK = 1_048_576
DAMAGED = "%s is not a backup of the workbook, or it is damaged: %s. Take another one."


def may_be_kept(name: str) -> bool:
    """Whether a member may have this name."""
    return NAME.fullmatch(name) is not None


def write(path: Path, members: Iterable[tuple[str, Path]], told: dict[str, Any]) -> None:
    """Put members into a new archive, and last the manifest: `told` with size and SHA-256 of each."""
    sums = {}
    with zipfile.ZipFile(path, "x", zipfile.ZIP_STORED) as archive:
        for name, source in members:
            with source.open("rb") as file, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                sums[name] = _copied(file, member)
        told = {"format": FORMAT, **told, "members": sums}
        archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(told, indent=1, sort_keys=True))


class Archive:
    """An archive that was opened: all that can be said against it before anything is taken out has been. `Refusal`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self._infos = self._looked_through()
            self.manifest = self._manifest()
        except FileNotFoundError:
            raise Refusal(f"There is no file {path}.") from None
        except (zipfile.BadZipFile, OSError, ValueError, KeyError, TypeError, NotImplementedError, EOFError) as error:
            raise self._damaged(str(error) or type(error).__name__) from error

    @property
    def members(self) -> dict[str, Any]:
        """Size in bytes and SHA-256 of each, by name."""
        return self.manifest["members"]

    def take_out(self, name: str, to: Path) -> None:
        """Write one member to a new file and hold it against its sum. `Refusal`."""
        try:
            with self._zip.open(self._infos[name]) as member, to.open("xb") as file:
                found = _copied(member, file)
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
            raise self._damaged(f"{name}: {error}") from error
        if found != self.members[name]:
            raise self._damaged(f"{name} is not what it was")

    def _looked_through(self) -> dict[str, zipfile.ZipInfo]:
        infos = {info.filename: info for info in self._zip.infolist()}
        if len(infos) != len(self._zip.infolist()):
            raise ValueError("a name stands in it twice")
        for name, info in infos.items():
            if name != MANIFEST and not may_be_kept(name):
                raise ValueError(f"{name[:80]!r} is no name of a file in a backup")
            if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG) or info.flag_bits & 1:
                raise ValueError(f"{name} is not a plain file")
            if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size:
                raise ValueError(f"{name} is packed, and a backup packs nothing")
        if sum(info.file_size for info in infos.values()) > self.path.stat().st_size:
            raise ValueError("it says that there is more in it than there is")
        return infos

    def _manifest(self) -> dict[str, Any]:
        if self._infos[MANIFEST].file_size > LARGEST_MANIFEST:
            raise ValueError("its manifest is too large")
        told = json.loads(self._zip.read(MANIFEST))
        if int(told["format"]) > FORMAT:
            raise Refusal(
                f"{self.path} was made by a newer version of the program. Update the program, then restore it."
            )
        if {*told["members"], MANIFEST} != set(self._infos) or DATABASE not in told["members"]:
            raise ValueError("what is in it is not what its manifest tells")
        for kind, name in (
            (dict, "migrations"),
            (dict, "tables"),
            (str, "vendor"),
            (str, "fingerprint"),
            (str, "made_at"),
        ):
            if not isinstance(told[name], kind):
                raise ValueError(f"{name} in its manifest is something else")
        return dict(told)

    def _damaged(self, why: str) -> Refusal:
        return Refusal(DAMAGED % (self.path, why))


def _copied(file: IO[bytes], to: IO[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        size += len(block)
        to.write(block)
    return {"bytes": size, "sha256": digest.hexdigest()}
