"""Run sheets for doing a workbook together, as frozen values read from `library/`, pointed at a template's questions.

The sheets work with paper and one screen: who reads what aloud, what the wall shows, what lies on the tables.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from swot.content import Prompt, TemplateContent
from swot.document.values import QUADRANT_LETTERS

LIBRARY = Path(__file__).parent / "library" / "run_sheets.json"


class UnknownSheet(Exception):
    """No run sheet has this key; the text says which there are."""

    def __init__(self, key: str) -> None:
        keys = ", ".join(sheet.key for sheet in run_sheets())
        super().__init__(f"There is no run sheet “{key[:40]}”. There are: {keys}.")


@dataclass(frozen=True)
class Step:
    """One step of a sheet. It points at the questions of one `window`, of some `quadrants`, or at none."""

    key: str
    kind: str
    minutes: int
    title: str
    say: tuple[str, ...]
    screen: str
    paper: str
    tip: str
    window: str | None = None
    quadrants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """What one person in the room does."""

    role: str
    does: str


@dataclass(frozen=True)
class RunSheet:
    """A whole sheet: `people` from and to, `tables` how many sit at one (None: no tables)."""

    key: str
    title: str
    people: tuple[int, int]
    minutes: int
    tables: int | None
    prepare: tuple[str, ...]
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Stop:
    """One stop of a small team: at some sections, by code, or in a `room` of the workbook ("board")."""

    text: str
    minutes: int | None
    sections: tuple[str, ...] = ()
    room: str = ""


@dataclass(frozen=True)
class TeamSheet:
    """An order for a small team without a room."""

    key: str
    title: str
    minutes: int
    order: tuple[Stop, ...]


@dataclass(frozen=True)
class Question:
    """A question of a template with its number in the workbook, "3.1"."""

    number: str
    prompt: Prompt


@cache
def _raw() -> dict[str, Any]:
    return json.loads(LIBRARY.read_text(encoding="utf-8"))


@cache
def run_sheets() -> tuple[RunSheet, ...]:
    """Every sheet for a room, the smallest room first."""
    return tuple(_sheet(raw) for raw in _raw()["run_sheets"])


def run_sheet(key: str) -> RunSheet:
    """The sheet of this key; `UnknownSheet` where there is none."""
    found = next((sheet for sheet in run_sheets() if sheet.key == key), None)
    if found is None:
        raise UnknownSheet(key)
    return found


@cache
def team_sheets() -> tuple[TeamSheet, ...]:
    """The orders for a small team, the shortest first."""
    return tuple(TeamSheet(**{**raw, "order": tuple(map(_stop, raw["order"]))}) for raw in _raw()["team_sheets"])


def note() -> str:
    """What may be changed in a sheet and what may not."""
    words: str = _raw()["note"]
    return words


def questions(step: Step, content: TemplateContent) -> tuple[tuple[str | None, tuple[Question, ...]], ...]:
    """The questions a step points at: (None, those of its window), or (quadrant, those that notes there answer)."""
    if step.window:
        return ((None, _numbered(content, lambda prompt: prompt.window == step.window)),)
    return tuple((quadrant, answered_by_notes(content, quadrant)) for quadrant in step.quadrants)


def usual_section(content: TemplateContent, quadrant: str) -> str:
    """The section, by code, whose questions bring the most of a quadrant; a question that may bring several counts in parts."""
    weight: dict[str, float] = {}
    for question in answered_by_notes(content, quadrant):
        code = question.prompt.section
        weight[code] = weight.get(code, 0) + 1 / len(question.prompt.quadrants.split())
    return max(reversed(weight), key=lambda code: round(weight[code], 6), default=content.sections[0].code)


def answered_by_notes(content: TemplateContent, quadrant: str) -> tuple[Question, ...]:
    """The lists whose answers usually land in a quadrant; those asked only under a condition are not for a room."""
    letter = QUADRANT_LETTERS[quadrant]
    return _numbered(content, lambda one: one.type == "list" and letter in one.quadrants.split() and not one.show_if)


def _numbered(content: TemplateContent, wanted: Callable[[Prompt], bool]) -> tuple[Question, ...]:
    return tuple(
        Question(f"{number}.{place}", prompt)
        for number, section in enumerate(content.sections, 1)
        for place, prompt in enumerate(section.prompts, 1)
        if wanted(prompt)
    )


def _sheet(raw: dict[str, Any]) -> RunSheet:
    lists = {"people": tuple(raw["people"]), "prepare": tuple(raw["prepare"])}
    roles = tuple(Role(**role) for role in raw["roles"])
    return RunSheet(**{**raw, **lists, "roles": roles, "steps": tuple(map(_step, raw["steps"]))})


def _step(raw: dict[str, Any]) -> Step:
    return Step(**{**raw, "say": tuple(raw["say"]), "quadrants": tuple(raw.get("quadrants", ()))})


def _stop(raw: dict[str, Any]) -> Stop:
    return Stop(**{**raw, "sections": tuple(raw.get("sections", ()))})
