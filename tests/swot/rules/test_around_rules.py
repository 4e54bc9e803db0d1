"""Offers, infrastructure, voices and the table of who is here: pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.models.cluster import member_bands
from swot.rules.assets import LONGEST, THREE, YEAR, Held, horizon_of, threat_of
from swot.rules.here import Number, here
from swot.rules.nesting import is_reworded, offered_as
from swot.rules.voices import ABOVE, LABELS, WORKSHOP, Written, voice_of, voices

TODAY = date(2026, 11, 27)
TENURES = ("owned", "long", "short", "goodwill", "unknown")


def test_what_is_inside_above_is_outside_here():
    assert (offered_as("strength"), offered_as("weakness")) == ("opportunity", "threat")
    with pytest.raises(KeyError):
        offered_as("threat")


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ("Half of the coast’s studios depend on two buyers.", False),
        ("half of the COAST’S studios depend on two buyers", False),
        ("Two buyers: half of the coast’s studios depend on…", False),
        ("If either buyer stops, our nine recording members lose work first", True),
    ],
)
def test_the_same_words_are_not_reworded(ours, said):
    assert is_reworded(ours, "Half of the coast’s studios depend on two buyers") is said


def test_words_without_letters_known_here_are_told_apart():
    assert is_reworded("你好", "再见")
    assert not is_reworded("你好", "你好")


@pytest.mark.parametrize("tenure", TENURES)
@pytest.mark.parametrize("only", [True, False])
def test_a_threat_is_offered_by_what_is_not_owned_and_weakly_held_or_the_only_one(tenure, only):
    threat = threat_of(Held("The press room", tenure, is_only_one=only), TODAY)
    assert (threat is not None) == (tenure != "owned" and (only or tenure in ("short", "goodwill", "unknown")))


def test_a_single_point_of_failure_says_that_nothing_else_can_serve():
    threat = threat_of(Held("The press room", "long", owner="Harbour Trust", is_only_one=True), TODAY)
    assert threat.text == "Nothing else can serve in place of the press room. Owner: Harbour Trust"
    assert threat.horizon == ""


def test_an_end_within_three_years_is_a_dated_threat():
    threat = threat_of(Held("The kiln", "short", ends_on=date(2028, 5, 1)), TODAY)
    assert (threat.text, threat.horizon) == ("Our use of the kiln ends on 1 May 2028", THREE)


@pytest.mark.parametrize(
    ("days", "horizon"), [(-5, YEAR), (0, YEAR), (365, YEAR), (367, THREE), (1095, THREE), (1100, "")]
)
def test_horizons_of_an_end(days, horizon):
    assert horizon_of(TODAY + timedelta(days=days), TODAY) == horizon


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(TENURES), st.booleans(), st.booleans())
def test_a_threat_always_fits_into_an_entry(name, owner, tenure, only, dated):
    ends = date(2028, 5, 1) if dated else None
    threat = threat_of(Held(name, tenure, owner, ends, only), TODAY)
    assert threat is None or 0 < len(threat.text) <= LONGEST


ORIGINS = st.none() | st.dictionaries(
    st.sampled_from(["cluster", "workbook", "outside", "asset", "votes", "ref"]), st.just("x")
)


@given(st.lists(st.builds(Written, st.sampled_from(["leader", "editor", "viewer", "", "?"]), ORIGINS, st.booleans())))
def test_every_entry_stands_behind_exactly_one_voice(entries):
    found = voices(entries)
    assert sum(one.entries for one in found) == len(entries)
    assert sum(one.about_here for one in found) == sum(entry.inclusion for entry in entries)
    assert all(0 <= one.about_here <= one.entries for one in found)
    assert [one.label for one in found] == [label for label in LABELS.values() if label in {one.label for one in found}]


def test_where_an_entry_came_from_goes_before_who_wrote_it():
    assert voice_of(Written("leader", {"cluster": "Merrow Coast", "ref": "W3", "why": "x"})) == ABOVE
    assert voice_of(Written("leader", {"workshop": "Spring", "votes": 4})) == WORKSHOP
    assert voice_of(Written("editor", {"asset": "key"})) == "editor"
    assert voice_of(Written("viewer")) == "viewer"


def test_counts_under_five_are_kept_out_of_print():
    found = voices([Written("leader", inclusion=True)] * 4 + [Written("editor")] * 5)
    assert [(one.entries, one.is_small, one.is_small_here) for one in found] == [(4, True, True), (5, False, False)]
    assert [Number(value).is_small for value in (None, 0, 1, 4, 5)] == [False, False, True, True, False]


def test_the_table_counts_people_once_and_leaves_the_unknown_unknown():
    table = here(member_bands(), {"majors": 2, "freelancers": 15, "micro": 34}, {"majors": 82}, [{"micro": 9}, {}])
    by = {row.label: row for row in table.rows}
    assert by["Freelancers"].people == Number(15)
    assert by["Micro-enterprises"].people == Number(None)
    sums = [one.value for one in (table.members, table.people, *table.leans)]
    assert sums == [51, 97, 9, None]


def test_an_empty_table_knows_nothing():
    table = here(member_bands(), {}, {}, [])
    assert (table.rows, table.members, table.people) == ((), Number(None), Number(None))
