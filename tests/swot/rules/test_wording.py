"""Wording hints, a test for each rule of content 5.1, and the success alarm."""

import pytest

from swot.rules.wording import alarm, are_alike, hints
from tests.swot.rules.build import content, in_another_language

GOOD = "Nine of our 46 tenants get weekly work from firms within ten minutes' walk"


def keys(text, **parts):
    """The rules that hint at a text."""
    return [hint.key for hint in hints(text, **{"content": content(), **parts})]


def test_a_good_entry_gets_no_hint():
    assert keys(GOOD, others=["The goods lift is repaired until 2031"], quadrant="strength", tested="strength") == []


def test_fewer_than_five_words_are_hinted_at():
    assert keys("Rents rose last year") == ["short"]
    assert "short" not in keys("Rents rose here last year")


def test_a_stock_phrase_asks_its_own_question():
    found = hints("We have a good location near the river", content=content())
    assert [hint.key for hint in found] == ["stock"]
    assert "Good for whom, and how far from what?" in found[0].text


@pytest.mark.parametrize(
    "phrase", ["Good location", "lack of funding", "strong brand", "passionate people", "competition", "social media"]
)
def test_every_stock_phrase_of_the_content_is_known(phrase):
    assert "stock" in keys(phrase)


def test_a_stock_phrase_within_a_longer_one_is_told_once():
    found = [hint.text for hint in hints("There is strong competition for our floors", content=content())]
    assert len(found) == 1
    assert "Name the rival" in found[0]


def test_a_stock_phrase_is_a_whole_word():
    assert keys("The hubcap factory left its press behind") == []


@pytest.mark.parametrize(
    "text",
    [
        "Coast game studios pay well for our sound and want it faster than one room can record",
        "Rents are too high and nobody buys art in winter",
        "One owner holds the land, and nothing found shows artists holding long leases",
    ],
)
def test_and_that_joins_two_ideas_is_hinted_at(text):
    assert keys(text) == ["two-ideas"]


@pytest.mark.parametrize(
    "text",
    [
        "A public art centre and major galleries anchor the year",
        "Rare 1950s factory halls, tall and light-filled, give art a setting few cities have",
        "Higher energy and borrowing costs hit a charity that caps rents",
    ],
)
def test_and_within_one_idea_is_left_alone(text):
    assert keys(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We should open the yard on Saturdays for neighbours",
        "We need to find a buyer for the freehold",
        "Create a fund for the newest makers here",
        "Let's ask the owner for a longer lease",
    ],
)
def test_a_wish_or_an_action_in_place_of_a_fact_is_hinted_at(text):
    assert keys(text) == ["wish"]


def test_a_quadrant_against_the_two_questions_is_hinted_at_and_names_both():
    found = hints(GOOD, content=content(), quadrant="strength", tested="opportunity")
    assert [hint.key for hint in found] == ["quadrant"]
    assert "Opportunity" in found[0].text
    assert "Strength" in found[0].text


def test_a_quadrant_without_the_two_questions_gets_no_hint():
    assert keys(GOOD, quadrant="threat") == []
    assert keys(GOOD, tested="threat") == []


def test_a_near_duplicate_of_another_entry_is_hinted_at():
    other = "Nine of the 46 tenants get work weekly from a firm within ten minutes' walk."
    found = hints(GOOD, content=content(), others=["Something else is so for us", other])
    assert [hint.key for hint in found] == ["like"]
    assert other in found[0].text


def test_likeness_does_not_see_case_marks_or_small_words():
    assert are_alike("The rents ROSE, for makers!", "rent rose for our makers")
    assert not are_alike("The rents rose for makers", "The rents fell for neighbours")
    assert not are_alike("", "")


def test_hints_that_know_english_words_are_kept_for_english():
    text = "We should open the yard on Saturdays and nobody knows who holds the key"
    assert keys(text) == ["two-ideas", "wish"]
    assert keys(text, content=in_another_language()) == []


@pytest.mark.parametrize(
    ("text", "kind", "quadrant", "rings"),
    [
        ("Visitors to the quarter rose by a third last year", "district", "strength", True),
        ("Exports to two retailers doubled in a year", "region", "opportunity", True),
        ("Our freehold is worth more: property values are up by half", "workspace", "strength", True),
        ("Downloads grew from 4,000 to 11,000 a month", "network", "strength", True),
        ("The goods lift is repaired and insured until 2031", "workspace", "strength", False),
        ("Rents rose 38% here in two years", "district", "threat", False),
    ],
)
def test_the_success_alarm_rings_as_the_examples_of_the_content_say(text, kind, quadrant, rings):
    assert alarm(text, quadrant, content(kind)) is rings


@pytest.mark.parametrize("quadrant", ["strength", "opportunity"])
def test_some_words_ring_the_alarm_alone_with_any_ending(quadrant):
    assert alarm("The quay is being regenerated", quadrant, content())
    assert alarm("Signs of GENTRIFICATION near the market", quadrant, content())


@pytest.mark.parametrize("quadrant", ["weakness", "threat", None])
def test_the_alarm_never_rings_for_what_hurts_or_is_unsorted(quadrant):
    assert not alarm("Footfall and rents rose sharply", quadrant, content())


@pytest.mark.parametrize(
    "text",
    ["Rents here are published every year", "Numbers of swifts rose in the yard", "A pop-up gallery opens in May"],
)
def test_a_topic_alone_or_a_rise_alone_does_not_ring(text):
    assert not alarm(text, "strength", content())


def test_words_of_a_kind_ring_in_that_kind_only():
    text = "Downloads grew from 4,000 to 11,000 a month"
    assert not alarm(text, "strength", content("district"))
