"""What stands before publishing a template."""

from dataclasses import replace

import pytest

from clusters.kinds import Kind
from swot.problems import Problem, problems
from tests import factories

DISTRICT = "district"


def changed(code, kind=DISTRICT, **fields):
    """The shipped template of a kind with one prompt written otherwise."""
    content = factories.library(kind)
    sections = tuple(
        replace(section, prompts=tuple(replace(p, **fields) if p.id == code else p for p in section.prompts))
        for section in content.sections
    )
    return replace(content, sections=sections)


def with_section(code, prompts):
    """The district template with other prompts in one section."""
    content = factories.library(DISTRICT)
    return replace(
        content,
        sections=tuple(replace(s, prompts=prompts(s.prompts)) if s.code == code else s for s in content.sections),
    )


def condition(code, other, **more):
    """A condition on another prompt."""
    return changed(code, show_if={"prompt": other, "is": "yes", "sentence": "Asked when it is so.", **more})


def told(content, **options):
    """The sentences, as a list."""
    return [problem.sentence for problem in problems(content, **options)]


@pytest.mark.parametrize("kind", Kind.values)
def test_the_shipped_templates_have_none(kind):
    content = factories.library(kind)
    assert problems(content, previous=content) == ()


def test_a_quadrant_nobody_asks_about_is_named():
    content = factories.library(DISTRICT)
    for code, prompt in content.prompts.items():
        quadrants = " ".join(letter for letter in prompt.quadrants.split() if letter != "T")
        content = replace(
            content,
            sections=tuple(
                replace(s, prompts=tuple(replace(p, quadrants=quadrants) if p.id == code else p for p in s.prompts))
                for s in content.sections
            ),
        )
    assert problems(content) == (Problem("No question asks about threats.", "sections"),)


def test_a_charted_section_without_a_pulse_is_named():
    content = with_section("COL", lambda prompts: tuple(p for p in prompts if p.type != "scale"))
    assert problems(content) == (Problem("Collaboration has no pulse: one of its questions must be 1 to 5.", "COL"),)


def test_a_second_pulse_is_named():
    steps = ("one", "two", "three", "four", "five")
    assert told(changed("D-COL-1", type="scale", anchors=steps)) == [
        "Collaboration has more than one pulse (D-COL-1, D-COL-3): keep one."
    ]


def test_the_first_section_needs_no_pulse():
    assert factories.library(DISTRICT).sections[0].charted is False


@pytest.mark.parametrize("anchors", [(), ("a", "b", "c", "d"), ("a", "b", "c", " ", "e")])
def test_a_scale_needs_a_sentence_for_each_of_the_five(anchors):
    sentence = "D-COL-3 is answered from 1 to 5 and needs a sentence for each of the five."
    assert problems(changed("D-COL-3", anchors=anchors)) == (Problem(sentence, "D-COL-3"),)


@pytest.mark.parametrize("options", [(), ("Only this",), ("Only this", "")])
def test_a_choice_needs_two_options(options):
    content = changed("D-AIM-2", type="choice", options=options, not_known_option=None)
    assert told(content) == ["D-AIM-2 needs at least two options to choose from."]


def test_the_option_for_not_known_must_be_one_of_them():
    content = changed("D-AIM-2", type="choice", options=("a", "b"), not_known_option="c")
    assert told(content) == ["D-AIM-2: the option that means not known is none of its options."]


@pytest.mark.parametrize("field", ["why", "text"])
def test_a_prompt_says_what_and_why(field):
    assert len(problems(changed("D-PLA-1", **{field: " "}))) == 1


def test_a_code_used_twice_is_named():
    content = with_section("PLA", lambda prompts: (*prompts, replace(prompts[0], concept=None)))
    assert Problem("The code D-PLA-1 is used 2 times.", "D-PLA-1") in problems(content)


@pytest.mark.parametrize("code", ["W-PLA-1", "D-COL-9", "D-PLA-x", "D-PLA-"])
def test_a_code_says_kind_and_section(code):
    content = with_section("PLA", lambda prompts: (*prompts, replace(prompts[0], id=code)))
    assert told(content) == [f"The code {code} does not fit its place: it must be D-PLA- and a number."]


