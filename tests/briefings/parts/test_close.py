"""The end of a briefing."""

import re
from dataclasses import replace
from datetime import date

import pytest

from briefings.compose import compose
from briefings.editions import box, catalogue, edition
from briefings.parts.close import check_number
from briefings.room import TERSEST
from briefings.scene import Beside, Voice
from swot.document.values import ANSWERED, Action, Answer, ClusterRecord, FirstQuestions, LastTime, Outcome
from tests.briefings.build import KINDS, TODAY, case, content, empty, entry, made, printed, said, words_of

KEYS = ("agency", "council", "funder", "full")


def evidence_of(kind):
    """The first question that stands behind a line of the kind's box."""
    return box("unusual_on_paper", kind)["lines"][0]["evidence_from"][0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", KEYS)
def test_why_we_look_unusual_is_told_in_the_words_of_the_kind(kind, key):
    text = said("unusual_on_paper", empty(kind), key)
    assert box("unusual_on_paper", kind)["close"] in text
    assert box("unusual_on_paper", kind)["lines"][0]["text"] in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_shows_the_entry_and_the_answer_behind_it(kind):
    ref = evidence_of(kind)
    given = replace(entry("S7", "strength"), prompt_id=ref)
    document = empty(kind, entries=(given,), answers=(Answer(ref, ANSWERED, 3),))
    line = made("unusual_on_paper", document)["lines"][0]
    assert ([one.id for one in line["refs"]], line["facts"]) == (["S7"], [ref])


def led_to(page):
    """Where links lead from the box, and how often each place stands in the page."""
    at = page.index('id="part-unusual_on_paper"')
    return {name: page.count(f'id="{name}"') for name in re.findall(r'href="#(at-[^"]+)"', page[at:])}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", KEYS)
def test_what_stands_behind_a_line_leads_to_where_it_is_told(kind, key):
    ref = evidence_of(kind)
    given = replace(entry("S7", "strength"), prompt_id=ref, section=ref.split("-")[0])
    document = empty(kind, entries=(given,), answers=(Answer(ref, ANSWERED, 3),))
    told = {"at-S7": 1, f"at-{ref}": 1} if key == "full" else {"at-S7": 1}
    assert led_to(printed(document, key)) == told


def test_the_full_workbook_leads_to_the_table_of_all_entries_and_others_to_the_first_place():
    district = case("798-district"), content("district")
    places = {key: compose(*district, edition(key), today=TODAY, tight=5).places for key in KEYS}
    assert {places["full"][one.id] for one in case("798-district").entries} == {"entries"}
    assert {key: set(found.values()) for key, found in places.items() if key != "full"} == {
        "agency": {"matrix", "find_out"},
        "council": {"matrix", "loss", "threats_dated", "find_out"},
        "funder": {"matrix", "risks", "hidden_assets", "find_out"},
    }


def test_an_entry_that_is_not_told_is_named_without_a_link():
    ref = evidence_of("district")
    many = tuple(entry(f"S{n}", "strength", impact=5, certainty=5) for n in range(1, 9))
    last = entry("S9", "strength", impact=1, certainty=1, prompt_id=ref)
    page = printed(empty(entries=(*many, last)))
    assert led_to(page) == {}
    assert "S9" in words_of(page[page.index('id="part-unusual_on_paper"') :])


def test_lines_with_nothing_behind_them_are_counted_where_the_box_is_short():
    assert "No entry or figure stands behind 6 of these lines yet." in said("unusual_on_paper", empty())


def test_the_full_workbook_says_it_line_by_line():
    assert said("unusual_on_paper", empty(), "full").count("No entry or figure stands behind this line yet.") == 6


@pytest.mark.parametrize(("terse", "shown"), [(0, 6), (1, 4), (2, 2)])
def test_shortened_the_lines_with_something_behind_them_stay(terse, shown):
    last = box("unusual_on_paper", "district")["lines"][-1]
    given = replace(entry("S1", "strength"), prompt_id=last["evidence_from"][0])
    lines = made("unusual_on_paper", empty(entries=(given,)), terse=terse)["lines"]
    assert (len(lines), lines[-1]["text"]) == (shown, last["text"])


def test_voices_are_printed_as_they_were_left():
    voices = (Voice("It is loud at six", "a baker", date(2026, 5, 1)), Voice("Come in"))
    text = said("voices", empty(), "council", beside=Beside(voices=voices))
    assert "It is loud at six a baker, 1 May 2026 Come in" in text


def test_no_voice_has_its_sentence():
    assert catalogue()["voices"].when_empty in said("voices", empty(), "council")


def test_a_first_briefing_says_so_in_one_line():
    assert said("since_last", empty()) == "Since the last briefing This is the first one."


def test_what_came_went_and_changed_since_the_last_one_is_listed():
    earlier = empty(
        entries=(entry("S1", "strength", "Old"), entry("S2", "strength", "Gone"), entry("S3", "strength", "Same"))
    )
    now = empty(
        entries=(entry("S1", "strength", "New"), entry("S3", "strength", "Same"), entry("S4", "strength", "Come")),
        actions=(Action("A1", action="Ring the bank", done=TODAY),),
    )
    text = said("since_last", now, beside=Beside(earlier=earlier, earlier_name="Briefing 2, 3 May 2026"))
    assert "Compared with Briefing 2, 3 May 2026. 1 entry still stands as it was." in text
    assert "What came: Come What went: Gone What is worded anew: New Actions done: Ring the bank" in text


def test_what_was_marked_on_the_return_visit_is_printed_by_fate_strategies_first():
    marked = (
        Outcome("S1", "Nine firms trade here.", "strength", "changed", "Five do now"),
        Outcome("W1", "No safe way to walk", "weakness", "faded"),
        Outcome("X1", "Buy paper together", "SO", "not acted on", "Nobody asked"),
        Outcome("T1", "Not marked yet", "threat"),
    )
    text = said("since_last", empty(outcomes=marked, last_time=LastTime("2025 workbook")))
    assert "What became of 2025 workbook, as marked on the return visit." in text
    assert "Not acted on: Buy paper together: Nobody asked Faded: No safe way to walk" in text
    assert "Changed: Nine firms trade here: Five do now" in text
    assert "Compared with" not in text
    assert "Not marked yet" not in text


def test_a_brief_edition_shows_some_of_each_fate_and_says_how_many_more():
    marked = tuple(Outcome(f"S{n}", f"Point {n}", "strength", "faded") for n in range(1, 10))
    text = said("since_last", empty(outcomes=marked, last_time=LastTime("2025 workbook")))
    assert "Point 3" in text
    assert "Point 4" not in text
    assert "and 6 more" in text


def test_the_full_workbook_lists_every_fate_with_every_line():
    marked = tuple(Outcome(f"S{n}", f"Point {n}", "strength", "faded") for n in range(1, 10))
    text = said("since_last", empty(outcomes=marked, last_time=LastTime("2025 workbook")), "full")
    assert "Point 9" in text
    assert "more" not in text


def test_at_the_tersest_the_fates_are_counted():
    marked = tuple(Outcome(f"S{n}", f"Point {n}", "strength", "faded") for n in range(1, 10))
    document = empty(outcomes=(*marked, Outcome("X1", "Buy paper", "SO", "acted on")), last_time=LastTime("2025"))
    text = said("since_last", document, terse=TERSEST)
    assert "Acted on: 1. Faded: 9. Each stands in the workbook." in text
    assert "Point" not in text


def test_what_was_done_before_is_not_told_again():
    done = empty(actions=(Action("A1", action="Ring the bank", done=TODAY),))
    assert "Actions done" not in said("since_last", done, beside=Beside(earlier=done))


def test_a_briefing_before_without_its_words_is_not_called_the_first():
    text = said("since_last", empty(), number="Briefing 2", beside=Beside(earlier_name="Briefing 1"))
    assert "Nothing to compare with is kept." in text


def test_without_a_workshop_one_person_filled_it_in():
    assert "Filled in by one person." in said("method", empty())
    assert "Who was not in the room: not yet known." in said("method", empty())


def test_workshops_are_told_with_entries_notes_and_votes():
    given = (
        entry("S1", "strength", from_={"name": "Walk of May", "notes": 3, "votes": 7}),
        entry("S2", "strength", from_={"name": "Walk of May", "notes": ["a", "b"]}),
        entry("S3", "strength", from_={"name": ""}),
    )
    assert "Walk of May: 2 entries, 5 notes, 7 votes." in said("method", empty(entries=given))


def test_who_was_missing_and_who_spoke_for_them_is_told():
    asked = FirstQuestions(not_in_room="night cleaners", speaks_for_them="the parish nurse")
    text = said("method", empty(first_questions=asked))
    assert "Not in the room: night cleaners. Who spoke for people already here: the parish nurse." in text


def test_how_sure_we_are_is_counted_by_evidence():
    given = (entry("S1", "strength"), entry("S2", "strength"))
    assert "Of 2 entries: checked 0; backed 2; heard 0; hunch 0." in said("method", empty(entries=given))
    assert "backed (several accounts, or our own records) 2" in said("method", empty(entries=given), "full")


def test_versions_name_day_check_number_and_template():
    document = empty()
    text = said("versions", document)
    assert "Made on 22 November 2026 from the workbook of 1 February 2026." in text
    assert f"Check number {check_number(document, content('district'))}." in text
    assert "Template district.en, version 1. First version." in text


def test_an_issued_briefing_names_itself_and_the_one_before():
    text = said("versions", empty(), number="Briefing 3", beside=Beside(earlier_name="Briefing 2"))
    assert "Briefing 3. Made on" in text
    assert "The one before: Briefing 2." in text
    assert "First version." not in text


def test_the_check_number_has_six_signs_that_cannot_be_confused():
    number = check_number(empty(), content("district"))
    assert len(number) == 6
    assert not set(number) & set("01ILO")


def test_another_word_or_another_template_is_another_check_number():
    one = check_number(empty(), content("district"))
    assert one != check_number(empty(about="x"), content("district"))
    assert one != check_number(empty(), replace(content("district"), fingerprint="e" * 64))


def test_whom_to_ring_comes_from_the_record_or_is_typed():
    led = empty(cluster=ClusterRecord("Ropewalk", "district", leader_role="host of the quay"))
    assert "Ring or write to host of the quay, Ropewalk." in said("contact", led)
    assert "Ring or write to Ana, Ropewalk." in said("contact", led, beside=Beside(contact="Ana"))


def test_nobody_to_ring_has_its_sentence():
    assert catalogue()["contact"].when_empty in said("contact", empty())


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a", True),
        ("mailto:a@example.org", True),
        ("http://example.org", False),
        ("javascript:x", False),
        ("file:///etc", False),
    ],
)
def test_only_https_and_mailto_are_linked(address, linked):
    page = printed(empty(), beside=Beside(answer_at=address))
    assert (f'href="{address}"' in page) is linked
    assert f"Answer at {address}" in said("contact", empty(), beside=Beside(answer_at=address))


def test_words_are_explained_in_the_full_workbook():
    terms = made("glossary", empty(), "full")["terms"]
    assert len(terms) > 10
    assert all(term and means for term, means in terms)


@pytest.mark.parametrize(("name", "key"), [("covenants", "funder"), ("come_in", "community"), ("meeting", "community")])
def test_what_is_typed_for_one_briefing_has_its_sentence_until_then(name, key):
    assert made(name, empty(), key) is None
    assert catalogue()[name].when_empty in said(name, empty(), key)


def test_an_entry_still_in_the_tray_stands_behind_a_line_by_its_number():
    given = replace(entry("N1", None), prompt_id=evidence_of("district"))
    assert "many doors. N1" in said("unusual_on_paper", empty(entries=(given,)))
