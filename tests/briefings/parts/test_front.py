"""Page one: the decision, what we are, three messages, the matrix."""

from dataclasses import replace

import pytest

from swot.document.values import ANSWERED, Answer, Ask, Line, Strategy
from tests.briefings.build import KINDS, content, empty, entry, full_of, made, printed, said, scene

FRAMES = {"workspace": "W-AIM-1", "district": "D-AIM-1", "region": "R-AIM-1", "network": "V-AIM-1"}
LONG = "Buy the chandlery with a community share offer before the likely buyer turns it into short-stay flats"
LOSE = "The owner's short-term income from sale"


def plan(**changes):
    """One kept strategy that says who gains and who could lose."""
    given = {"strategy": LONG, "who_gains": "Five makers", "who_could_lose": LOSE, **changes}
    return Strategy("X1", ("S1",), ("O1",), "SO", **given)


def asking(reader="agency", **changes):
    """A workbook that asks one reader for something."""
    given = {"decision_asked": "Fund a host for two years", "decided_by": "The growth board", **changes}
    return empty(asks=(Ask(reader, **given),))


def framed(kind, *lines):
    """A workbook that answered the question that sets its frame."""
    made_of = tuple(Line(f"l{n}", text) for n, text in enumerate(lines))
    return empty(kind, answers=(Answer(FRAMES[kind], ANSWERED, lines=made_of),))


@pytest.mark.parametrize("reader", ["agency", "council", "funder", "community"])
def test_each_reader_is_asked_its_own_decision(reader):
    assert made("decision", asking(reader), reader)["said"] == "Fund a host for two years"


def test_what_another_reader_is_asked_is_not_printed():
    assert made("decision", asking("council"), "agency") is None


@pytest.mark.parametrize("kind", KINDS)
def test_without_an_ask_the_lines_of_the_frame_stand_as_sentences(kind):
    document = framed(kind, "keep the studios", "Who pays?")
    assert made("decision", document)["said"] == "Keep the studios. Who pays?"


def test_the_last_line_joins_the_lines_of_the_frame_with_semicolons():
    text = printed(framed("district", "Keep the studios.", "choose a host"))
    assert "keep the studios; choose a host." in text


def test_the_full_workbook_says_the_frame_before_any_ask():
    document = replace(asking(), answers=framed("district", "Keep the studios").answers)
    assert made("decision", document, "full")["said"] == "Keep the studios."


def test_a_typed_headline_stands_before_that_of_the_ask():
    from_ask = asking(headline="Count makers")
    assert made("decision", from_ask)["headline"] == "Count makers"


def test_no_decision_has_its_sentence():
    assert "No decision has been named yet." in said("decision", empty())


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_explained_by_its_nearness(kind):
    assert content(kind).words["proximity_sentence"] in said("kind_sentence", empty(kind))


def test_three_messages_say_what_is_strong_at_stake_and_to_change():
    document = empty(
        entries=(entry("S1", "strength", "Skill stays"), entry("T1", "threat", "Rents rise")), strategies=(plan(),)
    )
    found = made("messages", document)["messages"]
    assert [one["label"] for one in found] == ["Strong", "At stake", "To change"]
    assert [one["said"] for one in found[:2]] == ["Skill stays.", "Rents rise."]


@pytest.mark.parametrize("tight", range(6))
def test_the_third_message_never_loses_who_could_lose(tight):
    change = made("messages", empty(strategies=(plan(),)), tight=tight)["messages"][-1]
    assert "Who could lose: The owner's short-term income" in change["more"]


@pytest.mark.parametrize("tight", range(1, 6))
def test_the_strategy_is_shortened_before_those_who_could_lose(tight):
    change = made("messages", empty(strategies=(plan(),)), tight=tight)["messages"][-1]
    lost = len(LOSE) - len(change["more"].split("Who could lose: ")[1].rstrip(". …"))
    assert len(LONG) - len(change["said"].rstrip(". …")) > lost


def test_a_strategy_that_names_both_sides_is_told_before_one_that_does_not():
    silent = replace(plan(strategy="Wait", who_could_lose=""), id="X0")
    assert made("messages", empty(strategies=(silent, plan())))["messages"][-1]["said"].startswith("Buy")


def test_sides_nobody_named_are_not_yet_known():
    change = made("messages", empty(strategies=(plan(who_gains="", who_could_lose=""),)))["messages"][-1]
    assert change["more"] == "Who gains: not yet known. Who could lose: not yet known."


def test_a_text_that_was_cut_ends_in_an_ellipsis_and_no_stop_after_it():
    change = made("messages", empty(strategies=(plan(who_could_lose="word " * 40),)), tight=3)["messages"][-1]
    assert change["more"].endswith(" …")


def test_the_messages_on_the_back_of_a_letter_are_not_shortened_with_its_front():
    document = empty(strategies=(plan(),))
    assert made("messages", document, "community", tight=5) == made("messages", document, "community")


def test_the_matrix_ranks_by_weight_and_cuts_with_a_count():
    entries = (entry("S1", "strength", "Third", impact=1), entry("S2", "strength", "First", impact=5))
    more = tuple(entry(f"S{n}", "strength", "Between", impact=3) for n in range(3, 8))
    quad = made("matrix", empty(entries=entries + more))["quads"][0]
    assert [one.id for one in quad["entries"]] == ["S2", "S3", "S4", "S5", "S6"]
    assert (quad["shown"], quad["all"], quad["more"].count) == (5, 7, 2)


def test_the_matrix_says_how_many_more_and_where():
    assert "5 of 9, 4 more in the workbook" in said("matrix", full_of("Rents rise"))
    assert 'href="#part-entries">4 more on page' in printed(full_of("Rents rise"), "full")


def test_every_entry_of_the_matrix_carries_how_we_know():
    assert said("matrix", full_of("Rents rise", count=1)).count("Rents rise Backed") == 4


def test_a_place_with_nothing_in_it_says_so():
    assert said("matrix", empty(entries=(entry("S1", "strength"),))).count("Nothing here yet.") == 3


def test_what_is_not_sorted_is_not_in_the_matrix():
    assert made("matrix", empty(entries=(entry("N1", None),))) is None
    assert "No entries have been sorted yet." in said("matrix", empty(entries=(entry("N1", None),)))


@pytest.mark.parametrize("tight", range(6))
def test_no_tightness_takes_the_people_already_here_out_of_the_matrix(tight):
    entries = tuple(entry(f"W{n}", "weakness", "Rents rise", impact=5) for n in range(1, 5))
    ours = entry("W5", "weakness", "Old traders leave", impact=4, inclusion=True)
    quad = made("matrix", empty(entries=(*entries, ours)), tight=tight)["quads"][1]
    shown = [*quad["entries"], *([quad["carried"]] if quad["carried"] else [])]
    assert "Old traders leave" in [one.text for one in shown]


def test_one_about_people_already_here_that_is_shown_is_not_carried_twice():
    ours = entry("W1", "weakness", "Old traders leave", impact=5, inclusion=True)
    quad = made("matrix", empty(entries=(ours,)), tight=5)["quads"][1]
    assert ([one.id for one in quad["entries"]], quad["carried"]) == (["W1"], None)


def test_neighbours_are_shown_three_in_each():
    assert [quad["shown"] for quad in made("matrix", full_of("Rents rise"), "community")["quads"]] == [3] * 4


def test_a_scene_knows_the_ask_of_its_reader_only():
    assert scene(asking("funder"), "funder").ask.decided_by == "The growth board"
    assert scene(asking("funder"), "council").ask is None
