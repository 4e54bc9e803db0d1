"""Typed text made fit for print."""

from briefings.text import ZERO_WIDTH_SPACE, clean, cleaned, clipped
from tests.briefings.build import empty, entry


def test_controls_and_turning_signs_are_stripped():
    assert clean("a\x00b\x1bc\u202ed\u2066e\ufefff") == "abcdef"


def test_line_breaks_become_spaces():
    assert clean("one\ntwo\tthree") == "one two three"


def test_plain_right_to_left_text_is_kept():
    assert clean("שלום עולם") == "שלום עולם"


def test_long_words_may_break_at_forty_letters():
    parts = clean("W" * 100).split(ZERO_WIDTH_SPACE)
    assert [len(part) for part in parts] == [40, 40, 20]


def test_words_of_forty_letters_are_left_whole():
    assert clean("W" * 40) == "W" * 40


def test_combining_marks_are_capped():
    assert clean("Z" + "\u0301" * 30) == "Z" + "\u0301" * 3


def test_cutting_ends_at_a_word_with_an_ellipsis():
    assert clipped("The quay has no broadband", 15) == "The quay has …"
    assert clipped("The quay", 15) == "The quay"


def test_a_document_is_cleaned_however_deep_and_its_ids_are_kept():
    document = cleaned(empty(entries=(entry("S1", "strength", "a\u202eb"),), about="c\x07d"))
    assert document.entries[0].text == "ab"
    assert document.entries[0].id == "S1"
    assert document.about == "cd"
