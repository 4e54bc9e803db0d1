"""What readers ask for first, while no briefing is issued: a list to go by, never a gate (content 4.3, 5.2)."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.document.values import QUADRANT_LETTERS, Document
from swot.models import Workbook
from swot.rules.answers import answers_by_id, is_answered
from swot.rules.progress import has_begun_with_neighbours

A_QUADRANT = 3


@dataclass(frozen=True)
class Step:
    """One thing: its number among the contents, its title, how far it is in words, where it is done, how much of what."""

    number: int
    title: str
    said: str
    url: str
    done: int
    asked: int = 1
    more: str = ""

    @property
    def state(self) -> str:
        """One of "open", "started", "complete"."""
        return "complete" if self.done >= self.asked else "started" if self.done else "open"


def before_the_first(workbook: Workbook, document: Document, content: TemplateContent) -> tuple[Step, ...]:
    """The decision, people already here, entries, a strategy: in the order of the contents."""
    return (
        _decision(workbook, document, content),
        _people(workbook, document, content),
        _entries(workbook, document),
        _strategy(workbook, document),
    )


def _decision(workbook: Workbook, document: Document, content: TemplateContent) -> Step:
    frame = next(prompt for prompt in content.prompts.values() if prompt.sets_the_frame)
    named = is_answered(answers_by_id(document).get(frame.id)) or any(ask.decision_asked for ask in document.asks)
    said = _("Answered") if named else _("Not answered")
    url = reverse("swot:section", args=[workbook.pk, frame.section])
    return Step(1, _("The decision it should help"), said, url, int(named), more=_("Who decides what, by when"))


def _people(workbook: Workbook, document: Document, content: TemplateContent) -> Step:
    done = has_begun_with_neighbours(document, content) + (document.check is not None)
    said = (_("Not begun"), _("Begun"), _("Begun, and checked"))[done]
    url = reverse("swot:inclusion", args=[workbook.pk])
    return Step(3, _("People already here"), said, url, done, 2, _("One answer at least, and the self-check"))


def _entries(workbook: Workbook, document: Document) -> Step:
    counts = Counter(entry.quadrant for entry in document.entries)
    done = sum(min(counts[quadrant], A_QUADRANT) for quadrant in QUADRANT_LETTERS)
    asked = A_QUADRANT * len(QUADRANT_LETTERS)
    said = _("%(done)s of %(asked)s") % {"done": done, "asked": asked}
    return Step(11, _("Three entries a quadrant"), said, reverse("swot:board", args=[workbook.pk]), done, asked)


def _strategy(workbook: Workbook, document: Document) -> Step:
    kept = [strategy for strategy in document.strategies if strategy.kept]
    done = 2 if any(strategy.who_could_lose for strategy in kept) else int(bool(kept))
    said = (_("None yet"), _("Not said yet"), _("Written"))[done]
    url = reverse("swot:strategies", args=[workbook.pk])
    return Step(13, _("One strategy that says who could lose"), said, url, done, 2)
