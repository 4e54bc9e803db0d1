"""The five inclusion windows: lit, half lit or dark, derived and never ticked (spec workbook.md, "Inclusion thread").

Lit is answered with evidence and current; half lit is answered without evidence, only in part or out of date; dark is
not answered. Who benefits and who keeps watch are answered once a strategy names both sides, once a person is named.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swot.content import Prompt, TemplateContent
from swot.document.values import Document, Strategy
from swot.rules.actions import open_inclusion_actions
from swot.rules.answers import answers_by_id, is_answered
from swot.rules.check import score
from swot.rules.readings import UNKNOWN, is_current, months_after, reading_of

LIT, HALF, DARK = "lit", "half", "dark"
CURRENT_INDICATORS = 2


@dataclass(frozen=True)
class Window:
    """One window: its label in the words of the kind and in a word or two, its state, what it rests on, what would light it."""

    key: str
    label: str
    short: str
    state: str
    rests_on: str
    next_step: str


def windows(document: Document, content: TemplateContent, today: date) -> tuple[Window, ...]:
    """The five windows in their order."""
    return (
        _first(document, content),
        _priced_out(document, content, today),
        _decides(document, content, today),
        _benefits(document, content),
        _watch(document, content, today),
    )


def short_label(window: str, kind: str) -> str:
    """A window's label in a word or two, for where five stand in a row: "Left behind"."""
    pushed_out = {"region": _("Left behind"), "network": _("Locked out")}.get(kind, _("Priced out"))
    return {
        "first": _("Here first"),
        "priced-out": pushed_out,
        "decides": _("Decides"),
        "benefits": _("Gains"),
        "watch": _("Watches"),
    }[window]


def is_nobody(text: str | None) -> bool:
    """Whether a first question was answered with "nobody yet"."""
    return (text or "").strip().rstrip(".").casefold() == "nobody yet"


def is_named(text: str | None) -> bool:
    """Whether a first question was answered with somebody."""
    return bool((text or "").strip()) and not is_nobody(text)


def day(value: date) -> str:
    """A date in words: "4 October 2026"."""
    return date_format(value, "j F Y")


def _window(key: str, content: TemplateContent, state: str, rests_on: str, next_step: str) -> Window:
    return Window(
        key,
        content.window_label(key),
        short_label(key, content.kind),
        state,
        rests_on,
        "" if state == LIT else next_step,
    )


def _state(whole: bool, part: bool) -> str:
    return LIT if whole else HALF if part else DARK


def _marked(content: TemplateContent, window: str) -> list[Prompt]:
    return [prompt for prompt in content.prompts.values() if prompt.window == window]


def _unanswered(document: Document, prompts: list[Prompt]) -> list[Prompt]:
    answers = answers_by_id(document)
    return [prompt for prompt in prompts if not is_answered(answers.get(prompt.id))]


def _of_questions(prompts: list[Prompt], empty: list[Prompt]) -> str:
    numbers = {"done": len(prompts) - len(empty), "asked": len(prompts)}
    text = ngettext(
        "%(done)d of %(asked)d question answered.", "%(done)d of %(asked)d questions answered.", len(prompts)
    )
    return text % numbers


def _first(document: Document, content: TemplateContent) -> Window:
    prompts, before = _marked(content, "first"), document.first_questions.here_before
    empty, ids = _unanswered(document, prompts), {prompt.id for prompt in prompts}
    proven = any(entry.prompt_id in ids and entry.evidence.grade >= 1 for entry in document.entries)
    answered = bool((before or "").strip()) and not empty
    state = _state(answered and proven, is_named(before) or len(empty) < len(prompts))
    rests_on = (before or "") if is_named(before) else _of_questions(prompts, empty)
    if state == DARK and is_nobody(before):
        rests_on = _("We have not yet asked who was here before us.")
    if not (before or "").strip():
        step = _("Say who was here before us.")
    else:
        step = empty[0].text if empty else _("Make an entry from one of these answers, and say how we know.")
    return _window("first", content, state, rests_on, step)


