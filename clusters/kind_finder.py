"""The kind finder: which of the four kinds a cluster is, from seven answers about nearness.

Pure rules; questions, figures and words stand in library/kind_finder.json. Answers are {"1": kind, … "7": kind}.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clusters.kinds import Kind

Questions = list[dict[str, Any]]

CLEAR, NESTED, HYBRID, SCATTERED = "Clear", "Nested", "Hybrid", "Scattered"


@dataclass(frozen=True)
class Found:
    """What seven answers come to.

    `also` is the second workbook's kind, or the kind to note beside a clear one. `asks_decision` says that two kinds
    are level, and that the kind of the decision in the first section has to be asked.
    """

    result: str
    recommended: str
    also: str | None
    points: dict[str, int]
    asks_decision: bool = False


@dataclass(frozen=True)
class NearMiss:
    """One answer that would have led to another kind: the question's number, the answer, the kind."""

    number: int
    answer: str
    kind: str


@cache
def library() -> dict[str, Any]:
    """Questions, rules, results and worked checks, as they stand in the library."""
    path = Path(__file__).resolve().parent / "library" / "kind_finder.json"
    return json.loads(path.read_text(encoding="utf-8"))


def points(answers: Mapping[str, str]) -> dict[str, int]:
    """The points of each kind; they add up to 19."""
    sums = dict.fromkeys(library()["rules"]["tie_order"], 0)
    for question in library()["questions"]:
        sums[answers[str(question["number"])]] += question["points"]
    return sums


def find(answers: Mapping[str, str], decision_kind: str | None = None) -> Found:
    """Apply the rules in their order: clear, nested or hybrid, scattered."""
    rules, scores = library()["rules"], points(answers)
    first, second = sorted(rules["tie_order"], key=lambda kind: -scores[kind])[:2]
    if scores[first] < rules["clear_from"]:
        return Found(SCATTERED, answers["1"], None, scores)
    if scores[first] - scores[second] >= rules["clear_margin"]:
        return Found(CLEAR, first, second if scores[second] >= rules["also_from"] else None, scores)
    primary = primary_of((first, second), scores, answers, decision_kind)
    kind = primary or first
    result = HYBRID if Kind.NETWORK in (first, second) else NESTED
    return Found(result, kind, second if kind == first else first, scores, asks_decision=primary is None)


def primary_of(
    top_two: tuple[str, str], scores: Mapping[str, int], answers: Mapping[str, str], decision_kind: str | None = None
) -> str | None:
    """Which of two close kinds comes first; None when only the decision the workbook is about can tell."""
    for number in library()["rules"]["primary_by"]:
        if answers[str(number)] in top_two:
            return answers[str(number)]
    first, second = top_two
    if scores[first] != scores[second]:
        return first
    return decision_kind if decision_kind in top_two else None


def near_miss(answers: Mapping[str, str], questions: Questions | None = None) -> NearMiss | None:
    """The lightest single answer that would have changed the kind; None when none would, or nothing is clear.

    `questions` are the questions as they are worded now, by default as they ship.
    """
    found = find(answers)
    if found.result == SCATTERED:
        return None
    for question in sorted(questions or library()["questions"], key=lambda each: each["points"]):
        for answer in question["answers"]:
            other = find({**answers, str(question["number"]): answer["kind"]})
            if other.recommended != found.recommended and other.result != SCATTERED:
                return NearMiss(question["number"], answer["text"], other.recommended)
    return None


def because(answers: Mapping[str, str], kind: str, questions: Questions | None = None) -> list[str]:
    """The heaviest answers that speak for a kind, at most three, as parts of a sentence; `questions` as in `near_miss`."""
    weighty = sorted(questions or library()["questions"], key=lambda question: -question["points"])
    return [
        answer["because"]
        for question in weighty
        for answer in question["answers"]
        if answer["kind"] == kind == answers[str(question["number"])]
    ][:3]
