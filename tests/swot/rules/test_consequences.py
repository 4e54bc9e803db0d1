"""What each band of each self-check asks for and binds, at its edges; and the 60 days of what is not known."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from swot.document.derive import derive
from swot.document.values import FindOut
from swot.rules.check import score
from swot.rules.consequences import find_out_by, first_edition, needs, to_be_found_out, what_binds
from tests.swot.rules.build import KINDS, TODAY, action, check, content, document, entry, strategy

# Kind, points, band, what it asks for (content 4.2, 4.3, 4.4): both edges of every band.
EDGES = [
    *((kind, points, band, asks) for kind in ("workspace", "district") for points, band, asks in [
        (0, "calm", []), (5, "calm", []), (6, "watch", ["entry", "action"]), (11, "watch", ["entry", "action"]),
        (12, "pressing", ["entry", "action", "strategy"]), (17, "pressing", ["entry", "action", "strategy"]),
        (18, "displacing now", ["entry", "action", "strategy"]), (24, "displacing now", ["entry", "action", "strategy"]),
    ]),
    *(("region", points, band, asks) for points, band, asks in [
        (0, "calm", []), (5, "calm", []), (6, "watch", ["entry", "action"]), (11, "watch", ["entry", "action"]),
        (12, "pressing", ["entry", "action", "strategy"]), (16, "pressing", ["entry", "action", "strategy"]),
        (17, "excluding now", ["entry", "action", "strategy"]), (23, "excluding now", ["entry", "action", "strategy"]),
    ]),
    *(("network", points, band, asks) for points, band, asks in [
        (0, "calm", []), (4, "calm", []), (5, "watch", ["entry", "action"]), (10, "watch", ["entry", "action"]),
        (11, "pressing", ["entry", "action", "strategy"]), (15, "pressing", ["entry", "action", "strategy"]),
        (16, "excluding now", ["entry", "action", "strategy"]), (21, "excluding now", ["entry", "action", "strategy"]),
    ]),
]  # fmt: skip


def confirmed(kind, points, **parts):
    """A check of a kind whose yes answers weigh so many points, all others no."""
    weights = content(kind).check.weights
    for many in range(len(weights) + 1):
        for chosen in combinations(range(len(weights)), many):
            if sum(weights[place] for place in chosen) == points:
                answers = ["yes" if place in chosen else "no" for place in range(len(weights))]
                return check(*answers, kind=kind, **parts)
    raise AssertionError(f"{points} cannot be reached in {kind}")


@pytest.mark.parametrize(("kind", "points", "band", "asks"), EDGES)
def test_every_band_edge_asks_for_what_the_content_says(kind, points, band, asks):
    given = document(kind, check=confirmed(kind, points))
    result = score(given.check, content(kind).check)
    assert (result.confirmed, result.confirmed_band.label) == (points, band)
    assert [need.key for need in needs(given, result)] == asks
    assert not any(need.is_met for need in needs(given, result))
    binds = what_binds(given, content(kind), "agency", [])
    assert binds == ("strategy" if "strategy" in asks else "")
    assert bool(first_edition(given, content(kind))) is (band in ("displacing now", "excluding now"))


@pytest.mark.parametrize(("kind", "numbers", "weights"), [
    ("workspace", 12, (3, 3, 2, 3, 2, 2, 2, 1, 2, 2, 1, 1)), ("district", 12, (3, 3, 2, 3, 2, 2, 2, 1, 2, 2, 1, 1)),
    ("region", 10, (3, 3, 2, 2, 2, 2, 3, 2, 2, 2)), ("network", 10, (2, 2, 3, 2, 2, 2, 2, 1, 3, 2)),
])  # fmt: skip
def test_each_self_check_asks_the_questions_of_the_content_with_their_weights(kind, numbers, weights):
    asked = content(kind).check
    assert [question.number for question in asked.questions] == list(range(1, numbers + 1))
    assert asked.weights == weights
    assert asked.highest == {12: 24, 10: 23 if kind == "region" else 21}[numbers]
    assert asked.valid_months == 6


def parts(entries=True, acts=True, strategies=True):
    """Inclusion entries, actions and strategies, or what is left of them."""
    plain = entry("S1", 4, 3, grade=2), entry("O1", 4, 3, grade=2)
    return {
        "entries": (*plain, entry("W1", inclusion=True)) if entries else plain,
        "actions": (action("A1", inclusion=acts),),
        "strategies": (strategy("X1", "W1" if strategies else "S1"),),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_watch_is_met_by_one_entry_and_one_action(kind):
    given = document(kind, check=confirmed(kind, 6), **parts(strategies=False))
    assert all(need.is_met for need in needs(given, score(given.check, content(kind).check)))
    alerts = derive(given, content(kind))["alerts"]
    assert not [alert for alert in alerts if "needs at least one inclusion entry" in alert]
    bare = document(kind, check=confirmed(kind, 6), **parts(acts=False, strategies=False))
    assert (
        "Band watch: needs at least one inclusion entry and one inclusion action"
        in derive(bare, content(kind))["alerts"]
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", ["agency", "council", "funder", "community", "full"])
def test_pressing_binds_every_edition_until_a_strategy_rests_on_an_inclusion_entry(kind, edition):
    without = document(kind, check=confirmed(kind, 12), **parts(strategies=False))
    assert what_binds(without, content(kind), edition, []) == "strategy"
    given = document(kind, check=confirmed(kind, 12), **parts())
    assert what_binds(given, content(kind), edition, []) == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", ["agency", "council", "funder", "full"])
def test_displacing_or_excluding_now_binds_every_other_edition_until_that_readers_is_issued(kind, edition):
    worst = check(*["yes"] * len(content(kind).check.questions), kind=kind, taken_on=TODAY)
    given = document(kind, check=worst, **parts())
    assert what_binds(given, content(kind), edition, []) == "first"
    assert what_binds(given, content(kind), "community", []) == ""
    assert what_binds(given, content(kind), edition, [("council", TODAY)]) == "first"
    assert what_binds(given, content(kind), edition, [("community", TODAY)]) == ""


def test_a_neighbours_briefing_of_before_the_check_does_not_count_as_first():
    given = document(check=check(*["yes"] * 12, taken_on=TODAY), **parts())
    assert what_binds(given, content(), "agency", [("community", TODAY - timedelta(days=1))]) == "first"


def test_could_be_alone_binds_nothing():
    given = document(check=check(*["unsure"] * 12))
    assert what_binds(given, content(), "agency", []) == ""
    assert needs(given, score(given.check, content().check)) == ()


def test_a_check_not_taken_binds_nothing():
    assert what_binds(document(), content(), "agency", []) == ""
    assert needs(document(), None) == ()


def unsure(*plans, taken_on=TODAY):
    """A check that is unsure of questions 1, 2 and 4, with plans to find out."""
    return document(check=check("unsure", "unsure", "no", "unsure", taken_on=taken_on), find_out=plans)


def lacking(given, today=TODAY):
    """The numbers of the questions that lack an owner or a day in time."""
    return [one.question.number for one in to_be_found_out(given, content(), today) if one.lacks]


def test_not_known_enough_asks_for_owner_and_day_of_each_unsure_question_of_weight_three():
    inside, late = TODAY + timedelta(days=60), TODAY + timedelta(days=61)
    assert lacking(unsure()) == [1, 2, 4]
    assert lacking(unsure(FindOut("check 1", "Ines", inside))) == [2, 4]
    assert lacking(unsure(FindOut("check 1", "Ines", late))) == [1, 2, 4]
    assert lacking(unsure(FindOut("check 1", "", inside))) == [1, 2, 4]
    assert lacking(unsure(FindOut("check 1", "Ines", None))) == [1, 2, 4]
    assert lacking(unsure(FindOut("check 2", "", None, TODAY))) == [1, 4]


def test_a_check_that_is_known_enough_asks_for_nobody():
    given = document(check=check("unsure", "unsure", taken_on=TODAY))
    assert to_be_found_out(given, content(), TODAY) == ()


def test_the_sixty_days_run_from_the_check_and_begin_anew_once_they_are_over():
    taken = check("unsure", taken_on=date(2026, 1, 1))
    assert find_out_by(taken, date(2026, 1, 20)) == date(2026, 3, 2)
    assert find_out_by(taken, date(2026, 3, 2)) == date(2026, 3, 2)
    assert find_out_by(taken, date(2026, 3, 3)) == date(2026, 5, 2)
