"""The four families, and who does what by when."""

from dataclasses import replace
from datetime import date

import pytest

from swot.document.values import Action, Strategy
from swot.rules.agenda import agenda
from swot.rules.families import can_pair, families, family, unpaired
from tests.swot.rules.build import content, document, entry

TODAY = date(2026, 2, 1)
ENTRIES = tuple(entry(ref) for ref in ("S1", "W1", "O1", "T1"))
WHOLE = Strategy(
    id="X1",
    internal_entries=("S1",),
    external_entries=("T1",),
    strategy="Renew together",
    who_gains="Nine tenants",
    who_could_lose="The two newest",
    how_we_will_know="Leases signed",
    how_it_goes_with_the_grain="Print finishing since 1962",
    who_must_agree="The owner",
)


def test_families_stand_in_the_order_of_the_page_with_their_strategies_by_number():
    later = [replace(WHOLE, id=f"X{number}") for number in (10, 2)]
    found = families(document(entries=ENTRIES, strategies=(WHOLE, *later)), content())
    assert [str(one.label) for one in found] == ["Build", "Mend", "Defend", "Guard"]
    assert [[card.strategy.id for card in one.cards] for one in found] == [[], [], ["X1", "X2", "X10"], []]


def test_a_card_holds_its_entries_and_the_actions_that_serve_it():
    serving = (Action("A1", strategy="X1"), Action("A2", strategy="X2"), Action("A3"))
    (card,) = families(document(entries=ENTRIES, strategies=(WHOLE,), actions=serving), content())[2].cards
    assert [one.id for one in card.inside + card.outside] == ["S1", "T1"]
    assert [one.id for one in card.actions] == ["A1"]


@pytest.mark.parametrize("name", ["who_gains", "who_could_lose"])
def test_a_card_is_answered_when_both_sides_are_named(name):
    def card(strategy):
        return families(document(entries=ENTRIES, strategies=(strategy,)), content())[2].cards[0]

    assert card(WHOLE).is_answered
    assert card(WHOLE).unanswered == []
    assert not card(replace(WHOLE, **{name: " "})).is_answered
    assert len(card(replace(WHOLE, **{name: " "})).unanswered) == 1


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
@pytest.mark.parametrize("code", ["SO", "WO", "ST", "WT"])
def test_every_starter_is_a_sentence_without_holes(kind, code):
    beginning = family(code, content(kind)).beginning
    assert "{" not in beginning
    assert "this " in beginning
    assert "that " in beginning


def test_an_unknown_family_is_none():
    assert family("XX", content()) is None


def test_a_strategy_with_one_side_alone_is_without_a_pair():
    lame = replace(WHOLE, external_entries=())
    book = document(entries=ENTRIES, strategies=(lame,))
    assert [card.strategy.id for card in unpaired(book)] == ["X1"]
    assert not any(one.cards for one in families(book, content()))


@pytest.mark.parametrize(("refs", "can"), [("", False), ("S1 W1", False), ("O1 T1", False), ("W1 T1", True)])
def test_a_pair_needs_both_sides(refs, can):
    assert can_pair(document(entries=tuple(entry(ref) for ref in refs.split()))) is can


def test_actions_stand_by_date_and_the_done_ones_last():
    actions = (
        Action("A1", due=date(2026, 1, 1), done=date(2026, 1, 2)),
        Action("A10", due=TODAY),
        Action("A2", due=TODAY),
        Action("A3"),
        Action("A4", due=date(2026, 1, 31), strategy="X1"),
    )
    found = agenda(document(entries=ENTRIES, strategies=(WHOLE,), actions=actions), TODAY)
    states = {"A4": "late", "A2": "open", "A10": "open", "A3": "open", "A1": "complete"}
    assert [(one.action.id, one.state) for one in found] == list(states.items())
    assert [one.family for one in found] == ["ST", None, None, None, None]
