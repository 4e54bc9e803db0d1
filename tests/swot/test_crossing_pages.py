"""Crossings: the grid saved at once, pair by pair, the ranked pairs, two people marking, and who may what."""

import re

import pytest
from django.urls import reverse

from swot.document.gather import gather
from swot.models import Change, Crossing
from tests import factories
from tests.swot.pages import ANSWERS, at, text_of

LISTED = {"evidence_grade": 3, "impact": 4, "certainty": 4}


@pytest.fixture
def board(workbook, cast):
    """S1, W1, O1, T1, all scored: four crossings, one of each family."""
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        factories.entry(workbook, by=cast.ana, text=f"What is so about our {quadrant}", quadrant=quadrant, **LISTED)
    return {row.ref: row for row in workbook.entries.all()}


def put(board, pair, mark, by, seen=0):
    inside, outside = pair.split("_")
    return Crossing.put(board[inside].workbook, board[inside], board[outside], mark, by=by, seen=seen)


def marks(workbook):
    rows = Crossing.objects.filter(workbook=workbook).select_related("inside", "outside")
    return {f"{row.inside.ref}_{row.outside.ref}": row.mark for row in rows}


def as_sent(page):
    """What a browser sends of the grid: what is checked, and what each crossing held."""
    held = dict(re.findall(r'name="(was_\w+)" value="([^"]*)"', page))
    return held | dict(re.findall(r'name="(x_\w+)" value="(\d?)" checked', page))


def test_each_family_has_its_question_over_its_quarter(ana, workbook, board):
    page = text_of(ana.get(at("crossings", workbook)))
    for name, question in {
        "Build": "Does this strength let us take that chance?",
        "Defend": "Can this strength soften that threat?",
        "Mend": "Would that chance help us mend this weakness?",
        "Guard": "Does this weakness make that threat deadly?",
    }.items():
        assert f"{name}<small>{question}</small>" in page
    assert "0 of 4 marked" in page


def test_the_grid_is_saved_at_once_and_only_what_was_marked_has_a_row(ana, workbook, board):
    sent = {**as_sent(text_of(ana.get(at("crossings", workbook)))), "x_S1_O1": "2", "x_W1_T1": "0"}
    response = ana.post(at("crossings", workbook), sent)
    assert (response.status_code, response.url) == (302, at("crossings", workbook) + "#h-rank")
    assert marks(workbook) == {"S1_O1": 2, "W1_T1": 0}
    page = text_of(ana.get(at("crossings", workbook)))
    assert "2 marks are saved." in page
    assert "2 of 4 marked" in page
    assert as_sent(page)["x_W1_T1"] == "0"


def test_each_mark_is_recorded_and_an_unchanged_grid_writes_nothing(ana, cast, workbook, board):
    put(board, "S1_O1", 1, cast.ana)
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    before = Change.objects.count()
    ana.post(at("crossings", workbook), sent)
    assert Change.objects.count() == before
    ana.post(at("crossings", workbook), {**sent, "x_S1_O1": "2"})
    change = workbook.changes.first()
    assert (str(change.by), change.verb, change.what, change.left_as["mark"]) == ("Ana", "marked", "S1 × O1", 2)


def test_a_mark_is_taken_back_and_undone(ana, cast, workbook, board):
    put(board, "S1_O1", 2, cast.ana)
    page = text_of(ana.get(at("crossings", workbook)))
    assert page.count('value=""') == 1
    page = ana.post(at("crossings", workbook), {**as_sent(page), "x_S1_O1": "", "x_W1_T1": "1"}, follow=True)
    assert "1 of 4 marked" in text_of(page)
    assert "S1 with O1 has no mark now." in text_of(page)
    assert [one.mark for one in gather(workbook).crossings] == [1]
    assert workbook.changes.filter(verb="unmarked", what="S1 × O1").exists()
    undo = re.search(r'action="([^"]+/S1/O1/restore/[^"]+)"', text_of(page))[1]
    page = text_of(ana.post(undo, follow=True))
    assert "2 of 4 marked" in page
    assert as_sent(page)["x_S1_O1"] == "2"
    assert "has been changed since" in text_of(ana.post(undo, follow=True))


