"""What was said last time: the document in which the workbook before ended, as frozen values.

Read from the snapshot that was taken when it was closed, once a snapshot: it never changes.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from swot.content import Prompt, TemplateContent
from swot.document.derive import section_pulses
from swot.document.faults import Refused
from swot.document.read import read
from swot.document.values import ANSWERED, QUADRANT_LETTERS, Answer, Document, Entry, Strategy, entry_order
from swot.document.versions import published_content
from swot.models import Snapshot, Workbook
from swot.rules.answers import answers_by_id, is_dealt_with
from swot.rules.check import CheckResult, score
from swot.rules.shortlist import ranked


@dataclass(frozen=True)
class LastTime:
    """The workbook before as it was closed; `content` is the template it answered."""

    document: Document
    content: TemplateContent

    @property
    def title(self) -> str:
        """Its title."""
        return self.document.title

    @property
    def as_of(self) -> date:
        """The day it speaks of."""
        return self.document.as_of

    @property
    def kind(self) -> str:
        """The kind it was for."""
        return self.content.kind

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """What was said to each prompt, by id."""
        return answers_by_id(self.document)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries in the order of the board: by quadrant and rank, those without a place last."""
        placed = [entry for quadrant in QUADRANT_LETTERS for entry in ranked(self.document.entries, quadrant)]
        loose = sorted((entry for entry in self.document.entries if not entry.quadrant), key=entry_order)
        return (*placed, *loose)

    @cached_property
    def entry(self) -> dict[str, Entry]:
        """Its entries by ref."""
        return {entry.id: entry for entry in self.document.entries}

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """The strategies that were kept; one that was parked was not for acting on."""
        return tuple(strategy for strategy in self.document.strategies if strategy.kept)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many entries stood in each quadrant."""
        return {q: sum(entry.quadrant == q for entry in self.document.entries) for q in QUADRANT_LETTERS}

    @cached_property
    def pulses(self) -> dict[str, Any]:
        """The pulse of each charted section by its code, 1–5 or None."""
        by_title = section_pulses(self.document, self.content)
        return {section.code: by_title[section.title] for section in self.content.charted}

    @cached_property
    def check(self) -> CheckResult | None:
        """What the self-check came to; None when it was not taken."""
        return score(self.document.check, self.content.check) if self.document.check else None

    @cached_property
    def place(self) -> dict[str, tuple[int, int]]:
        """The rank of each sorted entry by ref, and how many stood in its quadrant: (1, 6) is first of six."""
        found = {}
        for quadrant, count in self.counts.items():
            found.update({entry.id: (at, count) for at, entry in enumerate(ranked(self.document.entries, quadrant), 1)})
        return found

    def answer_before(self, prompt: Prompt) -> Answer | None:
        """What was said last time to this prompt, or to the one of its concept in another kind; None for nothing.

        Between kinds only prompts of the same concept, type and unit meet, and a pulse never: a 3 means something else
        there (spec document.md, section 9).
        """
        asked = self.prompt_before(prompt)
        answer = self.answers.get(asked.id) if asked else None
        return answer if is_dealt_with(answer) else None

    def prompt_before(self, prompt: Prompt) -> Prompt | None:
        """The prompt of last time that asked the same."""
        same = self.content.prompts.get(prompt.id)
        if same:
            return same if same.type == prompt.type else None
        if prompt.type == "scale" or not prompt.concept:
            return None
        asked = (one for one in self.content.prompts.values() if one.concept == prompt.concept)
        return next((one for one in asked if (one.type, one.unit) == (prompt.type, prompt.unit)), None)


def fits(answer: Answer, prompt: Prompt) -> bool:
    """Whether an answer of last time can be given to a prompt as it asks now: its options or bounds may have changed."""
    if answer.status != ANSWERED or prompt.type in ("list", "text", "yesno", "scale"):
        return True
    if prompt.type == "choice":
        return answer.value in prompt.options and answer.value != prompt.not_known_option
    lowest, highest = prompt.min, prompt.max
    value = answer.value
    return (
        isinstance(value, int | float) and (lowest is None or value >= lowest) and (highest is None or value <= highest)
    )


def last_time(workbook: Workbook) -> LastTime | None:
    """What the workbook before said; None for a first one, and for one that was imported without it.

    Read once a snapshot in each process; no query afterwards.
    """
    return of_snapshot(workbook.last_time_id) if workbook.last_time_id else None


@lru_cache(maxsize=64)
def of_snapshot(pk: UUID) -> LastTime | None:
    """A snapshot as values; None where a later program can no longer read it."""
    text = Snapshot.objects.values_list("document", flat=True).get(pk=pk)
    try:
        document = read(text, contents=published_content)
    except Refused:
        return None
    stamp = document.template
    content = published_content(document.cluster.kind, stamp.key, stamp.version)
    return LastTime(document, content) if content else None
