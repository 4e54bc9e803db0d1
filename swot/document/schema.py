"""The published JSON Schema of a document as the writer writes it; `docs/workbook.schema.json` is made from here."""

import json

from swot.content import QUADRANTS
from swot.document.fields import LONGEST_TEXT
from swot.document.read_answers import LONGEST_KEY, LONGEST_LINE, STATUSES
from swot.document.read_aside import ASIDES
from swot.document.read_cluster import KINDS, QUESTION_POINTS, RESULTS, SCOPES
from swot.document.read_entries import LONGEST_ENTRY
from swot.document.read_inclusion import CHECK_ANSWERS
from swot.document.read_inclusion import STATUSES as READING_STATUSES
from swot.document.read_strategies import COST_BANDS, FAMILIES, STRATEGY_TEXTS
from swot.document.schema_beside import at_the_root, figures, of_strategy, record_detail, thresholds
from swot.document.schema_parts import (
    BOOLEAN,
    COUNT,
    DAY,
    ENTRY_ID,
    ID,
    MAYBE_DAY,
    MAYBE_SCORE,
    MAYBE_TEXT,
    TEXT,
    Schema,
    closed,
    listed,
    maybe_word,
    needed,
    or_null,
    word,
)
from swot.document.values import ANSWER_TYPES, HORIZONS, READERS, SCHEMA


