"""The words of the kind finder as they hold; its rules and figures are those of the shipped file and never change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from clusters.sheets import sheet
from clusters.shipped import Shipped, ship
from clusters.worded import misworded

NAME = "kind-finder"
# Rules of the program, or names that answers are kept under.
FIXED = ("key", "kind", "value", "number", "points", "rules", "checks", "pair", "total_points", "one_a_page")


def words() -> dict[str, Any]:
    """Questions, results and pairs in the words that hold now; the shape is that of the library file."""
    content: dict[str, Any] = sheet(NAME).content
    return content


def _problems(content: Any, shipped: Any) -> Iterator[str]:
    return misworded(content, shipped, fixed=FIXED)


FILE = Path(__file__).resolve().parent / "library" / "kind_finder.json"
ship(Shipped(NAME, _("Kind finder"), FILE, _problems, fixed=FIXED))
