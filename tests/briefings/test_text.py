"""Typed text made fit for print."""

import pytest

from briefings.text import ZERO_WIDTH_SPACE, clean, cleaned, clipped, link_to, stopped
from swot.document.values import Evidence
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


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("Owners", "Owners."),
        ("Owners. ", "Owners."),
        ("Who pays?", "Who pays?"),
        ("cut short …", "cut short …"),
        ("", "."),
    ],
)
def test_a_text_ends_in_one_stop(typed, ended):
    assert stopped(typed) == ended


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://example.org/deed", "https://example.org/deed"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/Straße", "https://example.org/Stra%C3%9Fe"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
        ("https://", ""),
        ("https://[half", ""),
        ("mailto:", ""),
        ("http://example.org", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_only_whole_https_and_mailto_addresses_become_links(typed, link):
    assert link_to(typed) == link


def test_a_long_address_is_not_broken_up():
    url = "https://example.org/" + "a" * 80
    document = cleaned(empty(entries=(entry("S1", "strength", evidence=Evidence("Read", url=url)),)))
    assert document.entries[0].evidence.url == url


def test_signs_of_two_halves_and_of_nobody_are_stripped():
    assert clean("a\ue000b\ud800c\U000e0fffd\ufffe\ufdd0\U0001ffff") == "abcd"


def test_signs_newer_than_this_python_may_be_drawn():
    assert clean("\U0001fae9 \u0378") == "\U0001fae9 \u0378"


def test_joiners_between_marks_let_no_more_of_them_through():
    assert clean("Z" + "\u0301\u200d" * 9) == "Z" + "\u0301\u200d" * 3


@pytest.mark.parametrize("text", ["租金上涨" * 30, "ค่าเช่า" * 20, "\U0001f469\u200d\U0001f680" * 30])
def test_scripts_without_spaces_are_left_whole(text):
    assert clean(text) == text


def test_a_text_without_spaces_is_cut_where_it_must_be():
    assert clipped("W" * 50, 10) == "WWWWWWWWW …"


def test_what_is_neither_text_nor_holds_any_is_left_alone():
    assert cleaned((1, None, {"a": "b\x07"}, ["c\x07"])) == (1, None, {"a": "b"}, ["c\x07"])
