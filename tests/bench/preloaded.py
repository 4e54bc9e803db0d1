"""The production server, loaded once and forked as often as it is killed: a thousand kills are not a thousand times loading.

What is forked is what `scripts/serve` runs, but for the thread that makes drafts ahead, which a fork leaves behind.
"""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException

from tests.bench.own_folder import ROOT
from tests.bench.server import PATIENCE, NeverUp, free_port
from tests.bench.stage import HOST


class Preloaded:
    """One server at a time, on one port."""

    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "tests.bench.forking", str(self.port)]
        self.loaded = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.server = 0

    def start(self) -> None:
        """Fork it, and return once it answers."""
        print("start", file=self.loaded.stdin, flush=True)
        self.server = int(self._told())
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > until:
                raise NeverUp
            time.sleep(0.01)

    def kill(self) -> None:
        """End it as a failing machine does (SIGKILL), and return once it is gone."""
        os.kill(self.server, signal.SIGKILL)
        self._told()

    def end(self) -> None:
        """End the last one and what it is forked from."""
        os.kill(self.server, signal.SIGKILL)
        self.loaded.communicate()

    def _told(self) -> str:
        line = self.loaded.stdout.readline()
        if not line:
            raise NeverUp
        return line

    def _answers(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
