"""Search within a document: a plain piece of text, without case and accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.document.values import Evidence, FirstQuestions, Source
from swot.rules.search import fold, search
from tests.swot.rules.build import action, answer, content, document, entry, strategy


def hits(words, **parts):
    """What is found, as kind and ref."""
    found = search(document(**parts), content(), words)
    return [(kind, hit.ref) for kind, group in found.items() for hit in group]


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        ({"entries": (entry("S1", text="The Künstler rent a hall"),)}, ("entries", "S1")),
        ({"entries": (entry("S1", inclusion_who="Künstler"),)}, ("entries", "S1")),
        ({"entries": (entry("S1", evidence=Evidence(text="Künstler told us")),)}, ("sources", "S1")),
        ({"entries": (entry("S1", evidence=Evidence(source="Künstlerbund")),)}, ("sources", "S1")),
        ({"entries": (entry("S1", evidence=Evidence(url="https://kunstler.example")),)}, ("sources", "S1")),
        (
            {"entries": (entry("S1", evidence=Evidence(cites="s")),), "sources": (Source("s", "Künstlerbund 2025"),)},
            ("sources", "S1"),
        ),
        ({"answers": (answer("D-PLA-1", ["Ropes", "Künstler"]),)}, ("lines", "D-PLA-1")),
        ({"answers": (answer("D-INC-3", "yes", note="Only Künstler"),)}, ("answers", "D-INC-3")),
        ({"answers": (answer("D-INC-1", 3, basis="The Künstler list"),)}, ("answers", "D-INC-1")),
        ({"strategies": (strategy("X1", who_must_agree="Künstler"),)}, ("strategies", "X1")),
        ({"actions": (action("A1", owner="Frau Künstler"),)}, ("actions", "A1")),
        ({"actions": (action("A1", first_step_within_30_days="Ask a Künstler"),)}, ("actions", "A1")),
        ({"first_questions": FirstQuestions(not_in_room="Künstler")}, ("first questions", "not_in_room")),
    ],
)
@pytest.mark.parametrize("words", ["künstler", "KUNSTLER", "unstle"])
def test_it_is_found_wherever_it_was_written(parts, where, words):
    assert hits(words, **parts) == [where]


@pytest.mark.parametrize("words", ["", " ", "\n", "\u0301"])
def test_nothing_finds_nothing(words):
    assert hits(words, entries=(entry("S1"),)) == []


def test_what_was_not_written_is_not_found():
    parts = {"entries": (entry("S1", text="Rope"),), "answers": (answer("D-INC-3", "yes"),)}
    assert hits("hemp", **parts) == []
    assert hits("yes", **parts) == []


def test_a_place_is_told_once_and_entries_stand_in_the_order_of_the_board():
    board = (entry("T1", text="rope rope"), entry("S2", text="rope"), entry("S1", text="rope"))
    assert hits("rope", entries=board) == [("entries", "S1"), ("entries", "S2"), ("entries", "T1")]


def test_what_is_found_is_shown_as_written_with_a_little_around_it():
    text = f"{'before ' * 40}the Cafe\u0301s{' after' * 40}"
    hit = search(document(entries=(entry("S1", text=text),)), content(), "cafe")["entries"][0]
    assert hit.found == "Cafe\u0301"
    assert hit.before.startswith("…")
    assert hit.before.endswith("before the ")
    assert hit.after.startswith("s after")
    assert len(hit.before) + len(hit.after) < 200


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=60))
def test_any_piece_of_a_text_is_found_whole(before, piece, after):
    text = " ".join(f"{before}{piece}{after}".split())
    wanted = " ".join(piece.split())
    if not fold(wanted) or wanted not in text:
        return
    found = search(document(entries=(entry("S1", text=text),)), content(), wanted)["entries"][0]
    assert fold(wanted) in fold(found.found)
    assert found.before.removeprefix("…") + found.found + found.after.removesuffix("…") in text


@given(st.text(max_size=40))
def test_accents_and_case_never_matter(text):
    bare = "".join(s for s in unicodedata.normalize("NFD", text) if not unicodedata.combining(s))
    assert fold(bare) == fold(unicodedata.normalize("NFC", text)) == fold(fold(text)) or not text.isalpha()
