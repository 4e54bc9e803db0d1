"""The words of the editions: those of each kind of neighbour, and those nobody wants to read."""

import re
from functools import cache
from pathlib import Path

import pytest

from briefings.editions import READERS, box, edition, figures, glossary, measures
from briefings.notes import NOTES
from tests.briefings.build import KINDS, empty, printed, words_of

ROOT = Path(__file__).resolve().parents[2]
NEVER = ("stakeholder", "ecosystem", "activation")
NEIGHBOURS = {
    "workspace": ("Briefing for the neighbours of the building", "You were here first", "What helps and what hurts"),
    "district": ("Briefing for residents and traders", "You were here first", "What helps and what hurts"),
    "region": (
        "Briefing for workers and outlying towns",
        "You carry this trade",
        "What helps and what hurts the trade",
    ),
    "network": (
        "Briefing for members and newcomers",
        "You were here, even if you never wrote",
        "What helps and what hurts us",
    ),
}
EACH = [(key, kind) for key in READERS for kind in KINDS]


@cache
def page(key, kind):
    """The words of an empty workbook in an edition: ours alone."""
    return words_of(printed(empty(kind), key))


def has(word, text):
    """Whether a text has a word, in any of its forms."""
    return re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_neighbour_is_spoken_to_in_their_own_words(kind):
    for words in NEIGHBOURS[kind]:
        assert words in page("community", kind)


@pytest.mark.parametrize(
    ("kind", "lead"),
    [
        ("region", "Orders, machines, rules, and what they mean for work."),
        ("network", "Hosts, fees, rules, and what they mean for you."),
        ("district", "The good and the bad."),
    ],
)
def test_the_leads_of_a_letter_follow_the_kind(kind, lead):
    part = next(one for one in edition("community").for_kind(kind).parts if one.key == "changes")
    assert part.lead == lead


@pytest.mark.parametrize("kind", KINDS)
def test_other_readers_are_spoken_to_alike_whatever_the_kind(kind):
    for key in ("agency", "council", "funder", "full"):
        assert edition(key).for_kind(kind).title == edition(key).title


def test_the_words_a_kind_avoids_are_added_to_those_of_the_letter():
    words = {one.word for one in edition("community").for_kind("network").words_to_avoid}
    assert {"onboarding", "gentrification"} <= words


@pytest.mark.parametrize(("key", "kind"), EACH)
def test_what_we_print_ourselves_avoids_the_words_its_readers_are_tired_of(key, kind):
    words = {one.word for one in edition(key).for_kind(kind).words_to_avoid} - {"displacement", "content", "user"}
    assert [word for word in words if has(word, page(key, kind))] == []


@pytest.mark.parametrize(("key", "kind"), EACH)
def test_no_page_of_ours_uses_the_words_never_used(key, kind):
    assert [word for word in NEVER if has(word, page(key, kind))] == []


def test_templates_and_margin_notes_use_none_of_them_either():
    folder = ROOT / "templates" / "briefings"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    texts += [f"{title} {words}" for title, words in NOTES.values()]
    assert [word for word in (*NEVER, "vibrant", "world class") for text in texts if has(word, text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_boxes_figures_and_measures_use_none_of_them(kind):
    ours = [line["text"] for line in box("unusual_on_paper", kind)["lines"]]
    ours += [one["label"] for one in figures(kind)] + [text for text, _source in measures(kind)]
    assert [word for word in (*NEVER, "vibrant", "hub", "passion") for text in ours if has(word, text)] == []


def test_every_instead_says_something_else():
    for key in READERS:
        for avoid in edition(key).words_to_avoid:
            assert avoid.instead
            assert avoid.word.lower() not in avoid.instead.lower()


def test_the_glossary_explains_without_an_exclamation_mark():
    assert not [term for term, means in glossary() if "!" in term + means]


@pytest.mark.parametrize(("key", "kind"), EACH)
def test_no_page_of_ours_shouts(key, kind):
    assert "!" not in page(key, kind)
