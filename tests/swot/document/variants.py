"""Small cases in the shape of the worked ones, each with the results worked out by hand from the rules."""

from dataclasses import dataclass
from typing import Any

QUADRANTS = {"S": "strength", "W": "weakness", "O": "opportunity", "T": "threat", "N": None}
OPEN = {
    "workspace": "W-PLA-2, W-INC-1, W-INC-2, W-INC-3, W-INC-4, W-IDE-2, W-COM-3, W-OUT-1",
    "district": "D-PLA-2, D-INC-1, D-INC-2, D-INC-3, D-INC-4, D-IDE-2, D-CON-3, D-INF-3, D-MAR-3, D-OUT-3",
    "regional": "R-PLA-1, R-INC-1, R-INC-2, R-INC-3, R-INC-4, R-IDE-2, R-CON-2, R-OUT-2",
    "virtual": "V-PLA-2, V-INC-1, V-INC-2, V-INC-3, V-INC-4, V-IDE-3, V-CON-2, V-CON-3, V-COM-3, V-MAR-2",
}
NO_ENTRY = "No entry yet about people already here"


@dataclass(frozen=True)
class Variant:
    """A case, and what it must derive on the keys named."""

    name: str
    case: dict[str, Any]
    expected: dict[str, Any]


def case(kind: str, **parts: Any) -> dict[str, Any]:
    """A case of a kind, by its old word, that says as little as it may."""
    cluster = {"name": "Kelda", "kind": kind}
    return {"slug": "kelda", "title": "Kelda", "status": "demo", "as_of": "2026-02-01", "cluster": cluster, **parts}


def entry(ref: str, impact: int | None = None, certainty: int | None = None, **parts: Any) -> dict[str, Any]:
    """An entry of grade 3 in the quadrant of its letter."""
    plain = {"quadrant": QUADRANTS[ref[0]], "section": "PLA", "text": f"Entry {ref}", "evidence": {"grade": 3}}
    return {"id": ref, "impact": impact, "certainty": certainty, **plain, **parts}


def taken(*answers: str | None, name: str | None = None) -> dict[str, Any]:
    """A check with these answers in order."""
    return {"check": {"name": name, "answers_in_order": list(answers)}}


def ten(yes: str = "", unsure: str = "", null: str = "") -> dict[str, Any]:
    """The check of a region or network: the numbers of the questions answered so, the rest no; 0 stands for 10."""
    said = {**dict.fromkeys(yes, "yes"), **dict.fromkeys(unsure, "unsure"), **dict.fromkeys(null)}
    return taken(*(said.get(number, "no") for number in "1234567890"))


def action(ref: str, inclusion: bool = False, done: str | None = None) -> dict[str, Any]:
    """An action, open unless it has a date."""
    return {"id": ref, "action": f"Action {ref}", "inclusion": inclusion, "done": done}


def unanswered(kind: str) -> str:
    """The alert of a case in which no prompt is answered."""
    return f"Inclusion-tagged prompts without an answer, so their sections are not complete: {OPEN[kind]}"


def banded(name: str, kind: str, inclusion: dict[str, Any], first: str, *others: str) -> Variant:
    """A case with a check, one inclusion entry and one inclusion action; the alerts before and after the prompts'."""
    parts = {"entries": [entry("W1", 2, 2, inclusion=True)], "actions": [action("A1", inclusion=True)]}
    before, after = [first], []
    for other in others:
        (after if other.startswith("Band") else before).append(other)
    alerts = [*before, unanswered(kind), *after]
    return Variant(name, case(kind, inclusion=inclusion, **parts), {"alerts": alerts})


