"""How long evidence is good."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from swot.document.values import Evidence
from swot.rules.evidence import is_graded_above, is_stale, proposed_end, stale_first

DAY = date(2026, 5, 1)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_evidence_is_good_on_its_last_day_and_stale_on_the_next():
    known = Evidence(good_until=DAY)
    assert not is_stale(known, DAY)
    assert is_stale(known, DAY + timedelta(days=1))


def test_evidence_without_a_last_day_never_ages():
    assert not is_stale(Evidence(), date(2999, 1, 1))


def test_a_source_is_good_for_a_year_unless_somebody_says_otherwise():
    assert proposed_end(date(2026, 5, 1)) == date(2027, 5, 1)
    assert proposed_end(date(2028, 2, 29)) == date(2029, 2, 28)


def test_an_entry_may_be_graded_above_its_source():
    assert is_graded_above(3, 1)
    assert not is_graded_above(1, 1)


@given(st.lists(st.builds(Evidence, text=st.text(max_size=3), good_until=st.none() | days)), days)
def test_stale_ones_stand_first_the_longest_stale_at_the_top_and_none_is_lost(sources, today):
    order = stale_first(sources, today)
    stale = [one for one in order if is_stale(one, today)]
    assert order[: len(stale)] == stale
    assert [one.good_until for one in stale] == sorted(one.good_until for one in stale)
    assert order[len(stale) :] == [one for one in sources if not is_stale(one, today)]
