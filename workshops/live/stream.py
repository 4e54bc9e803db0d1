"""The endpoint of streams and of polling: plain ASGI in front of the pages, where an open stream costs no thread."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from workshops.live.frames import BREATH, OVER
from workshops.live.hub import Full, Hub
from workshops.live.tickets import Ticket, read
from workshops.live.watch import Stream, Watch
from workshops.projection import Audience

App = Callable[[Any, Any, Any], Awaitable[None]]
PATH = re.compile(r"/live/(?P<ticket>[\w:-]{20,300})/(?P<how>stream|delta)", re.ASCII)
# Seconds: between two signs of life, until a first reading is there, and until a screen that takes nothing is cut.
BEATS = {Audience.PHONE: 15.0, Audience.SCREEN: 5.0, Audience.LEADER: 5.0}
FIRST, STUCK = 5.0, 20.0
PLAIN = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
EVENTS = [*PLAIN, (b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]
JSON = [*PLAIN, (b"content-type", b"application/json")]


class Live:
    """Answers /live/<ticket>/stream and …/delta; all else is for the pages behind."""

    def __init__(self, pages: App, hub: Hub | None = None) -> None:
        self.pages, self.hub = pages, hub or Hub()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request, or the life of the server."""
        if scope["type"] == "lifespan":
            self.hub.start()
            try:
                await self.pages(scope, receive, send)
            finally:
                await self.hub.stop()
            return
        asked = PATH.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
        if asked is None or not _came_safely(scope):
            await self.pages(scope, receive, send)
        elif scope["method"] != "GET":
            await _short(send, 405, [(b"allow", b"GET")])
        else:
            await self._answer(asked["ticket"], asked["how"], scope, receive, send)

    async def _answer(self, text: str, how: str, scope: Any, receive: Any, send: Any) -> None:
        ticket = read(text)
        if ticket is None:
            await _short(send, 403)
        elif how == "delta":
            await self._delta(ticket, scope, send)
        else:
            await self._stream(ticket, scope, receive, send)

    # ---------- polling ----------

    async def _delta(self, ticket: Ticket, scope: Any, send: Any) -> None:
        watch = self.hub.watch(ticket)
        watch.ask(ticket)
        await _within(FIRST, watch.ready.wait())
        if watch.is_over or await self._is_over(watch, ticket):
            await _short(send, 200, JSON, b'{"kind":"over"}')
            return
        if watch.frames is None:
            await _short(send, 503, [(b"retry-after", b"5")])
            return
        frames = watch.frames
        mark = b'"%d"' % frames.place
        if dict(scope["headers"]).get(b"if-none-match") == mark:
            await _short(send, 304, [(b"etag", mark)])
            return
        await _short(send, 200, [*JSON, (b"etag", mark)], frames.whole(ticket, _since(scope)))

    async def _is_over(self, watch: Watch, ticket: Ticket) -> bool:
        """Whether a ticket opens it no longer; phones are in for as long as the workshop is."""
        if watch.frames is None or ticket.audience is Audience.PHONE:
            return False
        return bool(await self.hub.over(watch.frames.room.workshop, ticket))

    # ---------- streaming ----------

    async def _stream(self, ticket: Ticket, scope: Any, receive: Any, send: Any) -> None:
        try:
            watch, stream = self.hub.enter(ticket, _since(scope))
        except Full:
            await _short(send, 503, [(b"retry-after", b"10")])
            return
        leaving = asyncio.ensure_future(_left(receive, stream))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": EVENTS})
            await _body(send, BREATH)
            await _within(FIRST, watch.ready.wait())
            if await self._is_over(watch, ticket):
                await _body(send, OVER)
            else:
                await _tell(watch, stream, send)
            await _body(send, b"", more=False)
        except TimeoutError:
            return
        finally:
            leaving.cancel()
            self.hub.leave(watch, stream)


async def _tell(watch: Watch, stream: Stream, send: Any) -> None:
    """Send what is due, and a sign of life where nothing is, until it is over. `TimeoutError` where nothing is taken."""
    beat = BEATS[Audience.SCREEN if stream.ticket.along else stream.ticket.audience]
    event: bytes | None = None
    while not stream.is_gone and event is not OVER:
        stream.wake.clear()
        event = watch.next_for(stream)
        if event is None:
            woken = await _within(beat, stream.wake.wait())
            event = None if woken else BREATH
        if event is not None:
            await _body(send, event)


async def _left(receive: Any, stream: Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def _within(seconds: float, waiting: Awaitable[Any]) -> bool:
    """Whether it came in time."""
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return False
    return True


async def _body(send: Any, data: bytes, more: bool = True) -> None:
    async with asyncio.timeout(STUCK):
        await send({"type": "http.response.body", "body": data, "more_body": more})


async def _short(send: Any, status: int, headers: Any = (), body: bytes = b"") -> None:
    sent = [*(headers or PLAIN), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body})


def _since(scope: Any) -> int:
    """The place it has seen everything up to: from the address, or as a browser repeats it; 0 where it says none."""
    told = parse_qs(scope["query_string"].decode("latin1")).get("since", [""])[0]
    told = told or dict(scope["headers"]).get(b"last-event-id", b"").decode("latin1")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else 0


def _came_safely(scope: Any) -> bool:
    """Whether it came as the settings want it; what did not is sent where it should be by the pages."""
    return not settings.SECURE_SSL_REDIRECT or dict(scope["headers"]).get(b"x-forwarded-proto") == b"https"
