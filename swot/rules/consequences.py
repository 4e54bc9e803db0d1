"""What a self-check asks for, and what it binds: each band's needs, and the 60 days of what is not known (content 4.2 to 4.4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from swot.content import CheckQuestion, TemplateContent
from swot.document.values import Document, FindOut, SelfCheck
from swot.rules.check import CheckResult, score
from swot.rules.shortlist import inclusion_entries

ENTRY, ACTION, STRATEGY, FIRST = "entry", "action", "strategy", "first"
FIND_OUT_DAYS = 60


@dataclass(frozen=True)
class Need:
    """One thing a band asks for: an inclusion "entry", "action" or "strategy", and whether it is there."""

    key: str
    is_met: bool


@dataclass(frozen=True)
class Asked:
    """One unsure question of weight 3 while too little is known, its plan, and whether owner or day is missing."""

    question: CheckQuestion
    plan: FindOut | None
    lacks_owner: bool
    lacks_day: bool

    @property
    def lacks(self) -> bool:
        """Whether something is still missing."""
        return self.lacks_owner or self.lacks_day


def needs(document: Document, result: CheckResult | None) -> tuple[Need, ...]:
    """What the confirmed band asks of the workbook; nothing while the check is calm or not taken."""
    if result is None:
        return ()
    found = []
    if result.is_watch_or_worse:
        found.append(Need(ENTRY, bool(inclusion_entries(document.entries))))
        found.append(Need(ACTION, any(action.inclusion for action in document.actions)))
    if result.is_pressing_or_worse:
        found.append(Need(STRATEGY, has_inclusion_strategy(document)))
    return tuple(found)


def has_inclusion_strategy(document: Document) -> bool:
    """Whether any strategy cites an inclusion entry; one put aside is in no briefing and answers nobody."""
    tagged = {entry.id for entry in document.entries if entry.inclusion}
    return any(tagged & {*s.internal_entries, *s.external_entries} for s in document.strategies if s.kept)


def first_edition(document: Document, content: TemplateContent) -> str:
    """The edition that is made before any other while displacing or excluding now; "" else."""
    result = score(document.check, content.check) if document.check else None
    return str(result.confirmed_band.needs.get("first_edition", "")) if result else ""


def what_binds(document: Document, content: TemplateContent, edition: str, issued: Collection[tuple[str, date]]) -> str:
    """Why a briefing in an edition cannot be issued now: "strategy", "first", or "" where nothing binds.

    `issued` are the editions issued before with their days: only one issued since the check was taken counts as first.
    """
    if document.check is None:
        return ""
    needed = {need.key: need.is_met for need in needs(document, score(document.check, content.check))}
    if not needed.get(STRATEGY, True):
        return STRATEGY
    first, taken = first_edition(document, content), document.check.taken_on or date.min
    came_first = any(key == first and day >= taken for key, day in issued)
    return FIRST if first and edition != first and not came_first else ""


def find_out_by(check: SelfCheck, today: date) -> date:
    """The last day for what the check is unsure of: 60 days from the day it was taken; once past, from today."""
    day = (check.taken_on or today) + timedelta(days=FIND_OUT_DAYS)
    return day if day >= today else today + timedelta(days=FIND_OUT_DAYS)


def to_be_found_out(document: Document, content: TemplateContent, today: date) -> tuple[Asked, ...]:
    """While not enough is known: each unsure question of weight 3, and whether it has an owner and a day in time."""
    check = document.check
    result = score(check, content.check) if check else None
    if check is None or result is None or not result.not_known_enough:
        return ()
    plans, last = {plan.about: plan for plan in document.find_out}, find_out_by(check, today)
    return tuple(_asked(question, plans.get(f"check {question.number}"), last) for question in result.find_out)


def _asked(question: CheckQuestion, plan: FindOut | None, last: date) -> Asked:
    if plan and plan.done:
        return Asked(question, plan, lacks_owner=False, lacks_day=False)
    lacks_owner = plan is None or not plan.owner.strip()
    return Asked(question, plan, lacks_owner, lacks_day=plan is None or plan.due is None or plan.due > last)
