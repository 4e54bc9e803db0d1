"""Two texts that met."""

import pytest

from clusters.merge import merged


@pytest.mark.parametrize(
    ("use", "expected"),
    [("mine", "my words"), ("theirs", "their words"), ("both", "their words\nmy words"), ("", "my words")],
)
def test_the_choice_decides(use, expected):
    assert merged(use, "my words", "their words") == expected


def test_both_does_not_repeat_what_mine_holds_already():
    assert merged("both", "their words, and mine", "their words") == "their words, and mine"


def test_both_with_nothing_of_theirs_is_mine():
    assert merged("both", "mine", " ") == "mine"
