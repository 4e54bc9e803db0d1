"""What stands between a draft of a template and its publishing: one sentence a fault, each with its place."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import Prompt, Section, TemplateContent

KIND_LETTERS = {"workspace": "W", "district": "D", "region": "R", "network": "V"}
QUADRANT_WORDS = {
    "S": gettext_lazy("strengths"),
    "W": gettext_lazy("weaknesses"),
    "O": gettext_lazy("opportunities"),
    "T": gettext_lazy("threats"),
}
WINDOWS = ("first", "priced-out", "decides", "benefits", "watch")
CONDITIONS = ("is", "is_not", "in")
WORDS = [
    "name",
    "noun",
    "in_sentence",
    "short",
    "proximity_test",
    "proximity_sentence",
    "landlord",
    "landlord_question",
    "ends_by",
    "held_together_by",
    "power",
    "exclusion_looks_like",
    "people_already_here",
    "horizon",
    "we_means",
    "we_note",
    "control_test",
    "control_yes",
    "control_no",
    "help_or_hurt",
    "windows",
    "alarm",
    "early_warnings",
    "tows_starters",
    "example_pairs",
    "typical_entries",
    "find_out_examples",
    "agency_partners",
    "success_words",
    "stock_phrases",
    "start_questions",
    "lenses",
    "window_rules",
]


@dataclass(frozen=True)
class Problem:
    """One thing that stands before publishing; `where` is a prompt's id, a section's code, or the name of a part.

    The parts are "sections", "check", "indicators" and "words".
    """

    sentence: str
    where: str


def problems(content: TemplateContent, *, previous: TemplateContent | None = None) -> tuple[Problem, ...]:
    """Everything that stands before publishing `content`, in the order of its parts; none means it may be published.

    `previous` is the version that workbooks have now: what answers hang on must not change its meaning unseen.
    """
    found = [problem for rule in RULES for problem in rule(content)]
    if previous:
        found += [problem for since in RULES_SINCE for problem in since(content, previous)]
    return tuple(found)


# ---------- the sections as a whole ----------


def _quadrants(content: TemplateContent) -> Iterator[Problem]:
    asked = {letter for prompt in content.prompts.values() for letter in prompt.quadrants.split()}
    for letter, word in QUADRANT_WORDS.items():
        if letter not in asked:
            yield Problem(_("No question asks about %(quadrant)s.") % {"quadrant": word}, "sections")


def _pulses(content: TemplateContent) -> Iterator[Problem]:
    for section in content.charted:
        scales = [prompt.id for prompt in section.prompts if prompt.type == "scale"]
        where = {"section": section.title, "scales": ", ".join(scales)}
        if not scales:
            yield Problem(_("%(section)s has no pulse: one of its questions must be 1 to 5.") % where, section.code)
        elif len(scales) > 1:
            yield Problem(_("%(section)s has more than one pulse (%(scales)s): keep one.") % where, section.code)


def _codes_once(content: TemplateContent) -> Iterator[Problem]:
    for code, times in Counter(prompt.id for prompt in _all(content)).items():
        if times > 1:
            yield Problem(_("The code %(code)s is used %(times)s times.") % {"code": code, "times": times}, code)


def _codes_fit(content: TemplateContent) -> Iterator[Problem]:
    for prompt in _all(content):
        stem = f"{KIND_LETTERS[content.kind]}-{prompt.section}-"
        if not (prompt.id.startswith(stem) and prompt.id.removeprefix(stem).isdecimal()):
            fits = {"code": prompt.id, "stem": stem}
            yield Problem(
                _("The code %(code)s does not fit its place: it must be %(stem)s and a number.") % fits, prompt.id
            )


# ---------- one prompt ----------


def _prompts(content: TemplateContent) -> Iterator[Problem]:
    for section in content.sections:
        for prompt in section.prompts:
            sentences = (*_wordless(prompt), *_unlinked(prompt, content), *_condition(prompt, section, content))
            yield from (Problem(sentence, prompt.id) for sentence in sentences)


def _wordless(prompt: Prompt) -> Iterator[str]:
    code = {"code": prompt.id}
    if not prompt.text.strip():
        yield _("%(code)s has no question.") % code
    if not prompt.why.strip():
        yield _("%(code)s does not say why we ask.") % code
    if prompt.type == "scale" and len(_written(prompt.anchors)) != 5:
        yield _("%(code)s is answered from 1 to 5 and needs a sentence for each of the five.") % code
    if prompt.type == "choice" and len(_written(prompt.options)) < 2:
        yield _("%(code)s needs at least two options to choose from.") % code


def _unlinked(prompt: Prompt, content: TemplateContent) -> Iterator[str]:
    code = {"code": prompt.id, "indicator": prompt.indicator}
    if prompt.not_known_option and prompt.not_known_option not in prompt.options:
        yield _("%(code)s: the option that means not known is none of its options.") % code
    if prompt.indicator and prompt.indicator not in content.indicator_by_id:
        yield _("%(code)s is a reading of %(indicator)s, and there is no such indicator.") % code


def _condition(prompt: Prompt, section: Section, content: TemplateContent) -> Iterator[str]:
    if prompt.show_if is None:
        return
    named = {"code": prompt.id, "other": prompt.show_if.get("prompt")}
    if prompt.inclusion or prompt.window or (section.charted and prompt.type == "scale"):
        yield (
            _("%(code)s must always be asked: it is a pulse, or about people already here, or behind a window.") % named
        )
    if sum(word in prompt.show_if for word in CONDITIONS) != 1 or not prompt.show_if.get("sentence"):
        yield (
            _("%(code)s: its condition needs one answer to compare with, and a sentence that says when it is asked.")
            % named
        )
    order = list(content.prompts)
    if named["other"] not in order:
        yield _("%(code)s depends on %(other)s, and there is no such question.") % named
    elif order.index(named["other"]) >= order.index(prompt.id):
        yield _("%(code)s depends on %(other)s, which is asked later: a condition may only look back.") % named


# ---------- beside the questions ----------


def _check(content: TemplateContent) -> Iterator[Problem]:
    numbers = [question.number for question in content.check.questions]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        yield Problem(_("The self-check's questions are not numbered 1, 2, 3 and so on without a gap."), "check")
    bands = content.check.bands
    begins = [0, *(band.highest + 1 for band in bands)]
    if any(band.lowest != begin or band.highest < begin for band, begin in zip(bands, begins, strict=False)):
        yield Problem(_("The self-check's bands leave a gap or overlap: each begins where the last one ends."), "check")
    if begins[-1] != content.check.highest + 1:
        ends = {"last": begins[-1] - 1, "highest": content.check.highest}
        yield Problem(_("The last band ends at %(last)s, but all weights together are %(highest)s.") % ends, "check")


def _indicators(content: TemplateContent) -> Iterator[Problem]:
    seats = sum(indicator.seats for indicator in content.indicators)
    if seats != 1:
        sentence = _("Exactly one indicator must say who decides; now %(seats)s do.") % {"seats": seats}
        yield Problem(sentence, "indicators")
    for indicator in content.indicators:
        if indicator.prompt and indicator.prompt not in content.prompts:
            names = {"indicator": indicator.id, "code": indicator.prompt}
            yield Problem(_("%(indicator)s points at %(code)s, and there is no such question.") % names, "indicators")


def _words(content: TemplateContent) -> Iterator[Problem]:
    missing = [key for key in WORDS if not content.words.get(key)]
    labels: dict[str, Any] = content.words.get("windows") or {}
    missing += [f"windows.{key}" for key in WINDOWS if labels and not labels.get(key)]
    for key in missing:
        yield Problem(_("The kind's words lack “%(key)s”.") % {"key": key}, "words")


# ---------- since the version that workbooks have ----------


def _same_meaning(content: TemplateContent, previous: TemplateContent) -> Iterator[Problem]:
    for code, prompt in content.prompts.items():
        before = previous.prompts.get(code)
        if before and (before.concept, before.section) != (prompt.concept, prompt.section):
            sentence = _("%(code)s has another concept or section than before: give the new question a new code.")
            yield Problem(sentence % {"code": code}, code)


def _inclusion_kept(content: TemplateContent, previous: TemplateContent) -> Iterator[Problem]:
    now, before = (sum(prompt.inclusion for prompt in _all(one)) for one in (content, previous))
    if now < before:
        counts = {"now": now, "before": before}
        sentence = _("Only %(now)s questions are about people already here; before there were %(before)s.") % counts
        yield Problem(sentence, "sections")


RULES: tuple[Callable[[TemplateContent], Iterator[Problem]], ...] = (
    _quadrants,
    _pulses,
    _codes_once,
    _codes_fit,
    _prompts,
    _check,
    _indicators,
    _words,
)
RULES_SINCE: tuple[Callable[[TemplateContent, TemplateContent], Iterator[Problem]], ...] = (
    _same_meaning,
    _inclusion_kept,
)


def _all(content: TemplateContent) -> Iterator[Prompt]:
    """Every prompt, those whose code is used twice as well."""
    return (prompt for section in content.sections for prompt in section.prompts)


def _written(sentences: Iterable[str]) -> list[str]:
    return [sentence for sentence in sentences if sentence.strip()]
