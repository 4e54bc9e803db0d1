"""The plays: a room that writes and votes while its server is killed, all sending at once, all coming in, all coming back."""

import asyncio
import random
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshops.models import Workshop
from workshops.simulator import stage
from workshops.simulator.http import Wifi
from workshops.simulator.phone import Phone, Tally
from workshops.simulator.screen import Screen
from workshops.simulator.servers import Servers

SCREENS = 3
# Seconds: in which all send at once, in which all come in, and for the last ones to be answered.
BURST, JOINING, LAST = 20.0, 60.0, 240.0
# Of whole votes: a second. Each phone votes twice, so a thousand take 40 s.
VOTES_A_SECOND = 50.0


@dataclass(frozen=True)
class Asked:
    """What is to be played: `rate` notes a second from all together, `drop` the share of attempts that break."""

    phones: int
    rate: float
    seconds: float
    drop: float = 0.0
    kill: int = 0
    outage: float = 0.0
    processes: int = 1
    mode: str = "steady"

    @property
    def loads_pages(self) -> bool:
        """Whether whole pages are loaded, and not only what scripts send."""
        return self.mode == "join"


@dataclass
class Played:
    """What came of it; `waiting` are things that phones still held when it was too late, which are not lost."""

    tally: Tally
    balance: stage.Balance
    delays: list[float]
    begun_mb: float
    ended_mb: float
    spent: float
    took: float
    stopped_in: float
    streams: int
    waiting: int
    back: list[float] = field(default_factory=list)


