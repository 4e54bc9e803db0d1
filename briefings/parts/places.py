"""Which entries and questions a part tells, so that links within the briefing can lead there."""

from collections.abc import Iterator
from typing import Any

from briefings.tables import Cell, Table


def told_in(data: dict[str, Any]) -> Iterator[str]:
    """The ids of entries and questions told in what a part hands to its template: matrix, list, table, tables by section."""
    for quad in data.get("quads", ()):
        yield from (entry.id for entry in (*quad["entries"], quad["carried"]) if entry)
    yield from (entry.id for entry in data.get("entries", ()))
    for section in (data, *data.get("sections", ())):
        yield from _in_table(section.get("table"))
    yield from _named(data.get("questions", ()))


def _in_table(table: Table | None) -> Iterator[str]:
    for row in table.rows if table else ():
        yield from _named(row.cells)


def _named(cells: Iterator[Cell] | tuple[Cell, ...]) -> Iterator[str]:
    yield from (cell.about for cell in cells if cell.about)