def test_a_pairs_mark_is_taken_back_too(ana, cast, workbook, board):
    put(board, "S1_O1", 2, cast.ana)
    sent = {"inside": "S1", "outside": "O1", "was": "1:2"}
    assert 'id="id_mark_none"' in text_of(ana.get(at("crossing", workbook), {"n": "1"}))
    ana.post(at("crossing", workbook), sent)
    assert "1 of 4 marked" in text_of(ana.get(at("crossings", workbook)))
    ana.post(at("crossing", workbook), {**sent, "mark": ""})
    assert "0 of 4 marked" in text_of(ana.get(at("crossings", workbook)))


def test_taking_back_what_another_marked_meanwhile_shows_both(ana, cast, workbook, board):
    put(board, "S1_O1", 1, cast.ana)
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    put(board, "S1_O1", 2, cast.ben, seen=1)
    response = ana.post(at("crossings", workbook), {**sent, "x_S1_O1": ""})
    assert response.status_code == 409
    assert "S1 with O1: you say no mark, Ben said 2." in text_of(response)
    again = as_sent(text_of(response))
    assert again["x_S1_O1"] == ""
    assert ana.post(at("crossings", workbook), again).status_code == 302
    assert Crossing.objects.get().said is None


def test_marking_what_another_took_back_meanwhile_shows_both(ana, cast, workbook, board):
    row = put(board, "S1_O1", 1, cast.ana)
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    row.take_back(by=cast.ben, seen=1)
    response = ana.post(at("crossings", workbook), {**sent, "x_S1_O1": "2"})
    assert response.status_code == 409
    assert "S1 with O1: you say 2, Ben said no mark." in text_of(response)


def test_two_who_mark_different_crossings_lose_nothing(ana, cast, workbook, board):
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    put(board, "S1_O1", 2, cast.ben)
    assert ana.post(at("crossings", workbook), {**sent, "x_W1_T1": "1"}).status_code == 302
    assert marks(workbook) == {"S1_O1": 2, "W1_T1": 1}


def test_a_crossing_that_both_marked_comes_back_with_both_marks_and_the_others_are_saved(ana, cast, workbook, board):
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    put(board, "S1_O1", 2, cast.ben)
    response = ana.post(at("crossings", workbook), {**sent, "x_S1_O1": "0", "x_W1_T1": "1"})
    page = text_of(response)
    assert response.status_code == 409
    assert "S1 with O1: you say 0, Ben said 2." in page
    assert marks(workbook) == {"S1_O1": 2, "W1_T1": 1}
    again = as_sent(page)
    assert (again["x_S1_O1"], again["was_S1_O1"], again["x_W1_T1"]) == ("0", "1:2", "1")
    assert ana.post(at("crossings", workbook), again).status_code == 302
    assert marks(workbook) == {"S1_O1": 0, "W1_T1": 1}


def test_a_mark_that_another_changed_is_not_put_back_by_a_grid_that_left_it_alone(ana, cast, workbook, board):
    put(board, "S1_O1", 1, cast.ana)
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    put(board, "S1_O1", 2, cast.ben, seen=1)
    put(board, "S1_T1", 2, cast.ben)
    page = text_of(ana.post(at("crossings", workbook), {**sent, "x_S1_T1": "1"}))
    assert as_sent(page)["x_S1_O1"] == "2"
    assert marks(workbook) == {"S1_O1": 2, "S1_T1": 2}


def test_the_same_mark_by_both_is_no_conflict(ana, cast, workbook, board):
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    put(board, "S1_O1", 2, cast.ben)
    assert ana.post(at("crossings", workbook), {**sent, "x_S1_O1": "2"}).status_code == 302


def test_a_mark_beyond_two_is_refused_and_the_rest_of_the_grid_is_kept(ana, workbook, board):
    response = ana.post(at("crossings", workbook), {"x_S1_O1": "7", "x_W1_T1": "1"})
    page = text_of(response)
    assert response.status_code == 422
    assert "Mark it 0, 1 or 2" in page
    assert 'href="#id_x_S1_O1"' in page
    assert 'id="id_x_S1_O1"' in page
    assert 'name="x_W1_T1" value="1" checked' in page
    assert marks(workbook) == {}


