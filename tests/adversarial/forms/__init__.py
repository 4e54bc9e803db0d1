"""Every form there is: what a person would send, which fields take words, and where those are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True)
class Form:
    """One form. `good` is a sending that is taken; `words` go anywhere, `narrow` and `query` (in the address) do not.

    `row` is the row that holds the words afterwards, under the field's own name or the path in `at`. White space of the
    fields in `flat` is made plain; those in `lines` are lists, a line each. What `loses` rows is undone after each try.
    """

    good: Callable[[Any], dict[str, Any]] = lambda world: {}
    words: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    row: Callable[[Any], Any] | None = None
    at: dict[str, str] | None = None
    flat: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    args: Callable[[Any], dict[str, Any]] | None = None
    loses: bool = False
    person: str = "ana"

    def kept(self, world: Any, field: str) -> Any:
        """What stands in the database for a field of words."""
        return attrgetter((self.at or {}).get(field, field))(self.row(world))

    def expected(self, field: str, text: str) -> Any:
        """What should stand there after `text` was taken."""
        if field in self.lines:
            return [line.strip() for line in text.splitlines() if line.strip()]
        return " ".join(text.split()) if field in self.flat else text.strip()


def revision(row: Any) -> int:
    """The revision of a row as it stands now."""
    return type(row)._base_manager.values_list("revision", flat=True).get(pk=row.pk)


def newest(rows: Any) -> Any:
    """The row made last."""
    return rows.order_by("-pk").first()


def book(world: Any) -> dict[str, Any]:
    """The address of the workbook."""
    return {"pk": world.workbook.pk}
