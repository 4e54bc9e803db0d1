"""What an answer offers as an entry: offered, never added without a click (content 2.1, spec "Proposals")."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from swot.content import Prompt, TemplateContent
from swot.document.values import Answer
from swot.rules.answers import is_answered, is_not_known
from swot.rules.quadrants import place
from swot.rules.readings import is_number, passes, rule_met

HELPS, HURTS = "helps", "hurts"
OUTSIDE_SECTION = "OUT"


@dataclass(frozen=True)
class Proposal:
    """An entry to offer: `face` "helps" or "hurts", where it would usually stand, and words to begin from.

    The quadrant is where the form starts; the control question still decides.
    """

    face: str
    quadrant: str
    sentence: str


def offered(answer: Answer, prompt: Prompt, content: TemplateContent) -> Proposal | None:
    """What an answer to a prompt offers, or None."""
    if prompt.type == "yesno":
        return _from_yesno(answer, prompt)
    if not is_answered(answer) or not is_number(answer.value):
        return None
    value = float(answer.value or 0)
    if prompt.type == "scale":
        return _from_pulse(int(value), prompt)
    return _from_number(value, prompt, content) if prompt.type == "number" else None


def _from_pulse(value: int, prompt: Prompt) -> Proposal | None:
    if value == 3:
        return None
    sentence = prompt.anchors[value - 1] if prompt.anchors else ""
    return _proposal(HURTS if value < 3 else HELPS, prompt, sentence)


def _from_number(value: float, prompt: Prompt, content: TemplateContent) -> Proposal | None:
    indicator = content.indicator_by_id.get(prompt.indicator or "")
    if indicator:
        met = rule_met(indicator, value / (prompt.indicator_divide_by or 1))
        return _proposal(HURTS, prompt, met[1]["sentence"]) if met else None
    offer = next((offer for offer in prompt.offers if passes(offer, value)), None)
    return _proposal(offer["face"], prompt, offer["sentence"]) if offer else None


def _from_yesno(answer: Answer, prompt: Prompt) -> Proposal | None:
    if not prompt.inclusion:
        return None
    if is_not_known(answer):
        return _proposal(HURTS, prompt, _("We do not know yet: %(question)s") % {"question": prompt.text})
    if not is_answered(answer) or answer.value != prompt.worrying:
        return None
    said = _("We answered yes: %(question)s") if answer.value == "yes" else _("We answered no: %(question)s")
    return _proposal(HURTS, prompt, answer.note or said % {"question": prompt.text})


def _proposal(face: str, prompt: Prompt, sentence: str) -> Proposal:
    return Proposal(face, place(helps=face == HELPS, ours=prompt.section != OUTSIDE_SECTION), sentence)
