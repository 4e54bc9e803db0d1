"""Open actions, and how many of them are about people already here (content 4.5 rule 8)."""

from datetime import date

from swot.document.values import Action, Document, ref_order


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
