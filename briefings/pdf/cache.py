"""PDFs kept by the hash of what they are made of, so that the second download costs a file."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from briefings.pdf.attached import Attachment
from briefings.pdf.render import render_pdf, sheets

KEPT = 400
RENDERER = version("weasyprint")
PROGRAM = (
    *((room, "*.py") for room in ("clusters", "swot", "workshops", "briefings")),
    *((f"templates/{folder}", "*.html") for folder in ("briefings", "charts", "components")),
    *(("briefings/library", "*.json"), ("static/css", "*.css")),
)
# A PDF is finished by the code of this folder: another code makes other bytes.
OURS = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.[pc]*")))


def key(html: str, extra_css: Iterable[str] = (), attachments: Sequence[Attachment] = ()) -> str:
    """SHA-256 over the page, its style sheets as they are now, what is attached, the renderer's version and our code."""
    digest = hashlib.sha256(RENDERER.encode() + OURS)
    for name in sheets(html, extra_css):
        found = (Path(folder) / name for folder in settings.STATICFILES_DIRS)
        sheet = next((path.read_bytes() for path in found if path.is_file()), b"")
        digest.update(b"\0" + name.encode() + b"\0" + sheet)
    for one in attachments:
        digest.update(b"\0" + repr(one).encode())
    digest.update(b"\0" + html.encode())
    return digest.hexdigest()


def cached_pdf(
    html: str,
    *,
    extra_css: Iterable[str] = (),
    attachments: Sequence[Attachment] = (),
    make: Callable[[], bytes] | None = None,
) -> bytes:
    """The PDF of a page, from the cache where it was made before; `make` renders it otherwise than `render_pdf`."""
    extra_css = tuple(extra_css)
    usual = partial(render_pdf, html, extra_css=extra_css, attachments=attachments)
    return _kept(_folder() / f"{key(html, extra_css, attachments)}.pdf", make or usual)


def named_pdf(name: str, make: Callable[[], bytes]) -> bytes:
    """The PDF of what is told whole by its name, as long as the program that makes it is the same; else `make` makes it."""
    return make() if settings.DEBUG else _kept(_named(name), make)


def kept_pdf(name: str) -> bytes:
    """The PDF that `named_pdf` keeps by this name; nothing where there is none."""
    return b"" if settings.DEBUG else _read(_named(name))


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What stands at a path; made and kept where nothing does, or what is not a whole PDF."""
    pdf = _read(path)
    if not pdf:
        pdf = make()
        _keep(path, pdf)
    return pdf


def _named(name: str) -> Path:
    return _folder() / f"{hashlib.sha256(program() + name.encode()).hexdigest()}.pdf"


@cache
def program() -> bytes:
    """SHA-256 over the code, the templates and the style sheets that prints are made by."""
    digest = hashlib.sha256(RENDERER.encode())
    for folder, ending in PROGRAM:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob(ending)):
            digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()


def _read(path: Path) -> bytes:
    """The whole PDF at a path, which is used again; nothing where there is none."""
    try:
        pdf = path.read_bytes()
        os.utime(path)
    except FileNotFoundError:
        return b""
    return pdf if _is_whole(pdf) else b""


def _is_whole(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-16:]


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "pdf-cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(path: Path, pdf: bytes) -> None:
    # Written beside and renamed, so that nobody ever reads half a file.
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(pdf)
    os.replace(name, path)
    _let_go(path.parent)


def _let_go(folder: Path) -> None:
    dated = []
    for path in folder.glob("*.pdf"):
        try:
            dated.append((path.stat().st_mtime, path))
        except FileNotFoundError:
            continue
    for _age, path in sorted(dated)[:-KEPT]:
        path.unlink(missing_ok=True)
