"""Warm worker processes, at most one a core, each ended when a job breaks its limits or when none came for a while."""

import atexit
import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Timer
from typing import Any

from django.conf import settings

from briefings.pdf.frames import pack, unpack

MEMORY_BYTES = 1536 * 1024 * 1024
JOBS_A_LIFE = 200
# A worker holds about as much memory as the server and is there again within a second.
IDLE_SECONDS = 30.0
# A briefing asks for two at a time and holds one of the server's threads (12, see config/asgi.py): the others stay for pages.
WAITING_AT_MOST = 8
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME", "FONTCONFIG_PATH")
FONTS = Path(__file__).with_name("fonts.conf")


class Full(Exception):
    """As many jobs as may wait are waiting already."""


class Gone(Exception):
    """The worker ended or ran out of time before it answered."""


class Worker:
    """One child process and the pipes to it. It is given no secrets: only the paths of our static files."""

    def __init__(self) -> None:
        folders = [str(folder) for folder in settings.STATICFILES_DIRS]
        # Equal bytes for equal input: sets must be walked in the same order in every process.
        env = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        env |= {"PYTHONHASHSEED": "0", "FONTCONFIG_FILE": str(FONTS)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefings.pdf.worker", str(MEMORY_BYTES), *folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=env,
        )
        self.jobs, self.last = 0, time.monotonic()

    def ask(self, header: dict[str, Any], body: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send one job and wait so many seconds at most; `Gone` where no whole answer comes."""
        self.jobs += 1
        assert self.process.stdin
        until = time.monotonic() + seconds
        try:
            self.process.stdin.write(pack(header, body))
            self.process.stdin.flush()
            return unpack(lambda count: self._take(count, until))
        except (BrokenPipeError, EOFError) as broken:
            raise Gone from broken

    def _take(self, count: int, until: float) -> bytes:
        assert self.process.stdout
        pipe, parts = self.process.stdout.fileno(), bytearray()
        while len(parts) < count:
            ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
            data = os.read(pipe, min(count - len(parts), 1 << 20)) if ready else b""
            if not data:
                raise EOFError
            parts += data
        return bytes(parts)

    def end(self) -> None:
        """End the process at once and close the pipes."""
        self.process.kill()
        self.process.communicate()


@dataclass
class Workers:
    """The idle workers; a render waits while as many are busy as there are cores and one, so that there is room beside a bomb."""

    limit: int = field(default_factory=lambda: max(2, os.cpu_count() or 1) + 1)
    waiting: int = WAITING_AT_MOST
    idle_seconds: float = IDLE_SECONDS

    def __post_init__(self) -> None:
        self.idle: LifoQueue[Worker] = LifoQueue()
        self.busy: set[Worker] = set()
        self.free = BoundedSemaphore(self.limit)
        self.places = BoundedSemaphore(self.limit + self.waiting)
        atexit.register(self.end_all)

    def ask(self, header: dict[str, Any], body: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Have one worker do a job; one that breaks a limit is ended and others notice nothing. `Full` where too many wait."""
        if not self.places.acquire(blocking=False):
            raise Full
        try:
            with self.free:
                return self._ask(header, body, seconds)
        finally:
            self.places.release()

    def _ask(self, header: dict[str, Any], body: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        worker = self._take()
        self.busy.add(worker)
        try:
            reply = worker.ask(header, body, seconds)
        except BaseException:
            worker.end()
            raise
        finally:
            self.busy.discard(worker)
        if worker.jobs < JOBS_A_LIFE and not reply[0]["heavy"]:
            self._lay_by(worker)
        else:
            worker.end()
        return reply

    def _lay_by(self, worker: Worker) -> None:
        worker.last = time.monotonic()
        self.idle.put(worker)
        timer = Timer(self.idle_seconds, self.end_idle)
        timer.daemon = True
        timer.start()

    def end_idle(self) -> None:
        """End the workers that have waited for a job too long; the others wait on, in their order."""
        waiting = []
        while (worker := self._next()) is not None:
            waiting.append(worker)
        for worker in reversed(waiting):
            if time.monotonic() - worker.last < self.idle_seconds:
                self.idle.put(worker)
            else:
                worker.end()

    def _next(self) -> Worker | None:
        try:
            return self.idle.get_nowait()
        except Empty:
            return None

    def _take(self) -> Worker:
        while (worker := self._next()) is not None:
            if worker.process.poll() is None:
                return worker
            worker.end()
        return Worker()

    def end_all(self) -> None:
        """End every idle worker."""
        while (worker := self._next()) is not None:
            worker.end()
