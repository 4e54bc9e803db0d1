"""Writes a document in the one fixed order of keys and lists, so that equal documents are equal bytes."""

import json
from datetime import date
from typing import Any

from swot.content import TemplateContent
from swot.document import write_beside as beside
from swot.document.derive import check_block, derive
from swot.document.read_cluster import KINDS, MEMBER_BANDS, QUESTION_POINTS
from swot.document.read_strategies import STRATEGY_TEXTS, about_order, cited_order
from swot.document.strict_json import settled
from swot.document.values import (
    ANSWER_TYPES,
    ANSWERED,
    READERS,
    SCHEMA,
    Action,
    Answer,
    Ask,
    Classifier,
    ClusterRecord,
    Document,
    Entry,
    FindOut,
    FirstQuestions,
    Reading,
    SelfCheck,
    Strategy,
    ref_order,
)
from swot.rules.check import score


def to_json(document: Document, content: TemplateContent) -> str:
    """The document as the text of its file."""
    return json.dumps(as_dict(document, content), ensure_ascii=False, indent=1) + "\n"


def as_dict(document: Document, content: TemplateContent) -> dict[str, Any]:
    """The document in plain values, with what follows from it under `derived`."""
    stamp = document.template
    return {
        "schema": SCHEMA,
        "slug": document.slug,
        "title": document.title,
        "about": document.about or None,
        "status": document.status,
        "as_of": _day(document.as_of),
        **beside.head(document),
        "template": {"key": stamp.key, "version": stamp.version, "fingerprint": stamp.fingerprint},
        "cluster": _cluster(document.cluster, content),
        "classifier": _classifier(document.classifier),
        "first_questions": _first_questions(document.first_questions),
        "answers_by_section": _answers_by_section(document, content),
        **beside.sources(document),
        "entries": [_entry(entry) for entry in sorted(document.entries, key=_by_ref)],
        "inclusion": _inclusion(document, content),
        **beside.crossings(document),
        "strategies": [_strategy(strategy) for strategy in sorted(document.strategies, key=_by_ref)],
        "actions": [_action(action) for action in sorted(document.actions, key=_by_ref)],
        "briefings": [_ask(ask) for reader in READERS for ask in document.asks if ask.reader == reader],
        "find_out": [_find_out(one) for one in _ordered_find_out(document, content)],
        **_aside(document),
        **beside.tail(document),
        "derived": derive(document, content),
    }


def _by_ref(one: Entry | Strategy | Action) -> tuple[str, int]:
    return ref_order(one.id)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _value(value: int | float | str | None) -> int | float | str | None:
    return settled(value) if isinstance(value, int | float) else value or None


def _cluster(cluster: ClusterRecord, content: TemplateContent) -> dict[str, Any]:
    counts = dict(cluster.members)
    members = [{"band": band, "count": counts[band]} for band in MEMBER_BANDS if band in counts]
    return {
        "name": cluster.name,
        "kind": cluster.kind,
        "proximity_test": content.words["proximity_test"],
        "place": cluster.place or None,
        "country": cluster.country or None,
        "creative_scope": cluster.creative_scope,
        "scope_note": cluster.scope_note or None,
        "leader_role": cluster.leader_role or None,
        "members_summary": cluster.members_summary or None,
        **({"members": members} if members else {}),
        **beside.record_detail(cluster),
        "nested_in": list(cluster.nested_in),
        "contains": list(cluster.contains),
        "history": list(cluster.history),
    }


def _classifier(classifier: Classifier | None) -> dict[str, Any] | None:
    if classifier is None:
        return None
    return {
        "answers": {number: classifier.answers[number] for number in QUESTION_POINTS if number in classifier.answers},
        "points": {kind: classifier.points.get(kind, 0) for kind in KINDS},
        "result": classifier.result or None,
        "recommended_kind": classifier.recommended_kind or None,
        "also": classifier.also,
        "note": classifier.note or None,
        "chosen_kind": classifier.chosen_kind,
        "reason": classifier.reason or None,
    }


def _first_questions(first: FirstQuestions) -> dict[str, Any]:
    return {
        "here_before": first.here_before or None,
        "not_in_room": first.not_in_room or None,
        "speaks_for_them": first.speaks_for_them or None,
    }


def _answers_by_section(document: Document, content: TemplateContent) -> dict[str, list[dict[str, Any]]]:
    answers = {answer.prompt_id: answer for answer in document.answers}
    sections = {
        section.title: [_answer(answers[prompt.id], content) for prompt in section.prompts if prompt.id in answers]
        for section in content.sections
    }
    return {title: written for title, written in sections.items() if written}


