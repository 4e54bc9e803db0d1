"""One workshop that somebody listens to: read again when it moved on, and every few seconds anyhow."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from uuid import UUID

from workshops.live.frames import OVER, Frames
from workshops.live.tickets import Ticket
from workshops.projection import Audience, Room

# Seconds. What happens meanwhile goes into one frame; a room that takes long to read is read less often.
GATHER, REREAD, LINGER = 0.07, 3.0, 30.0
COUNTS_EVERY, ALONG_EVERY = 10.0, 1.0

log = logging.getLogger(__name__)
# Reads a workshop off the event loop: what it is now, and which tickets no longer open it. None once it is put away.
Read = Callable[[UUID, Room | None, Iterable[Ticket]], Awaitable[tuple[Room | None, set[Ticket]]]]


class Stream:
    """One open stream: whose, from which place it goes on, what it was told last. It waits for `wake`."""

    def __init__(self, ticket: Ticket, since: int) -> None:
        self.ticket, self.since = ticket, since
        self.wake = asyncio.Event()
        self.is_over = self.is_gone = False
        self.turn = self.count = -1
        self.told: Any = None

    def end(self) -> None:
        """Whoever listened went away, or the server does."""
        self.is_gone = True
        self.wake.set()


class Watch:
    """The streams of one workshop and what it was at the last reading; ends itself once nobody listens or asks."""

    def __init__(self, pk: UUID, read: Read) -> None:
        self.pk, self.read = pk, read
        self.streams: set[Stream] = set()
        self.asked: dict[Ticket, float] = {}
        self.frames: Frames | None = None
        self.is_over, self.turn, self.count = False, 0, 0
        self.moved, self.ready = asyncio.Event(), asyncio.Event()
        self._counted_at = self._along_at = 0.0
        self._counted: Any = None

    # ---------- reading ----------

    async def run(self) -> None:
        """Read and tell, until nobody has listened or asked for a while, or it is over."""
        while not self.is_over and self._is_wanted():
            began = time.monotonic()
            self.moved.clear()
            await self._again()
            self.ready.set()
            took = time.monotonic() - began
            try:
                async with asyncio.timeout(REREAD):
                    await self.moved.wait()
            except TimeoutError:
                continue
            await asyncio.sleep(max(GATHER, took))

    async def _again(self) -> None:
        last = self.frames.room if self.frames else None
        tickets = {one.ticket for one in self.streams} | self.asked.keys()
        try:
            room, over = await self.read(self.pk, last, tickets)
        except Exception as fault:  # a database that is away comes back; words of a workshop stay out of logs
            log.warning("A workshop was not read: %s", type(fault).__name__)
            return
        self.is_over = room is None
        if room is not None:
            self._take(Frames(room))
        for stream in self.streams:
            if self.is_over or stream.ticket in over:
                stream.is_over = True
                stream.wake.set()

    def _take(self, frames: Frames) -> None:
        """Keep a reading and wake those whom it tells something."""
        now, last = time.monotonic(), self.frames
        self.frames = frames
        if last is None or last.turn != frames.turn:
            self.turn += 1
        if frames.counts != self._counted and now - self._counted_at >= COUNTS_EVERY:
            self.count += 1
            self._counted, self._counted_at = frames.counts, now
        along = now - self._along_at >= ALONG_EVERY
        self._along_at = now if along else self._along_at
        for stream in self.streams:
            if not stream.ticket.along or along:
                self._wake(stream)

    def _wake(self, stream: Stream) -> None:
        if self._is_due(stream):
            stream.wake.set()

    # ---------- telling ----------

    def _is_due(self, stream: Stream) -> bool:
        if self.frames is None:
            return False
        if self._is_phone(stream.ticket):
            return stream.turn != self.turn or stream.count != self.count
        return stream.told != self.frames.told

    def next_for(self, stream: Stream) -> bytes | None:
        """The event that a stream is due, from the place it is at; None while there is nothing new for it."""
        if stream.is_over or self.is_over:
            return OVER
        frames = self.frames
        if frames is None or not self._is_due(stream):
            return None
        if not self._is_phone(stream.ticket):
            data = frames.whole(stream.ticket, stream.since)
        elif stream.turn != self.turn:
            data = frames.state()
        else:
            data = frames.few()
        stream.turn, stream.count, stream.told, stream.since = self.turn, self.count, frames.told, frames.place
        return frames.event(data)

    @staticmethod
    def _is_phone(ticket: Ticket) -> bool:
        return ticket.audience is Audience.PHONE and not ticket.along

    # ---------- who is there ----------

    def ask(self, ticket: Ticket) -> None:
        """Somebody polls: the workshop is kept in memory for a while."""
        self.asked[ticket] = time.monotonic()

    def _is_wanted(self) -> bool:
        since = time.monotonic() - LINGER
        self.asked = {ticket: at for ticket, at in self.asked.items() if at > since}
        return bool(self.streams or self.asked)

    def people(self) -> set[int]:
        """The participants who listen or ask, by primary key."""
        tickets = {one.ticket for one in self.streams} | self.asked.keys()
        return {one.person for one in tickets if one.audience is Audience.PHONE and one.person is not None}
