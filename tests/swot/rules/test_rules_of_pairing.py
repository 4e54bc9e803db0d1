"""The rules from crossings to actions (content 5.4 and 4.5), each by its name, for every kind."""

import pytest

from swot.forms.strategies import StrategyForm
from swot.models import Strategy
from swot.rules.actions import is_two_actions
from swot.rules.families import ON_SCREEN, cards, example_pairs, families, family, keeping, parked
from swot.rules.pairs import crossing_list
from swot.rules.quadrants import family as crossing
from swot.rules.spread import spread
from tests.swot.rules.build import KINDS, content, document, entry, strategy

WHOLE = {
    "strategy": "Renew the leases together",
    "who_gains": "Nine tenants",
    "who_could_lose": "The two newest",
    "how_we_will_know": "Nine leases",
    "how_it_goes_with_the_grain": "Print, since 1962",
    "who_must_agree": "The owner",
}
PAIR = (entry("S1", 3, 3), entry("T1", 3, 3))
QUESTIONS = {
    "SO": "Does this strength let us take that chance?",
    "ST": "Can this strength soften that threat?",
    "WO": "Would that chance help us mend this weakness?",
    "WT": "Does this weakness make that threat deadly?",
}


def told(**given):
    """The form of a strategy that is kept, filled in but for what is given."""
    words = {"text": WHOLE["strategy"], "with_the_grain": "Print, since 1962"}
    words |= {name: WHOLE[name] for name in ("who_gains", "who_could_lose", "how_we_will_know", "who_must_agree")}
    return StrategyForm({"inside": ["S1"], "outside": ["T1"], **words, **given}, entries=PAIR, kind="district")


@pytest.mark.parametrize("kind", KINDS)
def test_step_1_each_family_asks_its_one_sentence(kind):
    asked = {one["family"]: one["question"] for one in content(kind).words["tows_starters"]}
    assert asked == QUESTIONS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("SO", "Use IN to take OUT by"),
        ("ST", "Use IN to hold off OUT by"),
        ("WO", "Use OUT to mend IN by"),
        ("WT", "Before OUT arrives, reduce IN by"),
    ],
)
def test_step_3_the_starter_of_a_family_begins_the_sentence(kind, code, sentence):
    assert family(code, content(kind)).begun("IN", "OUT") == sentence


@pytest.mark.parametrize("kind", KINDS)
def test_step_3_a_weakness_before_a_threat_may_also_step_back(kind):
    guard = family("WT", content(kind))
    assert guard.begun("IN", "OUT", other=True).lower().startswith("step back from in")
    build = family("SO", content(kind))
    assert build.begun("IN", "OUT", other=True) == build.begun("IN", "OUT")


def test_step_3_words_with_braces_in_them_stay_as_they_were_written():
    assert family("SO", content()).begun("{outside} {x}", "OUT") == "Use {outside} {x} to take OUT by"


@pytest.mark.parametrize("name", Strategy.REQUIRED)
def test_step_4_every_question_is_required_of_a_strategy_that_is_kept(name):
    assert told().is_valid()
    assert list(told(**{name: ""}).errors) == [name]


@pytest.mark.parametrize("kind", KINDS)
def test_step_5_each_kind_has_traps_with_their_reasons_and_says_where_they_come_from(kind):
    traps = content(kind).traps
    assert len(traps) >= 3
    assert all(trap.why and trap.from_label for trap in traps)
    assert {trap.from_kind for trap in traps if trap.from_kind} <= set(KINDS) - {kind}


@pytest.mark.parametrize("origin", ["workspace", "region", "network", "elsewhere"])
def test_step_5_an_idea_from_elsewhere_says_why_it_would_hold_here(origin):
    assert list(told(from_kind=origin).errors) == ["why_here"]
    assert told(from_kind=origin, why_here="The owners here are as few as there").is_valid()


def test_step_5_the_own_kind_is_no_elsewhere():
    assert "from_kind" in told(from_kind="district").errors
    assert told(from_kind="", why_here="").is_valid()


