"""Static files with their sum in the name, given by the event loop itself: crossing to a thread took most of their time."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from config.middleware import StaticFiles

App = Callable[[Any, Any, Any], Awaitable[None]]


class LastingFiles:
    """Answers plain GETs of collected files that never change; all else is for the pages behind, under every rule there."""

    def __init__(self, pages: App) -> None:
        self.pages = pages
        collected = StaticFiles(lambda request: None)
        self.files = {url: file for url, file in collected.files.items() if collected.immutable_file_test("", url)}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request."""
        file = self.files.get(scope.get("path"))
        if file is None or scope["method"] != "GET":
            await self.pages(scope, receive, send)
            return
        asked = {f"HTTP_{name.decode('latin1')}".upper().replace("-", "_"): value for name, value in scope["headers"]}
        asked = {name: value.decode("latin1") for name, value in asked.items()}
        if "HTTP_RANGE" in asked or not _is_safe(asked):
            await self.pages(scope, receive, send)
            return
        await _give(file.get_response("GET", asked), send)


async def _give(answer: Any, send: Any) -> None:
    """Send WhiteNoise's answer in one piece: no file of ours is large."""
    body = b""
    if answer.file:
        with answer.file:
            body = answer.file.read()
    headers = [*answer.headers, ("X-Content-Type-Options", "nosniff")]
    told = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
    await send({"type": "http.response.start", "status": int(answer.status), "headers": told})
    await send({"type": "http.response.body", "body": body})


def _is_safe(asked: dict[str, str]) -> bool:
    """Whether it came as the settings want it; what did not is sent where it should be."""
    return not settings.SECURE_SSL_REDIRECT or asked.get("HTTP_X_FORWARDED_PROTO") == "https"
