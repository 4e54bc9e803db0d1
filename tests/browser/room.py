"""A real server with its stream, on the database of the test: what `live_server` cannot give, which serves pages alone.

The fixture `hall` starts it; it can be killed and started again on the same port, as in a room whose server falls over.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.bench.server import free_port, wait_for
from tests.bench.stage import HOST


class Hall:
    """A server on a port of its own; `url` stays the same over kills."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        told = {
            "DEBUG": "1",
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(data),
            "SECRET_KEY": settings.SECRET_KEY,
            "PUBLIC_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.env = {**os.environ, **told}
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Serve, and return once it answers."""
        where = ["--host", HOST, "--port", str(self.port), "--log-level", "warning"]
        command = [sys.executable, "-m", "uvicorn", "config.asgi:application", *where]
        self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.env)
        wait_for(self.process, self.port)

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does (SIGKILL)."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def database_url() -> str:
    """The address of the database of this test."""
    of = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{of['NAME']}"
    return f"postgres://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{of['NAME']}"


@contextmanager
def serving(data: Path) -> Iterator[Hall]:
    """A hall that is open for the block."""
    hall = Hall(data)
    hall.start()
    try:
        yield hall
    finally:
        hall.kill()
