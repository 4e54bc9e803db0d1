"""Open actions, and how many of them are about people already here (content 4.5 rule 8)."""

import re
from datetime import date

from swot.document.values import Action, Document, ref_order

VERBS = frozenset(
    [
        "agree",
        "apply",
        "approach",
        "arrange",
        "ask",
        "book",
        "bring",
        "build",
        "buy",
        "call",
        "change",
        "check",
        "choose",
        "collect",
        "count",
        "cut",
        "draft",
        "draw",
        "email",
        "find",
        "fix",
        "form",
        "gather",
        "get",
        "give",
        "go",
        "hire",
        "hold",
        "invite",
        "join",
        "keep",
        "launch",
        "lease",
        "lend",
        "list",
        "make",
        "map",
        "measure",
        "meet",
        "move",
        "name",
        "offer",
        "open",
        "order",
        "organise",
        "paint",
        "pay",
        "plan",
        "print",
        "publish",
        "put",
        "raise",
        "read",
        "record",
        "rent",
        "repair",
        "report",
        "ring",
        "run",
        "search",
        "sell",
        "send",
        "set",
        "share",
        "show",
        "sign",
        "start",
        "survey",
        "talk",
        "teach",
        "test",
        "train",
        "try",
        "visit",
        "win",
        "write",
    ]
)


def open_actions(document: Document) -> list[Action]:
    """The actions that are not done."""
    return [action for action in document.actions if action.done is None]


def open_inclusion_actions(document: Document) -> list[Action]:
    """The open actions about inclusion, the next due first, those without a date last."""
    tagged = [action for action in open_actions(document) if action.inclusion]
    return sorted(tagged, key=lambda action: (action.due or date.max, ref_order(action.id)))


def inclusion_ratio(document: Document) -> tuple[int, int]:
    """How many open actions are about inclusion, of how many."""
    return len(open_inclusion_actions(document)), len(open_actions(document))


def is_under_a_fifth(document: Document) -> bool:
    """Whether fewer than one in five open actions is about inclusion; never while there are none."""
    tagged, all_open = inclusion_ratio(document)
    return 5 * tagged < all_open


def is_two_actions(text: str) -> bool:
    """Whether a second verb seems to follow an "and" or "then": a hint, never a block (content 5.4, step 7)."""
    return any(word.lower() in VERBS for word in re.findall(r"\b(?:and|then)\s+(\w+)", text, re.IGNORECASE))
