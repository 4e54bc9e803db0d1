"""Voting: opened on frozen groups, secret, reopened; hands beside phones; how it is counted and told."""

import pytest

from clusters.errors import Refusal, Stale
from clusters.ids import uuid7
from tests import factories
from workshops.models import Ballot, Contribution, Group, HandCount, Operation, Step, Workshop
from workshops.operations import operate
from workshops.ranking import results_of, ties
from workshops.room import results, room
from workshops.verbs import VERBS
from workshops.writing import cast as vote


@pytest.fixture
def stage(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    return factories.workshop(book, by=cast.ana)


@pytest.fixture
def press(stage, cast):
    def pressed(verb, key=None, by=None, **params):
        at = now(stage)
        given = {"base": at.revision, "seen": at.place, "notes": [], "groups": [], "to": None, "title": "", **params}
        return operate(at, VERBS, verb, key=key or uuid7(), by=by or cast.ana, **given)

    return pressed


@pytest.fixture
def groups(stage, press):
    """Three groups, one of them a note on its own as yet."""
    pia = factories.guest(stage)
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("A press", "A canteen", "A yard")]
    made = [press("group", notes=[note.pk]).result["group"] for note in notes[:2]]
    press("go", step=stage.steps.get(kind="vote").pk)
    return made


@pytest.fixture
def opened(stage, press, groups):
    """The step of a vote that is open, with three groups."""
    press("open-vote", budget=None)
    return stage.steps.get(kind="vote")


def now(stage):
    return Workshop.objects.with_it().get(pk=stage.pk)


def ballot(stage, step, *marks, seq=1):
    """Somebody new gives these marks, in the order of the groups voted on."""
    given = {str(group): n for group, n in zip(step.vote_on, marks, strict=False)}
    return vote(now(stage), step.pk, seq=seq, by=factories.guest(stage), marks=given)[0]


def named(stage):
    return {group.pk: group for group in stage.groups.all()}


def told(stage):
    return {one.group: (one.rank, one.marks, one.hands, one.voters, one.twos) for one in results(now(stage))}


# ---------- opening ----------


def test_opening_freezes_what_stands_and_makes_groups_of_notes_on_their_own(stage, press, groups):
    done = press("open-vote", budget=None)
    step = stage.steps.get(kind="vote")
    alone = Group.objects.get(title="A yard")
    assert step.vote_on == [*groups, alone.pk]
    assert (step.vote_open, step.budget, done.result["groups"]) == (True, 3, 3)
    assert alone.contributions.get().text == "A yard"
    assert not Operation.objects.get(pk=done.pk).can_be_undone


def test_what_nobody_may_see_is_not_voted_on(stage, press, groups):
    Contribution.objects.filter(text="A yard").update(state="held")
    Contribution.objects.filter(text="A canteen").update(state="hidden")
    with pytest.raises(Refusal, match="two things"):
        press("open-vote", budget=None)
    Contribution.objects.filter(text="A canteen").update(state="shown")
    press("open-vote", budget=None)
    assert stage.steps.get(kind="vote").vote_on == groups


def test_dissolved_and_merged_groups_are_not_voted_on(stage, press, groups):
    press("merge", groups=groups)
    press("open-vote", budget=5)
    step = stage.steps.get(kind="vote")
    assert (step.vote_on, step.budget) == ([groups[0], Group.objects.get(title="A yard").pk], 5)


def test_a_vote_opens_in_its_step_alone_and_once(stage, press, groups):
    press("open-vote", budget=None)
    with pytest.raises(Refusal, match="already"):
        press("open-vote", budget=None)
    press("go", step=stage.steps.filter(kind="collect").first().pk)
    with pytest.raises(Refusal, match="step of voting"):
        press("open-vote", budget=None)


def test_a_vote_on_more_than_anybody_can_look_through_is_refused(stage, press, groups):
    pia = factories.guest(stage)
    words = {"workshop": stage, "participant": pia, "state": "shown", "place": 1}
    Contribution.objects.bulk_create(Contribution(key=uuid7(), text=f"Note {n}", **words) for n in range(200))
    with pytest.raises(Refusal, match="203 things"):
        press("open-vote", budget=None)
    assert Group.objects.count() == 2


