"""The plain-ASGI application driven directly, as a server would: a stream is read event by event."""

import asyncio
import json
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from django.db import connections

from workshops.live.hub import Hub
from workshops.live.stream import Live

PATIENCE = 10


def beside(verb):
    """A verb called in a thread beside the event loop, which leaves no connection open."""

    def called(*args, **kwargs):
        try:
            return verb(*args, **kwargs)
        finally:
            connections.close_all()

    return sync_to_async(called)


async def pages(scope, receive, send):
    """What stands behind."""
    if scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b"pages"})


@asynccontextmanager
async def serving():
    """The application between start and end of its server."""
    app, told = Live(pages, Hub()), asyncio.Queue()
    started, ended = asyncio.Event(), asyncio.Event()

    async def send(message):
        (started if "startup" in message["type"] else ended).set()

    life = asyncio.create_task(app({"type": "lifespan"}, told.get, send))
    await told.put({"type": "lifespan.startup"})
    await started.wait()
    try:
        yield app
    finally:
        await told.put({"type": "lifespan.shutdown"})
        await life


def scope_of(path, query="", headers=(), method="GET"):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
    }


async def asked(app, path, query="", headers=(), method="GET"):
    """Status, headers and body of an answer that ends."""
    got = []

    async def send(message):
        got.append(message)

    await asyncio.wait_for(app(scope_of(path, query, headers, method), asyncio.Queue().get, send), PATIENCE)
    return got[0]["status"], dict(got[0]["headers"]), b"".join(one["body"] for one in got[1:])


class Listener:
    """One open stream; one that `takes` so many messages stands still after them."""

    def __init__(self, app, path, since=0, takes=None):
        self.takes = takes
        self._told, self._events, self._rest = asyncio.Queue(), asyncio.Queue(), b""
        self.task = asyncio.create_task(app(scope_of(path + "stream", f"since={since}"), self._told.get, self._send))

    async def _send(self, message):
        if self.takes is not None:
            self.takes -= 1
            if self.takes < 0:
                await asyncio.Event().wait()
        *events, self._rest = (self._rest + message.get("body", b"")).split(b"\n\n")
        for event in events:
            lines = [line for line in event.split(b"\n") if line.startswith(b"data: ")]
            for line in lines:
                self._events.put_nowait(json.loads(line[6:]))

    async def next(self, within=PATIENCE):
        """The next frame."""
        return await asyncio.wait_for(self._events.get(), within)

    async def until(self, holds, within=PATIENCE):
        """All frames up to the first one that holds."""
        seen = []

        async def look():
            while not seen or not holds(seen[-1]):
                seen.append(await self._events.get())

        await asyncio.wait_for(look(), within)
        return seen

    def waiting(self):
        """Frames that nobody has taken yet."""
        return self._events.qsize()

    async def leave(self):
        """Close it, as a browser does."""
        self._told.put_nowait({"type": "http.disconnect"})
        await asyncio.wait_for(self.task, PATIENCE)