def _answer(answer: Answer, content: TemplateContent) -> dict[str, Any]:
    prompt = content.prompts[answer.prompt_id]
    given_to = {} if answer.given_to is None else {"given_to": answer.given_to}
    return {**_said(answer, prompt.text, prompt.type), **given_to}


def _said(answer: Answer, text: str, type_: str) -> dict[str, Any]:
    lines = [{"key": line.key, "text": line.text, "kept": line.kept} for line in answer.lines]
    value = lines if type_ == "list" else _value(answer.value)
    return {
        "prompt_id": answer.prompt_id,
        "prompt": text,
        "answer_type": ANSWER_TYPES[type_],
        "status": answer.status,
        "answer": value if answer.status == ANSWERED else None,
        "note": answer.note or None,
        "basis": answer.basis or None,
    }


def _aside(document: Document) -> dict[str, Any]:
    """What stands no more since the workbook went on with a newer version, where there is something."""
    answers = [
        {"version": one.version, "aside": one.aside, **_said(one.answer, one.text, one.type)}
        for one in document.set_aside
    ]
    checks = [
        {
            "version": one.version,
            "name": one.check.name,
            "answers_in_order": list(one.check.answers),
            "basis": one.check.basis or None,
            "as_of": _day(one.check.taken_on),
        }
        for one in document.checks_aside
    ]
    return {**({"set_aside": answers} if answers else {}), **({"checks_aside": checks} if checks else {})}


def _entry(entry: Entry) -> dict[str, Any]:
    evidence = entry.evidence
    return {
        "id": entry.id,
        "quadrant": entry.quadrant,
        "section": entry.section,
        "text": entry.text,
        "evidence": {
            "text": evidence.text or None,
            "source": evidence.source or None,
            "grade": evidence.grade,
            "flag": evidence.flag or None,
            "date": _day(evidence.date),
            "url": evidence.url or None,
            **({"cites": evidence.cites} if evidence.cites else {}),
        },
        "impact": entry.impact,
        "certainty": entry.certainty,
        "priority": entry.priority,
        "band": entry.band,
        "horizon": entry.horizon,
        "inclusion": entry.inclusion,
        "inclusion_who": entry.inclusion_who or None,
        "twin_of": entry.twin_of,
        "prompt_id": entry.prompt_id,
        "line": entry.line,
        "from": {key: entry.from_[key] for key in sorted(entry.from_)} if entry.from_ else None,
    }


def _inclusion(document: Document, content: TemplateContent) -> dict[str, Any]:
    order = list(content.indicator_by_id)
    readings = sorted(document.readings, key=lambda reading: order.index(reading.id))
    return {
        "check": _check(document.check, content) if document.check else None,
        "indicators": [_reading(reading) for reading in readings],
        **beside.thresholds(document, content),
    }


def _check(check: SelfCheck, content: TemplateContent) -> dict[str, Any]:
    return {
        "name": check.name,
        "answers_in_order": list(check.answers),
        "weights": list(content.check.weights),
        "basis": check.basis or None,
        **check_block(score(check, content.check)),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "value": _value(reading.value),
        "status": reading.status,
        "as_of": _day(reading.as_of),
        "source": reading.source or None,
        "note": reading.note or None,
        **({"figures": {name: _value(value) for name, value in reading.figures}} if reading.figures else {}),
    }


def _strategy(strategy: Strategy) -> dict[str, Any]:
    return {
        "id": strategy.id,
        "family": strategy.family,
        "internal_entries": sorted(strategy.internal_entries, key=cited_order),
        "external_entries": sorted(strategy.external_entries, key=cited_order),
        **{key: getattr(strategy, key) or None for key in STRATEGY_TEXTS},
        "kept": strategy.kept,
        **({"from_kind": strategy.from_kind} if strategy.from_kind else {}),
        **({"why_here": strategy.why_here} if strategy.why_here else {}),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "strategy": action.strategy,
        "action": action.action or None,
        "owner": action.owner or None,
        "due": _day(action.due),
        "first_step_within_30_days": action.first_step_within_30_days or None,
        "cost_band": action.cost_band,
        "measure": action.measure or None,
        "inclusion": action.inclusion,
        "done": _day(action.done),
    }


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "audience": READERS[ask.reader],
        "decision_asked": ask.decision_asked or None,
        "decided_by": ask.decided_by or None,
        "by_date": _day(ask.by_date),
        "headline": ask.headline or None,
    }


def _ordered_find_out(document: Document, content: TemplateContent) -> list[FindOut]:
    order = about_order(sorted(document.entries, key=_by_ref), content)
    return sorted(document.find_out, key=lambda one: order[one.about])


def _find_out(one: FindOut) -> dict[str, Any]:
    return {"about": one.about, "owner": one.owner or None, "due": _day(one.due), "done": _day(one.done)}