def test_a_mark_answers_the_question_it_was_given_to_and_waits_while_an_entry_is_elsewhere(ana, cast, workbook, board):
    put(board, "S1_O1", 2, cast.ana)
    entry = board["S1"]
    entry.move(by=cast.ana, seen=1, quadrant="weakness")
    assert "0 of 4 marked" in text_of(ana.get(at("crossings", workbook)))
    entry.refresh_from_db()
    entry.move(by=cast.ana, seen=entry.revision, quadrant="strength")
    assert "1 of 4 marked" in text_of(ana.get(at("crossings", workbook)))


def test_after_a_move_a_new_mark_takes_the_place_of_the_old_one(ana, cast, workbook, board):
    put(board, "S1_O1", 2, cast.ana)
    board["S1"].move(by=cast.ana, seen=1, quadrant="weakness")
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    assert ana.post(at("crossings", workbook), {**sent, "x_S1_O1": "1"}).status_code == 302
    row = Crossing.objects.get()
    assert (row.mark, row.family) == (1, "WO")


def test_an_entry_that_no_longer_crosses_is_said_and_the_others_are_saved(ana, cast, workbook, board):
    sent = as_sent(text_of(ana.get(at("crossings", workbook))))
    board["O1"].move(by=cast.ana, seen=1, quadrant="strength")
    response = ana.post(at("crossings", workbook), {**sent, "x_S1_O1": "2", "x_S1_T1": "2"}, follow=True)
    assert "S1 and O1 no longer cross: one of them was moved." in text_of(response)
    assert marks(workbook) == {"S1_T1": 2}


def test_the_carried_inclusion_entry_is_crossed_and_marked_as_carried_by_rule(ana, cast, workbook, board):
    for _ in range(5):
        factories.entry(workbook, by=cast.ana, evidence_grade=3, impact=5, certainty=5)
    low = factories.entry(workbook, by=cast.ana, impact=1, certainty=1, inclusion=True)
    page = text_of(ana.get(at("crossings", workbook)))
    assert f'name="x_{low.ref}_O1"' in page
    assert page.count("carried by rule") == 1


def test_a_board_too_wide_for_one_table_is_split_into_chances_and_threats(ana, cast, workbook, board):
    assert text_of(ana.get(at("crossings", workbook))).count("<table") == 1
    for quadrant in ("opportunity", "threat"):
        for _ in range(4):
            factories.entry(workbook, by=cast.ana, quadrant=quadrant, **LISTED)
    page = text_of(ana.get(at("crossings", workbook)))
    assert page.count('<table class="cross cross-half"') == 2
    assert page.count('type="hidden" name="was_') == 20


def test_pairs_are_ranked_by_weight_with_written_or_a_way_to_start(ana, cast, workbook, board):
    board["O1"].edit(by=cast.ana, seen=1, impact=5, certainty=5)
    put(board, "S1_O1", 1, cast.ana)
    put(board, "W1_T1", 2, cast.ana)
    put(board, "S1_T1", 0, cast.ana)
    workbook.add_strategy(by=cast.ana, entries=[board["S1"], board["O1"]], **ANSWERS)
    response = ana.get(at("crossings", workbook))
    found = [(one["pair"].key, one["pair"].weight, one["written"]) for one in response.context["ranked"]]
    assert found == [(("S1", "O1"), 41, "X1"), (("W1", "T1"), 64, None)][::-1]
    assert f"{at('strategy-add', workbook)}?inside=W1&amp;outside=T1" in text_of(response)
    assert f"{at('strategies', workbook)}#X1" in text_of(response)


def test_nothing_to_cross_leads_to_the_priorities(ana, workbook):
    for name in ("crossings", "crossing"):
        page = text_of(ana.get(at(name, workbook)))
        assert "Nothing to cross yet" in page
        assert at("priorities", workbook) in page


def test_pair_by_pair_begins_with_the_first_that_is_not_marked(ana, cast, workbook, board):
    put(board, "S1_O1", 0, cast.ana)
    page = text_of(ana.get(at("crossing", workbook)))
    assert "Pair 2 of 4" in page
    assert "Can this strength soften that threat?" in page
    assert at("crossing", workbook) + "?n=1" in page


@pytest.mark.parametrize(("asked", "shown"), [("3", 3), ("99", 4), ("0", 1), ("x", 1), ("", 1)])
def test_any_pair_can_be_asked_for_and_nonsense_is_the_first_open_one(ana, workbook, board, asked, shown):
    assert f"Pair {shown} of 4" in text_of(ana.get(at("crossing", workbook), {"n": asked}))


