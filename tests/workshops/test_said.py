"""The words of a sheet with what the workbook knows, and times against the clock."""

from datetime import date, time

import pytest

from swot.document.gather import gather
from swot.models import Workbook
from tests import factories
from workshops.run_sheets import run_sheets
from workshops.said import GAPS, facts, pieces
from workshops.timetable import clock

LINE = "We are here to help {decider} take one decision: {decision}."


def known(book, **more):
    return facts(gather(Workbook.objects.with_pages().get(pk=book.pk)), book.content(), **more)


def plain(line, said):
    return "".join(f"[{piece.text}]" if piece.is_gap else str(piece.text) for piece in pieces(line, said))


def test_what_nobody_said_yet_is_a_gap_that_names_it(workbook):
    assert plain(LINE, known(workbook)) == "We are here to help [who decides] take one decision: [which decision]."


def test_the_decision_is_the_one_a_reader_is_asked_for(workbook, cast):
    workbook.ask("agency", by=cast.ana, seen=0, decision="Buy the rope works.", decided_by="the council")
    assert plain(LINE, known(workbook)) == "We are here to help the council take one decision: Buy the rope works."


def test_else_the_first_line_of_the_question_that_sets_the_frame(workbook, cast):
    workbook.add_line("D-AIM-1", "Whether to buy the rope works", by=cast.ana)
    workbook.add_line("D-AIM-1", "Whether to move", by=cast.ana)
    said = "We are here to help [who decides] take one decision: Whether to buy the rope works."
    assert plain(LINE, known(workbook)) == said


def test_the_day_of_the_return_is_written_out(workbook):
    said = known(workbook, review_on=date(2031, 3, 1))
    assert plain("On {review_date} we open it again.", said) == "On 1 March 2031 we open it again."


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_people_already_here_are_named_in_the_words_of_the_kind(kind, cast):
    content = factories.library(kind)
    book = factories.workbook(cast.cluster, by=cast.ana)
    said = facts(gather(book), content)
    assert plain("Speaks for {people_already_here}.", said) == f"Speaks for {content.words['people_already_here']}."


def test_every_placeholder_of_every_sheet_is_filled_or_a_gap(workbook):
    said = known(workbook)
    for sheet in run_sheets():
        lines = [
            *sheet.prepare,
            *(role.does for role in sheet.roles),
            *(line for step in sheet.steps for line in step.say),
        ]
        assert all("{" not in str(piece.text) for line in lines for piece in pieces(line, said))
        assert all("{" not in text for step in sheet.steps for text in (step.screen, step.paper, step.tip))


def test_a_placeholder_that_nobody_knows_is_an_error():
    assert "sent_by" in GAPS
    with pytest.raises(KeyError):
        pieces("Ask {somebody}.", {})


@pytest.mark.parametrize(
    ("minutes", "start", "shown"),
    [
        (0, None, "0:00"),
        (86, None, "1:26"),
        (10, time(14), "14:10"),
        (90, time(23, 30), "01:00"),
        (0, time(9, 5), "09:05"),
    ],
)
def test_the_clock_counts_from_the_start_or_from_nought(minutes, start, shown):
    assert clock(minutes, start) == shown
