"""`python -m tests.bench.writers [--writers N] [--edits N] [--entries N]`: many write at once, and nothing is lost.

SQLite in a folder that is thrown away, or an empty database of PostgreSQL by `DATABASE_URL`. Ends with 1 where anything
was lost, doubled, or answered by an error.
"""

import argparse
import asyncio
import sys
import time

from tests.bench.own_folder import again, is_own

if __name__ == "__main__" and not is_own():
    sys.exit(again("tests.bench.writers"))

import django

django.setup()

from django.db import connection  # noqa: E402

from clusters.ids import new_key  # noqa: E402
from tests.bench.hands import Hand, Stage, Tally, balance, build, twice  # noqa: E402
from workshops.simulator.figures import share  # noqa: E402
from workshops.simulator.servers import Servers  # noqa: E402

SAME_KEY = 5
ALONE = 20


async def play(stage: Stage, edits: int) -> tuple[Tally, Tally, float]:
    """One person alone, then all at once, each also adding one entry by a key sent five times; who met what, and seconds."""
    servers = Servers(1)
    await servers.start()
    try:
        [port] = servers.ports
        alone, tally = Tally(), Tally()
        for number in range(ALONE):
            await Hand(port, stage, 0, alone).edit(stage.refs[0], f"Alone, edit {number}")
        began = time.monotonic()
        await asyncio.gather(*(_write(port, stage, number, edits, tally) for number in range(len(stage.cookies))))
        return alone, tally, time.monotonic() - began
    finally:
        servers.stop()


async def _write(port: int, stage: Stage, number: int, edits: int, tally: Tally) -> None:
    hand, refs = Hand(port, stage, number, tally), stage.refs
    for turn in range(edits):
        await hand.edit(refs[(number + turn) % len(refs)], f"Writer {number}, edit {turn}")
    key = new_key()
    await asyncio.gather(*(hand.add(key, f"Writer {number} adds") for _ in range(SAME_KEY)))


def main() -> None:
    """Write, then count."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.writers", description=__doc__)
    asked.add_argument("--writers", type=int, default=200)
    asked.add_argument("--edits", type=int, default=50)
    asked.add_argument("--entries", type=int, default=20)
    options = asked.parse_args()
    stage = build(options.writers, options.entries)
    alone, tally, took = asyncio.run(play(stage, options.edits))
    tally.texts += alone.texts
    found, doubles = balance(stage.workbook, tally), twice(stage.workbook)
    wanted = options.writers * options.edits + ALONE
    one, all_at_once = share(alone.times, 0.5), share(tally.times, 0.95)
    print(f"{connection.display_name}: {options.writers} writers × {options.edits} edits on {options.entries} entries")
    print(f"{took:.0f} s, {len(tally.times) / took:.0f} saves a second, {tally.late} came second and wrote again")
    print(
        f"p50 {share(tally.times, 0.5) * 1000:.0f} ms, p95 {all_at_once * 1000:.0f} ms, {all_at_once / one:.0f} × one alone"
    )
    print(f"locked, full or away {tally.told_to_wait}, errors {len(tally.refused)}, broken {tally.broken}")
    print(
        f"edits {len(tally.texts)} of {wanted}, entries {len(set(tally.added))} of {options.writers}; edits twice {doubles}"
    )
    print(found)
    bad = tally.refused or tally.told_to_wait or len(tally.texts) != wanted or (doubles and not tally.broken)
    sys.exit(1 if bad or not found.is_sound else 0)


if __name__ == "__main__":
    main()
