"""An answer is given once, then only changed by those who saw it as it stands."""

import pytest

from swot.models import Answer
from tests.swot.models.recorded import last, late, nothing_written, recorded

pytestmark = pytest.mark.django_db
LIST = "D-PLA-1"


@pytest.fixture
def scale(workbook):
    """The code of a prompt that is answered on a scale."""
    return next(prompt.id for prompt in workbook.content().prompts.values() if prompt.type == "scale")


def give(workbook, prompt, by, seen=0, **fields):
    return workbook.answer(prompt, by=by, seen=seen, **fields)


def standing(workbook):
    return list(workbook.answers.values_list("prompt__code", "status", "value", "note", "basis", "revision"))


def test_the_first_answer_is_revision_one(cast, workbook, scale):
    answer = give(workbook, scale, cast.ana, value=4, note="Since the fire", basis="Two of us")
    assert (answer.revision, answer.changed_by) == (1, cast.ana)
    assert standing(workbook) == [(scale, "answered", 4, "Since the fire", "Two of us", 1)]
    assert recorded(workbook) == [("Ana", "answered", f"prompt {scale}")]
    assert last(workbook).left_as == {"value": 4, "note": "Since the fire", "basis": "Two of us"}


def test_it_is_changed_by_who_saw_it(cast, workbook, scale):
    give(workbook, scale, cast.ana, value=4)
    answer = give(workbook, scale, cast.ben, seen=1, value=2, note="Rents went up")
    assert (answer.value, answer.revision, answer.changed_by) == (2, 2, cast.ben)
    assert standing(workbook) == [(scale, "answered", 2, "Rents went up", "", 2)]
    assert recorded(workbook)[1:] == [("Ben", "answered", f"prompt {scale}")]


def test_not_known_and_passed_over_are_answers_too(cast, workbook, scale):
    give(workbook, scale, cast.ana, status=Answer.Status.NOT_KNOWN)
    give(workbook, scale, cast.ana, seen=1, status=Answer.Status.PASSED_OVER, note="Not ours to say")
    assert standing(workbook) == [(scale, "passed over", None, "Not ours to say", "", 2)]
    assert str(workbook.answers.get()).endswith(": passed over")


def test_of_two_first_answers_the_second_is_told_what_stands(cast, workbook, scale):
    give(workbook, scale, cast.ana, value=4)
    current = late(workbook, give, workbook, scale, cast.ben, value=1)
    assert (current.value, current.revision, current.changed_by) == (4, 1, cast.ana)


@pytest.mark.parametrize("seen", [1, 3])
def test_who_saw_another_revision_is_told_what_stands(cast, workbook, scale, seen):
    give(workbook, scale, cast.ana, value=4)
    give(workbook, scale, cast.ana, seen=1, value=5)
    current = late(workbook, give, workbook, scale, cast.ben, seen=seen, value=1)
    assert (current.value, current.revision) == (5, 2)


def test_an_answer_taken_back_meanwhile_is_given_anew(cast, workbook):
    line = workbook.add_line(LIST, "A ropeworks until 1981", by=cast.ana)
    line.delete_gently(by=cast.ben, seen=1)
    answer = give(workbook, LIST, cast.ana, seen=1, note="It burnt down")
    assert (answer.revision, answer.note) == (1, "It burnt down")
    assert standing(workbook) == [(LIST, "answered", None, "It burnt down", "", 1)]


def test_a_prompt_the_template_does_not_have_is_not_answered(cast, workbook):
    with nothing_written(workbook), pytest.raises(KeyError):
        give(workbook, "W-INC-1", cast.ana, value=1)


def test_answers_stand_in_the_order_of_the_template(cast, workbook):
    codes = list(workbook.content().prompts)
    for code in reversed(codes[:9]):
        give(workbook, code, cast.ana, note="x")
    assert [code for code, *_ in standing(workbook)] == codes[:9]
