"""What a cluster above may offer to one inside it (content 3): nothing arrives by itself, and never in the same words."""

from swot.rules.wording import normalised

OFFERED_AS = {"strength": "opportunity", "weakness": "threat"}


def offered_as(quadrant: str) -> str:
    """What a strength or weakness above is to those inside it: an opportunity or a threat; KeyError for any other."""
    return OFFERED_AS[quadrant]


def is_reworded(ours: str, theirs: str) -> bool:
    """Whether our words differ from theirs by more than signs, capitals and order."""
    words = normalised(ours)
    return _plain(ours) != _plain(theirs) and (not words or words != normalised(theirs))


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
