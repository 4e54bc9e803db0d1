"""The find-out list: what matters and is not known, with who finds it out by when (spec/document.md section 6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from swot.content import TemplateContent
from swot.document.values import Document, Entry, FindOut
from swot.rules.answers import answers_by_id, is_not_known
from swot.rules.check import score
from swot.rules.shortlist import find_out

ENTRY, PROMPT, CHECK = "entry", "prompt", "check"


@dataclass(frozen=True)
class Question:
    """One open question. `about` names it in a plan: an entry's id, a prompt's id or "check 4"; `kind` says which.

    `section` is that of an entry or a prompt, `where` the title of a prompt's.
    """

    about: str
    kind: str
    text: str
    inclusion: bool
    plan: FindOut | None = None
    entry: Entry | None = None
    section: str = ""
    where: str = ""
    number: int = 0

    @property
    def due(self) -> date | None:
        """By when, if somebody said."""
        return self.plan.due if self.plan else None

    @property
    def owner(self) -> str:
        """Who finds it out; "" is nobody yet."""
        return self.plan.owner if self.plan else ""

    @property
    def is_done(self) -> bool:
        """Whether it is marked as found out."""
        return self.plan is not None and self.plan.done is not None

    def days_late(self, today: date) -> int:
        """Days past its date, 0 while there is time."""
        return max((today - self.due).days, 0) if self.due else 0


def questions(document: Document, content: TemplateContent) -> tuple[Question, ...]:
    """Every question: entries, then prompts "not yet known", then unsure check questions of weight 3."""
    plans = {plan.about: plan for plan in document.find_out}
    every = chain(_entries(document), _prompts(document, content), _check(document, content))
    return tuple(replace(question, plan=plans.get(question.about)) for question in every)


def by_urgency(found: Iterable[Question]) -> list[Question]:
    """The open ones: those without an owner first, then by date, those without one last."""
    still = [question for question in found if not question.is_done]
    return sorted(still, key=lambda question: (bool(question.owner), question.due or date.max))


def _entries(document: Document) -> Iterator[Question]:
    for entry in find_out(document.entries):
        yield Question(entry.id, ENTRY, entry.text, inclusion=entry.inclusion, entry=entry, section=entry.section)


def _prompts(document: Document, content: TemplateContent) -> Iterator[Question]:
    answers = answers_by_id(document)
    for prompt in content.prompts.values():
        if is_not_known(answers.get(prompt.id)):
            where = content.section_by_code[prompt.section].title
            yield Question(
                prompt.id, PROMPT, prompt.text, inclusion=prompt.inclusion, section=prompt.section, where=where
            )


def _check(document: Document, content: TemplateContent) -> Iterator[Question]:
    for asked in score(document.check, content.check).find_out if document.check else ():
        yield Question(f"check {asked.number}", CHECK, asked.text, inclusion=True, number=asked.number)
