"""Documents and templates for the tests of the rules, built from plain values."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from swot import content as template
from swot.content import TemplateContent
from swot.document.values import (
    ANSWERED,
    Action,
    Answer,
    ClusterRecord,
    Document,
    Entry,
    Evidence,
    Line,
    Reading,
    SelfCheck,
    Strategy,
    TemplateStamp,
)

LIBRARY = Path(template.__file__).parent / "library"
KINDS = ("workspace", "district", "region", "network")
QUADRANTS = {"S": "strength", "W": "weakness", "O": "opportunity", "T": "threat", "N": None}
TODAY = date(2026, 2, 1)


@cache
def content(kind: str = "district") -> TemplateContent:
    """The template of a kind as the library holds it."""
    return template.from_dict(json.loads((LIBRARY / f"{kind}.en.json").read_text(encoding="utf-8")), version=1)


def document(kind: str = "district", **parts: Any) -> Document:
    """A document of a kind with nothing in it but the parts given."""
    plain = {"slug": "test", "title": "Test", "as_of": TODAY, "cluster": ClusterRecord(name="Test", kind=kind)}
    return Document(**{**plain, "template": TemplateStamp(f"{kind}.en", 1, ""), **parts})


def entry(ref: str, impact: int | None = None, certainty: int | None = None, *, grade: int = 0, **parts: Any) -> Entry:
    """An entry whose quadrant is its letter; N is not sorted yet."""
    plain = {"section": "PLA", "text": f"Entry {ref}", "quadrant": QUADRANTS[ref[0]], "evidence": Evidence(grade=grade)}
    return Entry(id=ref, impact=impact, certainty=certainty, **{**plain, **parts})


def answer(prompt_id: str, value: Any = None, status: str = ANSWERED, **parts: Any) -> Answer:
    """An answer; a list of texts becomes its lines."""
    if isinstance(value, list):
        lines = tuple(Line(key=f"l{number}", text=text) for number, text in enumerate(value))
        return Answer(prompt_id, status, lines=lines, **parts)
    return Answer(prompt_id, status, value, **parts)


def answer_all(window: str, kind: str = "district") -> tuple[Answer, ...]:
    """An answer to every prompt marked with a window."""
    marked = [prompt for prompt in content(kind).prompts.values() if prompt.window == window]
    return tuple(answer(p.id, ["One line"] if p.type == "list" else p.options[0] if p.options else 2) for p in marked)


def check(*answers: str | None, kind: str = "district", taken_on: date | None = None) -> SelfCheck:
    """A self-check under the template's name; answers not given are no."""
    rest = ("no",) * (len(content(kind).check.questions) - len(answers))
    return SelfCheck(content(kind).check.title, answers + rest, taken_on=taken_on)


def reading(ref: str, value: Any = 30, status: str = "calm", as_of: date | None = TODAY) -> Reading:
    """A reading taken on the day of the tests."""
    return Reading(ref, value, status, as_of)


def action(ref: str, **parts: Any) -> Action:
    """An open action."""
    return Action(id=ref, **{"action": f"Action {ref}", **parts})


def strategy(ref: str, inside: str = "S1", outside: str = "O1", **parts: Any) -> Strategy:
    """A strategy that pairs one entry with another."""
    return Strategy(id=ref, internal_entries=(inside,), external_entries=(outside,), **parts)


def in_another_language(kind: str = "district") -> TemplateContent:
    """A template of a kind in another language, with the same words."""
    return replace(content(kind), language="de")
