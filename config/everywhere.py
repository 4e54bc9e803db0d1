"""Headers that every answer bears, whoever made it: pages set theirs, files and streams in front of them set few."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

App = Callable[[Any, Any, Any], Awaitable[None]]
# For what no page answered. Nothing of it is a document, so a browser that takes it for one shall do nothing with it.
PLAIN = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"same-origin",
    b"x-content-type-options": b"nosniff",
}


class Everywhere:
    """Adds what an answer lacks; of what it says itself nothing is changed."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.headers = {**PLAIN, **_stay_with_https()}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request, or the life of the server."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def told(message: Any) -> None:
            await send(self._complete(message) if message["type"] == "http.response.start" else message)

        await self.app(scope, receive, told)

    def _complete(self, message: Any) -> Any:
        said = list(message.get("headers", ()))
        names = {name.lower() for name, _value in said}
        return {**message, "headers": said + [one for one in self.headers.items() if one[0] not in names]}


def _stay_with_https() -> dict[bytes, bytes]:
    """As Django's own middleware says it; a browser heeds it where the answer came by TLS, and nowhere else."""
    if not settings.SECURE_HSTS_SECONDS:
        return {}
    said = f"max-age={settings.SECURE_HSTS_SECONDS}"
    said += "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    said += "; preload" if settings.SECURE_HSTS_PRELOAD else ""
    return {b"strict-transport-security": said.encode()}
