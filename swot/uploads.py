"""How files come in and where they are kept: never more than the limit on disk, under a name of chance."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import transaction

from clusters.ids import new_key
from swot.rules.files import LARGEST

FOLDER = "sources"


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its name made harmless, and what is in it."""

    name: str
    content: bytes


class Capped(TemporaryFileUploadHandler):
    """Writes what is sent to a temporary file, but no more than the limit: the form then says that it is too large.

    The room is that of one request, so that many files in one do not fill the disk either.
    """

    left = LARGEST + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        part = raw_data[: self.left]
        self.left -= len(part)
        self.file.write(part)


def keep(upload: Upload) -> str:
    """Keep a file; the name under which it is kept is of chance but for its ending."""
    ending = upload.name.rpartition(".")[2].lower()
    return default_storage.save(f"{FOLDER}/{new_key()}.{ending}", ContentFile(upload.content))


def let_go(kept: str) -> None:
    """Take a kept file away once the transaction is done; "" is none."""
    if kept:
        transaction.on_commit(lambda: default_storage.delete(kept))
