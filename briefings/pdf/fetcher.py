"""The only door out of a render: our own static files, read from disk."""

from collections.abc import Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE_URL = "https://pdf.invalid/"
STATIC_URL = BASE_URL + "static/"


class LocalOnly(URLFetcher):
    """Answers addresses under `STATIC_URL` from the given folders and stops the render at anything else; `asked` notes each address."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.folders = tuple(folder.resolve() for folder in folders)
        self.asked: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file behind an address; `FatalURLFetchingError` where it is not one of our static files."""
        self.asked.append(url[:200])
        if not url.startswith(STATIC_URL):
            raise FatalURLFetchingError(f"Refused: {url[:200]}")
        name = unquote(urlsplit(url).path.removeprefix("/static/"))
        for folder in self.folders:
            path = (folder / name).resolve()
            if path.is_relative_to(folder) and path.is_file():
                kind = guess_type(path.name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        raise FatalURLFetchingError(f"Not one of our files: {name[:200]}")
