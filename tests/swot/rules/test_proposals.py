"""What answers offer as entries."""

import pytest

from swot.rules.proposals import offered
from tests.swot.rules.build import answer, content

KIND = {"W": "workspace", "D": "district", "R": "region", "V": "network"}


def offer(prompt_id, value=None, **parts):
    """What an answer to a prompt of the library offers."""
    template = content(KIND[prompt_id[0]])
    return offered(answer(prompt_id, value, **parts), template.prompts[prompt_id], template)


@pytest.mark.parametrize(
    ("prompt_id", "value", "face", "quadrant"),
    [
        ("D-CON-3", 1, "hurts", "weakness"),
        ("D-CON-3", 2, "hurts", "weakness"),
        ("D-CON-3", 4, "helps", "strength"),
        ("D-CON-3", 5, "helps", "strength"),
        ("D-OUT-3", 2, "hurts", "threat"),
        ("D-OUT-3", 5, "helps", "opportunity"),
    ],
)
def test_a_pulse_offers_its_face_in_the_words_of_its_anchor(prompt_id, value, face, quadrant):
    found = offer(prompt_id, value)
    anchor = content().prompts[prompt_id].anchors[value - 1]
    assert (found.face, found.quadrant, found.sentence) == (face, quadrant, anchor)


def test_a_pulse_of_three_or_not_known_offers_nothing():
    assert offer("D-CON-3", 3) is None
    assert offer("D-CON-3", status="not yet known") is None


def test_a_number_past_its_indicators_threshold_offers_the_sentence_of_the_rule():
    assert offer("W-INC-2", 30) is None
    assert offer("W-INC-2", 29).sentence == "Fewer than three in ten members are from here."
    assert offer("W-INC-2", 14).sentence == "Fewer than one in seven members are from here."
    assert offer("W-INC-2", 14).face == "hurts"


def test_a_rise_over_three_years_is_divided_before_it_is_compared():
    template = content()
    rules = template.indicator_by_id["I3"]
    assert offer("D-INC-1", 14) is None
    assert offer("D-INC-1", 15).sentence == rules.watch[0]["sentence"]
    assert offer("D-INC-1", 30).sentence == rules.act[0]["sentence"]


def test_a_number_whose_indicator_has_no_plain_rule_offers_nothing():
    assert offer("V-INC-2", 0) is None


@pytest.mark.parametrize(
    ("prompt_id", "value", "face"),
    [("W-INF-1", 5, "hurts"), ("W-INF-1", 10, "helps"), ("W-MAR-2", 40, "hurts"), ("D-INF-2", 19.5, "hurts")],
)
def test_a_number_without_an_indicator_has_offers_of_its_own(prompt_id, value, face):
    found = offer(prompt_id, value)
    assert found.face == face
    assert found.quadrant == {"helps": "strength", "hurts": "weakness"}[face]


def test_a_number_between_its_offers_or_not_known_offers_nothing():
    assert offer("W-INF-1", 7) is None
    assert offer("W-INF-1", status="not yet known") is None


def test_a_worrying_no_and_not_knowing_offer_an_entry_on_an_inclusion_question():
    question = content("workspace").prompts["W-INC-3"].text
    assert offer("W-INC-3", "no").sentence == f"We answered no: {question}"
    assert offer("W-INC-3", status="not yet known").sentence == f"We do not know yet: {question}"
    assert offer("W-INC-3", "no", note="Nothing is written down").sentence == "Nothing is written down"
    assert offer("W-INC-3", "no").quadrant == "weakness"


def test_a_good_yes_and_a_passed_over_question_offer_nothing():
    assert offer("W-INC-3", "yes") is None
    assert offer("W-INC-3", status="passed over", note="Not ours") is None


def test_a_yes_may_be_the_worrying_answer(make_prompt):
    prompt = make_prompt(type="yesno", inclusion=True, worrying="yes", section="OUT")
    found = offered(answer("X-CON-9", "yes"), prompt, content())
    assert (found.quadrant, found.sentence) == ("threat", "We answered yes: Who?")


def test_a_yes_or_no_that_is_not_about_inclusion_offers_nothing(make_prompt):
    prompt = make_prompt(type="yesno", worrying="no")
    assert offered(answer("X-CON-9", "no"), prompt, content()) is None


@pytest.mark.parametrize(("prompt_id", "value"), [("D-PLA-1", ["Rope making"]), ("D-AIM-2", "One main owner")])
def test_lists_and_choices_offer_nothing(prompt_id, value):
    assert offer(prompt_id, value) is None
