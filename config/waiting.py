"""What phones send waits in the event loop for a thread, not in the pool: whoever gave up meanwhile costs nothing.

A pool works off what nobody waits for any more, and so falls further behind the more phones try again. A body is read
whole before a page sees it: of one that broke off, a page would be shown the beginning. A script that waited too long is
asked to come again, while it still listens: it does so by itself, and a form of a person never is.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]
ROOMS = "/room/"
LARGEST = 65_536
# Seconds. Scripts give up after ten (`static/js/outbox.js`); what is begun then is done for nobody.
LONGEST = 4.0
BY_SCRIPT = ("PUT", "DELETE")


class Waiting:
    """Lets as many of a room's requests through at once as there are threads; all others pass at once."""

    def __init__(self, pages: App, threads: int) -> None:
        self.pages, self.free = pages, asyncio.Semaphore(threads)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request."""
        if scope["type"] != "http" or not scope["path"].startswith(ROOMS):
            await self.pages(scope, receive, send)
            return
        body = await _whole(receive)
        if body is None:
            return
        if len(body) > LARGEST:
            await _refuse(send, 413)
            return
        leaving, since = asyncio.ensure_future(receive()), time.monotonic()
        try:
            async with self.free:
                if leaving.done():
                    return
                if scope["method"] in BY_SCRIPT and time.monotonic() - since > LONGEST:
                    await _refuse(send, 503, (b"retry-after", b"2"))
                    return
                await self.pages(scope, _again(body, leaving), send)
        finally:
            leaving.cancel()


async def _whole(receive: Any) -> bytes | None:
    """The body, up to a little more than the largest; None where it broke off."""
    body, more = b"", True
    while more and len(body) <= LARGEST:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes, leaving: asyncio.Future[Any]) -> Callable[[], Awaitable[Any]]:
    """A `receive` that gives the body, and then whatever comes."""
    told = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Any:
        return next(told, None) or await asyncio.shield(leaving)

    return receive


async def _refuse(send: Any, status: int, *more: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0"), *more]})
    await send({"type": "http.response.body", "body": b""})
