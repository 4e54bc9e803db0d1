"""The rules of the guided path (content 2.1): the spine, the chart, proposals, and what "we do not know" does."""

import pytest

from swot.document.derive import derive
from swot.document.values import Answer, FindOut, Line
from swot.rules.progress import minutes_left, progress
from swot.rules.proposals import offered
from swot.rules.questions import by_urgency, questions
from tests.swot.rules.build import KINDS, TODAY, answer, content, document

SPINE = [
    "Purpose & boundary",
    "Place & people",
    "Inclusion: who gains, who pays",
    "Identity & creative scope",
    "Connectivity",
    "Collaboration",
    "Competition",
    "Infrastructure & assets",
    "Markets & supply chain",
    "Outside forces",
]
OF_SCALE = {1: "hurts", 2: "hurts", 3: None, 4: "helps", 5: "helps"}
USUAL = {("helps", "OUT"): "opportunity", ("hurts", "OUT"): "threat"}
EVERY_PROMPT = [(kind, prompt_id) for kind in KINDS for prompt_id in content(kind).prompts]


@pytest.mark.parametrize("kind", KINDS)
def test_ten_sections_in_one_order_the_first_of_them_not_charted(kind):
    assert [section.title for section in content(kind).sections] == SPINE
    assert [section.title for section in content(kind).charted] == SPINE[1:]


@pytest.mark.parametrize("kind", KINDS)
def test_each_charted_section_has_exactly_one_pulse_of_five_worded_steps(kind):
    for section in content(kind).charted:
        pulses = [prompt for prompt in section.prompts if prompt.type == "scale"]
        assert pulses == [section.pulse]
        assert len(set(section.pulse.anchors)) == 5
        assert section.pulse.show_if is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_nine_pulses_make_the_profile_and_nothing_else_does(kind):
    given = [answer(section.pulse.id, number % 5 + 1) for number, section in enumerate(content(kind).charted)]
    others = [answer(p.id, 3) for p in content(kind).prompts.values() if p.type == "number"]
    pulses = derive(document(kind, answers=(*given, *others)), content(kind))["section_pulses"]
    assert list(pulses.items()) == [(title, number % 5 + 1) for number, title in enumerate(SPINE[1:])]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("value", "face"), OF_SCALE.items())
def test_a_low_pulse_offers_what_hurts_a_high_one_what_helps_and_three_nothing(kind, value, face):
    for section in content(kind).charted:
        found = offered(answer(section.pulse.id, value), section.pulse, content(kind))
        if face is None:
            assert found is None
            continue
        inside = {"helps": "strength", "hurts": "weakness"}[face]
        assert (found.face, found.quadrant) == (face, USUAL.get((face, section.code), inside))
        assert found.sentence == section.pulse.anchors[value - 1]


@pytest.mark.parametrize("kind", KINDS)
def test_no_or_we_do_not_know_to_an_inclusion_question_offers_a_weakness(kind):
    asked = [p for p in content(kind).prompts.values() if p.type == "yesno" and p.inclusion]
    assert asked
    for prompt in asked:
        for given in (answer(prompt.id, prompt.worrying), answer(prompt.id, status="not yet known")):
            assert offered(given, prompt, content(kind)).quadrant == "weakness"
        good = "yes" if prompt.worrying == "no" else "no"
        assert offered(answer(prompt.id, good), prompt, content(kind)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_offers_only_past_a_threshold(kind):
    for prompt in content(kind).prompts.values():
        if prompt.type == "number" and prompt.offers:
            for rule in prompt.offers:
                beyond = rule["value"] + {"below": -0.01, "above": 0.01}.get(rule["op"], 0)
                assert offered(answer(prompt.id, beyond), prompt, content(kind)).sentence == rule["sentence"]


@pytest.mark.parametrize(("kind", "prompt_id"), EVERY_PROMPT)
def test_a_passed_over_prompt_offers_nothing(kind, prompt_id):
    given = answer(prompt_id, status="passed over", note="Not ours")
    assert offered(given, content(kind).prompts[prompt_id], content(kind)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_we_do_not_know_is_an_answer_to_every_prompt_and_goes_to_the_find_out_list(kind):
    prompts = content(kind).prompts
    unknown = tuple(answer(prompt_id, status="not yet known") for prompt_id in prompts)
    given = document(kind, answers=unknown)
    assert [question.about for question in questions(given, content(kind))] == list(prompts)
    assert {section.state for section in progress(given, content(kind))} == {"complete"}
    assert minutes_left(progress(given, content(kind))) == 0


def test_what_is_not_known_waits_with_an_owner_and_a_date():
    unknown = tuple(answer(prompt_id, status="not yet known") for prompt_id in ("D-INC-1", "D-INC-2", "D-INF-2"))
    plans = (FindOut("D-INC-1", owner="Ines", due=TODAY), FindOut("D-INF-2", owner="Ben", due=TODAY, done=TODAY))
    found = questions(document(answers=unknown, find_out=plans), content())
    assert [(one.about, one.owner, one.due, one.is_done) for one in found] == [
        ("D-INC-1", "Ines", TODAY, False),
        ("D-INC-2", "", None, False),
        ("D-INF-2", "Ben", TODAY, True),
    ]
    assert [one.about for one in by_urgency(found)] == ["D-INC-2", "D-INC-1"]


def test_a_list_answer_is_raw_material_and_offers_no_entry_of_its_own():
    given = Answer("D-PLA-1", "answered", lines=(Line("k", "The rope works"),))
    assert offered(given, content().prompts["D-PLA-1"], content()) is None
    assert derive(document(answers=(given,)), content())["counts"] == dict.fromkeys(
        ("strength", "weakness", "opportunity", "threat"), 0
    )


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_of_places_that_do_not_exist_and_every_prompt_has_its_why(kind):
    for prompt in content(kind).prompts.values():
        assert prompt.why
        assert prompt.example
