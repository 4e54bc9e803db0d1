"""`python -m tests.bench.kills [--times N] [--database]`: the server is killed while people save, again and again.

With `--database` all of PostgreSQL is killed and the server is left alone. What was acknowledged must be there, and
nothing half. SQLite in a folder that is thrown away, or an empty database of PostgreSQL by `DATABASE_URL`.
"""

import argparse
import asyncio
import random
import sys
import time

from tests.bench.own_folder import again, is_own

if __name__ == "__main__" and not is_own():
    sys.exit(again("tests.bench.kills"))

import django

django.setup()

from django.db import connection  # noqa: E402

from briefings.safekeeping.sound import faults  # noqa: E402
from clusters.ids import new_key  # noqa: E402
from tests.bench.cluster import Cluster, cluster_of  # noqa: E402
from tests.bench.hands import Hand, Stage, Tally, balance, build  # noqa: E402
from tests.bench.preloaded import Preloaded  # noqa: E402

WRITERS, ENTRIES = 6, 3
# Saves that are acknowledged between two kills at least, and the seconds within which the kill then comes.
BETWEEN, WITHIN = 6, 0.15


async def play(stage: Stage, times: int, cluster: Cluster | None) -> Tally:
    """Write without a pause while it is killed; what was acknowledged."""
    server, tally = Preloaded(), Tally()
    await asyncio.to_thread(server.start)
    writing = [asyncio.create_task(_write(server.port, stage, number, tally)) for number in range(WRITERS)]
    try:
        for _time in range(times):
            await _some_more(tally, writing)
            await asyncio.sleep(WITHIN * random.random())
            if cluster:
                await asyncio.to_thread(cluster.kill_and_start)
            else:
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)
        await _some_more(tally, writing)
    finally:
        for task in writing:
            task.cancel()
        server.end()
    return tally


async def _write(port: int, stage: Stage, number: int, tally: Tally) -> None:
    hand, turn = Hand(port, stage, number, tally), 0
    while True:
        turn += 1
        await hand.edit(random.choice(stage.refs), f"Writer {number}, edit {turn}")
        await hand.add(new_key(), f"Writer {number} adds {turn}")


async def _some_more(tally: Tally, writing: list[asyncio.Task[None]]) -> None:
    """Return once some saves more were acknowledged; whoever failed says so."""
    until = len(tally.texts) + len(tally.added) + BETWEEN
    while len(tally.texts) + len(tally.added) < until:
        for task in writing:
            if task.done():
                task.result()
        await asyncio.sleep(0.005)


def main() -> None:
    """Kill, then count."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.kills", description=__doc__)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--database", action="store_true", help="kill all of PostgreSQL, not the server")
    options = asked.parse_args()
    cluster = cluster_of(connection) if options.database else None
    stage, began = build(WRITERS, ENTRIES), time.monotonic()
    connection.close()
    tally = asyncio.run(play(stage, options.times, cluster))
    found, unsound = balance(stage.workbook, tally), list(faults())
    what = "all of PostgreSQL" if cluster else "the server"
    print(f"{connection.display_name}: {what} killed {options.times} times in {time.monotonic() - began:.0f} s")
    print(
        f"acknowledged {len(tally.texts)} edits and {len(tally.added)} entries, {tally.broken} broken, told to wait {tally.told_to_wait}"
    )
    print(f"errors {len(tally.refused)} {sorted(set(tally.refused))}")
    print("\n".join(unsound or ["check_data: all is sound"]))
    print(found)
    sys.exit(0 if found.is_sound and not unsound and not tally.refused else 1)


if __name__ == "__main__":
    main()
