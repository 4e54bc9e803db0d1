"""What ships as reviewed files and may be curated afterwards: the kind finder, the editions, the glossary."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Shipped:
    """One sheet as it ships.

    `problems(content, shipped)` says in sentences what stands before publishing a content. Curators do not write under the
    keys in `fixed`; lists under the keys in `growing` may have more or fewer rows, "" being the sheet itself. Each row of
    the list `by` is a page of its own; `another(content, like, title)` makes one more of them like the one of a key, and
    raises `Refusal`. None where there are as many as there are.
    """

    name: str
    title: str | Promise
    path: Path
    problems: Callable[[Any, Any], Iterator[str]]
    fixed: tuple[str, ...] = ()
    growing: tuple[str, ...] = ()
    by: str = ""
    another: Callable[[Any, str, str], Any] | None = None

    @property
    def content(self) -> Any:
        """The file's content; not to be changed."""
        return _read(self.path)


SHIPPED: dict[str, Shipped] = {}


def ship(sheet: Shipped) -> None:
    """Make a file one of the sheets."""
    SHIPPED[sheet.name] = sheet


@cache
def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
