"""What may stand inside what: a workspace in a district in a region; a network is linked, never nested (content 3)."""

from clusters.kinds import Kind

LEVELS: dict[str, int] = {Kind.WORKSPACE: 0, Kind.DISTRICT: 1, Kind.REGION: 2}


def may_be_part_of(kind: str, parent: str) -> bool:
    """Whether a cluster of one kind may be part of one of another: levels rise, so that no chain comes back to itself."""
    return kind in LEVELS and parent in LEVELS and LEVELS[kind] < LEVELS[parent]


def may_be_linked(kind: str, other: str) -> bool:
    """Whether two are linked rather than nested: a network and a place."""
    return (kind == Kind.NETWORK) != (other == Kind.NETWORK)


def kinds_above(kind: str) -> tuple[str, ...]:
    """The kinds that a cluster of this kind may be part of, the nearest first."""
    return tuple(other for other in LEVELS if may_be_part_of(kind, other))


def kinds_beside(kind: str) -> tuple[str, ...]:
    """The kinds that it may be linked to."""
    return tuple(other for other in Kind.values if may_be_linked(kind, other))
