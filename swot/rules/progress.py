"""How far a workbook is, section by section (spec "Guided sections", content 4.5 rules 2 and 4)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from swot.content import Prompt, Section, TemplateContent
from swot.document.values import Document
from swot.rules.answers import Answers, answers_by_id, is_answered, is_dealt_with, is_not_known, is_shown

__all__ = ["SectionProgress", "is_shown", "minutes_left", "next_section", "progress", "to_find_out"]


@dataclass(frozen=True)
class SectionProgress:
    """One section of the task list: prompts asked, those no longer empty, those "we do not know".

    `state` is "open" (nothing yet), "started" or "complete". `missing_inclusion` holds the ids of empty inclusion
    prompts, without which no section is complete.
    """

    section: Section
    asked: int
    done: int
    to_find_out: int
    state: str
    missing_inclusion: tuple[str, ...]

    @property
    def left(self) -> int:
        """How many prompts are still empty."""
        return self.asked - self.done

    @property
    def minutes(self) -> float:
        """The share of the section's minutes that its empty prompts take."""
        return self.section.minutes * self.left / self.asked if self.asked else 0


def progress(document: Document, content: TemplateContent) -> tuple[SectionProgress, ...]:
    """The progress of each section, in order; prompts hidden by their condition are not asked."""
    answers = answers_by_id(document)
    return tuple(_of_section(section, answers) for section in content.sections)


def minutes_left(sections: Iterable[SectionProgress]) -> int:
    """An estimate of the minutes still needed, rounded up to five."""
    return 5 * math.ceil(round(sum(section.minutes for section in sections), 6) / 5)


def next_section(sections: Iterable[SectionProgress]) -> SectionProgress | None:
    """Where to go on: the first section begun and not complete, else the first not begun, else None."""
    known = list(sections)
    for state in ("started", "open"):
        found = next((section for section in known if section.state == state), None)
        if found:
            return found
    return None


def has_begun_with_neighbours(document: Document, content: TemplateContent) -> bool:
    """Whether at least one prompt of the inclusion section has an answer; "we do not know" is one."""
    answers = answers_by_id(document)
    prompts = content.section_by_code["INC"].prompts
    return any(is_answered(answers.get(prompt.id)) or is_not_known(answers.get(prompt.id)) for prompt in prompts)


def to_find_out(document: Document, content: TemplateContent) -> tuple[Prompt, ...]:
    """The prompts recorded as not yet known, in the order asked."""
    answers = answers_by_id(document)
    return tuple(prompt for prompt in content.prompts.values() if is_not_known(answers.get(prompt.id)))


def missing_inclusion(prompts: Iterable[Prompt], answers: Answers) -> tuple[str, ...]:
    """The ids of inclusion prompts that are empty: neither answered, nor not yet known, nor passed over."""
    return tuple(prompt.id for prompt in prompts if prompt.inclusion and not is_dealt_with(answers.get(prompt.id)))


def _of_section(section: Section, answers: Answers) -> SectionProgress:
    shown = [prompt for prompt in section.prompts if is_shown(prompt, answers)]
    done = [prompt for prompt in shown if is_dealt_with(answers.get(prompt.id))]
    return SectionProgress(
        section=section,
        asked=len(shown),
        done=len(done),
        to_find_out=sum(is_not_known(answers.get(prompt.id)) for prompt in shown),
        state="open" if not done else "complete" if len(done) == len(shown) else "started",
        missing_inclusion=missing_inclusion(shown, answers),
    )