LEFT, LOCKED = "Left-behind check: confirmed", "Locked-out check: confirmed"
NEEDS = "needs an inclusion strategy before a briefing is ready"
BANDS = [
    banded("region calm up to 5", "regional", ten("13"), f"{LEFT} 5 of 23 (calm); could be 5 (calm)"),
    banded("region watch from 6", "regional", ten("12"), f"{LEFT} 6 of 23 (watch); could be 6 (watch)"),
    banded("region watch up to 11", "regional", ten("1273"), f"{LEFT} 11 of 23 (watch); could be 11 (watch)"),
    banded("region pressing from 12", "regional", ten("12345"), f"{LEFT} 12 of 23 (pressing); could be 12 (pressing)", f"Band pressing: {NEEDS}"),
    banded("region excluding from 17", "regional", ten("1273456"), f"{LEFT} 17 of 23 (excluding now); could be 17 (excluding now)", f"Band excluding now: {NEEDS}"),
    banded("network calm up to 4", "virtual", ten("12"), f"{LOCKED} 4 of 21 (calm); could be 4 (calm)"),
    banded("network watch from 5", "virtual", ten("13"), f"{LOCKED} 5 of 21 (watch); could be 5 (watch)"),
    banded("network watch up to 10", "virtual", ten("3912"), f"{LOCKED} 10 of 21 (watch); could be 10 (watch)"),
    banded("network pressing from 11", "virtual", ten("39128"), f"{LOCKED} 11 of 21 (pressing); could be 11 (pressing)", f"Band pressing: {NEEDS}"),
    banded("network pressing up to 15", "virtual", ten("3912480"), f"{LOCKED} 15 of 21 (pressing); could be 15 (pressing)", f"Band pressing: {NEEDS}"),
    banded("network excluding from 16", "virtual", ten("3912456"), f"{LOCKED} 16 of 21 (excluding now); could be 16 (excluding now)", f"Band excluding now: {NEEDS}"),
    banded("region with 7 of 23 unsure is known enough", "regional", ten(unsure="134"), f"{LEFT} 0 of 23 (calm); could be 7 (watch)"),
    banded("region with 8 of 23 unsure is not", "regional", ten(unsure="12", null="3"), f"{LEFT} 0 of 23 (calm); could be 8 (watch)", "Not known enough: unsure answers weigh 8 of 23", "Find-out action within 60 days needed for check question(s) 1, 2"),
    banded("network with 6 of 21 unsure is known enough", "virtual", ten(unsure="39"), f"{LOCKED} 0 of 21 (calm); could be 6 (watch)"),
    banded("network with 7 of 21 unsure is not", "virtual", ten(unsure="12", null="3"), f"{LOCKED} 0 of 21 (calm); could be 7 (watch)", "Not known enough: unsure answers weigh 7 of 21", "Find-out action within 60 days needed for check question(s) 3"),
    banded("nothing heavy unsure, nothing to find out in sixty days", "virtual", ten(unsure="1248"), f"{LOCKED} 0 of 21 (calm); could be 7 (watch)", "Not known enough: unsure answers weigh 7 of 21"),
    banded("no question of a region flags alone", "regional", ten("14"), f"{LEFT} 5 of 23 (calm); could be 5 (calm)"),
    banded("nulls of a workspace flag like unsure", "workspace", taken(None, *["no"] * 11), "Displacement self-check: confirmed 0 of 24 (calm); could be 3 (calm)", "Check question 1: find out first"),
    banded("a yes of a workspace flags alone", "workspace", taken("no", "no", "no", "yes", *["no"] * 8, name="Our check"), "Our check: confirmed 3 of 24 (calm); could be 3 (calm)", "Check question 4: yes, flagged on its own"),
]  # fmt: skip

TIED = [entry(ref, 4, 4) for ref in ("S10", "S2", "S30", "S4", "S3", "S1")]
MOVED = [entry(ref, 3, 3, quadrant="strength") for ref in ("W2", "T1", "S10", "S2", "O1", "N4")]
FULL = [entry(f"S{number}", 5, 5) for number in range(1, 6)]
ORDERS = [
    Variant("six tied entries go by number, not by letters of the number", case("regional", entries=TIED),
            {"short_list": {"strength": ["S1", "S2", "S3", "S4", "S10"], "weakness": [], "opportunity": [], "threat": []}}),
    Variant("entries that were moved are ordered by their own ids", case("virtual", entries=MOVED),
            {"short_list": {"strength": ["N4", "O1", "S2", "S10", "T1"], "weakness": [], "opportunity": [], "threat": []},
             "counts": {"strength": 6, "weakness": 0, "opportunity": 0, "threat": 0}}),
    Variant("equal priorities go by impact", case("regional", entries=[entry("T1", 2, 4), entry("T2", 4, 2)]),
            {"short_list": {"strength": [], "weakness": [], "opportunity": [], "threat": ["T2", "T1"]}, "find_out_list": ["T2"]}),
    Variant("an entry with impact and no certainty is in no list", case("virtual", entries=[entry("O1", 5), entry("O2", None, 1)]),
            {"short_list": {"strength": [], "weakness": [], "opportunity": [], "threat": []}, "find_out_list": [],
             "counts": {"strength": 0, "weakness": 0, "opportunity": 2, "threat": 0}}),
    Variant("what to find out goes by quadrant", case("regional", entries=[entry(ref, 4, 1) for ref in ("T1", "O10", "O9", "W1", "S1")]),
            {"find_out_list": ["S1", "W1", "O9", "O10", "T1"]}),
    Variant("impact 4 with certainty 3 is known well enough", case("virtual", entries=[entry("S1", 4, 3), entry("S2", 3, 2)]), {"find_out_list": []}),
    Variant("twins told on one side, on both and out of order",
            case("virtual", entries=[entry("W10"), entry("T2", twin_of="W10"), entry("S10", twin_of="W9"), entry("W9", twin_of="S10"), entry("O1", twin_of="S2"), entry("S2")]),
            {"twins": [["O1", "S2"], ["S10", "W9"], ["T2", "W10"]]}),
]  # fmt: skip

