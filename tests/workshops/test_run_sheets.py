"""The run sheets: minutes add up, the order holds, every step points at real questions in every kind."""

import pytest

from swot.content import QUADRANTS
from tests import factories
from workshops.run_sheets import UnknownSheet, note, questions, run_sheet, run_sheets, team_sheets
from workshops.timetable import PLACES, visits

KINDS = ("workspace", "district", "region", "network")
ORDER = ("welcome", "collect", "reveal", "group", "vote", "results", "strategies", "actions")
SHEETS = pytest.mark.parametrize("sheet", run_sheets(), ids=lambda sheet: sheet.key)
TITLES = {"ninety": 90, "two-hours": 120, "two-and-a-half": 150}


def pointed_at(sheet, kind):
    """(window or quadrant, questions) of every step that points at some."""
    content = factories.library(kind)
    return [(quadrant or step.window, found) for step in sheet.steps for quadrant, found in questions(step, content)]


def test_there_is_one_sheet_for_each_time():
    assert {sheet.key: sheet.minutes for sheet in run_sheets()} == TITLES


@SHEETS
def test_the_minutes_of_the_steps_add_up_to_the_title(sheet):
    assert sum(step.minutes for step in sheet.steps) == sheet.minutes
    assert all(step.minutes > 0 for step in sheet.steps)


@SHEETS
def test_frame_write_alone_read_group_vote_pair_act(sheet):
    *path, close = [step.kind for step in sheet.steps if step.kind != "break"]
    assert close == "welcome"
    assert tuple(dict.fromkeys(path)) == ORDER
    assert path == sorted(path, key=ORDER.index)


def test_the_note_says_the_order_that_the_sheets_keep():
    assert note().endswith("frame, write alone, read, group, vote in secret, pair, act.")


@SHEETS
def test_a_room_writes_about_every_quadrant_once(sheet):
    written = [quadrant for step in sheet.steps for quadrant in step.quadrants]
    assert written == list(QUADRANTS)


@SHEETS
@pytest.mark.parametrize("kind", KINDS)
def test_every_step_points_at_questions_of_the_kind(sheet, kind):
    found = pointed_at(sheet, kind)
    assert [about for about, _ in found] == ["first", *QUADRANTS]
    assert all(asked for _, asked in found)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [("workspace", ["3.1"]), ("district", ["2.1", "2.2"]), ("region", ["2.2"]), ("network", ["2.2"])],
)
def test_the_welcome_asks_who_was_here_first_in_the_words_of_the_kind(kind, numbers):
    (_window, found), *_rest = pointed_at(run_sheet("ninety"), kind)
    assert [question.number for question in found] == numbers
    assert {question.prompt.window for question in found} == {"first"}


def test_notes_answer_lists_that_feed_the_quadrant_and_are_asked_of_everybody():
    by_quadrant = dict(pointed_at(run_sheet("ninety"), "region"))
    for letter, quadrant in zip("SWOT", QUADRANTS, strict=True):
        assert all(
            letter in one.prompt.quadrants.split() and one.prompt.type == "list" for one in by_quadrant[quadrant]
        )
    assert "R-COL-2" not in {one.prompt.id for one in by_quadrant["weakness"]}
    assert "R-INC-1" in {one.prompt.id for one in by_quadrant["weakness"]}


def test_an_unknown_sheet_says_which_there_are():
    with pytest.raises(UnknownSheet, match="ninety, two-hours, two-and-a-half"):
        run_sheet("all-day")


@SHEETS
def test_the_words_ask_for_nothing_but_paper_and_a_screen(sheet):
    said = " ".join(" ".join([*step.say, step.screen, step.paper, step.tip]) for step in sheet.steps)
    said += " ".join([*sheet.prepare, *(role.does for role in sheet.roles)])
    for word in ("phone", "code", "tray", "Join with", "stakeholder", "submit"):
        assert word not in said


def test_the_minutes_of_a_small_team_add_up_where_they_are_given():
    ninety, three_hours = team_sheets()
    assert [stop.minutes for stop in ninety.order] == [None] * 4
    assert sum(stop.minutes for stop in three_hours.order) == three_hours.minutes == 180


@pytest.mark.parametrize("kind", KINDS)
def test_every_stop_of_a_small_team_leads_somewhere(kind):
    content = factories.library(kind)
    for team in team_sheets():
        for visit in visits(team, content):
            assert [section.code for _, section in visit.sections] == list(visit.stop.sections)
            assert visit.sections or visit.place is PLACES[visit.stop.room]