class Play:
    """One play on a stage."""

    def __init__(self, room: Workshop, asked: Asked) -> None:
        self.room, self.asked = room, asked
        self.servers, self.wifi, self.tally = Servers(asked.processes), Wifi(), Tally()
        ports = self.servers.ports
        pk = str(room.pk)
        self.phones = [Phone(ports[n % len(ports)], pk, self.wifi, self.tally) for n in range(asked.phones)]
        live = stage.screen(room)
        self.screens = [Screen(ports[n % len(ports)], live) for n in range(SCREENS)]
        self.back: list[float] = []
        self._numbers = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> Played:
        """All of it."""
        await self.servers.start()
        try:
            return await self._run()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self.servers.kill()

    async def _run(self) -> Played:
        for screen in self.screens:
            self._go(screen.follow())
        start = self._now()
        await self._come_in()
        await self._until(lambda: all(phone.state for phone in self.phones), 60)
        begun, spent, began = start if self.asked.loads_pages else self._now()
        await self._play()
        took, spent, ended = time.monotonic() - began, self.servers.seconds() - spent, self.servers.memory()
        streams = sum(bool(phone.state) for phone in self.phones)
        delays = [delay for screen in self.screens for delay in screen.delays(self.tally.sent_at)]
        stopped_in = await asyncio.to_thread(self.servers.stop)
        typed = {key: text for phone in self.phones for key, text in phone.typed.items() if key not in phone.outbox}
        votes = {phone.key: phone.marks for phone in self.phones if phone.marks and not phone.outbox}
        waiting = sum(len(phone.outbox) for phone in self.phones)
        balance = await asyncio.to_thread(stage.balance, self.room, typed, votes, len(self.phones))
        told = (begun, ended, spent, took, stopped_in, streams, waiting, self.back)
        return Played(self.tally, balance, delays, *told)

    def _now(self) -> tuple[float, float, float]:
        """Memory in MB, seconds of a processor used so far, and the time."""
        return self.servers.memory(), self.servers.seconds(), time.monotonic()

    async def _play(self) -> None:
        self.wifi.drop = self.asked.drop
        if self.asked.mode == "burst":
            await self._all_within(self._write_at, BURST)
        elif self.asked.mode == "restart":
            await self._write_for(self.asked.seconds)
            gone = time.monotonic()
            await self._killed()
            self.back = await self._all_back(gone)
        elif self.asked.mode == "steady":
            await self._write_and_vote()
        await self._until(lambda: not any(phone.outbox for phone in self.phones), LAST)
        await self._until(self._all_shown, 10)

    async def _come_in(self) -> None:
        """By the square: in `join` all within a minute, each with the pages; else a few at a time."""
        if self.asked.loads_pages:
            await self._all_within(self._join_at, JOINING)
            return
        for n in range(0, len(self.phones), 20):
            await asyncio.gather(*(self._enter(phone) for phone in self.phones[n : n + 20]))
        self.tally.joined.clear()

    async def _join_at(self, phone: Phone, at: float) -> None:
        await asyncio.sleep(at)
        await self._enter(phone)

    async def _enter(self, phone: Phone) -> None:
        """A phone comes in, and from then on follows and sends."""
        await phone.come_in(f"/j/{self.room.join_token}/", self.asked.loads_pages)
        self._go(phone.follow())
        self._go(phone.send_all())

    # ---------- writing and voting ----------

    async def _write_and_vote(self) -> None:
        """The kills are spread over writing and voting, the outage of the access point is in the middle of writing."""
        kills = [self._killed] * self.asked.kill
        in_writing = kills[: (len(kills) + 1) // 2]
        parts = max(1, len(in_writing) + 1)
        for n in range(parts):
            await self._write_for(self.asked.seconds / parts)
            if n < len(in_writing):
                await self._during(self._killed())
        if self.asked.outage:
            await self._during(self._out())
        await self._until(lambda: not any(phone.outbox for phone in self.phones), LAST)
        await self._vote(len(kills) - len(in_writing))

    async def _vote(self, kills: int) -> None:
        step, groups = await asyncio.to_thread(stage.open_vote, self.room)
        seconds = max(5.0, 2 * len(self.phones) / VOTES_A_SECOND)
        voting = asyncio.ensure_future(
            self._all_within(lambda phone, at: self._vote_at(phone, at, step, groups), seconds)
        )
        for _ in range(kills):
            await asyncio.sleep(seconds / (kills + 2))
            await self._killed()
        await voting

    @staticmethod
    async def _vote_at(phone: Phone, at: float, step: int, groups: Sequence[int]) -> None:
        """A ballot, and another one soon after: people change their minds."""
        await asyncio.sleep(at)
        for _ in range(2):
            one, two = random.sample(list(groups), 2)
            phone.vote({str(one): 2, str(two): 1}, step)
            await asyncio.sleep(0.5)

    async def _write_for(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._write(random.choice(self.phones))  # noqa: S311
            await asyncio.sleep(random.expovariate(self.asked.rate))

    async def _write_at(self, phone: Phone, at: float) -> None:
        await asyncio.sleep(at)
        self._write(phone)

    def _write(self, phone: Phone) -> None:
        self._numbers += 1
        phone.write(f"Note {self._numbers}: we share a press", self.room.step_id or 0)

    async def _all_within(self, act: Any, seconds: float) -> None:
        await asyncio.gather(*(act(phone, random.random() * seconds) for phone in self.phones))  # noqa: S311

    # ---------- what goes wrong ----------

    async def _during(self, fault: Coroutine[Any, Any, None]) -> None:
        """The room writes on while something fails."""
        failing = asyncio.ensure_future(fault)
        while not failing.done():
            await self._write_for(0.5)
        await failing

    async def _killed(self) -> None:
        await asyncio.to_thread(self.servers.kill)
        await asyncio.sleep(1)
        await self.servers.start()

    async def _out(self) -> None:
        """The access point is away: nothing gets through."""
        before, self.wifi.drop = self.wifi.drop, 1.0
        await asyncio.sleep(self.asked.outage)
        self.wifi.drop = before

    async def _all_back(self, gone: float) -> list[float]:
        """Seconds after the server answered until each phone was told again how the workshop stands; 60 for never."""
        began = time.monotonic()
        await self._until(lambda: all(phone.fresh_at > gone for phone in self.phones), 60)
        return [max(0.0, phone.fresh_at - began) if phone.fresh_at > gone else 60.0 for phone in self.phones]

    # ---------- waiting ----------

    def _all_shown(self) -> bool:
        texts = self.tally.sent_at.keys()
        return all(texts <= screen.seen_at.keys() for screen in self.screens)

    @staticmethod
    async def _until(holds: Any, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not holds() and time.monotonic() < until:
            await asyncio.sleep(0.1)

    def _go(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.ensure_future(work))
