"""The rules of the guided path (content 2.1): the spine, the chart, proposals, and what "we do not know" does."""

import pytest

from swot.document.derive import derive
from swot.document.values import Answer, FindOut, Line
from swot.rules.progress import is_shown, minutes_left, progress
from swot.rules.proposals import offered
from swot.rules.questions import by_urgency, questions
from swot.rules.readings import is_plain
from swot.rules.splitting import suggested
from swot.rules.wording import alarm
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


def test_the_names_of_sections_are_shared_and_the_questions_belong_to_the_kind():
    questions = {kind: {prompt.text for prompt in content(kind).prompts.values()} for kind in KINDS}
    for kind, others in ((kind, [one for one in KINDS if one != kind]) for kind in KINDS):
        assert all(len(questions[kind] & questions[other]) <= 1 for other in others)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_thirty_questions_and_every_charted_section_asks(kind):
    assert len(content(kind).prompts) == 30
    assert all(section.prompts for section in content(kind).sections)
    assert {section.code for section in content(kind).sections} == {p.section for p in content(kind).prompts.values()}


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


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_offers_when_it_crosses_a_threshold_of_its_indicator(kind):
    asked = [p for p in content(kind).prompts.values() if p.type == "number" and p.indicator]
    for prompt in asked:
        indicator = content(kind).indicator_by_id[prompt.indicator]
        plain = [rule for rule in (*indicator.act, *indicator.watch) if is_plain(rule)]
        for rule in plain:
            beyond = rule["value"] + {"above": 0.001, "below": -0.001}.get(rule["op"], 0)
            found = offered(answer(prompt.id, beyond * (prompt.indicator_divide_by or 1)), prompt, content(kind))
            assert found.face == "hurts"
            assert found.sentence in {one["sentence"] for one in plain}


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_says_how_to_count_and_leads_somewhere(kind):
    for prompt in (p for p in content(kind).prompts.values() if p.type == "number"):
        assert prompt.unit
        assert prompt.how
        assert prompt.indicator or prompt.offers
        assert None in (prompt.min, prompt.max) or prompt.min < prompt.max


@pytest.mark.parametrize("kind", KINDS)
def test_a_yes_or_no_says_which_answer_worries(kind):
    asked = [p for p in content(kind).prompts.values() if p.type == "yesno"]
    assert asked
    assert {prompt.worrying for prompt in asked} <= {"yes", "no"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_five_windows_are_lit_by_questions_and_four_lenses_are_counted(kind):
    prompts = content(kind).prompts.values()
    assert {p.window for p in prompts if p.window} >= {"first", "decides", "benefits"}
    assert {p.lens for p in prompts if p.lens} == {"connectivity", "collaboration", "competition", "identity"}


def test_two_questions_in_all_have_a_condition_and_it_reads_as_a_sentence():
    conditional = [p for kind in KINDS for p in content(kind).prompts.values() if p.show_if]
    assert [p.id for p in conditional] == ["W-MAR-2", "R-COL-2"]
    for prompt in conditional:
        assert prompt.show_if["sentence"].startswith("Asked unless ")
        assert prompt.show_if["sentence"].endswith(".")
        assert (prompt.inclusion, prompt.window, prompt.type == "scale") == (False, None, False)


@pytest.mark.parametrize("status", [None, "not yet known", "passed over"])
@pytest.mark.parametrize(("kind", "prompt_id"), [("workspace", "W-MAR-2"), ("region", "R-COL-2")])
def test_a_condition_on_what_says_nothing_shows_the_question(kind, prompt_id, status):
    prompt = content(kind).prompts[prompt_id]
    earlier = prompt.show_if["prompt"]
    assert is_shown(prompt, {earlier: answer(earlier, status=status)} if status else {})
    assert not is_shown(prompt, {earlier: answer(earlier, prompt.show_if["is_not"])})


def test_a_list_answer_can_be_split_into_several_points():
    assert suggested("Ropes; nets; sails. Nobody makes tar") == ["Ropes", "nets", "sails.", "Nobody makes tar"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_two_faced_answer_offers_a_twin(kind):
    assert alarm("Rents and visitor numbers rose by a third", "strength", content(kind))
    words = content(kind).words["alarm"]
    assert words["question"].endswith("?")
    assert words["twin_starter"]


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
