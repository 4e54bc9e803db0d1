"""Letters for which this machine has no font become a visible note, never an empty box."""

import subprocess

import pytest

from briefings.pdf import glyphs
from briefings.text import cleaned
from tests.briefings.build import content, empty, entry, printed, said


@pytest.fixture
def latin(monkeypatch):
    """A machine whose fonts have Latin alone."""
    monkeypatch.setattr(glyphs, "covered", lambda: ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2026)))
    glyphs.has_glyph.cache_clear()
    yield
    glyphs.has_glyph.cache_clear()


@pytest.mark.parametrize("text", ["Rents rise", "Straße, łódź", "“quoted” – dash…", "a\u200bb\u00adc\u00a0d"])
def test_what_our_fonts_have_is_left_alone(text, latin):
    assert glyphs.printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("北京 798", "[?] 798"),
        ("the 大山子 quarter", "the [?] quarter"),
        ("नमस्ते", "[?]"),
        ("سلام عليكم", "[?] [?]"),
        ("good \U0001f600", "good [?]"),
        ("\U0001f3f3\ufe0f\u200d\U0001f308 flag", "[?] flag"),
    ],
)
def test_a_run_of_letters_without_a_font_is_one_note(text, shown, latin):
    assert glyphs.printable(text) == shown


def test_the_fonts_of_this_machine_have_the_letters_of_our_own_pages():
    assert all(glyphs.has_glyph(sign) for sign in "Aaéłß“”–—…•×−→€")


def test_our_own_fonts_are_asked_as_well_as_those_of_the_system(monkeypatch):
    asked = []
    monkeypatch.setattr(glyphs, "_ask", lambda *command: asked.append(command) or "41-5a\n")
    assert glyphs.covered.__wrapped__() == ((0x41, 0x5A),)
    assert [command[0] for command in asked] == ["fc-list", "fc-query"]
    assert any(name.endswith("literata-latin-400-normal.ttf") for name in asked[1])


def test_where_fonts_cannot_be_asked_everything_is_printed(monkeypatch):
    monkeypatch.setattr(glyphs, "covered", lambda: ())
    glyphs.has_glyph.cache_clear()
    assert glyphs.printable("北京") == "北京"
    glyphs.has_glyph.cache_clear()


@pytest.mark.parametrize("error", [OSError("no such program"), subprocess.TimeoutExpired("fc-list", 20)])
def test_a_machine_without_fontconfig_is_no_error(error, monkeypatch):
    def fails(*_args, **_options):
        raise error

    monkeypatch.setattr(glyphs.subprocess, "run", fails)
    assert glyphs._ask("fc-list") == ""


def test_names_that_refer_to_something_keep_their_letters(latin):
    document = cleaned(empty(entries=(entry("S1", "strength", "北京"),), slug="北"))
    assert (document.entries[0].text, document.slug) == ("[?]", "北")


def test_a_page_with_a_note_explains_it(latin):
    document = empty(entries=(entry("S1", "strength", "北京 is named"),))
    assert "[?] is named" in said("matrix", document)
    assert "[?] stands where this machine has no letters" in said("versions", document)


def test_a_page_without_one_says_nothing_of_it(latin):
    assert "[?]" not in printed(empty())


def test_a_note_that_was_typed_is_left_as_it_is(latin):
    document = empty(entries=(entry("S1", "strength", "Rents [?]"),))
    assert "stands where this machine" not in said("versions", document)


def test_the_title_of_the_file_keeps_the_letters_of_the_cluster(latin):
    document = empty(cluster=type(empty().cluster)(name="大山子", kind=content("district").kind))
    page = printed(document)
    assert "<title>大山子: briefing for a development agency</title>" in page
    assert "<bdi>[?]</bdi></h1>" in page
