"""Every sort, move and delete offers its undo at once, and the undo leaves the workbook as it was."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.messages import get_messages

from clusters.ids import new_key
from swot.document.gather import gather
from swot.models import Workbook
from tests import factories
from tests.swot.pages import at, strategy


@dataclass(frozen=True)
class Stage:
    """A workbook with a line, a sorted entry with a horizon, one in the tray, a strategy and an action."""

    book: Workbook
    line: Any
    kept: Any
    threat: Any
    loose: Any
    strategy: Any
    action: Any


@pytest.fixture
def stage(workbook, cast):
    by = cast.ana
    kept = workbook.add_line("D-PLA-1", "Kept", by=by)
    kept.keep(by=by, seen=1)
    workbook.answer("D-PLA-3", by=by, seen=0, value=1)
    made = strategy(workbook, by)
    return Stage(
        book=workbook,
        line=workbook.add_line("D-PLA-1", "A ropeworks until 1981; hemp from Riga", by=by),
        kept=kept,
        threat=factories.entry(workbook, by=by, text="Rents rise here", quadrant="threat", horizon="1-3 years"),
        loose=factories.entry(workbook, by=by, text="Not sorted yet", quadrant=""),
        strategy=made,
        action=workbook.add_action(by=by, text="Ring the owner"),
    )


PLACE = {"helps": "helps", "ours": "ours", "quadrant": "strength", "evidence_grade": "1"}
TWINS = {**PLACE, "helps": "both", "twin_text": "It costs the market its stalls"}


def sort(stage, thing, row, **said):
    """The form of the sort page."""
    sent = {"thing": thing, "revision": row.revision, "text": row.text, "key": new_key(), **said}
    return at("sort", stage.book), sent


def pressed(name, stage, row, key, **said):
    """A button on a row."""
    return at(name, stage.book, key), {"revision": row.revision, **said}


def edited(stage):
    """The form of the entry, with another quadrant."""
    sent = {"text": stage.threat.text, "quadrant": "opportunity", "evidence_grade": 0, "horizon": "1-3 years"}
    return at("entry", stage.book, stage.threat.ref), {**sent, "revision": stage.threat.revision}


DEEDS = {
    "sort a line": lambda s: sort(s, f"line-{s.line.pk}", s.line, **PLACE),
    "sort a line as twins": lambda s: sort(s, f"line-{s.line.pk}", s.line, **TWINS),
    "sort an entry of the tray": lambda s: sort(s, s.loose.ref, s.loose, **{**PLACE, "evidence_grade": "0"}),
    "keep a line while sorting": lambda s: sort(s, f"line-{s.line.pk}", s.line, do="no"),
    "drop an entry while sorting": lambda s: sort(s, s.loose.ref, s.loose, do="no"),
    "keep a line as background": lambda s: pressed("line-keep", s, s.line, s.line.pk),
    "offer a line again": lambda s: pressed("line-keep", s, s.kept, s.kept.pk, kept="no"),
    "split a line": lambda s: pressed("line-split", s, s.line, s.line.pk, text="A ropeworks\nhemp from Riga"),
    "delete a line": lambda s: pressed("line-delete", s, s.line, s.line.pk),
    "add what an answer offers": lambda s: (at("answer-entry", s.book, "D-PLA-3"), {"key": new_key()}),
    "move on the board": lambda s: pressed("entry-move", s, s.threat, s.threat.ref, quadrant="weakness"),
    "move back to the tray": lambda s: pressed("entry-move", s, s.threat, s.threat.ref, quadrant="tray"),
    "move by the form of the entry": edited,
    "delete an entry": lambda s: pressed("entry-delete", s, s.threat, s.threat.ref),
    "delete an action": lambda s: pressed("action-delete", s, s.action, s.action.ref),
    "mark an action done": lambda s: pressed("action-done", s, s.action, s.action.ref),
    "delete a strategy": lambda s: pressed("strategy-delete", s, s.strategy, s.strategy.ref),
}


def document(book):
    return gather(Workbook.objects.with_pages().get(pk=book.pk))


@pytest.mark.parametrize("deed", DEEDS)
def test_it_offers_its_undo_and_the_undo_leaves_all_as_it_was(deed, ana, stage):
    before = document(stage.book)
    address, sent = DEEDS[deed](stage)
    response = ana.post(address, sent)
    assert response.status_code == 302, response.text
    undo = [one.extra_tags for one in get_messages(response.wsgi_request) if one.level_tag == "success"][-1]
    assert document(stage.book) != before
    assert ana.post(undo).status_code == 302
    assert document(stage.book) == before


def test_a_line_sorted_at_once_is_a_line_again_after_undo(ana, stage):
    sent = {"key": new_key(), "text": "Nine firms share a kiln", "use": "sort", **TWINS}
    response = ana.post(at("line-add", stage.book, "D-PLA-1"), sent)
    undo = next(iter(get_messages(response.wsgi_request))).extra_tags
    assert stage.book.entries.filter(deleted_at=None, text__contains="kiln").exists()
    assert ana.post(undo).status_code == 302
    left = document(stage.book)
    assert "kiln" not in str(left.entries)
    assert "kiln" in str(left.answers)


@pytest.mark.parametrize("deed", DEEDS)
def test_the_undo_stands_on_the_page_that_follows(deed, ana, stage):
    address, sent = DEEDS[deed](stage)
    assert ">Undo</button>" in ana.post(address, sent, follow=True).text


def test_undo_of_what_an_answer_offered_leads_back_to_its_question(ana, stage):
    response = ana.post(at("answer-entry", stage.book, "D-PLA-3"), {"key": new_key()})
    undo = next(iter(get_messages(response.wsgi_request))).extra_tags
    assert ana.post(undo)["Location"] == f"{at('section', stage.book, 'PLA')}#D-PLA-3"


def test_undo_of_a_move_keeps_the_filter_of_the_board(ana, stage):
    address = f"{at('entry-move', stage.book, stage.threat.ref)}?state=unscored&section=PLA"
    response = ana.post(address, {"quadrant": "weakness", "revision": 1})
    undo = next(iter(get_messages(response.wsgi_request))).extra_tags
    assert ana.post(undo)["Location"].startswith(f"{at('board', stage.book)}?section=PLA&state=unscored&moved=")
