"""One phone as `static/js/` makes it: it comes in under a key, follows the workshop, and its outbox empties only on a 2xx."""

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from typing import Any

from clusters.ids import new_key
from workshops.simulator.http import Answer, Cut, Wifi, ask, events

# Seconds, as the scripts have them.
FIRST, LONGEST = 0.4, 15.0
SPREAD, SLOWEST = 3.0, 8.0
AGAIN = {403, 408, 425, 429}
COOKIE, DOOR = re.compile(r"guest=([^;]+)"), re.compile(r"door=([^;]+)")
TOKEN = "a" * 32  # the same in cookie and header, as Django wants it


@dataclass
class Tally:
    """What all phones together met: times in seconds from sending to answer, answers that ask the person, broken attempts."""

    answered: list[float] = field(default_factory=list)
    voted: list[float] = field(default_factory=list)
    joined: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    slowed: int = 0
    broken: int = 0
    # When the words were sent that were answered: for the screens.
    sent_at: dict[str, float] = field(default_factory=dict)


@dataclass
class Thing:
    """Something in the outbox."""

    path: str
    body: dict[str, Any]
    name: str


class Phone:
    """One phone."""

    def __init__(self, port: int, room: str, wifi: Wifi, tally: Tally) -> None:
        self.port, self.room, self.wifi, self.tally = port, room, wifi, tally
        self.key, self.seq, self.ticket = new_key(), 0, ""
        self.door, self.cookie = "", ""
        self.outbox: dict[str, Thing] = {}
        self.typed: dict[str, str] = {}
        self.marks: dict[str, int] = {}
        self.state: dict[str, Any] = {}
        self.fresh_at = 0.0
        self._filled = asyncio.Event()

    # ---------- coming in ----------

    async def come_in(self, square: str, loads_pages: bool) -> None:
        """Join by the path of a square, again and again under the same key until it is answered; perhaps with the pages."""
        began = time.monotonic()
        self.door = self._cookie(DOOR, await self._load(square))
        if loads_pages:
            await self._load(f"/room/{self.room}/")
        answer = await self._until(lambda: self._send("PUT", "me/", {"key": self.key, "who": "other"}))
        self.cookie = self._cookie(COOKIE, answer) or self.cookie
        if loads_pages:
            await self._load(f"/room/{self.room}/")
        self.ticket = (await self._until(self._asks_for_ticket)).told.get("live", "")
        self.tally.joined.append(time.monotonic() - began)

    @staticmethod
    def _cookie(name: re.Pattern[str], answer: Answer) -> str:
        found = name.search(answer.headers.get("set-cookie", ""))
        return found[1] if found else ""

    async def _load(self, path: str) -> Answer:
        answer = await self._until(lambda: ask(self.port, "GET", path, self._headers(), breaks=self.wifi.breaks()))
        if answer.status not in (200, 302):
            self.tally.refused.append(f"{answer.status} {path.split('/')[1]}")
        return answer

    async def _until(self, attempt: Any) -> Answer:
        failures = 0
        while True:
            wait = 0.0
            try:
                answer: Answer = await attempt()
            except Cut:
                self.tally.broken += 1
            else:
                if answer.status < 400:
                    return answer
                if answer.status not in AGAIN and answer.status < 500:
                    self.tally.refused.append(f"{answer.status} {answer.told.get('sentence', '')}")
                    return answer
                self.tally.slowed += 1
                wait = float(answer.headers.get("retry-after", 0))
            await asyncio.sleep(wait + random.random() * min(LONGEST, FIRST * 2**failures))  # noqa: S311
            failures += 1

    # ---------- the outbox ----------

    def write(self, text: str, step: int) -> None:
        """Type a note."""
        key = new_key()
        self.typed[key] = text
        body = {"seq": self._next(), "step": step, "text": text, "quadrant": "strength"}
        self._put(Thing(f"notes/{key}/", body, key))

    def vote(self, marks: dict[str, int], step: int) -> None:
        """Give marks, or others; a newer ballot takes the place of the older one."""
        self.marks = marks
        self._put(Thing(f"ballots/{step}/", {"seq": self._next(), "marks": marks}, f"ballot-{step}"))

    def _put(self, thing: Thing) -> None:
        self.outbox[thing.name] = thing
        self._filled.set()

    def _next(self) -> int:
        self.seq += 1
        return self.seq

    async def send_all(self) -> None:
        """Empty the outbox, for ever; a thing leaves it only when an answer of 2xx names it."""
        while True:
            self._filled.clear()
            for thing in list(self.outbox.values()):
                answer = await self._until(lambda thing=thing: self._timed(thing))
                is_named = answer.status < 300 and answer.told.get("key") == thing.name
                if is_named and self.outbox.get(thing.name) is thing:
                    del self.outbox[thing.name]
            if not self.outbox:
                await self._filled.wait()
            else:
                await asyncio.sleep(FIRST)

    async def _timed(self, thing: Thing) -> Answer:
        began = time.monotonic()
        answer = await self._send("PUT", thing.path, thing.body)
        if answer.status < 300:
            times = self.tally.answered if "text" in thing.body else self.tally.voted
            times.append(time.monotonic() - began)
        return answer

    async def _send(self, method: str, path: str, body: dict[str, Any]) -> Answer:
        breaks = self.wifi.breaks()
        if "text" in body and breaks != "before":
            self.tally.sent_at.setdefault(body["text"], time.monotonic())
        told = {**self._headers(), "Content-Type": "application/json", "X-Unsent": str(len(self.outbox))}
        return await ask(self.port, method, f"/room/{self.room}/{path}", told, json.dumps(body).encode(), breaks)

    def _headers(self) -> dict[str, str]:
        known = {"csrftoken": TOKEN, "guest": self.cookie, "door": self.door}
        cookies = "; ".join(f"{name}={value}" for name, value in known.items() if value)
        return {"Cookie": cookies, "X-CSRFToken": TOKEN}

    # ---------- following ----------

    async def follow(self) -> None:
        """Hold the stream open, for ever."""
        failures = 0
        while True:
            try:
                async for frame in events(self.port, f"{self.ticket}stream?since={self.state.get('place', 0)}"):
                    failures = 0
                    self.state = {**self.state, **frame}
                    self.fresh_at = time.monotonic()
            except Cut:
                failures += 1
            await asyncio.sleep(random.random() * min(SLOWEST, SPREAD * 2**failures))  # noqa: S311

    async def _asks_for_ticket(self) -> Answer:
        return await ask(self.port, "GET", f"/room/{self.room}/live/", self._headers(), breaks=self.wifi.breaks())
