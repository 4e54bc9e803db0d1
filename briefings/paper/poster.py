"""The short list for a wall: the matrix of page one in large type, cut until it stands on one sheet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from briefings.editions import edition
from briefings.parts.front import cut_away, quad
from briefings.scene import Scene
from briefings.tables import full_date
from briefings.text import cleaned
from swot.content import QUADRANTS, TemplateContent
from swot.document.values import Document
from swot.rules.inclusion import Strip

# How many entries a field shows and the most letters of each, step by step: lists are cut, type never shrinks.
STEPS = ((5, 150), (5, 100), (5, 76), (4, 100), (4, 60), (3, 60), (2, 40), (1, 24))


@dataclass(frozen=True)
class Poster:
    """A filled poster: `quads` as the matrix of a briefing has them, `label` "" on a live workbook."""

    quads: tuple[dict[str, Any], ...]
    strip: Strip
    dated: str
    label: str
    lacks_people: bool


def poster(document: Document, content: TemplateContent, today: date, *, step: int = 0) -> Poster:
    """The poster of a workbook on a day, at a step of tightness (0 to 7)."""
    scene = Scene(cleaned(document), content, edition("full").for_kind(content.kind), today)
    most, longest = STEPS[step]
    extra = scene.carried or cut_away(scene, most)
    return Poster(
        quads=tuple(quad(scene, name, most, longest, extra) for name in QUADRANTS),
        strip=scene.strip,
        dated=full_date(document.as_of),
        label=_("Illustrative, from public sources") if document.is_illustrative else "",
        lacks_people=not any(entry.inclusion for entry in document.entries if entry.quadrant),
    )
