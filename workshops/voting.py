"""Voting: opened on groups that are frozen then, secret until closed, with hands counted in the room beside the phones."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.errors import Refusal
from workshops.grouping import made
from workshops.models import Contribution, Group, HandCount, State, Status, Step, Workshop
from workshops.models.step import Kind
from workshops.operations import Act, guarded, refuse_while_voting
from workshops.room import taken_in
from workshops.rules.marks import MOST_ON_ONE, suggested
from workshops.rules.tally import root

FEWEST_MARKS, MOST_MARKS = 1, 9
# What anybody can look through on a phone; and a page of hands to count that a server takes as one form.
MOST_THINGS = 200


def can_be_voted_on(workshop: Workshop) -> tuple[list[Group], list[Contribution]]:
    """The groups that stand and have a note to show, and the notes that stand alone."""
    shown = workshop.contributions.filter(state=State.SHOWN)
    groups = workshop.groups.filter(dissolved_at=None, merged_into=None)
    return list(groups.filter(pk__in=shown.exclude(group=None).values("group"))), list(shown.filter(group=None))


def open_vote(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Open the vote of the present step on all groups (`params["budget"]`: marks each, None for the suggested number).

    A note that stands alone becomes a group of its own, so that it can be voted on. `Refusal` outside a step of voting,
    and where a vote was held already: that one is reopened.
    """
    step = _of_voting(workshop)
    if step.vote_open or step.vote_on:
        raise Refusal(_("There was a vote in this step already. Open that one again."))
    refuse_while_voting(workshop)
    groups, alone = can_be_voted_on(workshop)
    if len(groups) + len(alone) > MOST_THINGS:
        said = _("%(n)d things are too many to vote on. Put them into groups first, %(most)d at most.")
        raise Refusal(said % {"n": len(groups) + len(alone), "most": MOST_THINGS})
    for note in alone:
        own = made(workshop, act, note.quadrant, note.text)
        Group.objects.filter(pk=own.pk).update(entry=note.sent_to)
        act.put([note], group=own)
        groups.append(own)
    if len(groups) < 2:
        raise Refusal(_("There are not two things to choose between. Let people write and group first."))
    act.before.clear()
    budget = act.params["budget"] or suggested(len(groups))
    _set(workshop, act, step, vote_open=True, vote_on=[one.pk for one in groups], budget=budget)
    return {"step": step.pk, "groups": len(groups), "budget": budget}


def close_vote(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Close the vote that is open: from now on it is counted, and can be seen."""
    step = workshop.steps.filter(vote_open=True).first()
    if step is None:
        raise Refusal(_("No vote is open."))
    _set(workshop, act, step, vote_open=False, voted_at=timezone.now())
    return {"step": step.pk}


def reopen_vote(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Open a closed vote again, with the ballots as they are; its tallies are hidden again.

    Of groups that were joined since, the one that took the others in is voted on; dissolved ones no more.
    """
    step = _of_voting(workshop)
    if not step.vote_on or step.vote_open:
        raise Refusal(_("There is no closed vote in this step."))
    refuse_while_voting(workshop)
    merged = taken_in(workshop)
    roots = dict.fromkeys(root(group, merged) for group in step.vote_on)
    standing = workshop.groups.filter(dissolved_at=None, merged_into=None).values_list("pk", flat=True)
    still = [group for group in roots if group in set(standing)]
    if len(still) < 2:
        raise Refusal(_("There are not two things to choose between. Let people write and group first."))
    _fold_hands(step, merged)
    _set(workshop, act, step, vote_open=True, vote_on=still, voted_at=None, results_visible=False)
    return {"step": step.pk, "groups": len(still)}


def count_hands(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Write down marks counted by hand for a vote (`params["step"]`): of `voters` people, `marks` by group, those that changed.

    `params["seen"]` are the revisions the page showed, by group, the step's own under None; 0 for what was not counted
    yet. `Stale` where somebody typed another number meanwhile; the same number is no quarrel.
    """
    step = workshop.steps.filter(pk=act.params["step"]).first()
    if step is None or not step.vote_on:
        raise Refusal(_("Open the vote first: then hands are counted for the same groups."))
    known = {one.group_id: one for one in step.hand_counts.all()}
    marks = {group: n for group, n in act.params["marks"].items() if group in step.vote_on}
    voters, seen = act.params["voters"], act.params["seen"]
    voters = step.hand_voters if voters is None else voters
    then = {**{group: one.marks for group, one in known.items()}, **marks}
    if sentence := _too_many(then, voters, step.budget or 0):
        raise Refusal(sentence)
    for group, n in marks.items():
        if group not in known:
            HandCount.objects.create(step=step, group_id=group, marks=n, by=act.by)
        elif known[group].marks != n:
            known[group].swap(seen=seen.get(group, 0), marks=n, by=act.by)
    if step.hand_voters != voters:
        step.swap(seen=seen.get(None, 0), hand_voters=voters)
    return {"voters": voters, "marks": sum(then.values())}


def _too_many(marks: dict[int, int], voters: int, budget: int) -> str:
    """What so many people cannot have given, as a sentence; "" where it adds up."""
    if max(marks.values(), default=0) > MOST_ON_ONE * voters:
        said = ngettext(
            "%(n)d person can give two marks to one at most. Count again.",
            "%(n)d people can give %(most)d marks to one at most. Count again.",
            voters,
        )
        return said % {"n": voters, "most": MOST_ON_ONE * voters}
    if sum(marks.values()) > budget * voters:
        said = ngettext(
            "%(n)d person has %(most)d marks in all. Count again.",
            "%(n)d people have %(most)d marks in all. Count again.",
            voters,
        )
        return said % {"n": voters, "most": budget * voters}
    return ""


def _of_voting(workshop: Workshop) -> Step:
    step = workshop.step
    if step is None or step.kind != Kind.VOTE or workshop.status != Status.RUNNING:
        raise Refusal(_("Go to a step of voting first, then open the vote."))
    return step


def _set(workshop: Workshop, act: Act, step: Step, **values: Any) -> None:
    Step.objects.filter(pk=step.pk).update(revision=F("revision") + 1, **values)
    guarded(workshop, act)


def _fold_hands(step: Step, merged: dict[int, int]) -> None:
    """Hands counted for a group that was taken in are counted for the one that took it, where they are typed from now on."""
    for one in step.hand_counts.filter(group__in=merged, marks__gt=0):
        into, _new = HandCount.objects.get_or_create(step=step, group_id=root(one.group_id, merged))
        HandCount.objects.filter(pk=into.pk).update(marks=F("marks") + one.marks, revision=F("revision") + 1)
        HandCount.objects.filter(pk=one.pk).update(marks=0, revision=F("revision") + 1)
