"""The last vote as its page shows it: order, marks, who gave two, and ties said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.models import Group, Step, Workshop
from workshops.models.step import Kind
from workshops.room import counted
from workshops.rules.tally import Tally

# So many strokes are drawn; more are told by the number alone.
MOST_STROKES = 100


@dataclass(frozen=True)
class Result:
    """One group as it came out."""

    group: Group
    tally: Tally

    @property
    def fives(self) -> range:
        """Bundles of five strokes to draw."""
        return range(min(self.tally.marks, MOST_STROKES) // 5)

    @property
    def ones(self) -> range:
        """Strokes beside the bundles."""
        return range(min(self.tally.marks, MOST_STROKES) % 5)

    @property
    def spread(self) -> str:
        """How the marks on phones are spread: "9 gave one, 4 gave two"; "" where nobody on a phone gave any."""
        one, two = self.tally.voters - self.tally.twos, self.tally.twos
        said = []
        if one:
            said.append(ngettext("%(n)d gave one", "%(n)d gave one", one) % {"n": one})
        if two:
            said.append(ngettext("%(n)d gave two", "%(n)d gave two", two) % {"n": two})
        return ", ".join(said)


def step_of_vote(workshop: Workshop, steps: Iterable[Step]) -> Step | None:
    """The vote that matters now: the one that is open, the one the room is at, else the last that was closed."""
    known = list(steps)
    is_open = next((one for one in known if one.vote_open), None)
    here = next((one for one in known if one.pk == workshop.step_id and one.kind == Kind.VOTE), None)
    closed = [one for one in known if one.voted_at]
    last = max(closed, key=lambda one: str(one.voted_at), default=None)
    return is_open or here or last


def results_of(step: Step, groups: Mapping[int, Group]) -> tuple[Result, ...]:
    """How a closed vote came out; () while it is open: it is secret, from whoever leads as well."""
    if step.vote_open or step.voted_at is None:
        return ()
    return tuple(Result(groups[one.group], one) for one in counted(step) if one.group in groups)


def ties(results: Iterable[Result]) -> list[str]:
    """Each tie in a sentence; groups that nobody marked are in none."""
    found = []
    for marks, tied in groupby(results, key=attrgetter("tally.marks")):
        names = [f"“{one.group.title}”" for one in tied]
        if marks and len(names) > 1:
            said = ngettext(
                "%(names)s have %(n)d mark each: the room decides which comes first, or takes both.",
                "%(names)s have %(n)d marks each: the room decides which comes first, or takes both.",
                marks,
            )
            found.append(said % {"names": get_text_list(names, _("and")), "n": marks})
    return found
