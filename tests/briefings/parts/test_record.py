"""The record of the cluster and of the work."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.editions import catalogue
from swot.document.values import (
    ANSWERED,
    NOT_KNOWN,
    PASSED_OVER,
    Answer,
    Classifier,
    ClusterRecord,
    Evidence,
    FirstQuestions,
    Line,
)
from tests.briefings.build import KINDS, cells, content, empty, entry, made, refs, said

RECORD = ClusterRecord("Ropewalk", "district", place="Kelda", country="Ireland", leader_role="host of the quay")
FIRST = {"workspace": "W-INC-1", "district": "D-PLA-1", "region": "R-PLA-2", "network": "V-PLA-2"}
ROOTS = {kind: ref for kind, ref in FIRST.items() if kind in ("district", "region")} | {"workspace": "W-PLA-1"}
CHECKED = Evidence("Deed read", "land registry", 3, date=date(2025, 6, 1), url="https://example.org/deed")


def answered(ref, *lines, kind="district", **changes):
    """A workbook with one list answered."""
    made_of = tuple(Line(f"{ref}/{n}", text) for n, text in enumerate(lines))
    return empty(kind, answers=(Answer(ref, ANSWERED, lines=made_of, **changes),))


def strengths(*sections, **changes):
    """One strength in each of these sections."""
    return tuple(
        replace(entry(f"S{n}", "strength", f"Strength {n}", **changes), section=code)
        for n, code in enumerate(sections, 1)
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("place", "council"),
        ("loss", "council"),
        ("who_we_are", "funder"),
        ("hidden_assets", "funder"),
        ("thanks", "community"),
        ("history", "full"),
        ("nested", "full"),
        ("answers", "full"),
        ("entries", "full"),
        ("classifier", "full"),
    ],
)
def test_a_part_with_nothing_to_show_prints_its_own_sentence(name, key):
    assert made(name, empty(), key) is None
    assert catalogue()[name].when_empty in said(name, empty(), key)


def test_the_place_is_where_it_is_and_who_says_so():
    rows = cells(made("place", empty(cluster=RECORD), "council")["table"])
    assert rows == [["Where", "Kelda, Ireland", "own record"]]


def test_a_country_named_in_the_place_is_not_said_twice():
    record = replace(RECORD, place="Kelda, Ireland")
    assert cells(made("place", empty(cluster=record), "council")["table"])[0][1] == "Kelda, Ireland"


@pytest.mark.parametrize("kind", sorted(ROOTS))
def test_what_was_there_before_comes_from_the_question_on_roots(kind):
    document = answered(ROOTS[kind], "Rope works", "Laundries", kind=kind, basis="walk of May")
    assert ["What was here before", "Rope works; Laundries", "walk of May"] in cells(
        made("place", document, "council")["table"]
    )


def test_roots_without_a_basis_have_a_gap_for_a_source():
    assert cells(made("place", answered("D-PLA-1", "Rope works"), "council")["table"])[0][2] == "not yet known"


def test_who_asks_is_told_from_the_record():
    record = replace(RECORD, scope_note="Making", members_summary="Sixty-two makers")
    rows = cells(made("who_we_are", empty(cluster=record), "funder")["table"])
    assert [row[:2] for row in rows] == [
        ["Led by", "host of the quay"],
        ["Scope", "Making"],
        ["Members", "Sixty-two makers"],
    ]


def test_history_is_printed_as_it_was_written():
    record = replace(RECORD, history=("1911: rope works", "1987: closed"))
    assert "1911: rope works 1987: closed" in said("history", empty(cluster=record), "full")


def test_clusters_around_and_within_are_named():
    record = replace(RECORD, nested_in=("Kelda valley",), contains=("The Spinning Shed", "Mill yard"))
    text = said("nested", empty(cluster=record), "full")
    assert "Around us: Kelda valley." in text
    assert "Inside us: The Spinning Shed; Mill yard." in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_of_the_kind_is_listed_once_one_is_answered(kind):
    document = empty(kind, answers=(Answer(FIRST[kind], NOT_KNOWN),))
    sections = made("answers", document, "full")["sections"]
    assert sum(len(section["table"].rows) for section in sections) == len(content(kind).prompts)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("D-PLA-1", ANSWERED, lines=(Line("a", "Rope"), Line("b", "Nets"))), "Rope; Nets"),
        (Answer("D-PLA-3", ANSWERED, 2), "2 of 5: "),
        (Answer("D-INC-1", ANSWERED, 1200.0), "1,200"),
        (Answer("D-INC-1", NOT_KNOWN), "Not yet known"),
        (Answer("D-INC-1", PASSED_OVER, note="not ours"), "Passed over"),
    ],
)
def test_an_answer_is_said_in_words(answer, words):
    sections = made("answers", empty(answers=(answer,)), "full")["sections"]
    rows = [row for section in sections for row in section["table"].rows if row.cells[0].small == answer.prompt_id]
    assert str(rows[0].cells[1].text).startswith(words)


def test_an_answer_carries_its_note_and_its_source():
    document = empty(answers=(Answer("D-INC-1", ANSWERED, 38, note="since 2023", basis="rent list"),))
    assert "Since 2023. Source: rent list" in said("answers", document, "full")


def test_what_was_not_answered_says_so():
    assert "No answer yet" in said("answers", answered("D-PLA-1", "Rope"), "full")


def test_entries_are_listed_by_section_and_quadrant():
    given = (entry("T1", "threat"), entry("S1", "strength"), replace(entry("W1", "weakness"), section="MAR"))
    table = made("entries", empty(entries=given), "full")["table"]
    titles = [content("district").section_by_code[code].title for code in ("PLA", "MAR")]
    assert [row.heading or f"{row.cells[0].quadrant[:1].upper()}" for row in table.rows] == [
        titles[0],
        "S",
        "T",
        titles[1],
        "W",
    ]


def test_an_entry_has_its_evidence_source_year_link_and_weight():
    table = made("entries", empty(entries=(entry("S1", "strength", evidence=CHECKED),)), "full")["table"]
    _text, evidence, weight = table.rows[1].cells
    assert (evidence.text, evidence.small, evidence.grade) == ("Deed read", "land registry, 2025", 3)
    assert evidence.link == "https://example.org/deed"
    assert weight.text == "4 × 3 = 12"


def test_an_entry_without_source_or_weight_says_so():
    bare = entry("S1", "strength", evidence=Evidence("Told", grade=1), impact=None)
    _text, evidence, weight = made("entries", empty(entries=(bare,)), "full")["table"].rows[1].cells
    assert (evidence.small, weight.text) == ("no source named", "not weighed")


@pytest.mark.parametrize("url", ["http://example.org", "javascript:alert(1)", "file:///etc/passwd"])
def test_only_https_becomes_a_link(url):
    given = entry("S1", "strength", evidence=replace(CHECKED, url=url))
    assert made("entries", empty(entries=(given,)), "full")["table"].rows[1].cells[1].link == ""


def test_remarks_tell_of_people_twin_horizon_workshop_and_tray():
    given = entry(
        "N1", None, inclusion_who="net makers", twin_of="W2", horizon="within 1 year", from_={"name": "walk of May"}
    )
    text = said("entries", empty(entries=(given,)), "full")
    assert "People: net makers. Twin of W2. Within 1 year. From the workshop walk of May. Not sorted yet." in text


def test_worth_that_does_not_show_comes_from_three_sections_the_weightiest_first():
    given = strengths("PLA", "IDE", "MAR", "INF")
    given = (*given[:3], replace(given[3], impact=5))
    table = made("hidden_assets", empty(entries=given), "funder")["table"]
    assert refs(table) == ["S4", "S2", "S3"]
    assert len(table.head) == 2


@pytest.mark.parametrize(("terse", "shown"), [(0, 4), (1, 3), (2, 2)])
def test_what_would_be_lost_is_cut_step_by_step(terse, shown):
    given = strengths(*["PLA"] * 5)
    table = made("loss", empty(entries=given), "council", terse=terse)["table"]
    assert (len(table.rows), table.more.count) == (shown, 5 - shown)


def test_who_lives_from_what_would_be_lost_is_said():
    record = replace(RECORD, members_summary="Sixty-two makers")
    assert "Sixty-two makers." in said("loss", empty(cluster=record, entries=strengths("PLA")), "council")


@pytest.mark.parametrize("kind", KINDS)
def test_thanks_name_those_of_the_first_question_and_of_the_prompts(kind):
    asked = FirstQuestions(here_before="net makers")
    document = replace(answered(FIRST[kind], "Rope works", kind=kind), first_questions=asked)
    assert made("thanks", document, "community")["lines"] == ("net makers", "Rope works")


def test_nobody_yet_is_nobody_to_thank():
    assert made("thanks", empty(first_questions=FirstQuestions(here_before="nobody yet")), "community") is None


def test_thanks_are_cut_with_a_count():
    text = said("thanks", answered("D-PLA-1", *[f"Trade {n}" for n in range(9)]), "community")
    assert "Trade 5. and 3 more" in text


def test_how_the_kind_was_found_prints_seven_answers_points_and_the_choice():
    found = Classifier(
        {"1": "district"}, {"district": 2}, "clear", "district", chosen_kind="region", reason="Two towns"
    )
    text = said("classifier", empty(classifier=found), "full")
    assert "Result: clear, district. Points: district 2." in text
    assert "The leader chose region. Two towns" in text
    assert text.count("No answer") == 6