def test_a_pair_is_saved_and_leads_to_the_next_and_the_last_to_the_ranked_pairs(ana, workbook, board):
    first = {"inside": "S1", "outside": "O1", "was": "0:", "mark": "2"}
    response = ana.post(at("crossing", workbook) + "?n=1", first)
    assert (response.status_code, response.url) == (302, at("crossing", workbook) + "?n=2")
    response = ana.post(at("crossing", workbook), {"inside": "W1", "outside": "T1", "was": "0:", "mark": "0"})
    assert response.url == at("crossings", workbook) + "#h-rank"
    assert marks(workbook) == {"S1_O1": 2, "W1_T1": 0}


def test_without_a_mark_one_goes_on_and_nothing_is_written(ana, workbook, board):
    response = ana.post(at("crossing", workbook), {"inside": "S1", "outside": "O1", "was": "0:"})
    assert response.url == at("crossing", workbook) + "?n=2"
    assert marks(workbook) == {}


def test_a_pair_that_another_marked_comes_back_with_both_marks(ana, cast, workbook, board):
    put(board, "S1_T1", 2, cast.ben)
    sent = {"inside": "S1", "outside": "T1", "was": "0:", "mark": "1"}
    response = ana.post(at("crossing", workbook), sent)
    page = text_of(response)
    assert response.status_code == 409
    assert "S1 with T1: you say 1, Ben said 2." in page
    assert 'name="was" value="1:2"' in page
    assert 'value="1" checked' in page
    assert ana.post(at("crossing", workbook), {**sent, "was": "1:2"}).status_code == 302
    assert marks(workbook) == {"S1_T1": 1}


@pytest.mark.parametrize("sent", [{}, {"inside": "S1", "outside": "O1", "mark": "3"}])
def test_nonsense_for_a_pair_is_422(ana, workbook, board, sent):
    assert ana.post(at("crossing", workbook), sent).status_code == 422


@pytest.mark.parametrize(("person", "read", "write"), [("ben", 200, 302), ("caro", 200, 404), ("dev", 404, 404)])
def test_each_role_gets_what_it_may(client, cast, workbook, board, person, read, write):
    client.force_login(getattr(cast, person))
    assert client.get(at("crossings", workbook)).status_code == read
    assert client.post(at("crossings", workbook), {"x_S1_O1": "1"}).status_code == write
    assert client.get(at("crossing", workbook)).status_code == (200 if write == 302 else 404)
    sent = {"inside": "S1", "outside": "T1", "mark": "1"}
    assert client.post(at("crossing", workbook), sent).status_code == write


def test_nobody_is_led_to_sign_in_and_other_methods_are_405(client, ana, workbook):
    assert ana.put(at("crossings", workbook)).status_code == 405
    assert ana.delete(at("crossing", workbook)).status_code == 405
    client.logout()
    assert client.get(at("crossings", workbook))["Location"].startswith(reverse("account_login"))


def test_a_viewer_sees_the_marks_and_no_form(client, cast, workbook, board):
    put(board, "S1_O1", 2, cast.ana)
    client.force_login(cast.caro)
    page = text_of(client.get(at("crossings", workbook)))
    assert '<span class="tri-read m2">2</span>' in page
    assert "<form" not in page[page.index("<main") : page.index("</main")]
    assert "Not written yet" in page


@pytest.mark.parametrize("count", [1, 5])
def test_both_pages_take_as_many_queries_for_a_hundred_crossings_as_for_one(
    ana, cast, workbook, count, django_assert_max_num_queries
):
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        for number in range(count):
            factories.entry(workbook, by=cast.ana, text=f"Firm {number}", quadrant=quadrant, **LISTED)
    rows = {row.ref: row for row in workbook.entries.all()}
    for number in range(1, count + 1):
        put(rows, f"S{number}_O{number}", 2, cast.ana)
        pair = [rows[f"S{number}"], rows[f"O{number}"]]
        workbook.add_action(by=cast.ana, strategy=workbook.add_strategy(by=cast.ana, entries=pair, **ANSWERS))
    factories.warm(workbook)
    for name in ("crossings", "crossing"):
        with django_assert_max_num_queries(12):
            ana.get(at(name, workbook))