def test_step_5_a_draft_may_wait_with_the_reason():
    draft = StrategyForm({"inside": ["S1"], "outside": ["T1"], "from_kind": "region"}, entries=PAIR, is_draft=True)
    assert draft.is_valid()


def test_step_5_a_strategy_from_elsewhere_without_a_reason_is_not_whole():
    (card,) = cards(document(entries=PAIR, strategies=(strategy("X1", "S1", "T1", from_kind="region", **WHOLE),)))
    assert (card.lacks_reason, [str(one) for one in card.unanswered]) == (True, ["Why it would hold here"])
    assert str(card.origin) == "a region"


@pytest.mark.parametrize(
    ("kept", "under", "over"), [(2, True, False), (3, False, False), (6, False, False), (7, False, True)]
)
def test_step_6_three_to_six_strategies_are_kept(kept, under, over):
    ours = [strategy(f"X{number}") for number in range(1, kept + 1)]
    found = keeping(document(strategies=(*ours, strategy("X90", kept=False))))
    assert (found.kept, found.is_under, found.is_over) == (kept, under, over)


def test_step_6_what_is_whole_and_not_kept_is_parked_apart_and_a_draft_stays_in_its_family():
    whole = strategy("X1", "S1", "T1", kept=False, **WHOLE)
    draft = strategy("X2", "S1", "T1", kept=False, strategy="Begun")
    book = document(entries=PAIR, strategies=(whole, draft, strategy("X3", "S1", "T1", **WHOLE)))
    assert [card.strategy.id for card in parked(book)] == ["X1"]
    found = {one.code: [card.strategy.id for card in one.cards] for one in families(book, content())}
    assert found == {"SO": [], "WO": [], "ST": ["X2", "X3"], "WT": []}


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Ask the owner and sign the lease", True),
        ("Collect the dates, then print them", True),
        ("Ask the owner and the council", False),
        ("Open the repair and recording room", False),
        ("", False),
    ],
)
def test_step_7_two_verbs_in_one_action_are_hinted_at(text, two):
    assert is_two_actions(text) is two


@pytest.mark.parametrize("kind", KINDS)
def test_the_pairs_worth_prompting_are_those_of_the_kind(kind):
    found = example_pairs(content(kind))
    assert len(found) == 2
    assert all(one["inside"] and one["outside"] and one["idea"] for _, one in found)


def test_rule_6_an_inclusion_entry_is_crossed_however_low():
    board = [entry(f"{letter}{number}", 5, 5, grade=3) for letter in "SWOT" for number in range(1, 8)]
    low = entry("T9", 1, 1, inclusion=True)
    assert low in crossing_list([*board, low])["threat"]


@pytest.mark.parametrize("name", ["who_gains", "who_could_lose", "how_we_will_know"])
def test_rule_7_who_gains_who_could_lose_and_how_we_will_know_are_required(name):
    assert name in told(**{name: "  "}).errors


@pytest.mark.parametrize("said", ["Nobody", "no one.", "None", "Nobody loses", "nobody will lose!"])
def test_rule_7_nobody_loses_asks_for_a_reason(said):
    assert told(who_could_lose=said).errors["who_could_lose"] == ["Say why nobody loses"]
    assert told(who_could_lose=f"{said}, because the hall stood empty").is_valid()


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None),
        ([3], None),
        ([3, None], None),
        ([3, 3], (3, 3, False)),
        ([3, 4], (3, 4, False)),
        ([5, 2, 3], (2, 5, True)),
    ],
)
def test_disagreement_is_shown_as_a_spread_of_two_or_more_and_never_averaged(scores, expected):
    found = spread(scores)
    assert (found and (found.lowest, found.highest, found.is_wide)) == expected


def test_every_crossing_has_a_family():
    assert {crossing(i, o) for i in ("strength", "weakness") for o in ("opportunity", "threat")} == set(ON_SCREEN)
