"""What is counted: figures, measures, indicators, the check, the pulses, who is here, money."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.editions import catalogue, figures, measures
from briefings.scene import Beside
from briefings.tables import sum_printed
from swot.document.beside import Anchor as WhaleValue
from swot.document.values import ANSWERED, Answer, ClusterRecord, Line, Reading, SelfCheck
from tests.briefings.build import KINDS, case, cells, content, empty, made, said

SEATS = Reading("I8", 12, "watch", date(2026, 10, 1), "minutes", "")
PULSES = {"workspace": "W-PLA-3", "district": "D-PLA-3", "region": "R-PLA-3", "network": "V-PLA-3"}
MONEY = {"workspace": "W-MAR-2", "region": "R-MAR-1", "network": "V-MAR-1"}


def numbered(ref, value, kind="district", basis=""):
    """A workbook with one number or scale answered."""
    return empty(kind, answers=(Answer(ref, ANSWERED, value, basis=basis),))


def counted(**bands):
    """A workbook that counted its members."""
    cluster = ClusterRecord(name="Ropewalk", kind="district", members=tuple(bands.items()))
    return empty(cluster=cluster)


@pytest.mark.parametrize("kind", KINDS)
def test_figures_nobody_counted_are_one_sentence_and_no_table(kind):
    shown = made("figures", empty(kind))
    assert shown["figures"] == []
    assert shown["gaps"].startswith("Not yet known: how many ")
    assert shown["gaps"].count(";") == 3
    assert "Source and date" not in said("figures", empty(kind))


def test_a_share_that_is_not_known_reads_as_a_share():
    assert "what share of seats on the board held by residents" in made("figures", empty())["gaps"]


def test_a_figure_has_its_source_and_its_date():
    shown = made("figures", empty(readings=(SEATS,)))["figures"]
    assert shown == [
        {
            "label": "of seats on the board held by residents and old traders",
            "value": "12%",
            "source": "minutes",
            "date": "1 Oct 2026",
            "changed": "",
        }
    ]


def test_a_figure_read_without_a_source_is_our_own_reading():
    assert made("figures", empty(readings=(replace(SEATS, source=""),)))["figures"][0]["source"] == "own reading"


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_answered_becomes_a_figure_with_its_basis(kind):
    given = next(one for one in figures(kind) if "prompt" in one)
    shown = made("figures", numbered(given["prompt"], 7, kind, "rent list"))["figures"]
    assert [(one["label"], one["source"], one["date"]) for one in shown] == [
        (given["label"], "rent list", "1 Feb 2026")
    ]
    assert shown[0]["value"].startswith("7")


def test_zero_is_a_figure_and_no_gap():
    shown = made("figures", empty(readings=(replace(SEATS, value=0),)))
    assert shown["figures"][0]["value"] == "0%"
    assert "of seats" not in shown["gaps"]


def test_members_are_added_up_where_they_were_counted():
    assert made("figures", counted(independents=1200, majors=3))["figures"][0]["value"] == "1,203"


def test_members_are_told_in_words_where_nobody_counted():
    cluster = ClusterRecord(name="Ropewalk", kind="district", members_summary="About sixty")
    assert made("figures", empty(cluster=cluster))["figures"][0]["said"] == "About sixty"


@pytest.mark.parametrize("kind", KINDS)
def test_measures_without_a_reading_are_one_sentence(kind):
    shown = made("measures", empty(kind))
    assert shown["table"].rows == ()
    assert shown["gaps"] == "Not yet known: " + "; ".join(text for text, _name in measures(kind)) + "."


@pytest.mark.parametrize("kind", KINDS)
def test_the_full_workbook_lists_every_measure_gap_by_gap(kind):
    shown = made("measures", empty(kind), "full")
    assert [row[1] for row in cells(shown["table"])] == ["not yet known"] * 6
    assert shown["gaps"] == ""


def test_a_measure_stands_with_source_and_date():
    table = made("measures", empty(readings=(SEATS,)))["table"]
    assert cells(table) == [["Seats held by residents and old traders", "12% of seats", "minutes; 1 Oct 2026"]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_figures_prints_where_nothing_was_read(kind):
    assert made("indicators", empty(kind), "full") is None
    assert catalogue()["counts"].when_empty in said("counts", empty(kind), "community")


def test_the_full_list_of_indicators_puts_the_unknown_first():
    table = made("indicators", empty(readings=(SEATS,)), "full")["table"]
    states = [row[2] for row in cells(table)]
    assert states == ["not yet known"] * 10 + ["to watch"]
    assert "watch: " in table.rows[-1].cells[0].small


def test_neighbours_see_what_was_read_and_one_sentence_of_gaps():
    shown = made("counts", empty(readings=(SEATS,)), "community")
    assert [row[1] for row in cells(shown["table"])] == ["12% of seats"]
    assert shown["gaps"].count(";") == 9
    assert "cheapest home rent against the city" in shown["gaps"]


@pytest.mark.parametrize(("terse", "shown"), [(0, 5), (1, 3), (2, 2)])
def test_what_neighbours_see_is_cut_with_a_count(terse, shown):
    readings = tuple(replace(SEATS, id=f"I{n}") for n in (2, 3, 4, 5, 6, 7))
    table = made("counts", empty(readings=readings), "community", terse=terse)["table"]
    assert (len(table.rows), table.more.count) == (shown, 6 - shown)


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_prints_every_question_with_its_answer(kind):
    count = len(content(kind).check.questions)
    document = empty(kind, check=SelfCheck("check", ("yes", "unsure", None) + ("no",) * (count - 3), "minutes"))
    table = made("check", document, "full")["table"]
    assert [row[1] for row in cells(table)][:4] == ["yes", "not sure", "not sure", "no"]
    assert "What this rests on: minutes" in said("check", document, "full")


def test_the_council_sees_all_questions_too():
    text = said("check", empty(check=SelfCheck("check", ("yes",) * 12)), "council")
    assert text.count(" yes, ") == 12
    assert "After each answer, its weight." in text


@pytest.mark.parametrize("key", ["council", "full"])
def test_a_check_not_taken_is_said(key):
    assert catalogue()["check"].when_empty in said("check", empty(), key)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pulse_has_its_value_and_the_words_chosen(kind):
    document = numbered(PULSES[kind], 4, kind)
    rows = cells(made("profile", document, "full")["table"])
    prompt = content(kind).prompts[PULSES[kind]]
    assert rows[0] == [content(kind).section_by_code["PLA"].title, "4", prompt.anchors[3]]
    assert rows[1][1:] == ["not yet known", ""]


def test_the_pulses_of_last_time_stand_beside():
    before = Beside(earlier=numbered("D-PLA-3", 2))
    shown = made("profile", numbered("D-PLA-3", 3), "full", beside=before)
    assert shown["before"]
    assert cells(shown["table"])[0][1:3] == ["2", "3"]
    assert "+1" in shown["chart"]


def test_who_is_here_is_drawn_with_what_follows_if_one_leaves():
    whale = WhaleValue("w1", "Merrow Instruments", band="majors", people=58, lean=(("micro", 9),))
    record = replace(empty().cluster, members=(("majors", 1), ("micro", 34)), anchors=(whale,))
    document = replace(empty(), cluster=record)
    shown = made("composition", document, "full")
    assert "Merrow Instruments, 58 people, 9 lean on it" in shown["chart"]
    assert shown["leaving"] == [
        "9 of the other 34 lose their first customer or supplier if Merrow Instruments leaves. Micro-enterprises: 9."
    ]
    assert "A broken line: more than half" in said("composition", document, "full")


def test_a_group_under_five_people_is_in_no_dot_and_no_sum_of_the_picture():
    whale = WhaleValue("w1", "Merrow Instruments", band="majors", people=4, lean=(("micro", 9), ("freelancers", 2)))
    bands = (("majors", 1), ("micro", 34), ("freelancers", 3))
    document = replace(empty(), cluster=replace(empty().cluster, members=bands, anchors=(whale,)))
    shown = made("composition", document, "full")
    assert "34 small" in shown["chart"]
    assert "Merrow Instruments, fewer than five people, 9 lean on it" in shown["chart"]
    assert shown["leaving"] == [
        "9 of the other 34 lose their first customer or supplier if Merrow Instruments leaves. Micro-enterprises: 9."
    ]
    assert cells(shown["table"])[-1][1] == "fewer than five"
    assert "Groups of fewer than five people are neither drawn nor counted here." in said(
        "composition", document, "full"
    )


def test_a_ring_with_nobody_around_it_is_not_drawn():
    whale = WhaleValue("w1", "The public art centre", people=None)
    shown = made("composition", empty(cluster=replace(empty().cluster, anchors=(whale,))), "full")
    assert shown["chart"] == ""
    text = said("composition", empty(cluster=replace(empty().cluster, anchors=(whale,))), "full")
    assert "if the public art centre leaves" in text
    assert "Rings are to scale" not in text


def test_a_few_of_many_people_who_lean_on_one_are_hidden_too():
    whale = WhaleValue("w1", "Merrow Instruments", band="majors", people=58, lean=(("freelancers", 2),))
    document = replace(
        empty(), cluster=replace(empty().cluster, members=(("majors", 1), ("freelancers", 30)), anchors=(whale,))
    )
    shown = made("composition", document, "full")
    assert "0 lean on it" in shown["chart"]
    assert "2 of the other" not in shown["leaving"][0]
    assert not shown["is_all"]


@pytest.mark.parametrize(
    ("total", "hidden", "words"),
    [(40, 0, "40"), (40, 3, "over 37"), (4, 4, "fewer than five"), (8, 8, "five or more")],
)
def test_a_sum_tells_nobody_how_large_a_hidden_group_is(total, hidden, words):
    assert sum_printed(total, hidden) == words


def test_the_balance_stands_beside_the_pulses_with_its_sums():
    shown = made("profile", case("798-district"), "full")["balance"]
    assert "What helps and what hurts, by section" in shown["chart"]
    assert cells(shown["table"])[0] == ["Place & people", "41", "8", "8", "0", "49", "8"]


def test_the_balance_is_left_out_while_nothing_is_scored():
    assert made("profile", numbered("D-PLA-3", 3), "full")["balance"] is None


def test_no_pulse_has_its_sentence():
    assert catalogue()["profile"].when_empty in said("profile", empty(), "full")


def test_who_is_here_is_counted_by_band():
    rows = cells(made("composition", counted(majors=3), "full")["table"])
    assert [row[:2] for row in rows] == [["Majors", "3"]]
    assert "Source: own record, 1 Feb 2026." in said("composition", counted(majors=3), "full")


def test_nobody_counted_has_its_sentence():
    assert catalogue()["composition"].when_empty in said("composition", empty(), "full")


@pytest.mark.parametrize("kind", sorted(MONEY))
def test_money_says_what_was_answered_and_on_what_basis(kind):
    rows = cells(made("money", numbered(MONEY[kind], 40, kind, "accounts 2025"), "funder")["table"])
    assert rows[0][0].startswith("40")
    assert rows[0][1] == "accounts 2025"


def test_money_without_a_basis_is_a_gap():
    lines = (Line("1", "Visitors"), Line("2", "Collectors"))
    document = empty(answers=(Answer("D-MAR-1", ANSWERED, lines=lines),))
    assert cells(made("money", document, "funder")["table"]) == [
        ["Visitors", "not yet known"],
        ["Collectors", "not yet known"],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_money_nobody_wrote_down_has_its_sentence(kind):
    assert catalogue()["money"].when_empty in said("money", empty(kind), "funder")
