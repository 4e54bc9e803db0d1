"""Reads the self-check and the readings of indicators."""

from datetime import date

from swot.content import Indicator, TemplateContent
from swot.document.derive import check_block
from swot.document.faults import named, shown
from swot.document.fields import LONGEST_TEXT, Fields
from swot.document.values import Reading, SelfCheck
from swot.rules.check import score
from swot.rules.readings import ACT, CALM, STALE, UNKNOWN, WATCH, is_number, settled_status

INCLUSION_KEYS = ("check", "indicators", "thresholds")
CHECK_ANSWERS = ("yes", "no", "unsure")
RESULT_KEYS = ("confirmed_score", "could_be_score", "max", "confirmed_band", "could_be_band", "not_known_enough")
CHECK_KEYS = ("name", "answers_in_order", "weights", "basis", *RESULT_KEYS)
READING_KEYS = ("id", "value", "status", "as_of", "source", "note", "figures")
STATUSES = (CALM, WATCH, ACT, UNKNOWN, STALE)


def read_check(inclusion: Fields, content: TemplateContent, as_of: date) -> SelfCheck | None:
    """The self-check, taken on the document's date; None when it was not taken."""
    if "check" not in inclusion.raw:
        return None
    fields = inclusion.object("check", CHECK_KEYS)
    answers = check_answers(fields, len(content.check.questions))
    check = SelfCheck(fields.text("name") or content.check.title, answers, fields.text("basis"), taken_on=as_of)
    # As words, because True == 1 in Python.
    if "weights" in fields.raw and str(fields.raw["weights"]) != str(list(content.check.weights)):
        fields.fault("weights", f"must be the template's: {', '.join(map(str, content.check.weights))}")
    if len(answers) == len(content.check.questions):
        for key, expected in check_block(score(check, content.check)).items():
            fields.agrees(key, expected)
    return check


def read_readings(inclusion: Fields, content: TemplateContent, as_of: date) -> tuple[Reading, ...]:
    """The readings in the order of the template's indicators."""
    found: dict[str, Reading] = {}
    for fields in inclusion.objects("indicators", READING_KEYS):
        ref = fields.needed_text("id")
        if ref and ref not in content.indicator_by_id:
            fields.fault("id", f"{shown(ref)} is not an indicator of the template {content.key}")
        elif ref in found:
            fields.fault("id", f"{ref} is used twice")
        elif ref:
            found[ref] = _reading(fields, content.indicator_by_id[ref], as_of)
    return tuple(found[ref] for ref in content.indicator_by_id if ref in found)


def check_answers(fields: Fields, count: int) -> tuple[str | None, ...]:
    """The answers to as many questions, in order."""
    if "answers_in_order" not in fields.raw:
        fields.fault("answers_in_order", "is needed")
    found = []
    given = fields.listed("answers_in_order")
    for place, answer in given:
        if answer is not None and answer not in CHECK_ANSWERS:
            fields.faults.add(place, f"{shown(answer)} is not one of: {', '.join(CHECK_ANSWERS)}")
        else:
            found.append(answer)
    if isinstance(fields.raw.get("answers_in_order"), list) and len(given) != count:
        fields.fault("answers_in_order", f"{len(given)} answers, and the check has {count} questions")
    return tuple(found)


def _reading(fields: Fields, indicator: Indicator, as_of: date) -> Reading:
    value = fields.raw.get("value")
    if value is not None and not is_number(value) and not isinstance(value, str):
        fields.fault("value", f"must be a number or a text, not {named(value)}")
        value = None
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        fields.fault("value", f"{len(value)} characters, and {LONGEST_TEXT} is the most")
    given = fields.word("status", STATUSES) or UNKNOWN
    return Reading(
        id=indicator.id,
        value=value,
        status=settled_status(indicator, value, given),
        as_of=fields.day("as_of") or (None if value is None else as_of),
        source=fields.text("source"),
        note=fields.text("note"),
        figures=_figures(fields, indicator),
    )


def _figures(fields: Fields, indicator: Indicator) -> tuple[tuple[str, int | float], ...]:
    """The further figures of a reading, by the keys its indicator gives them."""
    keys = [str(figure["field"]) for figure in indicator.also]
    given = fields.object("figures", keys, f"not a figure of {indicator.id}")
    for key, value in given.raw.items():
        if not is_number(value):
            given.fault(key, f"must be a number, not {named(value)}")
    return tuple((key, given.raw[key]) for key in keys if is_number(given.raw.get(key)))
