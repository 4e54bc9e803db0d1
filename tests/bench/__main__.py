"""`python -m tests.bench [--quick] [--large]`: measures and prints one table. Start it by `tests/bench/run`."""

import argparse
import os
import platform
import time

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.bench import work  # noqa: E402
from tests.bench.figures import Row, table  # noqa: E402
from tests.bench.server import Server, serving  # noqa: E402
from tests.bench.stage import build, crowd, owner  # noqa: E402
from tests.bench.work import Desk  # noqa: E402

FULL, QUICK = (10, 1_000, 10_000), (10, 100, 1_000)


def main() -> None:
    """Build the stage, serve it, measure it and tell."""
    asked = argparse.ArgumentParser(prog="tests/bench/run", description="Measures the workbook against its goals.")
    asked.add_argument("--quick", action="store_true", help="fewer clusters and fewer measurements")
    asked.add_argument("--large", action="store_true", help="also with 100,000 clusters and a million entries")
    options = asked.parse_args()
    begun = time.monotonic()
    books = build()
    with serving() as server:
        rows = measured(server, books, quick=options.quick, large=options.large)
    database = f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"
    took = f"{time.monotonic() - begun:.0f} s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{database}, Python {platform.python_version()}, Django {django.__version__}; {took}")
    print(table(rows))


def measured(server: Server, books: list, *, quick: bool, large: bool) -> list[Row]:
    """All lines: first with the demo data alone, then among many clusters."""
    book, times = books[0], 20 if quick else 100
    sizes = QUICK if quick else FULL
    few = Desk.of(owner(sizes[0], book), book, server, times)
    rows = [*work.section_cold(few), *work.section_next(few), *work.save(few), *work.briefing(few, 2 if quick else 7)]
    rows += work.paper(book, 2 if quick else 5)
    rows.append(work.memory(few, server, 300 if quick else 1_000))
    demo = work.pages(few) if large else {}
    desks = [few, *(Desk.of(owner(size, book), book, server, times) for size in sizes[1:])]
    for desk, size in zip(desks, sizes, strict=True):
        rows += work.home(desk, size)
    rows.append(work.section_of_many(few, desks[-1]))
    return rows + (among_many(few, demo) if large else [])


def among_many(desk: Desk, demo: dict[str, float]) -> list[Row]:
    """The demo pages once the database holds 100,000 clusters and a million entries."""
    crowd(clusters=100_000, entries=10)
    found = work.pages(desk)
    ratios = {name: found[name] / demo[name] for name in demo}
    return [
        Row(f"{name}, among 100,000", "≤ 1.3 × demo", f"{ratio:.2f} × demo", ratio <= 1.3)
        for name, ratio in ratios.items()
    ]


if __name__ == "__main__":
    main()