LOW = {"inclusion": True}
CARRIED = [
    Variant("one in the short list needs no carrying", case("regional", entries=[*FULL, entry("T1", 1, 1, **LOW)]), {"inclusion_entry_carried_by_rule": None}),
    Variant("the one under five others is carried", case("regional", entries=[*FULL, entry("S6", 1, 1, **LOW)]), {"inclusion_entry_carried_by_rule": "S6"}),
    Variant("one without priority is carried when it is the only one", case("virtual", entries=[*FULL, entry("T1", **LOW)]), {"inclusion_entry_carried_by_rule": "T1"}),
    Variant("one with a priority goes before one with more impact and none", case("virtual", entries=[*FULL, entry("S6", 1, 1, **LOW), entry("S7", 5, None, **LOW)]), {"inclusion_entry_carried_by_rule": "S6"}),
    Variant("among those without priority impact decides", case("regional", entries=[entry("S1", **LOW), entry("O3", 4, **LOW)]), {"inclusion_entry_carried_by_rule": "O3"}),
    Variant("then the quadrant S W O T", case("virtual", entries=[entry("O1", **LOW), entry("W9", **LOW), entry("T1", **LOW)]), {"inclusion_entry_carried_by_rule": "W9"}),
    Variant("then the number", case("regional", entries=[entry("T10", **LOW), entry("T9", **LOW)]), {"inclusion_entry_carried_by_rule": "T9"}),
    Variant("one in the tray is neither carried nor counted", case("virtual", entries=[entry("N1", 5, 5, **LOW)]),
            {"inclusion_entry_carried_by_rule": None, "alerts": ["Locked-out check: not taken yet", unanswered("virtual"), NO_ENTRY]}),
]  # fmt: skip


def acted(name: str, ratio: str, alert: bool, *actions: dict[str, Any]) -> Variant:
    """A region with these actions, and whether too few of them are about people already here."""
    fifth = [f"Fewer than one in five open actions is about inclusion: {ratio}"] if alert else []
    alerts = ["Left-behind check: not taken yet", unanswered("regional"), NO_ENTRY, *fifth]
    return Variant(name, case("regional", actions=list(actions)), {"inclusion_actions": ratio, "alerts": alerts})


PLAIN = [action(f"A{number}") for number in range(2, 7)]
ACTIONS = [
    acted("no action is not too few", "0 of 0", False),
    acted("one in five is enough", "1 of 5", False, action("A1", True), *PLAIN[:4]),
    acted("one in six is not", "1 of 6", True, action("A1", True), *PLAIN),
    acted("none of one is not", "0 of 1", True, PLAIN[0]),
    acted("a done action counts on neither side", "0 of 1", True, action("A1", True, "2026-01-01"), PLAIN[0]),
    acted("all done is none open", "0 of 0", False, action("A1", done="2026-01-01")),
]


def plan(ref: str, family: str | None = None, inside: str = "", outside: str = "") -> dict[str, Any]:
    """A draft of a strategy: ids between spaces."""
    return {"id": ref, "family": family, "internal_entries": inside.split(), "external_entries": outside.split()}


BOARD = [entry("S1"), entry("W1", **LOW), entry("O1"), entry("T1")]
NO_STRATEGY = f"Band pressing: {NEEDS}"


def planned(name: str, families: list[str], alert: bool, *plans: dict[str, Any]) -> Variant:
    """A pressing network with these strategies, and whether one of them answers for people already here."""
    parts = {"entries": BOARD, "strategies": list(plans), "actions": [action("A1", True)], "inclusion": ten("39128")}
    first = f"{LOCKED} 11 of 21 (pressing); could be 11 (pressing)"
    alerts = [first, unanswered("virtual"), *([NO_STRATEGY] if alert else [])]
    return Variant(name, case("virtual", **parts), {"strategy_families": families, "alerts": alerts})


STRATEGIES = [
    planned("drafts without entries and family are in no family", [], True, plan("X1"), plan("X2", None, "S1")),
    planned("a family that is only said occurs", ["WO"], True, plan("X1", "WO")),
    planned("a family left out follows from the entries", ["ST"], True, plan("X1", None, "S1", "T1")),
    planned("families stand in their order and once", ["SO", "ST", "WO", "WT"], True, *(plan(f"X{number}", family) for number, family in enumerate(("WT", "WO", "ST", "SO", "WT"), 1))),
    planned("a draft that cites an inclusion entry answers for it", [], False, plan("X1", None, "W1")),
    planned("a whole one does too", ["WT"], False, plan("X1", "WT", "W1", "T1")),
]  # fmt: skip

VARIANTS = BANDS + ORDERS + CARRIED + ACTIONS + STRATEGIES
