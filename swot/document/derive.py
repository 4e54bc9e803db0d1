"""What follows from a document alone: the `derived` block of an export (spec document.md, sections 6 and 7).

Depends on the document and its template, never on today's date, so that two exports of an unchanged workbook agree.
"""

from collections.abc import Iterator
from typing import Any

from swot.content import TemplateContent
from swot.document.values import QUADRANT_LETTERS, Document
from swot.rules.actions import inclusion_ratio, is_under_a_fifth
from swot.rules.answers import answers_by_id, is_answered
from swot.rules.check import CheckResult, score
from swot.rules.consequences import has_inclusion_strategy
from swot.rules.progress import missing_inclusion, to_find_out
from swot.rules.quadrants import FAMILY_ORDER, family_of
from swot.rules.shortlist import carried, find_out, inclusion_entries, short_list, twins


def derive(document: Document, content: TemplateContent) -> dict[str, Any]:
    """The derived block: exactly these keys, in this order, all lists in their fixed order."""
    result = score(document.check, content.check) if document.check else None
    extra = carried(document.entries)
    return {
        "section_pulses": section_pulses(document, content),
        "counts": {q: sum(entry.quadrant == q for entry in document.entries) for q in QUADRANT_LETTERS},
        "short_list": {q: [entry.id for entry in listed] for q, listed in short_list(document.entries).items()},
        "inclusion_entry_carried_by_rule": extra.id if extra else None,
        "find_out_list": [entry.id for entry in find_out(document.entries)],
        "twins": [list(pair) for pair in twins(document.entries)],
        "strategy_families": strategy_families(document),
        "inclusion_actions": "{} of {}".format(*inclusion_ratio(document)),
        "check": check_block(result) if result else None,
        "alerts": list(alerts(document, content, result)),
    }


def section_pulses(document: Document, content: TemplateContent) -> dict[str, Any]:
    """The 1–5 answer of each charted section by its title, None where there is none."""
    answers = answers_by_id(document)
    pulses = {section.title: section.pulse for section in content.charted}
    return {
        title: answers[prompt.id].value if prompt and is_answered(answers.get(prompt.id)) else None
        for title, prompt in pulses.items()
    }


def strategy_families(document: Document) -> list[str]:
    """The families that occur, in the order SO, ST, WO, WT."""
    found = {family_of(strategy, document) for strategy in document.strategies}
    return [family for family in FAMILY_ORDER if family in found]


def check_block(result: CheckResult) -> dict[str, Any]:
    """The six results of the self-check as the document writes them."""
    return {
        "confirmed_score": result.confirmed,
        "could_be_score": result.could_be,
        "max": result.highest,
        "confirmed_band": result.confirmed_band.label,
        "could_be_band": result.could_be_band.label,
        "not_known_enough": result.not_known_enough,
    }


def alerts(document: Document, content: TemplateContent, result: CheckResult | None) -> Iterator[str]:
    """The alert sentences in their order, each only when true."""
    if result is None:
        yield f"{content.check.title}: not taken yet"
    else:
        name = document.check.name if document.check and document.check.name else content.check.title
        yield from _check_alerts(name, result)
    yield from _answer_alerts(document, content)
    if not inclusion_entries(document.entries):
        yield "No entry yet about people already here"
    if is_under_a_fifth(document):
        yield "Fewer than one in five open actions is about inclusion: {} of {}".format(*inclusion_ratio(document))
    if result:
        yield from _band_alerts(document, result)


def _check_alerts(name: str, result: CheckResult) -> Iterator[str]:
    yield (
        f"{name}: confirmed {result.confirmed} of {result.highest} ({result.confirmed_band.label}); "
        f"could be {result.could_be} ({result.could_be_band.label})"
    )
    if result.not_known_enough:
        yield f"Not known enough: unsure answers weigh {result.unsure_weight} of {result.highest}"
    if result.not_known_enough and result.find_out:
        numbers = ", ".join(str(question.number) for question in result.find_out)
        yield f"Find-out action within 60 days needed for check question(s) {numbers}"
    for flag in result.flags:
        said = "yes, flagged on its own" if flag.answer == "yes" else "find out first"
        yield f"Check question {flag.question.number}: {said}"


def _answer_alerts(document: Document, content: TemplateContent) -> Iterator[str]:
    unknown = [prompt.id for prompt in to_find_out(document, content)]
    if unknown:
        yield f"Answers recorded as not yet known, to find out: {', '.join(unknown)}"
    empty = missing_inclusion(content.prompts.values(), answers_by_id(document))
    if empty:
        yield f"Inclusion-tagged prompts without an answer, so their sections are not complete: {', '.join(empty)}"


def _band_alerts(document: Document, result: CheckResult) -> Iterator[str]:
    band = result.confirmed_band.label
    has_action = any(action.inclusion for action in document.actions)
    if result.is_watch_or_worse and not (inclusion_entries(document.entries) and has_action):
        yield f"Band {band}: needs at least one inclusion entry and one inclusion action"
    if result.is_pressing_or_worse and not has_inclusion_strategy(document):
        yield f"Band {band}: needs an inclusion strategy before a briefing is ready"
