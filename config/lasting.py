"""Static files with their sum in the name, given by the event loop itself: crossing to a thread took most of their time."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from config.middleware import StaticFiles

App = Callable[[Any, Any, Any], Awaitable[None]]
Messages = tuple[dict[str, Any], dict[str, Any]]
# What the answer depends on; with one of the latter two it may be that the browser has the file already.
ASKED = {b"accept-encoding": "HTTP_ACCEPT_ENCODING"}
HAS_IT = {b"if-none-match": "HTTP_IF_NONE_MATCH", b"if-modified-since": "HTTP_IF_MODIFIED_SINCE"}
# Answers kept in memory: some 30 files, in as many encodings as browsers ask for. 100 × 100 kB at most.
MOST = 100
SMALL = 100_000


class LastingFiles:
    """Answers plain GETs of collected files that never change; all else is for the pages behind, under every rule there."""

    def __init__(self, pages: App) -> None:
        self.pages = pages
        collected = StaticFiles(lambda request: None)
        self.answers: dict[tuple[str, bytes], Messages] = {}
        self.files = {url: file for url, file in collected.files.items() if collected.immutable_file_test("", url)}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request."""
        file = self.files.get(scope.get("path"))
        asked = dict(scope["headers"]) if file else {}
        if file is None or scope["method"] != "GET" or b"range" in asked or not _is_safe(asked):
            await self.pages(scope, receive, send)
            return
        for message in self._answer(file, scope["path"], asked):
            await send(message)

    def _answer(self, file: Any, path: str, asked: dict[bytes, bytes]) -> Messages:
        if not HAS_IT.keys().isdisjoint(asked):
            return _read(file, asked)
        key = path, asked.get(b"accept-encoding", b"")
        answer = self.answers.get(key)
        if answer is None:
            answer = _read(file, asked)
            if len(answer[1]["body"]) <= SMALL:
                self._keep(key, answer)
        return answer

    def _keep(self, key: tuple[str, bytes], answer: Messages) -> None:
        if len(self.answers) == MOST:
            self.answers.clear()
        self.answers[key] = answer


def _read(file: Any, asked: dict[bytes, bytes]) -> Messages:
    """WhiteNoise's answer as it is sent, in one piece: no file of ours is large."""
    told = {name: asked[header].decode("latin1") for header, name in (ASKED | HAS_IT).items() if header in asked}
    answer, body = file.get_response("GET", told), b""
    if answer.file:
        with answer.file:
            body = answer.file.read()
    headers = [*answer.headers, ("X-Content-Type-Options", "nosniff")]
    sent = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
    start = {"type": "http.response.start", "status": int(answer.status), "headers": sent}
    return start, {"type": "http.response.body", "body": body}


def _is_safe(asked: dict[bytes, bytes]) -> bool:
    """Whether it came as the settings want it; what did not is sent where it should be."""
    return not settings.SECURE_SSL_REDIRECT or asked.get(b"x-forwarded-proto") == b"https"
