"""A document dressed for a reader."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.compose import compose
from briefings.editions import READERS, catalogue, edition
from briefings.make import html
from briefings.scene import Beside, Voice
from swot.document.values import FirstQuestions, SelfCheck
from tests.briefings.build import CASES, KINDS, TODAY, case, content, empty, entry, full_of

NEVER_EMPTY = {
    "kind_sentence",
    "inclusion",
    "figures",
    "measures",
    "unusual_on_paper",
    "method",
    "versions",
    "glossary",
}


def page(document, key="agency", **more):
    """A composed briefing."""
    return compose(document, content(document.cluster.kind), edition(key), today=TODAY, **more)


def printed(document, key="agency", **more):
    """The words of a printed page, in HTML."""
    return html(document, content(document.cluster.kind), edition=key, paper="a4", today=TODAY, **more)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", READERS)
def test_an_empty_workbook_prints_the_sentence_of_every_empty_part(kind, key):
    document = empty(kind)
    text = printed(document, key).replace("&#x27;", "'")
    for part in page(document, key).front + page(document, key).parts:
        if part.key not in NEVER_EMPTY:
            assert part.data is None, part.key
            assert catalogue()[part.key].when_empty in text, part.key


@pytest.mark.parametrize("kind", KINDS)
def test_the_inclusion_box_of_an_empty_workbook_says_nothing_is_begun(kind):
    box = page(empty(kind)).front_by_key["inclusion"].data
    assert box["lines"][0].startswith("Not yet begun with the ")


@pytest.mark.parametrize("key", READERS)
def test_no_brace_is_left_in_any_lead_or_last_line(key):
    for document in (empty(), case("798-district"), case("cockpit-workspace")):
        composed = page(document, key)
        said = [part.lead for part in composed.front + composed.parts] + [composed.last_line]
        assert not [line for line in said if "{" in line or "}" in line]


def test_unknown_decider_and_date_are_said_in_a_sentence():
    lead = page(empty()).front_by_key["decision"].lead
    assert lead == "Not yet known: who decides, by when."


def test_the_agency_is_asked_what_its_ask_says():
    composed = page(case("798-district"))
    assert composed.front_by_key["decision"].data["said"] == "Fund a yearly count of makers and earnings"
    assert composed.front_by_key["decision"].lead == "Of city cultural industries office, by 15 December 2026."
    assert composed.last_line == (
        "We ask city cultural industries office to decide by 15 December 2026: fund a yearly count of makers and earnings."
    )


def test_without_an_ask_the_first_question_stands_for_it():
    said = page(case("cockpit-workspace")).front_by_key["decision"].data["said"]
    assert said.startswith("Illustrative: trustees choose by December")


def test_the_matrix_holds_the_short_list_and_says_what_is_left_out():
    quads = page(case("798-district")).front_by_key["matrix"].data["quads"]
    listed = {quad["quadrant"]: [one.id for one in quad["entries"]] for quad in quads}
    assert listed["weakness"] == ["W1", "W2", "W7", "W3", "W4"]
    assert [quad["more"].count for quad in quads] == [2, 3, 2, 1]


def test_an_entry_about_people_already_here_is_carried_into_the_matrix():
    entries = (*full_of("Rents rise").entries, entry("S99", "strength", "Old traders stay", impact=1, inclusion=True))
    strengths = page(empty(entries=entries)).front_by_key["matrix"].data["quads"][0]
    assert strengths["carried"].id == "S99"
    assert strengths["shown"] == 6


def test_both_figures_of_the_check_stand_in_the_box():
    lines = page(case("798-district")).front_by_key["inclusion"].data["lines"]
    assert any("8 confirmed, could be 23 of 24: watch. Not known enough." in line for line in lines)


def test_a_check_not_taken_is_said():
    assert "Displacement self-check: not taken yet." in page(empty()).front_by_key["inclusion"].data["lines"]


def test_a_strategy_that_does_not_say_who_could_lose_stands_without_detail():
    document = full_of("Rents rise")
    one = replace(document.strategies[0], strategy="Buy the chandlery", who_could_lose="", how_we_will_know="Deeds")
    text = printed(replace(document, strategies=(one,)), left_out=frozenset({"measures"}))
    assert "Not answered yet, so it stands here without detail." in text
    assert "Deeds" not in text


@pytest.mark.parametrize("name", CASES)
def test_an_illustrative_workbook_says_so_and_why_in_its_foot(name):
    text = printed(case(name), "full")
    assert "Illustrative, from public sources" in text
    assert "actions, owners and dates are invented" in text


def test_a_live_workbook_has_no_illustrative_label():
    assert "Illustrative" not in printed(empty())


def test_typed_text_is_printed_as_text():
    text = printed(empty(entries=(entry("S1", "strength", "<img src=http://example.invalid/x.png> & {{ page }}"),)))
    assert "<img src=http" not in text
    assert "&lt;img src=http://example.invalid/x.png&gt; &amp; {{ page }}" in text


def test_the_contents_of_the_full_workbook_lead_to_its_parts():
    text = printed(case("798-district"), "full")
    assert 'href="#part-entries"' in text
    assert 'id="part-entries"' in text


def test_the_briefing_before_is_compared_with():
    earlier = empty(entries=(entry("S1", "strength", "Old words"), entry("S2", "strength", "Gone")))
    now = empty(entries=(entry("S1", "strength", "New words"), entry("S3", "strength", "Come")))
    text = printed(now, beside=Beside(earlier=earlier, earlier_name="Briefing 2"))
    assert "Compared with Briefing 2." in text
    assert all(words in text for words in ("What came", "What went", "What is worded anew"))


def test_voices_are_printed_as_they_were_left():
    beside = Beside(voices=(Voice("We were <here> first", "A neighbour", date(2026, 5, 1)),))
    assert "We were &lt;here&gt; first" in printed(empty(), "full", beside=beside)


def test_who_was_not_in_the_room_is_told():
    asked = FirstQuestions("dockers", "night cleaners", "nobody yet")
    text = printed(empty(first_questions=asked))
    assert "Not in the room: <bdi>night cleaners</bdi>" in text


def test_the_same_words_have_the_same_check_number():
    first, second = page(case("798-district")), page(case("798-district"), "full")
    assert first.foot == second.foot
    changed = replace(case("798-district"), title="Another")
    assert page(changed).foot != first.foot


def test_tighter_pages_cut_lists_and_keep_the_inclusion_box():
    document = full_of("Rents rise")
    counts = [page(document, tight=tight).front_by_key["matrix"].data["quads"][0]["shown"] for tight in range(6)]
    assert counts == [5, 5, 4, 3, 2, 1]
    assert all(page(document, tight=tight).front_by_key["inclusion"].data["lines"] for tight in range(6))


def test_the_check_of_a_taken_self_check_is_listed_question_by_question():
    check = SelfCheck("Check", ("yes",) + (None,) * 11)
    parts = {part.key: part for part in page(empty(check=check), "full").parts}
    assert len(parts["check"].data["table"].rows) == 12
