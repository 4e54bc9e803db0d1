"""The production server as often as wanted, each process on a port of its own: started, killed, measured."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from workshops.simulator.http import HOST, Cut, ask

PATIENCE = 120.0
TICKS = os.sysconf("SC_CLK_TCK")


class NeverUp(Exception):
    """A server did not answer in time."""


class Servers:
    """`count` processes on one database."""

    def __init__(self, count: int) -> None:
        self.ports = [_free_port() for _ in range(count)]
        self.running: list[subprocess.Popen[bytes]] = []
        self._spent = 0.0

    async def start(self) -> None:
        """Start them, and return once each answers."""
        self.running = [self._one(port) for port in self.ports]
        for port in self.ports:
            await _answers(port)

    def kill(self) -> None:
        """End them as a failing machine does (SIGKILL)."""
        self._end(signal.SIGKILL)

    def stop(self) -> float:
        """End them as an operator does; the seconds that took."""
        began = time.monotonic()
        self._end(signal.SIGTERM)
        return time.monotonic() - began

    def _end(self, how: int) -> None:
        self._spent = self.seconds()
        for process in self.running:
            process.send_signal(how)
        for process in self.running:
            process.wait(PATIENCE)
        self.running = []

    def seconds(self) -> float:
        """Seconds of a processor that all of them used so far."""
        return self._spent + sum(_seconds(process.pid) for process in self.running)

    def memory(self) -> float:
        """Resident memory of all in MB."""
        return sum(_resident(process.pid) for process in self.running)

    @staticmethod
    def _one(port: int) -> subprocess.Popen[bytes]:
        where = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
        command = [sys.executable, "-m", "uvicorn", "config.asgi:application", *where]
        quiet = {"PYTHONWARNINGS": "ignore:No directory at", "LOG_LEVEL": "ERROR"}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env={**os.environ, **quiet})


async def _answers(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if (await ask(port, "GET", "/healthz", {})).status == 200:
                return
        except Cut:
            await asyncio.sleep(0.1)
    raise NeverUp


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
