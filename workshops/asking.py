"""What is asked in a step in which people write: one question for each quadrant, in the words of the kind of cluster."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def question(kind: str, quadrants: Sequence[str], window: str | None = None) -> str:
    """The question for notes of one quadrant, or of the two inside or outside, or of a window; "" where none is known."""
    if window == "first":
        return _("Who was here before us? One trade, group or place; no names of people.")
    return _questions().get(kind, {}).get(tuple(quadrants), "")


def _questions() -> dict[str, dict[tuple[str, ...], str]]:
    return {
        "workspace": {
            ("strength",): _("What do we have under this roof that helps, and that we could change ourselves?"),
            ("weakness",): _("What do we have under this roof that hurts, and that we could change ourselves?"),
            ("opportunity",): _(
                "What is coming from outside this building that could help us, and needs somebody else?"
            ),
            ("threat",): _("What is coming from outside this building that could hurt us, or those around us?"),
            ("strength", "weakness"): _("Under this roof: what helps, and what hurts? We could change it ourselves."),
            ("opportunity", "threat"): _("From outside this building: what could help us, and what could hurt?"),
        },
        "district": {
            ("strength",): _("What do we have in these streets that helps, and that we could change ourselves?"),
            ("weakness",): _("What do we have in these streets that hurts, and that we could change ourselves?"),
            ("opportunity",): _("What is coming to these streets that could help us, and needs somebody else?"),
            ("threat",): _("What is coming to these streets that could hurt us, or those who were here before us?"),
            ("strength", "weakness"): _("In these streets: what helps, and what hurts? We could change it ourselves."),
            ("opportunity", "threat"): _("Coming to these streets: what could help us, and what could hurt?"),
        },
        "region": {
            ("strength",): _("What does this trade have in our towns that helps, and that we could change ourselves?"),
            ("weakness",): _("What does this trade have in our towns that hurts, and that we could change ourselves?"),
            ("opportunity",): _("What is coming to our towns that could help this trade, and needs somebody else?"),
            ("threat",): _("What is coming to our towns that could hurt this trade, or those who carry it?"),
            ("strength", "weakness"): _("In this trade: what helps, and what hurts? We could change it ourselves."),
            ("opportunity", "threat"): _("Coming to our towns: what could help this trade, and what could hurt?"),
        },
        "network": {
            ("strength",): _("What do we have in this network that helps, and that we could change ourselves?"),
            ("weakness",): _("What do we have in this network that hurts, and that we could change ourselves?"),
            ("opportunity",): _("What is changing around this network that could help us, and needs somebody else?"),
            ("threat",): _("What is changing around this network that could hurt us, or those who are not heard?"),
            ("strength", "weakness"): _("In this network: what helps, and what hurts? We could change it ourselves."),
            ("opportunity", "threat"): _("Changing around this network: what could help us, and what could hurt?"),
        },
    }
