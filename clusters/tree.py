"""The clusters around one: what it is part of, what is inside it, what it is linked to, and what a reader may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from clusters.models import Cluster, Membership

MOST_SHOWN = 60


@dataclass(frozen=True)
class Node:
    """One cluster in the tree; `inside` are those within it. `is_mine` says whether the reader belongs to it."""

    cluster: Cluster
    is_mine: bool
    inside: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Around:
    """The clusters around one. `above` is the chain upwards, the highest first.

    A name is told to both ends of a tie; whatever lies one tie further only to those who belong to it.
    """

    above: tuple[Node, ...] = ()
    inside: tuple[Node, ...] = ()
    linked: tuple[Node, ...] = ()
    written_above: tuple[str, ...] = ()
    written_inside: tuple[str, ...] = ()

    @property
    def parent(self) -> Node | None:
        """What it is part of."""
        return self.above[-1] if self.above else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.above or self.inside or self.linked or self.written_above or self.written_inside)


def around(cluster: Cluster, user: Any) -> Around:
    """What stands around a cluster, for one reader; four queries at most."""
    above = _above(cluster, user)
    below = _known(Cluster.objects.live().filter(part_of=cluster), user)
    further = _further(below, user)
    linked = _known(cluster.linked.live(), user)
    inside = tuple(Node(one, one.is_mine, tuple(Node(each, True) for each in further.get(one.pk, ()))) for one in below)
    return Around(
        above=above,
        inside=inside,
        linked=tuple(Node(one, one.is_mine) for one in linked),
        written_above=_unnamed(cluster.nested_in, [node.cluster for node in above]),
        written_inside=_unnamed(cluster.contains, below),
    )


def _above(cluster: Cluster, user: Any) -> tuple[Node, ...]:
    """The cluster it is part of, and the one above that where the reader belongs to it."""
    if cluster.part_of_id is None:
        return ()
    parents = _known(Cluster.objects.live().filter(pk=cluster.part_of_id).select_related("part_of"), user)
    if not parents:
        return ()
    higher = (
        Cluster.objects.visible_to(user).filter(pk=parents[0].part_of_id).first() if parents[0].part_of_id else None
    )
    return (*([Node(higher, True)] if higher else []), Node(parents[0], parents[0].is_mine))


def _known(clusters: QuerySet[Any], user: Any) -> list[Any]:
    """The first of these by name, each with whether the reader belongs to it, as `is_mine`."""
    mine = Exists(Membership.objects.filter(cluster=OuterRef("pk"), user=user))
    return list(clusters.annotate(is_mine=mine).order_by("name", "pk")[:MOST_SHOWN])


def _further(parts: Sequence[Cluster], user: Any) -> dict[Any, list[Cluster]]:
    """What is inside those inside, where the reader belongs to it, by what it is part of."""
    found: dict[Any, list[Cluster]] = {}
    if parts:
        for one in Cluster.objects.visible_to(user).filter(part_of__in=parts).order_by("name", "pk")[:MOST_SHOWN]:
            found.setdefault(one.part_of_id, []).append(one)
    return found


def _unnamed(lines: Sequence[str], clusters: Sequence[Cluster]) -> tuple[str, ...]:
    """What is written of clusters that are not here by that name."""
    here = {cluster.name.strip().casefold() for cluster in clusters}
    return tuple(line for line in lines if line.strip().casefold() not in here)
