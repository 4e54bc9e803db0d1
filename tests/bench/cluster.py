"""A throw-away PostgreSQL of `pg_virtualenv`, killed as a failing machine does and started again."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

PATIENCE = 120.0


class NotOurs(Exception):
    """The database is none that may be killed."""


@dataclass(frozen=True)
class Cluster:
    """One, with where it answers."""

    version: str
    name: str
    data: Path
    sockets: Path
    answers: dict[str, Any]

    def kill_and_start(self) -> None:
        """SIGKILL for every process of it, at once; started again once none is left, and answering when this returns."""
        main = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        processes = [main, *_children(main)]
        for process in processes:
            os.kill(process, signal.SIGKILL)
        _until(lambda: not any(_runs(process) for process in processes))
        if Path(f"/proc/{main}").exists():
            # Where nobody asks how it ended (process 1 of many containers), its number stays taken, and PostgreSQL would
            # think it is still running. No machine that failed has that.
            for locked in (self.data / "postmaster.pid", self.sockets / f".s.PGSQL.{self.answers['port']}.lock"):
                locked.unlink(missing_ok=True)
        subprocess.run(["pg_ctlcluster", self.version, self.name, "start"], check=True, capture_output=True)
        _until(self._answers)

    def _answers(self) -> bool:
        try:
            psycopg.connect(**self.answers).close()
        except psycopg.OperationalError:
            return False
        return True


def cluster_of(connection: Any) -> Cluster:
    """The cluster of a database; `NotOurs` where `pg_virtualenv` did not make it."""
    if connection.vendor != "postgresql":
        raise NotOurs("Only PostgreSQL is a server of its own. Give DATABASE_URL, inside pg_virtualenv.")
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
        cursor.execute("SHOW config_file")
        config = Path(cursor.fetchone()[0]).parent
        cursor.execute("SHOW unix_socket_directories")
        sockets = Path(cursor.fetchone()[0].split(",")[0].strip())
    if not (config / ".by_pg_virtualenv").exists():
        raise NotOurs(f"{data} was not made by pg_virtualenv: it is somebody's.")
    at = connection.settings_dict
    answers = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
    return Cluster(config.parent.name, config.name, data, sockets, {**answers, "dbname": at["NAME"]})


def _children(process: int) -> list[int]:
    return [
        int(child) for path in Path(f"/proc/{process}/task").glob("*/children") for child in path.read_text().split()
    ]


def _runs(process: int) -> bool:
    """Whether it still runs; one that ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(is_so: Any) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)