def test_from_an_old_page_a_vote_is_not_opened(stage, press, groups):
    with pytest.raises(Stale):
        press("open-vote", budget=None, base=now(stage).revision - 1)
    assert not stage.steps.get(kind="vote").vote_open
    assert Group.objects.count() == 2


# ---------- secret until closed ----------


def test_nothing_is_told_before_it_is_closed_not_even_to_who_leads(stage, press, opened):
    ballot(stage, opened, 2, 1)
    Step.objects.filter(pk=opened.pk).update(results_visible=True)
    assert results(now(stage)) == ()
    assert room(stage.pk).tally == ()
    assert results_of(stage.steps.get(kind="vote"), named(stage)) == ()
    press("close-vote")
    assert told(stage) == dict(zip(opened.vote_on, [(1, 2, 0, 1, 1), (2, 1, 0, 1, 0), (3, 0, 0, 0, 0)], strict=True))


def test_opened_again_it_is_hidden_and_ballots_may_be_changed(stage, press, opened):
    pia = factories.guest(stage)
    one, two, _three = (str(group) for group in opened.vote_on)
    vote(now(stage), opened.pk, seq=1, by=pia, marks={one: 2})
    press("close-vote")
    press("reopen-vote")
    assert results(now(stage)) == ()
    vote(now(stage), opened.pk, seq=2, by=pia, marks={two: 1})
    press("close-vote")
    assert told(stage)[int(one)][1] == 0
    assert told(stage)[int(two)][1] == 1
    assert Ballot.objects.count() == 1


def test_going_on_closes_the_vote_and_counts_it(stage, press, opened):
    ballot(stage, opened, 1)
    press("go", step=stage.steps.get(kind="results").pk)
    assert told(stage)[opened.vote_on[0]][1] == 1


@pytest.mark.parametrize(("verb", "says"), [("close-vote", "No vote is open"), ("reopen-vote", "no closed vote")])
def test_there_is_nothing_to_close_or_open_again(verb, says, press, groups):
    with pytest.raises(Refusal, match=says):
        press(verb)


# ---------- joined after the vote ----------


def test_joined_groups_add_up_to_two_a_person(stage, press, opened):
    one, two, three = opened.vote_on
    ballot(stage, opened, 2, 1)
    ballot(stage, opened, 1, 1, 1)
    ballot(stage, opened, 0, 1, 2)
    press("close-vote")
    done = press("merge", groups=[one, two])
    assert told(stage) == {one: (1, 5, 0, 3, 2), three: (2, 3, 0, 2, 1)}
    press("undo", of=done.pk)
    assert {group: marks for group, (_, marks, *_rest) in told(stage).items()} == {one: 3, two: 3, three: 3}


def test_opened_again_the_joined_group_is_voted_on_and_old_ballots_count_for_it(stage, press, opened):
    one, two, three = opened.vote_on
    ballot(stage, opened, 1, 1)
    press("hands", step=opened.pk, marks={one: 1, two: 2}, voters=2, seen={None: opened.revision})
    press("close-vote")
    press("merge", groups=[one, two])
    press("reopen-vote")
    step = stage.steps.get(kind="vote")
    assert step.vote_on == [one, three]
    assert dict(HandCount.objects.values_list("group", "marks")) == {one: 3, two: 0}
    press("close-vote")
    assert told(stage)[one] == (1, 5, 3, 1, 1)


def test_what_was_voted_on_as_one_since_is_not_parted_by_undoing(stage, press, opened):
    one, two, three = opened.vote_on
    ballot(stage, opened, 1, 1)
    press("hands", step=opened.pk, marks={one: 1, two: 2}, voters=2, seen={None: opened.revision})
    press("close-vote")
    done = press("merge", groups=[one, two])
    press("reopen-vote")
    press("close-vote")
    with pytest.raises(Refusal, match="opened again since"):
        press("undo", of=done.pk)
    assert told(stage) == {one: (1, 5, 3, 1, 1), three: (2, 0, 0, 0, 0)}
    later = press("merge", groups=[one, three])
    press("undo", of=later.pk)
    assert Group.objects.get(pk=three).stands


