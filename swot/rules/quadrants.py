"""Quadrants and families: the two-question sort, and the names people see (content 5.1, 5.4)."""

from django.utils.translation import gettext_lazy as _

from swot.document.values import Document, Strategy

LABELS = {
    "strength": _("Strength"),
    "weakness": _("Weakness"),
    "opportunity": _("Opportunity"),
    "threat": _("Threat"),
}
PLURALS = {
    "strength": _("Strengths"),
    "weakness": _("Weaknesses"),
    "opportunity": _("Opportunities"),
    "threat": _("Threats"),
}
LETTERS = {
    "strength": _("S"),
    "weakness": _("W"),
    "opportunity": _("O"),
    "threat": _("T"),
}
FAMILIES = {"SO": _("Build"), "WO": _("Mend"), "ST": _("Defend"), "WT": _("Guard")}
FAMILY_ORDER = ("SO", "ST", "WO", "WT")
INSIDE_CODES = {"strength": "S", "weakness": "W"}
OUTSIDE_CODES = {"opportunity": "O", "threat": "T"}


def place(helps: bool, ours: bool) -> str:
    """The quadrant by the two questions: does it help or hurt, and could we change it together."""
    if ours:
        return "strength" if helps else "weakness"
    return "opportunity" if helps else "threat"


def family(inside: str, outside: str) -> str:
    """The family of a crossing, "SO"; KeyError where the first is not inside or the second not outside."""
    return INSIDE_CODES[inside] + OUTSIDE_CODES[outside]


def family_of(strategy: Strategy, document: Document) -> str | None:
    """The family a strategy says, or the one its entries make; None while either side is empty or mixed."""
    if strategy.family:
        return strategy.family
    quadrants = {entry.id: entry.quadrant for entry in document.entries}
    inside = {quadrants.get(ref) for ref in strategy.internal_entries}
    outside = {quadrants.get(ref) for ref in strategy.external_entries}
    if len(inside) != 1 or len(outside) != 1:
        return None
    codes = INSIDE_CODES.get(inside.pop() or "", ""), OUTSIDE_CODES.get(outside.pop() or "", "")
    return "".join(codes) if all(codes) else None
