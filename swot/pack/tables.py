"""The keys of a template's file, object by object (content README, "The three data files"), with what each may hold."""

from swot.content import FORMAT, PROMPT_TYPES, SECTIONS
from swot.models import CheckQuestion, Indicator, Prompt, Section, TemplateVersion, Trap, WorkbookTemplate
from swot.pack.parts import Key, Parts, column, flag, name, number, one, rows, text, texts, whole, word
from swot.problems import KIND_LETTERS, WINDOWS
from swot.rules.coverage import LENSES
from swot.rules.readings import COMPARE, FALLS_BY, FALLS_IN_A_ROW

KINDS = tuple(KIND_LETTERS)
FIELD_NAME = 60
MOST_DECIMALS = 9
MOST_MONTHS = 600


def _condition(part: Parts, key: str) -> None:
    """`show_if`: an earlier question, one answer or several to compare with, and the sentence that says so."""
    found = part.object(key, SHOW_IF)
    found.read(SHOW_IF)
    if found.is_object and sum(how in found.raw for how in ("is", "is_not", "in")) != 1:
        found.fault(None, "needs exactly one of: is, is_not, in")


def _rules(part: Parts, key: str) -> None:
    """`watch` and `act`: what a rule over time needs beside its value."""
    for found in part.rows(key, RULE):
        op, value = found.raw.get("op"), found.raw.get("value")
        if op == FALLS_IN_A_ROW and not (type(value) is int and 1 <= value <= MOST_DECIMALS):
            found.fault("value", f"must be a whole number from 1 to {MOST_DECIMALS} for {FALLS_IN_A_ROW}")
        if op == FALLS_BY and "months" not in found.raw:
            found.fault("months", f"is needed for {FALLS_BY}")


