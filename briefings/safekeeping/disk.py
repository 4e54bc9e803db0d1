"""Small things about files: that they are on disk, and whose they are."""

import os
from pathlib import Path


def settled(path: Path) -> None:
    """Return once a file, or what a folder lists, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def owned_as(like: Path, path: Path) -> None:
    """Give a file to whoever a folder belongs to, where root made it: the server, under its own account, must write in it."""
    path.chmod(0o700 if path.is_dir() else 0o600)
    if os.geteuid() == 0:
        whose = like.stat()
        os.chown(path, whose.st_uid, whose.st_gid)