def test_an_unknown_indicator_is_named():
    assert told(changed("D-PLA-1", indicator="I99")) == ["D-PLA-1 is a reading of I99, and there is no such indicator."]


def test_a_condition_may_look_back():
    assert problems(condition("D-OUT-1", "D-COM-1")) == ()


@pytest.mark.parametrize("other", ["D-OUT-1", "D-OUT-2"])
def test_a_condition_never_looks_ahead_or_at_itself(other):
    sentence = f"D-OUT-1 depends on {other}, which is asked later: a condition may only look back."
    assert told(condition("D-OUT-1", other)) == [sentence]


def test_a_condition_on_nothing_is_named():
    assert told(condition("D-OUT-1", "D-XYZ-1")) == ["D-OUT-1 depends on D-XYZ-1, and there is no such question."]


def test_a_condition_has_one_comparison_and_a_sentence():
    assert len(problems(condition("D-OUT-1", "D-COM-1", is_not="no"))) == 1
    assert len(problems(condition("D-OUT-1", "D-COM-1", sentence=""))) == 1


@pytest.mark.parametrize("code", ["D-INC-2", "D-COL-3", "D-PLA-1"])
def test_inclusion_pulse_and_window_prompts_are_always_asked(code):
    sentence = f"{code} must always be asked: it is a pulse, or about people already here, or behind a window."
    assert told(condition(code, "D-AIM-1")) == [sentence]


def test_check_questions_are_numbered_without_a_gap():
    content = factories.library(DISTRICT)
    questions = (*content.check.questions[:-1], replace(content.check.questions[-1], number=14))
    found = problems(replace(content, check=replace(content.check, questions=questions)))
    assert [problem.where for problem in found] == ["check"]


@pytest.mark.parametrize(("lowest", "highest"), [(7, 11), (5, 11)])
def test_bands_leave_no_gap_and_do_not_overlap(lowest, highest):
    content = factories.library(DISTRICT)
    bands = list(content.check.bands)
    bands[1] = replace(bands[1], lowest=lowest, highest=highest)
    assert told(replace(content, check=replace(content.check, bands=tuple(bands)))) == [
        "The self-check's bands leave a gap or overlap: each begins where the last one ends."
    ]


def test_bands_end_at_the_sum_of_the_weights():
    content = factories.library(DISTRICT)
    first = content.check.questions[0]
    questions = (replace(first, weight=first.weight + 1), *content.check.questions[1:])
    assert told(replace(content, check=replace(content.check, questions=questions))) == [
        "The last band ends at 24, but all weights together are 25."
    ]


@pytest.mark.parametrize("seats", [True, False])
def test_exactly_one_indicator_says_who_decides(seats):
    content = factories.library(DISTRICT)
    found = problems(replace(content, indicators=tuple(replace(i, seats=seats) for i in content.indicators)))
    count = len(content.indicators) if seats else 0
    assert found == (Problem(f"Exactly one indicator must say who decides; now {count} do.", "indicators"),)


def test_missing_words_are_named():
    content = factories.library(DISTRICT)
    words = {**content.words, "noun": "", "windows": {**content.words["windows"], "watch": ""}}
    del words["alarm"]
    assert told(replace(content, words=words)) == [
        f"The kind's words lack “{key}”." for key in ("noun", "alarm", "windows.watch")
    ]


def test_a_code_keeps_its_concept():
    before = factories.library(DISTRICT)
    sentence = "D-COL-3 has another concept or section than before: give the new question a new code."
    assert told(changed("D-COL-3", concept="something else"), previous=before) == [sentence]
    assert told(changed("D-COL-3", text="Who holds the ring now?"), previous=before) == []


def test_inclusion_prompts_do_not_become_fewer():
    found = problems(changed("D-INC-2", inclusion=False, window=None), previous=factories.library(DISTRICT))
    assert [problem.sentence for problem in found] == [
        "Only 9 questions are about people already here; before there were 10."
    ]
