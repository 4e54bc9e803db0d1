"""The production server, with its static files collected, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from tests.bench.stage import HOST

PATIENCE = 30
MB = 1024


class NeverUp(Exception):
    """The server ended, or did not answer in time."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    process: subprocess.Popen
    port: int

    def memory(self) -> dict[str, float]:
        """Resident memory in MB: of the server, and of the processes that it started."""
        children = [child for task in tasks(self.process.pid) for child in task.read_text().split()]
        return {"server": resident(self.process.pid), "workers": sum(resident(child) for child in children)}


def tasks(pid: int) -> list[Path]:
    """The files in which Linux lists the children of each thread."""
    return list(Path(f"/proc/{pid}/task").glob("*/children"))


def resident(pid: int | str) -> float:
    """Resident memory of one process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / MB


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving() -> Iterator[Server]:
    """The server as `scripts/serve` starts it, ended with the block."""
    call_command("collectstatic", interactive=False, verbosity=0)
    port = free_port()
    where = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", *where]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ) as process:
        try:
            wait_for(process, port)
            yield Server(process, port)
        finally:
            process.terminate()


def wait_for(process: subprocess.Popen, port: int) -> None:
    """Return once the server answers."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            connection = HTTPConnection(HOST, port)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise NeverUp
