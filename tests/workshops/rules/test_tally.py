"""Counting: every mark once, two on one at most after groups were joined, the order and its ties."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.rules.marks import MOST_ON_ONE, allowed, suggested
from workshops.rules.tally import root, tally

GROUPS = list(range(1, 9))


@st.composite
def merges(draw):
    """Which group took which in: each goes into one that was made before it, so there are no circles."""
    taken = draw(st.lists(st.sampled_from(GROUPS[1:]), unique=True))
    return {group: draw(st.sampled_from([other for other in GROUPS if other < group])) for group in taken}


def ballots():
    return st.lists(
        st.dictionaries(st.sampled_from([str(g) for g in GROUPS]), st.integers(1, 2), max_size=5), max_size=12
    )


def hands():
    return st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 40))


@given(ballots(), hands())
def test_without_merges_every_mark_counts_once(cast, by_hand):
    found = {one.group: one for one in tally(GROUPS, cast, by_hand, {})}
    for group in GROUPS:
        given = [ballot[str(group)] for ballot in cast if str(group) in ballot]
        assert found[group].marks == sum(given) + by_hand.get(group, 0)
        assert found[group].hands == by_hand.get(group, 0)
        assert (found[group].voters, found[group].twos) == (len(given), given.count(2))


@given(ballots(), hands(), merges())
def test_a_person_counts_two_at_most_on_what_was_joined(cast, by_hand, merged):
    found = {one.group: one for one in tally(GROUPS, cast, by_hand, merged)}
    assert set(found) == {group for group in GROUPS if group not in merged}
    for group, one in found.items():
        inside = {other for other in GROUPS if root(other, merged) == group}
        own = [sum(n for voted, n in ballot.items() if int(voted) in inside) for ballot in cast]
        assert one.marks - one.hands == sum(min(n, MOST_ON_ONE) for n in own)
        assert one.hands == sum(by_hand.get(other, 0) for other in inside)
        assert one.voters == sum(n > 0 for n in own)
        assert one.twos == sum(n >= 2 for n in own)


@given(ballots(), hands(), merges())
def test_joining_never_adds_marks_and_loses_only_what_is_over_two(cast, by_hand, merged):
    before = sum(one.marks for one in tally(GROUPS, cast, by_hand, {}))
    after = sum(one.marks for one in tally(GROUPS, cast, by_hand, merged))
    assert after <= before
    per_person = [Counter[int]() for _ in cast]
    for own, ballot in zip(per_person, cast, strict=True):
        for voted, n in ballot.items():
            own[root(int(voted), merged)] += n
    assert before - after == sum(max(0, n - MOST_ON_ONE) for own in per_person for n in own.values())


@given(ballots(), hands(), merges())
def test_the_order_falls_and_equal_marks_share_a_place(cast, by_hand, merged):
    found = tally(GROUPS, cast, by_hand, merged)
    marks = [one.marks for one in found]
    assert marks == sorted(marks, reverse=True)
    for one in found:
        assert one.rank == 1 + sum(other.marks > one.marks for other in found)


@given(st.permutations(GROUPS[:5]), ballots())
def test_what_was_voted_on_in_another_order_counts_the_same(order, cast):
    one = {t.group: t for t in tally(GROUPS[:5], cast, {}, {})}
    assert {t.group: t for t in tally(order, cast, {}, {})} == one


@given(ballots(), hands(), st.data())
def test_in_whatever_order_groups_were_joined_the_marks_are_the_same(cast, by_hand, data):
    inside = data.draw(st.permutations(GROUPS[:4]))
    chain = dict(pairwise(inside))
    star = dict.fromkeys(inside[:-1], inside[-1])
    assert tally(GROUPS, cast, by_hand, chain) == tally(GROUPS, cast, by_hand, star)


def test_a_mark_on_what_is_not_voted_on_is_not_told():
    assert [one.group for one in tally([1], [{"9": 2}], {9: 3}, {})] == [1]


@pytest.mark.parametrize(("groups", "marks"), [(0, 3), (2, 3), (12, 3), (13, 4), (30, 5), (40, 6), (43, 7), (900, 7)])
def test_about_the_square_root_three_to_seven(groups, marks):
    assert suggested(groups) == marks


@given(st.dictionaries(st.sampled_from([str(g) for g in GROUPS]), st.integers(1, 4)), st.integers(1, 9))
def test_a_ballot_is_allowed_exactly_within_its_budget_and_two_on_one(marks, budget):
    fits = sum(marks.values()) <= budget and max(marks.values(), default=0) <= MOST_ON_ONE
    assert (allowed(marks, budget=budget, groups=GROUPS) == "") == fits
