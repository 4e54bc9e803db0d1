"""The self-check of a kind: confirmed and could-be scores, bands, and what is flagged (content 4.2 to 4.4)."""

from dataclasses import dataclass

from swot.content import Band, Check, CheckQuestion
from swot.document.values import SelfCheck

YES, NO, UNSURE = "yes", "no", "unsure"
HEAVY = 3


@dataclass(frozen=True)
class Flag:
    """A question that is flagged on its own, whatever the total; `answer` is "yes" or "unsure" (find out first)."""

    question: CheckQuestion
    answer: str


@dataclass(frozen=True)
class CheckResult:
    """What a self-check comes to: always two figures, never one.

    `confirmed` weighs every yes, `could_be` every yes and unsure, `highest` all questions. `find_out` holds the unsure
    questions of weight 3, which need somebody and a date within sixty days while `not_known_enough`.
    """

    confirmed: int
    could_be: int
    highest: int
    confirmed_band: Band
    could_be_band: Band
    unsure_weight: int
    not_known_enough: bool
    flags: tuple[Flag, ...]
    find_out: tuple[CheckQuestion, ...]

    @property
    def is_watch_or_worse(self) -> bool:
        """Whether the confirmed band asks for an inclusion entry and an inclusion action."""
        return bool(self.confirmed_band.needs.get("inclusion_entries"))

    @property
    def is_pressing_or_worse(self) -> bool:
        """Whether the confirmed band asks for an inclusion strategy before a briefing is ready."""
        return bool(self.confirmed_band.needs.get("inclusion_strategies"))


def score(check: SelfCheck, content_check: Check) -> CheckResult:
    """Score the answers against the template's weights; a missing answer counts as unsure."""
    answered = by_question(check, content_check)
    confirmed = sum(question.weight for question, answer in answered if answer == YES)
    unsure = sum(question.weight for question, answer in answered if answer == UNSURE)
    return CheckResult(
        confirmed=confirmed,
        could_be=confirmed + unsure,
        highest=content_check.highest,
        confirmed_band=content_check.band(confirmed),
        could_be_band=content_check.band(confirmed + unsure),
        unsure_weight=unsure,
        not_known_enough=3 * unsure >= content_check.highest,
        flags=tuple(Flag(question, answer) for question, answer in answered if question.flag_alone and answer != NO),
        find_out=tuple(question for question, answer in answered if question.weight >= HEAVY and answer == UNSURE),
    )


def by_question(check: SelfCheck, content_check: Check) -> tuple[tuple[CheckQuestion, str], ...]:
    """Each question with "yes", "no" or "unsure"; questions beyond the given answers are unsure."""
    given = check.answers + (None,) * (len(content_check.questions) - len(check.answers))
    return tuple((question, answer or UNSURE) for question, answer in zip(content_check.questions, given, strict=True))
