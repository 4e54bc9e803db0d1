"""Who is here, in numbers: anchors by name, the rest in groups of five and more (content 7, "whales and plankton").

Names of people are never asked for here. A group under five is joined with the next one, the last with the one before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusters.models.cluster import member_bands

FEWEST = 5
BETWEEN, SMALL, ALONE = "between", "small", "alone"
SIZES: dict[str, str | Promise] = {
    BETWEEN: gettext_lazy("in between"),
    SMALL: gettext_lazy("small"),
    ALONE: gettext_lazy("on their own"),
}


@dataclass(frozen=True)
class Anchor:
    """One whale: an organisation many live on. `people` None while nobody counted; `lean` is {band key: members}.

    A member leans on it when more than half of what that member sells or needs goes through it. `band` is its own kind
    of member, so that it is not drawn twice; "" is any of the large ones.
    """

    key: str
    name: str
    people: int | None
    lean: tuple[tuple[str, int], ...] = ()
    band: str = ""

    @property
    def leaning(self) -> int:
        """How many lean on it, all bands together."""
        return sum(count for _band, count in self.lean)


@dataclass(frozen=True)
class Group:
    """Members told together: `keys` the bands in it, `leans` how many of them lean on each anchor, in their order."""

    keys: tuple[str, ...]
    label: str
    members: int
    leans: tuple[int, ...]

    def joined(self, other: "Group") -> "Group":
        """Both as one."""
        leans = tuple(one + two for one, two in zip(self.leans, other.leans, strict=True))
        label = self.label if self.label == other.label else _("%(one)s, %(two)s") % {
            "one": self.label, "two": other.label[:1].lower() + other.label[1:]
        }  # fmt: skip
        return Group((*self.keys, *other.keys), label, self.members + other.members, leans)


def by_band(anchors: Sequence[Anchor], counts: Mapping[str, int]) -> tuple[Group, ...]:
    """The members beside the anchors by kind of member, the larger first, none under five."""
    return _told_together(_bands(anchors, counts))


def by_size(anchors: Sequence[Anchor], counts: Mapping[str, int]) -> tuple[Group, ...]:
    """The same members in at most three sizes of dot: `keys` is the one size they are drawn in."""
    bands, groups = _bands(anchors, counts), []
    for size, label in SIZES.items():
        here = [one for one in bands if size_of(one.keys[0]) == size]
        if here:
            members = sum(one.members for one in here)
            groups.append(Group((size,), str(label), members, _sums([one.leans for one in here])))
    most = {one.keys[0]: one.members for one in groups}
    return tuple(replace(one, keys=(max(one.keys, key=most.__getitem__),)) for one in _told_together(groups))


def told(
    anchors: Iterable[Anchor], counts: Mapping[str, int], bands: Collection[str]
) -> tuple[list[Anchor], dict[str, int]]:
    """Both without the groups under five among these bands: in print neither a dot nor a sum tells how many they are."""

    def kept(pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        return tuple((key, count) for key, count in pairs if key not in small and not (key in bands and count < FEWEST))

    small = {key for key, count in counts.items() if key in bands and 0 < count < FEWEST}
    return [replace(one, lean=kept(one.lean)) for one in anchors], dict(kept(counts.items()))


def size_of(band: str) -> str:
    """Which dot stands for a member of this band; whales without a ring are drawn with those in between."""
    found = next((one for one in member_bands() if one["key"] == band), None)
    if found is None or found["side"] != "plankton":
        return BETWEEN
    return ALONE if found["count_in"] == "people" else SMALL


def consequence(anchor: Anchor, anchors: Sequence[Anchor], counts: Mapping[str, int]) -> str:
    """What happens if this one leaves, in a sentence with numbers."""
    if not anchor.lean:
        said = _("Nobody has counted yet who would lose their first customer or supplier if %(name)s leaves.")
        return said % {"name": mid_sentence(anchor.name)}
    if not anchor.leaning:
        return _("Nobody is recorded as losing their first customer or supplier if %(name)s leaves.") % {
            "name": mid_sentence(anchor.name)
        }
    groups, at = by_band(anchors, counts), [one.key for one in anchors].index(anchor.key)
    others = sum(one.members for one in groups) + len(anchors) - 1
    parts = [
        _("%(label)s: %(count)s") % {"label": one.label, "count": one.leans[at]} for one in groups if one.leans[at]
    ]
    said = ngettext(
        "%(count)s of the other %(others)s loses its first customer or supplier if %(name)s leaves.",
        "%(count)s of the other %(others)s lose their first customer or supplier if %(name)s leaves.",
        anchor.leaning,
    )
    return (
        f"{said % {'count': anchor.leaning, 'others': others, 'name': mid_sentence(anchor.name)}} {'; '.join(parts)}."
    )


def mid_sentence(name: str) -> str:
    """A name within a sentence: "the public art centre" for "The public art centre"."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def _bands(anchors: Sequence[Anchor], counts: Mapping[str, int]) -> list[Group]:
    """Every band that has members beside the anchors, by size; one nobody counted has as many as lean."""
    left, groups = _beside_anchors(anchors, counts), []
    for band in member_bands():
        key = band["key"]
        leans = tuple(dict(one.lean).get(key, 0) for one in anchors)
        members = max(left.get(key, 0), sum(leans))
        if members:
            groups.append(Group((key,), band["label"], members, leans))
    return sorted(groups, key=lambda one: list(SIZES).index(size_of(one.keys[0])))


def _beside_anchors(anchors: Iterable[Anchor], counts: Mapping[str, int]) -> dict[str, int]:
    """The counts without the anchors themselves, which are told by name."""
    left = dict(counts)
    whales = [band["key"] for band in member_bands() if band["side"] == "whale"]
    for anchor in anchors:
        at = next((key for key in ([anchor.band] if anchor.band else whales) if left.get(key)), None)
        if at:
            left[at] -= 1
    return left


def _told_together(groups: Iterable[Group]) -> tuple[Group, ...]:
    told: list[Group] = []
    waiting: Group | None = None
    for group in groups:
        here = waiting.joined(group) if waiting else group
        waiting = here if here.members < FEWEST else None
        if waiting is None:
            told.append(here)
    if waiting is not None:
        told[-1:] = [told[-1].joined(waiting)] if told else [waiting]
    return tuple(told)


def _sums(leans: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*leans, strict=True))
