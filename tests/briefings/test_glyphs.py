"""Letters for which this machine has no font become a visible note, never an empty box."""

import subprocess

import pytest

from briefings.pdf import glyphs
from briefings.text import cleaned
from tests.briefings.build import content, empty, entry, printed, said


@pytest.fixture
def bare(monkeypatch):
    """A machine without a font of its own: what our faces have is all there is."""
    monkeypatch.setattr(glyphs, "covered", lambda: ([], []))


@pytest.mark.parametrize(
    "text",
    [
        "Rents rise",
        "Straße, łódź",
        "“quoted” – dash…",
        "a\u200bb\u00adc\u00a0d",
        "北京 798",
        "नमस्ते",
        "سلام عليكم",
        "שלום",
        "Цены, Ελλάδα, Việt, ค่าเช่า",
        "good \U0001f600",
        "\U0001f3f3\ufe0f\u200d\U0001f308 flag",
    ],
)
def test_what_our_faces_have_is_left_alone(text, bare):
    assert glyphs.printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("አዲስ 798", "[?] 798"),
        ("the ქართული quarter", "the [?] quarter"),
        ("ᚠᚢᚦ ᚨᚱᚲ", "[?] [?]"),
        ("row\u1680row", "row[?]row"),
        ("\u08e2\u0661", "[?]\u0661"),
        ("short\U0001bca3hand", "short[?]hand"),
        ("ქ\ufe0f\u200dუ flag", "[?] flag"),
    ],
)
def test_a_run_of_letters_without_a_face_is_one_note(text, shown, bare):
    assert glyphs.printable(text) == shown


def test_the_faces_have_the_letters_of_our_own_pages(bare):
    assert all(glyphs.has_glyph(sign) for sign in "Aaéłß“”–—…•×€")


def test_fonts_of_the_system_are_asked_as_well(monkeypatch):
    told = "TrueType 41-5a 10d0-10f0\nTrueType 10f1\nType 1 1200-1220\nCFF 12ff\n"
    monkeypatch.setattr(glyphs, "_ask", lambda *command: told)
    monkeypatch.setattr(glyphs, "covered", glyphs.covered.__wrapped__)
    assert glyphs.covered()[1] == [(0x41, 0x5A), (0x10D0, 0x10F1), (0x12FF, 0x12FF)]
    assert [glyphs.has_glyph(sign) for sign in "ქჱ\u10f2\u1210\u12ff"] == [True, True, False, False, True]


@pytest.mark.parametrize("error", [OSError("no such program"), subprocess.TimeoutExpired("fc-list", 20)])
def test_a_machine_without_fontconfig_prints_with_our_faces(error, monkeypatch):
    def fails(*_args, **_options):
        raise error

    monkeypatch.setattr(glyphs.subprocess, "run", fails)
    monkeypatch.setattr(glyphs, "covered", glyphs.covered.__wrapped__)
    assert glyphs.printable("北京 ქართული") == "北京 [?]"


def test_names_that_refer_to_something_keep_their_letters(bare):
    document = cleaned(empty(entries=(entry("S1", "strength", "ქართული"),), slug="ქ"))
    assert (document.entries[0].text, document.slug) == ("[?]", "ქ")


def test_a_page_with_a_note_explains_it(bare):
    document = empty(entries=(entry("S1", "strength", "ქართული is named"),))
    assert "[?] is named" in said("matrix", document)
    assert "[?] stands where this machine has no letters" in said("versions", document)


def test_a_page_without_one_says_nothing_of_it(bare):
    assert "[?]" not in printed(empty())


def test_a_note_that_was_typed_is_left_as_it_is(bare):
    document = empty(entries=(entry("S1", "strength", "Rents [?]"),))
    assert "stands where this machine" not in said("versions", document)


def test_the_title_of_the_file_keeps_the_letters_of_the_cluster(bare):
    document = empty(cluster=type(empty().cluster)(name="ქართული", kind=content("district").kind))
    page = printed(document)
    assert "<title>ქართული: briefing for a development agency</title>" in page
    assert "<bdi>[?]</bdi></h1>" in page
