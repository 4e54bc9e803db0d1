"""The task list: asked, done, to find out, and what keeps a section open."""

from swot.rules.progress import is_shown, minutes_left, next_section, progress, to_find_out
from tests.swot.rules.build import answer, content, document


def section(code, *answers, kind="workspace"):
    """The progress of one section."""
    known = progress(document(kind, answers=answers), content(kind))
    return next(one for one in known if one.section.code == code)


def shown(prompt_id, *answers, kind="workspace"):
    """Whether a prompt is asked after these answers."""
    return is_shown(content(kind).prompts[prompt_id], {given.prompt_id: given for given in answers})


def test_a_section_without_answers_is_open():
    found = section("INC")
    assert (found.state, found.asked, found.done) == ("open", 4, 0)
    assert found.missing_inclusion == ("W-INC-1", "W-INC-2", "W-INC-3", "W-INC-4")


def test_a_section_is_started_by_one_answer_and_counts_what_is_to_find_out():
    found = section("INC", answer("W-INC-1", status="not yet known"))
    assert (found.state, found.done, found.to_find_out, found.left) == ("started", 1, 1, 3)


def test_passed_over_and_not_known_complete_a_section():
    given = [answer(f"W-INC-{n}", status="passed over", note="Not ours") for n in (1, 2, 3)]
    found = section("INC", *given, answer("W-INC-4", status="not yet known"))
    assert (found.state, found.missing_inclusion) == ("complete", ())


def test_no_section_is_complete_while_an_inclusion_prompt_is_empty():
    found = section("IDE", answer("W-IDE-1", "x"), answer("W-IDE-3", 3))
    assert (found.state, found.missing_inclusion) == ("started", ("W-IDE-2",))


def test_an_answered_list_without_lines_is_empty():
    assert section("INC", answer("W-INC-1", [])).done == 0


def test_a_condition_hides_a_prompt_only_by_an_answer():
    assert shown("W-MAR-2")
    assert shown("W-MAR-2", answer("W-AIM-2", status="not yet known"))
    assert shown("W-MAR-2", answer("W-AIM-2", status="passed over"))
    assert shown("W-MAR-2", answer("W-AIM-2", "We own it"))
    assert not shown("W-MAR-2", answer("W-AIM-2", "The landlord runs it and we have no lease"))


def test_a_hidden_prompt_is_not_asked_for():
    landlord = answer("W-AIM-2", "The landlord runs it and we have no lease")
    assert section("MAR", landlord).asked == section("MAR").asked - 1


def test_conditions_compare_with_one_answer_or_with_several(make_prompt):
    blue, red = {"A": answer("A", "blue")}, {"A": answer("A", "red")}
    assert is_shown(make_prompt(show_if={"prompt": "A", "is": "blue"}), blue)
    assert not is_shown(make_prompt(show_if={"prompt": "A", "is": "blue"}), red)
    assert is_shown(make_prompt(show_if={"prompt": "A", "in": ["blue", "green"]}), blue)
    assert not is_shown(make_prompt(show_if={"prompt": "A", "in": ["blue", "green"]}), red)


def test_pulses_inclusion_and_window_prompts_are_never_hidden(make_prompt):
    red, rule = {"A": answer("A", "red")}, {"prompt": "A", "is": "blue"}
    assert not is_shown(make_prompt(show_if=rule), red)
    assert is_shown(make_prompt(show_if=rule, inclusion=True), red)
    assert is_shown(make_prompt(show_if=rule, window="watch"), red)
    assert is_shown(make_prompt(show_if=rule, type="scale"), red)


def test_minutes_left_fall_to_nothing_as_prompts_are_dealt_with():
    template = content("workspace")
    passed = [answer(ref, status="passed over") for ref in template.prompts]
    assert minutes_left(progress(document("workspace"), template)) == 105
    assert minutes_left(progress(document("workspace", answers=tuple(passed[:-1])), template)) == 5
    assert minutes_left(progress(document("workspace", answers=tuple(passed)), template)) == 0


def test_the_next_step_is_the_section_begun_first_then_the_first_not_begun():
    template = content("workspace")
    begun = document("workspace", answers=(answer("W-COL-3", 3),))
    passed = tuple(answer(ref, status="passed over") for ref in template.prompts)
    assert next_section(progress(begun, template)).section.code == "COL"
    assert next_section(progress(document("workspace"), template)).section.code == "AIM"
    assert next_section(progress(document("workspace", answers=passed), template)) is None


def test_prompts_not_yet_known_are_listed_in_the_order_asked():
    unknown = tuple(answer(ref, status="not yet known") for ref in ("W-INF-1", "W-INC-1"))
    assert [p.id for p in to_find_out(document("workspace", answers=unknown), content("workspace"))] == [
        "W-INC-1",
        "W-INF-1",
    ]
