"""What every part of a briefing looks at: the cleaned document, its template, the edition, and the day."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from briefings.editions import Edition, Part
from briefings.room import TERSEST, room
from swot.content import TemplateContent
from swot.document.values import Answer, Ask, Document, Entry, Reading, Strategy
from swot.rules.answers import Answers, answers_by_id, is_answered
from swot.rules.check import CheckResult, score
from swot.rules.inclusion import Strip, strip
from swot.rules.shortlist import carried, ranked, short_list

# Two in each quadrant, and shorter messages, when they stand after page one.
AT_TERSEST = 4


@dataclass(frozen=True)
class Voice:
    """Words somebody from outside left, with their agreement to print them."""

    words: str
    who: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Beside:
    """What stands beside the document: typed headline and letter, where to answer, voices, the briefing before."""

    headline: str = ""
    letter: str = ""
    answer_at: str = ""
    contact: str = ""
    voices: tuple[Voice, ...] = ()
    earlier: Document | None = None
    earlier_name: str = ""


@dataclass(frozen=True)
class Scene:
    """One briefing in the making. `tight` shortens page one step by step, `terse` what follows; 0 is unhurried.

    `uncut` is the document before its texts were clipped, where they were; `check_number` that of the document as it came.
    """

    document: Document
    content: TemplateContent
    edition: Edition
    today: date
    number: str | None = None
    paper: str = "a4"
    tight: int = 0
    terse: int = 0
    beside: Beside = field(default_factory=Beside)
    uncut: Document | None = None
    check_number: str = ""

    @property
    def kind(self) -> str:
        """The kind of the cluster, in whose words everything is said."""
        return self.content.kind

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every entry by id."""
        return {entry.id: entry for entry in self.document.entries}

    @cached_property
    def uncut_entries(self) -> dict[str, Entry]:
        """Every entry by id, whole, to be compared with another briefing."""
        return {entry.id: entry for entry in (self.uncut or self.document).entries}

    @cached_property
    def answers(self) -> Answers:
        """Every answer by prompt id."""
        return answers_by_id(self.document)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """The newest reading of each indicator, by id."""
        return {reading.id: reading for reading in self.document.readings}

    @cached_property
    def strip(self) -> Strip:
        """The five windows on this day."""
        return strip(self.document, self.content, self.today)

    @cached_property
    def check(self) -> CheckResult | None:
        """What the self-check comes to; None while it has not been taken."""
        return score(self.document.check, self.content.check) if self.document.check else None

    @cached_property
    def listed(self) -> dict[str, list[Entry]]:
        """The short list by quadrant."""
        return short_list(self.document.entries)

    @cached_property
    def carried(self) -> Entry | None:
        """The entry about people already here that is carried onto the short list by rule."""
        return carried(self.document.entries)

    @cached_property
    def kept(self) -> tuple[Strategy, ...]:
        """The kept strategies that say something."""
        return tuple(strategy for strategy in self.document.strategies if strategy.kept and strategy.strategy)

    @cached_property
    def ask(self) -> Ask | None:
        """What this reader is asked; the full workbook takes the first ask there is."""
        asks = self.document.asks
        if not self.edition.is_whole:
            asks = tuple(ask for ask in asks if ask.reader == self.edition.asked_as)
        return next((ask for ask in asks if ask.decision_asked), None)

    def top(self, quadrant: str) -> Entry | None:
        """The entry that matters most in a quadrant: by priority, those without one last."""
        return next(iter(ranked(self.document.entries, quadrant)), None)

    def answered(self, prompt_id: str) -> Answer | None:
        """The answer to a prompt where it says something."""
        answer = self.answers.get(prompt_id)
        return answer if is_answered(answer) else None

    def by_concept(self, concept: str) -> Answer | None:
        """The answer to the kind's prompt of a concept where it says something."""
        prompts = (prompt for prompt in self.content.prompts.values() if prompt.concept == concept)
        return next((answer for answer in (self.answered(prompt.id) for prompt in prompts) if answer), None)

    @property
    def is_brief(self) -> bool:
        """Whether this edition promised its readers a length."""
        return self.edition.page_limit is not None

    def step(self, part: Part) -> int:
        """How far a part is shortened: so that page one stands alone, elsewhere only at the tersest."""
        if part.page_one:
            return self.tight
        return AT_TERSEST if self.is_tersest else 0

    @property
    def is_tersest(self) -> bool:
        """Whether nothing else keeps the promised length, so that messages, matrix and remarks give way as well."""
        return self.is_brief and self.terse >= TERSEST

    def room(self, part: Part) -> int | None:
        """How many lines a part may show; None for all."""
        return room(part, is_brief=self.is_brief, tight=self.tight, terse=self.terse)

    def anchor(self, key: str) -> str:
        """The anchor of a part printed after page one, "" where this edition does not print it there."""
        printed = any(part.key == key and not part.page_one for part in self.edition.parts)
        return f"part-{key}" if printed else ""

    def part(self, key: str) -> Part | None:
        """A part of the edition by key."""
        return next((part for part in self.edition.parts if part.key == key), None)
