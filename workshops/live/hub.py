"""One hub a process, in the event loop: who listens to which workshop. The database is asked in two lasting threads."""

import asyncio
import logging
import resource
import signal
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import DatabaseError, close_old_connections, connections

from workshops import bus
from workshops.live import presence, reading
from workshops.live.notices import hear
from workshops.live.tickets import Ticket
from workshops.live.watch import Stream, Watch
from workshops.models import Workshop
from workshops.projection import Audience, Room

MOST_STREAMS = 5000
# Of one person, or of all screens of a workshop: a page opened over and over takes nobody's place.
MOST_EACH = {Audience.PHONE: 6, Audience.LEADER: 12, Audience.SCREEN: 100}

log = logging.getLogger(__name__)


class Full(Exception):
    """As many streams are open as this process, or this person, may have."""


class Hub:
    """Every workshop that somebody listens to here."""

    def __init__(self) -> None:
        self.watches: dict[UUID, Watch] = {}
        self.open = 0
        self.is_ending = False
        self._each: Counter[Ticket] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        # Apart, because a writer may have to wait for others on SQLite, and nobody is to wait for it to read.
        self._reader, self._writer = (ThreadPoolExecutor(1, thread_name_prefix=f"live {what}") for what in ("r", "w"))

    # ---------- beginning and ending ----------

    def start(self) -> None:
        """Listen to what is written, from within the event loop."""
        self._loop = asyncio.get_running_loop()
        _let_many_in()
        bus.listen(self.moved)
        self._begin(hear(self._moved, self._all_moved))
        self._begin(self._note_who_is_here())
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._end_on(number)

    def _end_on(self, number: int) -> None:
        """The server waits for open streams before it tells anybody that it ends: so hear of it from the signal itself."""
        before = signal.getsignal(number)

        def ended(signum: int, frame: Any) -> None:
            self._loop.call_soon_threadsafe(self.end)
            if callable(before):
                before(signum, frame)

        signal.signal(number, ended)

    def end(self) -> None:
        """Let every stream end, so that the server can."""
        self.is_ending = True
        for watch in self.watches.values():
            for stream in watch.streams:
                stream.end()

    async def stop(self) -> None:
        """Leave nothing running."""
        self.end()
        bus.leave(self.moved)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for thread in (self._reader, self._writer):
            thread.submit(connections.close_all)
            thread.shutdown(wait=True)

    # ---------- what happens ----------

    def moved(self, pk: Any) -> None:
        """A workshop moved on; from any thread."""
        self._loop.call_soon_threadsafe(self._moved, UUID(str(pk)))

    def _moved(self, pk: UUID) -> None:
        if pk in self.watches:
            self.watches[pk].moved.set()

    def _all_moved(self) -> None:
        for watch in self.watches.values():
            watch.moved.set()

    async def _note_who_is_here(self) -> None:
        while True:
            await asyncio.sleep(presence.EVERY)
            people = {person for watch in self.watches.values() for person in watch.people()}
            try:
                await self._in(self._writer, presence.heard, people)
            except DatabaseError as fault:
                log.warning("Who is here was not written down: %s", type(fault).__name__)

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    # ---------- who listens ----------

    def watch(self, ticket: Ticket) -> Watch:
        """The workshop of a ticket, in memory from now on."""
        found = self.watches.get(ticket.workshop)
        if found is None or found.is_over:
            found = self.watches[ticket.workshop] = Watch(ticket.workshop, self._read)
            found.ask(ticket)
            self._begin(found.run()).add_done_callback(lambda _done: self._ended(found))
        return found

    def _ended(self, watch: Watch) -> None:
        watch.ready.set()
        if self.watches.get(watch.pk) is watch:
            del self.watches[watch.pk]

    def enter(self, ticket: Ticket, since: int) -> tuple[Watch, Stream]:
        """Open a stream; `Full` where there is no room for one more."""
        if self.is_ending or self.open >= MOST_STREAMS or self._each[ticket] >= MOST_EACH[ticket.audience]:
            raise Full
        watch, stream = self.watch(ticket), Stream(ticket, since)
        watch.streams.add(stream)
        self.open += 1
        self._each[ticket] += 1
        return watch, stream

    def leave(self, watch: Watch, stream: Stream) -> None:
        """A stream is closed."""
        watch.streams.discard(stream)
        self.open -= 1
        self._each[stream.ticket] -= 1
        if not self._each[stream.ticket]:
            del self._each[stream.ticket]

    # ---------- the database ----------

    async def _read(self, pk: UUID, last: Room | None, tickets: Iterable[Ticket]) -> tuple[Room | None, set[Ticket]]:
        found: tuple[Room | None, set[Ticket]] = await self.ask(reading.read, pk, last, tickets)
        return found

    async def over(self, workshop: Workshop, ticket: Ticket) -> set[Ticket]:
        """The ticket, if it no longer opens this workshop."""
        found: set[Ticket] = await self.ask(reading.over, workshop, [ticket])
        return found

    async def ask(self, question: Callable[..., Any], *args: Any) -> Any:
        """The answer of a function that asks the database, from the thread for it."""
        return await self._in(self._reader, question, *args)

    async def _in(self, thread: ThreadPoolExecutor, question: Callable[..., Any], *args: Any) -> Any:
        return await self._loop.run_in_executor(thread, _asked, question, args)


def _let_many_in() -> None:
    """Each stream is an open file of the process, of which systems allow 1,024 unless asked for more."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_STREAMS if most == resource.RLIM_INFINITY else min(2 * MOST_STREAMS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, wanted), most))


def _asked(question: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    close_old_connections()
    try:
        return question(*args)
    finally:
        close_old_connections()