def schema() -> Schema:
    """The whole schema, in JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One workbook of a creative cluster",
        **closed(
            {**at_the_root(), **_aside()},
            schema={"const": SCHEMA},
            slug={"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"},
            title=needed(LONGEST_TEXT),
            about=MAYBE_TEXT,
            status=needed(LONGEST_TEXT),
            as_of=DAY,
            template=closed(key=TEXT, version=COUNT, fingerprint=TEXT),
            cluster=_cluster(),
            classifier=or_null(_classifier()),
            first_questions=closed(here_before=MAYBE_TEXT, not_in_room=MAYBE_TEXT, speaks_for_them=MAYBE_TEXT),
            answers_by_section={
                "type": "object",
                "additionalProperties": listed(closed({"given_to": COUNT}, **_answer())),
            },
            entries=listed(_entry()),
            inclusion=closed(thresholds(), check=or_null(_check()), indicators=listed(_reading())),
            strategies=listed(_strategy()),
            actions=listed(_action()),
            briefings=listed(_ask()),
            find_out=listed(closed(about=TEXT, owner=MAYBE_TEXT, due=MAYBE_DAY, done=MAYBE_DAY)),
            derived=_derived(),
        ),
    }


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _cluster() -> Schema:
    return closed(
        record_detail(),
        name=needed(LONGEST_TEXT),
        kind=word(*KINDS),
        proximity_test=TEXT,
        place=MAYBE_TEXT,
        country=MAYBE_TEXT,
        creative_scope=maybe_word(*SCOPES),
        scope_note=MAYBE_TEXT,
        leader_role=MAYBE_TEXT,
        members_summary=MAYBE_TEXT,
        nested_in=listed(TEXT),
        contains=listed(TEXT),
        history=listed(TEXT),
    )


def _classifier() -> Schema:
    return closed(
        answers={
            "type": "object",
            "properties": {number: word(*KINDS) for number in QUESTION_POINTS},
            "additionalProperties": False,
        },
        points=closed(**{kind: {**COUNT, "maximum": sum(QUESTION_POINTS.values())} for kind in KINDS}),
        result=maybe_word(*RESULTS),
        recommended_kind=maybe_word(*KINDS),
        also=maybe_word(*KINDS),
        note=MAYBE_TEXT,
        chosen_kind=maybe_word(*KINDS),
        reason=MAYBE_TEXT,
    )


def _answer() -> dict[str, Schema]:
    line = closed(key=needed(LONGEST_KEY), text=needed(LONGEST_LINE), kept=BOOLEAN)
    return {
        "prompt_id": TEXT,
        "prompt": TEXT,
        "answer_type": word(*ANSWER_TYPES.values()),
        "status": word(*STATUSES),
        "answer": {"anyOf": [listed(line), {**MAYBE_TEXT, "type": ["string", "number", "null"]}]},
        "note": MAYBE_TEXT,
        "basis": MAYBE_TEXT,
    }


def _aside() -> dict[str, Schema]:
    """What was set aside when the workbook went on with a newer version."""
    check = {"name": TEXT, "answers_in_order": listed(maybe_word(*CHECK_ANSWERS)), "basis": MAYBE_TEXT, "as_of": DAY}
    return {
        "set_aside": listed(closed(version=COUNT, aside=word(*ASIDES), **_answer())),
        "checks_aside": listed(closed(version=COUNT, **check)),
    }


def _entry() -> Schema:
    grade = {"type": "integer", "minimum": 0, "maximum": 3}
    plain = {"anyOf": [{**TEXT, "type": ["string", "number", "boolean"]}, listed(TEXT)]}
    return closed(
        id=ENTRY_ID,
        quadrant=maybe_word(*QUADRANTS),
        section=TEXT,
        text=needed(LONGEST_ENTRY),
        evidence=closed(
            {"cites": needed(LONGEST_KEY)},
            text=MAYBE_TEXT,
            source=MAYBE_TEXT,
            grade=grade,
            flag=MAYBE_TEXT,
            date=MAYBE_DAY,
            url=MAYBE_TEXT,
        ),
        impact=MAYBE_SCORE,
        certainty=MAYBE_SCORE,
        priority={"type": ["integer", "null"], "minimum": 1, "maximum": 25},
        band=maybe_word("key", "keep in view", "park"),
        horizon=maybe_word(*HORIZONS),
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
    return closed(
        name=TEXT,
        answers_in_order=listed(maybe_word(*CHECK_ANSWERS)),
        weights=listed(COUNT),
        basis=MAYBE_TEXT,
        **_results(),
    )


def _reading() -> Schema:
    return closed(
        figures(),
        id=TEXT,
        value={**MAYBE_TEXT, "type": ["string", "number", "null"]},
        status=word(*READING_STATUSES),
        as_of=MAYBE_DAY,
        source=MAYBE_TEXT,
        note=MAYBE_TEXT,
    )


def _strategy() -> Schema:
    return closed(
        of_strategy(),
        id=ID,
        family=maybe_word(*FAMILIES),
        internal_entries=listed(ENTRY_ID),
        external_entries=listed(ENTRY_ID),
        **dict.fromkeys(STRATEGY_TEXTS, MAYBE_TEXT),
        kept=BOOLEAN,
    )


def _action() -> Schema:
    return closed(
        id=ID,
        strategy={**ID, "type": ["string", "null"]},
        action=MAYBE_TEXT,
        owner=MAYBE_TEXT,
        due=MAYBE_DAY,
        first_step_within_30_days=MAYBE_TEXT,
        cost_band=maybe_word(*COST_BANDS),
        measure=MAYBE_TEXT,
        inclusion=BOOLEAN,
        done=MAYBE_DAY,
    )


def _ask() -> Schema:
    return closed(
        audience=word(*READERS.values()),
        decision_asked=MAYBE_TEXT,
        decided_by=MAYBE_TEXT,
        by_date=MAYBE_DAY,
        headline=MAYBE_TEXT,
    )


def _derived() -> Schema:
    five = {"type": "array", "items": ENTRY_ID, "maxItems": 5}
    pair = {"type": "array", "items": ENTRY_ID, "minItems": 2, "maxItems": 2}
    return closed(
        section_pulses={"type": "object", "additionalProperties": MAYBE_SCORE},
        counts=closed(**dict.fromkeys(QUADRANTS, COUNT)),
        short_list=closed(**dict.fromkeys(QUADRANTS, five)),
        inclusion_entry_carried_by_rule={**ENTRY_ID, "type": ["string", "null"]},
        find_out_list=listed(ENTRY_ID),
        twins=listed(pair),
        strategy_families=listed(word(*FAMILIES)),
        inclusion_actions={"type": "string", "pattern": "^[0-9]+ of [0-9]+$"},
        check=or_null(closed(**_results())),
        alerts=listed(TEXT),
    )
