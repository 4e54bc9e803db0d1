"""What counts as an answer: the few questions every rule asks of one."""

from collections.abc import Mapping

from swot.content import Prompt
from swot.document.values import ANSWERED, NOT_KNOWN, PASSED_OVER, Answer, Document

Answers = Mapping[str, Answer]


def answers_by_id(document: Document) -> dict[str, Answer]:
    """The document's answers by prompt id."""
    return {answer.prompt_id: answer for answer in document.answers}


def can_be_said(prompt: Prompt, status: str, value: object) -> bool:
    """Whether a prompt takes an answer word for word as it was given: it may have been asked otherwise then."""
    if value is None:
        return True
    if status != ANSWERED:
        return False
    if prompt.type in ("scale", "number"):
        low, high = (1, len(prompt.anchors)) if prompt.type == "scale" else (prompt.min, prompt.max)
        is_number = isinstance(value, int if prompt.type == "scale" else int | float) and not isinstance(value, bool)
        return is_number and (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]
    if prompt.type in ("choice", "yesno"):
        return value in (prompt.options if prompt.type == "choice" else ("yes", "no"))
    return prompt.type == "text" and isinstance(value, str)


def is_answered(answer: Answer | None) -> bool:
    """Whether it says something: a value, or at least one line."""
    return answer is not None and answer.status == ANSWERED and (answer.value is not None or bool(answer.lines))


def is_not_known(answer: Answer | None) -> bool:
    """Whether it is "we do not know", which goes to the find-out list."""
    return answer is not None and answer.status == NOT_KNOWN


def is_dealt_with(answer: Answer | None) -> bool:
    """Whether the prompt is no longer empty: answered, not yet known, or passed over with a reason."""
    return is_answered(answer) or (answer is not None and answer.status in (NOT_KNOWN, PASSED_OVER))


def is_shown(prompt: Prompt, answers: Answers) -> bool:
    """Whether a prompt is asked, by its condition on an earlier answer (content README, `show_if`).

    While the earlier answer says nothing the prompt is shown. Pulses, inclusion and window prompts are never hidden.
    """
    rule = prompt.show_if
    if not rule or prompt.inclusion or prompt.window or prompt.type == "scale":
        return True
    earlier = answers.get(rule["prompt"])
    if earlier is None or not is_answered(earlier):
        return True
    if "is" in rule:
        return bool(earlier.value == rule["is"])
    if "is_not" in rule:
        return bool(earlier.value != rule["is_not"])
    return earlier.value in rule["in"]
