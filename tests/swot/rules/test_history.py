"""What a thing was before and after each change."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from swot.rules.history import UNKNOWN, steps

START = {"text": "", "place": "", "weight": None}
VALUES = {
    "text": st.text(max_size=8),
    "place": st.sampled_from(["", "a", "b"]),
    "weight": st.none() | st.integers(1, 5),
}
LEFT = st.fixed_dictionaries({}, optional=VALUES)


def change(verb, **left_as):
    return SimpleNamespace(verb=verb, left_as=left_as)


@given(LEFT, st.lists(LEFT, max_size=8))
def test_of_a_thing_that_was_made_every_state_is_known(first, later):
    states = [{**START, **first}]
    for left in later:
        states.append({**states[-1], **left})
    record = [change("added", **first), *(change("edited", **left) for left in later)]
    found = steps(record, states[-1], START)
    assert [step.after for step in found] == states[::-1]
    assert [step.before for step in found] == [*states[-2::-1], None]


@given(st.fixed_dictionaries(VALUES), st.lists(LEFT, min_size=1, max_size=8))
def test_without_its_making_what_no_later_change_touched_is_known_all_the_same(first, later):
    states = [first]
    for left in later:
        states.append({**states[-1], **left})
    found = steps([change("edited", **left) for left in later], states[-1], START)[::-1]
    for step, state in zip(found, states[1:], strict=True):
        assert {name: value for name, value in step.after.items() if value is not UNKNOWN}.items() <= state.items()
    touched = {name for left in later for name in left}
    assert found[-1].after == states[-1]
    assert {name for name, value in found[0].before.items() if value is UNKNOWN} == touched


def test_words_that_were_kept_aside_change_nothing():
    record = [change("added", text="One"), change("set aside", text="Mine"), change("edited", text="Two")]
    assert [step.after["text"] for step in steps(record, {"text": "Two"}, START)] == ["Two", "One", "One"]


def test_a_field_that_was_touched_untold_is_unknown_until_it_is_told_again():
    record = [change("added", text="One", weight=1), change("edited", text="Two"), change("edited", weight=3)]
    found = steps(record, {"text": "Two", "weight": 3}, START, {(1, "weight")})
    assert [step.after["weight"] for step in found] == [3, UNKNOWN, 1]
    assert [step.is_whole for step in found] == [True, False, True]
