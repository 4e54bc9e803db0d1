"""The published JSON Schema of a document as the writer writes it; `docs/workbook.schema.json` is made from here."""

import json
from typing import Any

from swot.content import QUADRANTS
from swot.document.fields import LONGEST_TEXT
from swot.document.read_answers import LONGEST_KEY, LONGEST_LINE, STATUSES
from swot.document.read_cluster import KINDS, MEMBER_BANDS, MOST_MEMBERS, QUESTION_POINTS, RESULTS, SCOPES
from swot.document.read_entries import LONGEST_ENTRY
from swot.document.read_inclusion import CHECK_ANSWERS
from swot.document.read_inclusion import STATUSES as READING_STATUSES
from swot.document.read_strategies import COST_BANDS, FAMILIES, STRATEGY_TEXTS
from swot.document.strict_json import MOST_IN_LIST
from swot.document.values import ANSWER_TYPES, HORIZONS, READERS, SCHEMA

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "maxLength": LONGEST_TEXT}
MAYBE_TEXT: Schema = {"type": ["string", "null"], "maxLength": LONGEST_TEXT}
BOOLEAN: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
MAYBE_DAY: Schema = {**DAY, "type": ["string", "null"]}
ENTRY_ID: Schema = {"type": "string", "pattern": "^[SWOTN][1-9][0-9]{0,8}$"}
ID: Schema = {"type": "string", "pattern": "^[A-Z][1-9][0-9]{0,8}$"}
MAYBE_SCORE: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": 5}
COUNT: Schema = {"type": "integer", "minimum": 0}


def schema() -> Schema:
    """The whole schema, in JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One workbook of a creative cluster",
        **_closed(
            schema={"const": SCHEMA},
            slug={"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"},
            title=_needed(LONGEST_TEXT),
            about=MAYBE_TEXT,
            status=_needed(LONGEST_TEXT),
            as_of=DAY,
            template=_closed(key=TEXT, version=COUNT, fingerprint=TEXT),
            cluster=_cluster(),
            classifier=_or_null(_classifier()),
            first_questions=_closed(here_before=MAYBE_TEXT, not_in_room=MAYBE_TEXT, speaks_for_them=MAYBE_TEXT),
            answers_by_section={"type": "object", "additionalProperties": _list(_answer())},
            entries=_list(_entry()),
            inclusion=_closed(check=_or_null(_check()), indicators=_list(_reading())),
            strategies=_list(_strategy()),
            actions=_list(_action()),
            briefings=_list(_ask()),
            find_out=_list(_closed(about=TEXT, owner=MAYBE_TEXT, due=MAYBE_DAY, done=MAYBE_DAY)),
            derived=_derived(),
        ),
    }


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _closed(optional: Schema | None = None, /, **properties: Schema) -> Schema:
    """An object with these keys and no others; all but the optional ones are always written."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def _needed(longest: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of, "maxItems": MOST_IN_LIST}


def _word(*words: str) -> Schema:
    return {"enum": list(words)}


def _maybe_word(*words: str) -> Schema:
    return {"enum": [*words, None]}


def _or_null(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "null"}]}


def _cluster() -> Schema:
    count = {**COUNT, "maximum": MOST_MEMBERS}
    return _closed(
        {"members": _list(_closed(band=_word(*MEMBER_BANDS), count=count))},
        name=_needed(LONGEST_TEXT),
        kind=_word(*KINDS),
        proximity_test=TEXT,
        place=MAYBE_TEXT,
        country=MAYBE_TEXT,
        creative_scope=_maybe_word(*SCOPES),
        scope_note=MAYBE_TEXT,
        leader_role=MAYBE_TEXT,
        members_summary=MAYBE_TEXT,
        nested_in=_list(TEXT),
        contains=_list(TEXT),
        history=_list(TEXT),
    )


def _classifier() -> Schema:
    return _closed(
        answers={
            "type": "object",
            "properties": {number: _word(*KINDS) for number in QUESTION_POINTS},
            "additionalProperties": False,
        },
        points=_closed(**{kind: {**COUNT, "maximum": sum(QUESTION_POINTS.values())} for kind in KINDS}),
        result=_maybe_word(*RESULTS),
        recommended_kind=_maybe_word(*KINDS),
        also=_maybe_word(*KINDS),
        note=MAYBE_TEXT,
        chosen_kind=_maybe_word(*KINDS),
        reason=MAYBE_TEXT,
    )


