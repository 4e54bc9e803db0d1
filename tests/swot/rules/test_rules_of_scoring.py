"""The rules of scores, ranking and pairing (content 5.1 to 5.4), for every grade, band, quadrant and family."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.document.derive import strategy_families
from swot.document.values import EVIDENCE_CAPS, HORIZONS, FindOut, band
from swot.rules.coverage import coverage, lens_of, outside_lenses
from swot.rules.families import ON_SCREEN, QUESTIONS, families, family, unpaired
from swot.rules.order import STATES, in_order, state_of, what_to_do
from swot.rules.quadrants import family as crossing
from swot.rules.quadrants import place
from swot.rules.questions import questions
from swot.rules.readings import rule_met
from swot.rules.shortlist import carried, is_to_find_out, parking_list, ranked, short_list
from tests.swot.document.samples import faults_of, read_dict
from tests.swot.document.variants import case
from tests.swot.document.variants import entry as written
from tests.swot.rules.build import KINDS, TODAY, check, content, document, entry, strategy

SCORES = list(product(range(1, 6), repeat=2))


@pytest.mark.parametrize(("grade", "cap"), [(0, 2), (1, 3), (2, 4), (3, 5)])
@pytest.mark.parametrize("certainty", range(1, 6))
def test_certainty_is_capped_by_evidence(grade, cap, certainty):
    assert EVIDENCE_CAPS[grade] == cap
    raw = case("regional", entries=[written("S1", 3, certainty, evidence={"grade": grade})])
    assert bool(faults_of(lambda: read_dict(raw))) is (certainty > cap)


@pytest.mark.parametrize(("impact", "certainty"), SCORES)
def test_priority_is_impact_times_certainty_and_its_band_follows(impact, certainty):
    scored = entry("S1", impact, certainty)
    assert scored.priority == impact * certainty
    expected = "key" if impact * certainty > 14 else "park" if impact * certainty < 8 else "keep in view"
    assert scored.band == band(scored.priority) == expected


@pytest.mark.parametrize(("impact", "certainty"), SCORES)
def test_what_matters_and_is_not_known_is_found_out_and_not_parked(impact, certainty):
    scored = entry("T1", impact, certainty)
    unknown = impact in (4, 5) and certainty in (1, 2)
    assert is_to_find_out(scored) is unknown
    assert (str(what_to_do(scored)) == "Find out") is unknown


def test_what_has_no_scores_is_told_so():
    assert str(what_to_do(entry("S1", 5))) == "Not scored yet"
    assert (str(what_to_do(entry("S1", 5, 5))), str(what_to_do(entry("S1", 1, 1)))) == ("Key", "Park")


def test_all_sorted_entries_stand_in_one_order_of_priority():
    board = [entry("N1", 5, 5), entry("T1", 2, 4), entry("S10", 4, 2), entry("S2", 4, 2), entry("W1"), entry("O1", 5)]
    assert [one.id for one in in_order(board)] == ["S2", "S10", "T1", "O1", "W1"]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=20))
def test_five_a_quadrant_go_forward_and_twelve_are_worked_with(scores):
    board = [entry(f"O{number}", *pair) for number, pair in enumerate(scores, 1)]
    assert len(short_list(board)["opportunity"]) == min(5, len(board))
    assert len(parking_list(board, "opportunity")) == max(0, len(board) - 12)


@st.composite
def boards(draw):
    """Entries with refs of their own, in any quadrant or none, scored or not, within what evidence allows."""
    refs = draw(st.lists(st.tuples(st.sampled_from("SWOTN"), st.integers(1, 60)), unique=True, max_size=60))
    scores = st.none() | st.integers(1, 5)
    return [
        entry(f"{letter}{number}", draw(scores), draw(scores), inclusion=draw(st.booleans())) for letter, number in refs
    ]


@given(boards(), st.randoms())
def test_the_sort_is_one_order_whatever_order_it_was_written_in(board, chance):
    shuffled = list(board)
    chance.shuffle(shuffled)
    order = in_order(board)
    assert in_order(shuffled) == order
    assert sorted(one.id for one in order) == sorted(one.id for one in board if one.quadrant)
    scores = [one.priority or 0 for one in order]
    assert scores == sorted(scores, reverse=True)


@given(boards())
def test_the_cap_parks_the_last_and_loses_none(board):
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        every, parked = ranked(board, quadrant), parking_list(board, quadrant)
        assert every == every[:12] + parked
        assert not parked or len(every) > 12
        assert not set(parked) & set(short_list(board)[quadrant])


@given(boards())
def test_every_entry_is_in_one_state_and_the_short_list_holds_no_loose_one(board):
    assert {state_of(one) for one in board} <= set(STATES)
    for one in board:
        assert (state_of(one) == "to-sort") is (one.quadrant is None)
        assert (state_of(one) == "find-out") is (one.quadrant is not None and is_to_find_out(one))
    listed = [one for group in short_list(board).values() for one in group]
    assert not {state_of(one) for one in listed} & {"to-sort", "unscored"}


@given(st.integers(0, 3), st.integers(0, 3))
def test_better_evidence_never_allows_less(grade, other):
    assert (EVIDENCE_CAPS[grade] <= EVIDENCE_CAPS[other]) or grade > other


@pytest.mark.parametrize("impact", [0, 6])
def test_impact_and_certainty_run_from_one_to_five(impact):
    for scores in ({"impact": impact}, {"certainty": impact}):
        raw = case("regional", entries=[{**written("S1", 3, 2), **scores}])
        assert faults_of(lambda raw=raw: read_dict(raw))


@pytest.mark.parametrize(("ref", "allowed"), [("S1", False), ("W1", False), ("O1", True), ("T1", True)])
@pytest.mark.parametrize("horizon", HORIZONS)
def test_only_what_comes_from_outside_has_a_horizon(ref, allowed, horizon):
    raw = case("regional", entries=[written(ref, 3, 2, horizon=horizon)])
    assert faults_of(lambda: read_dict(raw)) is not allowed


def test_an_inclusion_entry_goes_forward_beside_the_five_and_never_instead():
    full = [entry(f"S{number}", 5, 5) for number in range(1, 6)]
    tagged = entry("S6", 1, 1, inclusion=True)
    assert short_list([*full, tagged])["strength"] == full
    assert carried([*full, tagged]) == tagged


@pytest.mark.parametrize("kind", KINDS)
def test_a_big_member_who_will_not_follow_counts_as_outside(kind):
    assert "outside" in content(kind).words["we_note"]


@pytest.mark.parametrize(
    ("helps", "ours", "quadrant"),
    [(True, True, "strength"), (False, True, "weakness"), (True, False, "opportunity"), (False, False, "threat")],
)
def test_two_questions_place_an_entry(helps, ours, quadrant):
    assert place(helps=helps, ours=ours) == quadrant


@pytest.mark.parametrize("kind", KINDS)
def test_who_we_are_is_said_in_the_words_of_each_kind(kind):
    words = content(kind).words
    assert len({content(other).words["we_means"] for other in KINDS}) == 4
    assert all(words[key] for key in ("we_means", "control_test", "control_yes", "control_no", "help_or_hurt"))


@pytest.mark.parametrize(
    ("inside", "outside", "code"),
    [("strength", "opportunity", "SO"), ("weakness", "opportunity", "WO"), ("strength", "threat", "ST"), ("weakness", "threat", "WT")],
)  # fmt: skip
def test_four_families_and_no_other_crossing(inside, outside, code):
    assert crossing(inside, outside) == code
    with pytest.raises(KeyError):
        crossing(outside, inside)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", ON_SCREEN)
def test_each_family_starts_a_sentence_with_both_sides_in_it(kind, code):
    found = family(code, content(kind))
    assert "{" not in found.beginning
    assert "this " in found.beginning
    assert found.nudge
    assert family("SS", content(kind)) is None


def test_a_strategy_names_what_is_unanswered_until_all_six_are():
    whole = strategy("X1", **dict.fromkeys(QUESTIONS, "Said"))
    board = (entry("S1"), entry("O1"))
    card = families(document(entries=board, strategies=(whole,)), content())[0].cards[0]
    assert card.unanswered == []
    empty = families(document(entries=board, strategies=(strategy("X1"),)), content())[0].cards[0]
    assert len(empty.unanswered) == 6
    assert not empty.is_answered


def test_a_strategy_without_a_pair_is_in_no_family():
    one_sided = strategy("X1", "S1", "T9")
    given = document(entries=(entry("S1"),), strategies=(one_sided,))
    assert strategy_families(given) == []
    assert [card.strategy for card in unpaired(given)] == [one_sided]


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_has_the_lens_of_its_prompt_or_else_of_its_section(kind):
    lensed = next(p for p in content(kind).prompts.values() if p.lens and p.section not in ("IDE", "CON", "COL", "COM"))
    plain = next(p for p in content(kind).prompts.values() if p.lens is None)
    assert lens_of(entry("S1", prompt_id=lensed.id), content(kind)) == lensed.lens
    assert lens_of(entry("S1", prompt_id=plain.id, section="CON"), content(kind)) is None
    sections = {"IDE": "identity", "CON": "connectivity", "COL": "collaboration", "COM": "competition", "OUT": None}
    assert {code: lens_of(entry("S1", section=code), content(kind)) for code in sections} == sections


def test_the_coverage_map_counts_sorted_entries_by_lens_and_quadrant():
    board = [entry(ref, section="COM") for ref in ("S1", "S2", "T1", "N1")] + [entry("O1", section="PLA")]
    seen = {look.lens: dict(look.counts) for look in coverage(board, content())}
    assert seen["competition"] == {"strength": 2, "weakness": 0, "opportunity": 0, "threat": 1}
    assert sum(seen["identity"].values()) == 0
    assert outside_lenses(board, content()) == 1


def test_the_find_out_list_holds_entries_then_prompts_then_heavy_questions():
    plan = FindOut("check 1", owner="Ines", due=TODAY)
    given = document(
        "region", entries=(entry("T1", 4, 1),), check=check("unsure", "yes", None, kind="region"), find_out=(plan,)
    )
    found = questions(given, content("region"))
    assert [(one.about, one.kind, one.owner) for one in found] == [("T1", "entry", ""), ("check 1", "check", "Ines")]
    assert (found[1].number, found[1].days_late(TODAY), found[0].days_late(TODAY)) == (1, 0, 0)
    assert found[1].days_late(TODAY.replace(day=9)) == 8


def test_no_rule_is_met_by_what_is_not_a_number():
    indicator = content("region").indicator_by_id["I22"]
    assert rule_met(indicator, "not much") is None
    assert rule_met(indicator, 99)[0] == "act"