def test_a_dissolved_group_keeps_its_votes_in_the_record(stage, press, opened):
    one = opened.vote_on[0]
    ballot(stage, opened, 2)
    press("close-vote")
    press("ungroup", groups=[one])
    assert told(stage)[one][1] == 2
    press("reopen-vote")
    assert one not in stage.steps.get(kind="vote").vote_on


# ---------- hands ----------


def test_hands_are_counted_beside_phones(stage, press, opened):
    one, two, _three = opened.vote_on
    ballot(stage, opened, 2)
    press("hands", step=opened.pk, marks={one: 3, two: 4}, voters=4, seen={None: opened.revision})
    press("close-vote")
    assert told(stage)[one] == (1, 5, 3, 1, 1)
    assert told(stage)[two] == (2, 4, 4, 0, 0)
    assert stage.steps.get(kind="vote").hand_voters == 4


def test_two_people_type_hands_and_the_second_other_number_is_told(stage, cast, press, opened):
    one, two, _three = opened.vote_on
    seen = {None: opened.revision}
    press("hands", step=opened.pk, marks={one: 3}, voters=4, seen=seen)
    with pytest.raises(Stale):
        press("hands", step=opened.pk, marks={one: 5}, voters=None, seen=seen, by=cast.ben)
    press("hands", step=opened.pk, marks={one: 3, two: 1}, voters=4, seen=seen, by=cast.ben)
    with pytest.raises(Stale):
        press("hands", step=opened.pk, marks={}, voters=5, seen=seen, by=cast.ben)
    assert dict(HandCount.objects.values_list("group", "marks")) == {one: 3, two: 1}
    count = HandCount.objects.get(group=one)
    press("hands", step=opened.pk, marks={one: 4}, voters=None, seen={one: count.revision}, by=cast.ben)
    count.refresh_from_db()
    assert (count.marks, count.by) == (4, cast.ben)


@pytest.mark.parametrize(("marks", "voters"), [((3, 0, 0), 1), ((2, 2, 0), 1), ((1, 0, 0), 0), ((4, 4, 2), 3)])
def test_more_hands_than_so_many_people_have_are_refused(stage, press, opened, marks, voters):
    given = dict(zip(opened.vote_on, marks, strict=True))
    with pytest.raises(Refusal, match="Count again"):
        press("hands", step=opened.pk, marks=given, voters=voters, seen={})
    assert not HandCount.objects.exists()


def test_hands_for_what_is_not_voted_on_are_not_kept(stage, press, opened, groups):
    other = stage.groups.create(number=99, title="Other", place=1)
    press("hands", step=opened.pk, marks={other.pk: 1}, voters=0, seen={})
    assert not HandCount.objects.exists()
    with pytest.raises(Refusal, match="Open the vote first"):
        press("hands", step=stage.steps.get(kind="results").pk, marks={}, voters=3, seen={})


# ---------- told ----------


def test_ties_are_said_and_nobody_ties_with_no_marks(stage, press, opened):
    ballot(stage, opened, 1, 1)
    press("close-vote")
    found = results_of(stage.steps.get(kind="vote"), named(stage))
    assert [one.tally.rank for one in found] == [1, 1, 3]
    assert ties(found) == [
        "“A press” and “A canteen” have 1 mark each: the room decides which comes first, or takes both."
    ]


def test_the_spread_says_how_many_gave_two(stage, press, opened):
    ballot(stage, opened, 2)
    ballot(stage, opened, 2)
    ballot(stage, opened, 1, 1)
    press("close-vote")
    first, second, third = results_of(stage.steps.get(kind="vote"), named(stage))
    assert (first.spread, second.spread, third.spread) == ("1 gave one, 2 gave two", "1 gave one", "")
    assert (len(first.fives), len(first.ones)) == (1, 0)
