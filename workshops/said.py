"""The words of a run sheet with what this workbook knows put in, and a gap to write in where it knows nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from swot.content import TemplateContent
from swot.document.values import Document

GAPS: dict[str, Promise] = {
    "decider": _("who decides"),
    "decision": _("which decision"),
    "sent_by": _("which day"),
    "review_date": _("the day of the return"),
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Piece:
    """Words to say, or a gap that names what belongs there."""

    text: str | Promise
    is_gap: bool = False


def facts(document: Document, content: TemplateContent, review_on: date | None = None) -> dict[str, str]:
    """What stands for the placeholders; a placeholder that is not in it stays a gap.

    The decision is the first that a reader is asked for, else the first line of the question that sets the frame.
    """
    decision, decider = _decision(document, content)
    known = {
        "decision": decision.strip().rstrip("."),
        "decider": decider.strip(),
        "review_date": date_format(review_on, "j F Y") if review_on else "",
        "people_already_here": content.words["people_already_here"],
    }
    return {name: said for name, said in known.items() if said}


def pieces(line: str, known: Mapping[str, str]) -> tuple[Piece, ...]:
    """A line with its placeholders filled from `known`; KeyError for a placeholder that nobody knows."""
    parts = PLACEHOLDER.split(line)
    found = [_piece(part, known) if place % 2 else Piece(part) for place, part in enumerate(parts)]
    return tuple(piece for piece in found if piece.text)


def _piece(name: str, known: Mapping[str, str]) -> Piece:
    return Piece(known[name]) if name in known else Piece(GAPS[name], is_gap=True)


def _decision(document: Document, content: TemplateContent) -> tuple[str, str]:
    """The decision and who takes it, each "" where nobody said."""
    ask = next((ask for ask in document.asks if ask.decision_asked.strip()), None)
    if ask:
        return ask.decision_asked, ask.decided_by
    frame = {prompt.id for prompt in content.prompts.values() if prompt.sets_the_frame}
    lines = [line.text for answer in document.answers if answer.prompt_id in frame for line in answer.lines]
    return (lines[0] if lines else ""), ""
