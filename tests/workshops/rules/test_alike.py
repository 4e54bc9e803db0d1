"""Likely duplicates: what shares most of its words, whatever its case, endings and small words."""

from hypothesis import given
from hypothesis import strategies as st

from swot.rules.wording import are_alike
from workshops.rules.alike import alike

WORDS = st.lists(st.sampled_from(["press", "presses", "Rent", "rents", "the", "a", "yard", "van", "mill"]), max_size=5)


def test_notes_that_say_the_same_are_found_the_largest_set_first():
    texts = {
        1: "We share a press",
        2: "Nobody answers for us",
        3: "A yard in the dark",
        4: "Nobody answers for us!",
        5: "The PRESS we share",
        6: "nobody: answers, for us",
    }
    assert alike(texts) == ((2, 4, 6), (1, 5))


def test_nothing_is_alike_with_no_words_and_small_ones_alone():
    assert alike({}) == ()
    assert alike({1: "", 2: "", 3: "the of", 4: "of the"}) == ()


@given(st.lists(WORDS.map(" ".join), max_size=9))
def test_it_is_the_rule_of_entries_and_each_note_is_in_one_set(texts):
    known = dict(enumerate(texts))
    found = alike(known)
    inside = [key for same in found for key in same]
    assert len(inside) == len(set(inside))
    for first, *others in found:
        assert others
        assert all(are_alike(known[first], known[other]) for other in others)
    left = [key for key in known if key not in inside]
    assert not any(are_alike(known[a], known[b]) for a in left for b in left if a < b)