def _answer() -> Schema:
    line = _closed(key=_needed(LONGEST_KEY), text=_needed(LONGEST_LINE), kept=BOOLEAN)
    return _closed(
        prompt_id=TEXT,
        prompt=TEXT,
        answer_type=_word(*ANSWER_TYPES.values()),
        status=_word(*STATUSES),
        answer={"anyOf": [_list(line), {**MAYBE_TEXT, "type": ["string", "number", "null"]}]},
        note=MAYBE_TEXT,
        basis=MAYBE_TEXT,
    )


def _entry() -> Schema:
    grade = {"type": "integer", "minimum": 0, "maximum": 3}
    plain = {"anyOf": [{**TEXT, "type": ["string", "number", "boolean"]}, _list(TEXT)]}
    return _closed(
        id=ENTRY_ID,
        quadrant=_maybe_word(*QUADRANTS),
        section=TEXT,
        text=_needed(LONGEST_ENTRY),
        evidence=_closed(
            text=MAYBE_TEXT, source=MAYBE_TEXT, grade=grade, flag=MAYBE_TEXT, date=MAYBE_DAY, url=MAYBE_TEXT
        ),
        impact=MAYBE_SCORE,
        certainty=MAYBE_SCORE,
        priority={"type": ["integer", "null"], "minimum": 1, "maximum": 25},
        band=_maybe_word("key", "keep in view", "park"),
        horizon=_maybe_word(*HORIZONS),
        inclusion=BOOLEAN,
        inclusion_who=MAYBE_TEXT,
        twin_of={**ENTRY_ID, "type": ["string", "null"]},
        prompt_id=MAYBE_TEXT,
        line=MAYBE_TEXT,
        **{"from": {"type": ["object", "null"], "additionalProperties": plain}},
    )


def _results() -> dict[str, Schema]:
    return {
        "confirmed_score": COUNT,
        "could_be_score": COUNT,
        "max": COUNT,
        "confirmed_band": TEXT,
        "could_be_band": TEXT,
        "not_known_enough": BOOLEAN,
    }


def _check() -> Schema:
    return _closed(
        name=TEXT,
        answers_in_order=_list(_maybe_word(*CHECK_ANSWERS)),
        weights=_list(COUNT),
        basis=MAYBE_TEXT,
        **_results(),
    )


def _reading() -> Schema:
    return _closed(
        id=TEXT,
        value={**MAYBE_TEXT, "type": ["string", "number", "null"]},
        status=_word(*READING_STATUSES),
        as_of=MAYBE_DAY,
        source=MAYBE_TEXT,
        note=MAYBE_TEXT,
    )


def _strategy() -> Schema:
    return _closed(
        id=ID,
        family=_maybe_word(*FAMILIES),
        internal_entries=_list(ENTRY_ID),
        external_entries=_list(ENTRY_ID),
        **dict.fromkeys(STRATEGY_TEXTS, MAYBE_TEXT),
        kept=BOOLEAN,
    )


def _action() -> Schema:
    return _closed(
        id=ID,
        strategy={**ID, "type": ["string", "null"]},
        action=MAYBE_TEXT,
        owner=MAYBE_TEXT,
        due=MAYBE_DAY,
        first_step_within_30_days=MAYBE_TEXT,
        cost_band=_maybe_word(*COST_BANDS),
        measure=MAYBE_TEXT,
        inclusion=BOOLEAN,
        done=MAYBE_DAY,
    )


def _ask() -> Schema:
    return _closed(
        audience=_word(*READERS.values()),
        decision_asked=MAYBE_TEXT,
        decided_by=MAYBE_TEXT,
        by_date=MAYBE_DAY,
        headline=MAYBE_TEXT,
    )


def _derived() -> Schema:
    five = {"type": "array", "items": ENTRY_ID, "maxItems": 5}
    pair = {"type": "array", "items": ENTRY_ID, "minItems": 2, "maxItems": 2}
    return _closed(
        section_pulses={"type": "object", "additionalProperties": MAYBE_SCORE},
        counts=_closed(**dict.fromkeys(QUADRANTS, COUNT)),
        short_list=_closed(**dict.fromkeys(QUADRANTS, five)),
        inclusion_entry_carried_by_rule={**ENTRY_ID, "type": ["string", "null"]},
        find_out_list=_list(ENTRY_ID),
        twins=_list(pair),
        strategy_families=_list(_word(*FAMILIES)),
        inclusion_actions={"type": "string", "pattern": "^[0-9]+ of [0-9]+$"},
        check=_or_null(_closed(**_results())),
        alerts=_list(TEXT),
    )
