"""Which files a source may carry: told by their name and by what is in them, and both must agree (spec trust.md)."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
MOST_MEMBERS = 5_000
IN_DIRECTORY = b"PK\x01\x02"
MARKUP = re.compile(rb"\s*<\s*(!doctype|!--|\?xml|\?php|html|head|body|script|style|svg|iframe|math|meta|a\s)", re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
TEXTS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class FileType:
    """One kind of file that is taken: its ending, what browsers are told, its name, and the look inside."""

    ending: str
    content_type: str
    label: str
    is_inside: Callable[[bytes], bool]


def name_and_fault(name: str, content: bytes) -> tuple[str, str]:
    """The name made harmless, and what is wrong as a sentence for people ("" if it may be kept)."""
    name = clean_name(name)
    kind = type_of(name)
    if not content:
        return name, _("This file is empty. Choose another one.")
    if len(content) > LARGEST:
        return name, too_large()
    if kind is None:
        return name, _("Choose a PDF, a picture (PNG or JPEG), plain text, CSV, or an ODT, ODS, DOCX or XLSX file.")
    if not kind.is_inside(content):
        words = {"label": kind.label, "ending": kind.ending}
        return name, _(
            "Its name ends in .%(ending)s, but what is inside is no %(label)s. Save it again as one."
        ) % words
    return name, ""


def too_large() -> str:
    """The sentence for a file over the limit."""
    return _("This file is larger than 10 MB. Keep it elsewhere, and write down where.")


def clean_name(name: str) -> str:
    """A file's own name without folders, control and direction signs; never hidden, at most 120 signs, ending kept."""
    bare = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in bare if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    stem, dot, ending = " ".join(kept.split()).strip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    ending = ending[:10]
    room = LONGEST_NAME - len(ending) - 1
    return f"{stem[:room].strip() or _('file')}.{ending}" if ending else stem[:room].strip() or _("file")


def type_of(name: str) -> FileType | None:
    """The kind of file that a name claims; None for one that is not taken."""
    return TYPES.get(name.rpartition(".")[2].lower()) if "." in name else None


def begins_with(*magic: bytes) -> Callable[[bytes], bool]:
    """Tells a file by its first bytes."""
    return lambda content: content.startswith(magic)


def is_text(content: bytes) -> bool:
    """Plain text in an encoding people use, without control signs, and no markup that a browser could take for a page."""
    encoding = next((encoding for mark, encoding in TEXTS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return not CONTROLS.search(text) and not MARKUP.match(text[:400].lstrip("\ufeff").encode())


def open_document(media_type: str) -> Callable[[bytes], bool]:
    """Tells an OpenDocument file: its first member, stored plain, is its own media type."""
    first = f"mimetypeapplication/vnd.oasis.opendocument.{media_type}".encode()
    return lambda content: content[30 : 30 + len(first)] == first and "content.xml" in members(content)


def office(part: str) -> Callable[[bytes], bool]:
    """Tells an Office file: a table of contents and its main part, and no macros."""
    return lambda content: (
        {"[Content_Types].xml", part} <= (found := members(content))
        and not any(name.lower().endswith("vbaproject.bin") for name in found)
    )


def members(content: bytes) -> set[str]:
    """The names inside a ZIP file; none for what is not one from its first byte, or has more than 5,000 members.

    They are counted by the sign that each must have: what a file says of its own directory may be said twice, and differ.
    """
    if not content.startswith(b"PK\x03\x04") or content.count(IN_DIRECTORY) > MOST_MEMBERS:
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError):
        return set()


OPEN, OFFICE = "application/vnd.oasis.opendocument", "application/vnd.openxmlformats-officedocument"
PNG, JPEG = begins_with(b"\x89PNG\r\n\x1a\n"), begins_with(b"\xff\xd8\xff")
TYPES = {
    kind.ending: kind
    for kind in (
        FileType("pdf", "application/pdf", "PDF", begins_with(b"%PDF-")),
        FileType("png", "image/png", "PNG", PNG),
        FileType("jpg", "image/jpeg", "JPEG", JPEG),
        FileType("jpeg", "image/jpeg", "JPEG", JPEG),
        FileType("txt", "text/plain", "TXT", is_text),
        FileType("csv", "text/csv", "CSV", is_text),
        FileType("odt", f"{OPEN}.text", "ODT", open_document("text")),
        FileType("ods", f"{OPEN}.spreadsheet", "ODS", open_document("spreadsheet")),
        FileType("docx", f"{OFFICE}.wordprocessingml.document", "DOCX", office("word/document.xml")),
        FileType("xlsx", f"{OFFICE}.spreadsheetml.sheet", "XLSX", office("xl/workbook.xml")),
    )
}
