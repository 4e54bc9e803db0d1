"""Who does what by when: the actions by date, late ones marked (spec "Strategies, actions, return")."""

from dataclasses import dataclass
from datetime import date

from swot.document.values import Action, Document, ref_order
from swot.rules.quadrants import family_of

LATE, OPEN, DONE = "late", "open", "complete"


@dataclass(frozen=True)
class Due:
    """One action with its state, "late", "open" or "complete", and the family of the strategy it serves."""

    action: Action
    state: str
    family: str | None


def agenda(document: Document, today: date) -> tuple[Due, ...]:
    """Every action: the open ones by date, those without a date after them, the done ones last."""
    by_id = {strategy.id: family_of(strategy, document) for strategy in document.strategies}
    return tuple(
        Due(action, state_of(action, today), by_id.get(action.strategy or ""))
        for action in sorted(document.actions, key=_place)
    )


def state_of(action: Action, today: date) -> str:
    """Done, late once its day has passed, else open."""
    if action.done:
        return DONE
    return LATE if action.due and action.due < today else OPEN


def _place(action: Action) -> tuple[bool, date, tuple[str, int]]:
    return action.done is not None, action.due or date.max, ref_order(action.id)
