"""Hears what other processes on the same PostgreSQL wrote, in the event loop; whoever writes tells it in `workshops.bus`."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from psycopg import sql

from workshops.bus import CHANNEL

# Seconds before it connects again, doubled up to the longest. Workshops are read every few seconds meanwhile.
SHORTEST, LONGEST = 1.0, 30.0
KNOWN = ("dbname", "user", "password", "host", "port", "service", "passfile", "sslmode", "sslrootcert", "options")

log = logging.getLogger(__name__)


async def hear(moved: Callable[[UUID], None], all_moved: Callable[[], None]) -> None:
    """Call `moved` with each workshop that another process wrote in, for ever; `all_moved` when some may have been missed.

    With SQLite there is one process, so nothing to hear.
    """
    if connection.vendor != "postgresql":
        return
    told = connection.get_connection_params()
    where = {name: told[name] for name in KNOWN if name in told}
    pause = SHORTEST
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(autocommit=True, **where) as line:
                await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                all_moved()
                pause = SHORTEST
                async for notice in line.notifies():
                    _pass_on(notice, moved)
        except psycopg.Error as fault:
            log.warning("Notices of the database are not heard: %s", type(fault).__name__)
        await asyncio.sleep(pause)
        pause = min(LONGEST, pause * 2)


def _pass_on(notice: Any, moved: Callable[[UUID], None]) -> None:
    with suppress(ValueError):
        moved(UUID(notice.payload))