def _priced_out(document: Document, content: TemplateContent, today: date) -> Window:
    check = document.check
    if check is None or not any(check.answers):
        return _window(
            "priced-out", content, DARK, _("Self-check not taken."), _("Take the self-check: three minutes.")
        )
    taken = check.taken_on or document.as_of
    result = score(check, content.check)
    is_old = today > months_after(taken, content.check.valid_months)
    if result.not_known_enough:
        rests_on = _("Self-check of %(date)s: not known enough.") % {"date": day(taken)}
    else:
        rests_on = _("Self-check of %(date)s: %(band)s.") % {"date": day(taken), "band": result.confirmed_band.label}
    step = (
        _("Take the self-check again: it is out of date.")
        if is_old
        else _("Find out what the self-check is unsure of.")
    )
    return _window("priced-out", content, _state(not is_old and not result.not_known_enough, True), rests_on, step)


def _decides(document: Document, content: TemplateContent, today: date) -> Window:
    prompts = _marked(content, "decides")
    empty = _unanswered(document, prompts)
    seats = next(indicator for indicator in content.indicators if indicator.seats)
    reading = reading_of(document, seats)
    counted = reading is not None and reading.status != UNKNOWN and reading.value is not None
    current = is_current(reading, seats, today)
    state = _state(not empty and current, len(empty) < len(prompts) or counted)
    if reading is not None and reading.as_of and counted:
        seats_text = _("Seats last counted on %(date)s.") % {"date": day(reading.as_of)}
    else:
        seats_text = _("Seats not counted yet.")
    step = empty[0].text if empty else _("Count the seats: %(how)s") % {"how": seats.how}
    return _window("decides", content, state, f"{_of_questions(prompts, empty)} {seats_text}", step)


def _benefits(document: Document, content: TemplateContent) -> Window:
    kept = [strategy for strategy in document.strategies if strategy.kept]
    return _benefits_of_strategies(kept, content) if kept else _benefits_of_prompts(document, content)


def _benefits_of_strategies(kept: list[Strategy], content: TemplateContent) -> Window:
    whole = [s for s in kept if s.who_gains.strip() and s.who_could_lose.strip()]
    text = ngettext(
        "%(whole)d of %(kept)d strategy says who gains and who could lose.",
        "%(whole)d of %(kept)d strategies say who gains and who could lose.",
        len(kept),
    )
    rests_on = text % {"whole": len(whole), "kept": len(kept)}
    state = _state(len(whole) == len(kept), bool(whole))
    return _window("benefits", content, state, rests_on, _("Say who gains and who could lose in every strategy."))


def _benefits_of_prompts(document: Document, content: TemplateContent) -> Window:
    prompts = _marked(content, "benefits")
    empty = _unanswered(document, prompts)
    cited = {entry.prompt_id for entry in document.entries}
    answered = [prompt for prompt in prompts if prompt not in empty]
    state = _state(any(prompt.id in cited for prompt in answered), bool(answered))
    step = _("Make an entry from this answer.") if answered else "".join(prompt.text for prompt in prompts[:1])
    return _window("benefits", content, state, _of_questions(prompts, empty), step)


def _watch(document: Document, content: TemplateContent, today: date) -> Window:
    who = document.first_questions.speaks_for_them
    current = sum(is_current(reading_of(document, one), one, today) for one in content.indicators)
    dated = any(action.due for action in open_inclusion_actions(document))
    named = is_named(who)
    if not named:
        step = _("Name a person who speaks for people already here.")
    elif current < CURRENT_INDICATORS:
        step = _("Bring two indicators up to date.")
    else:
        step = _("Give one action about people already here a date.")
    rests_on = _("%(who)s speaks for them.") % {"who": who} if named else _("Nobody is named.")
    return _window("watch", content, _state(named and current >= CURRENT_INDICATORS and dated, named), rests_on, step)
