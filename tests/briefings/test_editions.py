"""The editions of the library as values."""

import pytest

from briefings import editions
from briefings.parts.registry import MAKERS


@pytest.mark.parametrize("key", editions.READERS)
def test_every_edition_has_the_parts_that_are_always_there(key):
    parts = {part.key for part in editions.edition(key).parts}
    assert set(editions.rule("always")) <= parts


@pytest.mark.parametrize("key", editions.READERS)
def test_leaving_parts_out_never_leaves_out_the_inclusion_box(key):
    edition = editions.edition(key)
    left = edition.without(frozenset(part.key for part in edition.parts))
    assert "inclusion" in {part.key for part in left.parts}
    assert all(not part.may_leave_out for part in left.parts)


def test_an_unknown_edition_is_named_in_a_sentence():
    with pytest.raises(editions.UnknownEdition, match="There is no edition “tourists”"):
        editions.edition("tourists")


def test_the_community_edition_speaks_in_the_words_of_the_kind():
    region = editions.edition("community").for_kind("region")
    headings = {part.key: part.heading for part in region.parts}
    assert region.title == "Briefing for workers and outlying towns"
    assert headings["thanks"] == "You carry this trade"
    assert headings["matrix"] == "What helps and what hurts the trade"
    assert "restructuring" in {words.word for words in region.words_to_avoid}


def test_every_part_of_the_catalogue_has_a_maker():
    assert set(editions.catalogue()) == set(MAKERS)


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_every_kind_has_four_figures_and_six_measures(kind):
    assert len(editions.figures(kind)) == 4
    assert len(editions.measures(kind)) == 6
