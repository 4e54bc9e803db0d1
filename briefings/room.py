"""How much of each list there is room for in an edition of a promised length: lists are cut, type never shrinks."""

from briefings.editions import Part

TERSEST = 3
# Beyond it no list gives way any more, but each text of more letters than these.
CLIPPED = {4: 160, 5: 80, 6: 50}
# After page one, at each step of terseness.
ROOM = {
    "find_out": (5, 4, 3, 2),
    "strategies": (3, 3, 2, 2),
    "unusual_on_paper": (6, 4, 2, 2),
    "risks": (6, 5, 4, 3),
    "hidden_assets": (4, 3, 2, 2),
    "actions": (6, 5, 4, 3),
    "loss": (4, 3, 2, 2),
    "threats_dated": (4, 3, 2, 2),
    "counts": (5, 3, 2, 2),
    "who_we_are": (3, 3, 3, 3),
    "since_last": (3, 2, 2, 2),
}
# On page one, at each step of tightness: letters to neighbours carry their lists in front.
FRONT_ROOM = {
    "thanks": (6, 5, 4, 3, 3, 2),
    "changes": (4, 4, 3, 3, 2, 2),
    "promises": (5, 4, 3, 3, 2, 2),
    "find_out": (5, 4, 3, 2, 2, 1),
}


def room(part: Part, *, is_brief: bool, tight: int, terse: int) -> int | None:
    """How many lines a part may show, None for all: its own limit, or less where a length was promised."""
    steps, step = (FRONT_ROOM, tight) if part.page_one else (ROOM, terse)
    if not is_brief or part.key not in steps:
        return part.limit
    step = min(step, len(steps[part.key]) - 1)
    return min(steps[part.key][step], part.limit or steps[part.key][step])