SHOW_IF = {
    "prompt": name(Prompt, "code"),
    "is": Key(Parts.answer, needed=False),
    "is_not": Key(Parts.answer, needed=False),
    "in": Key(Parts.answers, needed=False),
    "sentence": text(),
}
OFFER = {"op": word(tuple(COMPARE)), "value": number(), "face": word(("helps", "hurts")), "sentence": text()}
RULE = {
    "op": word((*COMPARE, FALLS_IN_A_ROW, FALLS_BY)),
    "value": number(),
    "field": text(FIELD_NAME, needed=False),
    "readings": whole(1, 12, needed=False),
    "months": whole(1, MOST_MONTHS, needed=False),
    "sentence": text(),
}
PROMPT = {
    "id": name(Prompt, "code"),
    "concept": column(Prompt, "concept", needed=False),
    "text": column(Prompt, "text"),
    "why": column(Prompt, "why"),
    "hint": column(Prompt, "hint", needed=False),
    "example": column(Prompt, "example", needed=False),
    "quadrants": column(Prompt, "quadrants", needed=False),
    "type": word(PROMPT_TYPES),
    "options": texts(needed=False),
    "not_known_option": column(Prompt, "not_known_option", needed=False),
    "anchors": texts(needed=False),
    "unit": column(Prompt, "unit", needed=False),
    "how": column(Prompt, "how", needed=False),
    "min": number(needed=False),
    "max": number(needed=False),
    "decimals": whole(0, MOST_DECIMALS, needed=False),
    "indicator": column(Prompt, "indicator", needed=False),
    "indicator_divide_by": whole(1, 1_000, needed=False),
    "offers": rows(OFFER, needed=False),
    "worrying": word(("yes", "no"), needed=False),
    "inclusion": flag(needed=False),
    "window": word(WINDOWS, needed=False),
    "lens": word(tuple(sorted(LENSES)), needed=False),
    "show_if": Key(_condition, needed=False, table=SHOW_IF),
}
SECTION = {
    "code": word(SECTIONS),
    "title": column(Section, "title"),
    "lead": column(Section, "lead"),
    "minutes": whole(0, MOST_MONTHS),
    "charted": flag(),
    "prompts": rows(PROMPT),
}
QUESTION = {
    "number": whole(1, 99),
    "key": name(CheckQuestion, "key"),
    "text": column(CheckQuestion, "text"),
    "weight": whole(0, 99),
    "flag_alone": flag(),
    "find_out": column(CheckQuestion, "find_out"),
}
NEEDS = {
    "again_in_months": whole(0, MOST_MONTHS, needed=False),
    "inclusion_entries": whole(0, 99, needed=False),
    "inclusion_actions": whole(0, 99, needed=False),
    "inclusion_strategies": whole(0, 99, needed=False),
    "binds": text(FIELD_NAME, needed=False),
    "first_edition": text(FIELD_NAME, needed=False),
}
BAND = {
    "key": text(FIELD_NAME),
    "label": text(),
    "lowest": whole(0, 9_999),
    "highest": whole(0, 9_999),
    "text": text(),
    "needs": one(NEEDS, needed=False),
}
NOT_KNOWN = {
    "from": whole(0, 9_999),
    "label": text(),
    "text": text(),
    "find_out_for_weight": whole(0, 99),
    "find_out_within_days": whole(1, 3_650),
    "find_out_text": text(),
}
CHECK = {
    "title": text(),
    "intro": text(),
    "sentence": text(),
    "valid_months": whole(1, MOST_MONTHS),
    "flag_yes_text": text(),
    "flag_unsure_text": text(),
    "questions": rows(QUESTION),
    "bands": rows(BAND),
    "not_known": one(NOT_KNOWN),
}
FIGURE = {"field": text(FIELD_NAME), "label": text(), "unit": text()}
INDICATOR = {
    "id": name(Indicator, "code"),
    "what": column(Indicator, "what"),
    "how": column(Indicator, "how"),
    "interval_months": whole(1, MOST_MONTHS),
    "unit": column(Indicator, "unit"),
    "better": word(("higher", "lower")),
    "decimals": whole(0, MOST_DECIMALS, needed=False),
    "seats": flag(needed=False),
    "also": rows(FIGURE, needed=False),
    "asked_when": column(Indicator, "asked_when", needed=False),
    "prompt": column(Indicator, "prompt", needed=False),
    "watch": Key(_rules, needed=False, table=RULE),
    "act": Key(_rules, needed=False, table=RULE),
}
TRAP = {
    "text": column(Trap, "text"),
    "from_kind": word(KINDS, needed=False),
    "from_label": column(Trap, "from_label", needed=False),
    "why": column(Trap, "why"),
}
_TYPICAL = rows({"section": text(), "text": text()})
WORDS = {
    "name": text(),
    "noun": text(),
    "in_sentence": text(),
    "short": text(),
    "proximity_test": text(),
    "proximity_sentence": text(),
    "landlord": text(),
    "landlord_question": text(),
    "ends_by": text(),
    "held_together_by": text(),
    "power": text(),
    "exclusion_looks_like": text(),
    "people_already_here": text(),
    "horizon": one({"default": text(or_null=True), "note": text()}),
    "we_means": text(),
    "we_note": text(),
    "control_test": text(),
    "control_yes": text(),
    "control_no": text(),
    "help_or_hurt": text(),
    "windows": one(dict.fromkeys(WINDOWS, text())),
    "alarm": one({"question": text(), "twin_starter": text()}),
    "early_warnings": rows({"text": text(), "prompt": text(or_null=True), "indicator": text(or_null=True)}),
    "tows_starters": rows(
        {
            "key": text(),
            "family": text(),
            "verb": text(),
            "question": text(),
            "starter": text(),
            "other_starter": text(needed=False),
            "nudge": text(),
        }
    ),
    "example_pairs": rows({"inside": text(), "outside": text(), "family": text(), "idea": text()}),
    "typical_entries": one(dict.fromkeys(("strengths", "weaknesses", "opportunities", "threats"), _TYPICAL)),
    "find_out_examples": rows({"question": text(), "how": text(), "who": text(), "indicator": text(or_null=True)}),
    "agency_partners": rows({"name": text(), "edition": text(), "usually": text()}),
    "success_words": one({"always": texts(), "topics": texts(), "rises": texts()}),
    "stock_phrases": rows({"phrase": text(), "ask": text()}),
    "start_questions": rows(
        {
            "key": text(),
            "text": text(),
            "hint": text(),
            "nobody": text(),
            "nobody_shown": text(),
            "window": text(),
        }
    ),
    "lenses": rows({"key": text(), "label": text(), "asks": text()}),
    "window_rules": rows({"key": text(), "order": whole(0, 99), "rule": text()}),
}
STAMP = {"key": text(FIELD_NAME), "fingerprint": text(64)}
ROOT = {
    "format": whole(FORMAT, FORMAT),
    "kind": word(KINDS),
    "language": column(WorkbookTemplate, "language"),
    "translated_from": one(STAMP, needed=False),
    "title": column(TemplateVersion, "title"),
    "sections": rows(SECTION),
    "check": one(CHECK),
    "indicators": rows(INDICATOR),
    "traps": rows(TRAP),
    "words": one(WORDS),
}
