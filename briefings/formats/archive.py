"""Archives (ZIP) that are the same bytes for the same files: every file in them has the day they are about."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

FIRST_YEAR, LAST_YEAR = 1980, 2107  # what the format can say
READABLE = 0o644 << 16


def archive(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """One archive of files by name, in the order given."""
    dated = (min(max(day.year, FIRST_YEAR), LAST_YEAR), day.month, day.day, 0, 0, 0)
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            told = zipfile.ZipInfo(name, dated)
            told.compress_type, told.external_attr, told.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            packed.writestr(told, content)
    return body.getvalue()


def repacked(body: bytes, day: date) -> bytes:
    """An archive that somebody else's code packed, with the same files in the same order and our dates."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return archive([(one.filename, packed.read(one)) for one in packed.infolist()], day)
