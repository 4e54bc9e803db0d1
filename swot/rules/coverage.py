"""What has been looked at: entries by the four lenses and the four quadrants (spec/document.md section 9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from swot.content import QUADRANTS, TemplateContent
from swot.document.values import Entry

LENSES = {
    "connectivity": _("Connectivity"),
    "collaboration": _("Collaboration"),
    "competition": _("Competition"),
    "identity": _("Identity"),
}
LENS_OF_SECTION = {"IDE": "identity", "CON": "connectivity", "COL": "collaboration", "COM": "competition"}


@dataclass(frozen=True)
class Look:
    """One lens and how many entries were seen through it, in the order S W O T."""

    lens: str
    label: str
    counts: tuple[tuple[str, int], ...]


def lens_of(entry: Entry, content: TemplateContent) -> str | None:
    """The lens of an entry: its prompt's; without a prompt, that of its section; else None."""
    if entry.prompt_id:
        return content.prompts[entry.prompt_id].lens
    return LENS_OF_SECTION.get(entry.section)


def coverage(entries: Iterable[Entry], content: TemplateContent) -> tuple[Look, ...]:
    """How many sorted entries each lens has in each quadrant."""
    seen = [(lens_of(entry, content), entry.quadrant) for entry in entries]
    return tuple(
        Look(lens, str(label), tuple((quadrant, seen.count((lens, quadrant))) for quadrant in QUADRANTS))
        for lens, label in LENSES.items()
    )


def outside_lenses(entries: Iterable[Entry], content: TemplateContent) -> int:
    """How many sorted entries no lens has seen."""
    return sum(1 for entry in entries if entry.quadrant and lens_of(entry, content) is None)
