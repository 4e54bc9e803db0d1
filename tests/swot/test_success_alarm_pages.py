"""The success alarm (content 4.5 rule 11) wherever a strength or an opportunity is written, sorted or moved."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from swot.models import Entry
from tests import factories
from tests.swot.pages import at

WORDS = "Visitors to the autumn fair have doubled here"
QUESTION = "Who could be pushed out by this?"
PLACED = {"evidence_grade": "0"}


def added(client, book, by, quadrant):
    client.post(at("entry-add", book), {**PLACED, "key": "k", "section": "PLA", "text": WORDS, "quadrant": quadrant})


def edited(client, book, by, quadrant):
    row = factories.entry(book, by=by, quadrant=quadrant, text="Something about the yard and its gate")
    client.post(at("entry", book, row.ref), {**PLACED, "text": WORDS, "quadrant": quadrant, "revision": row.revision})


def sorted_from_a_line(client, book, by, quadrant):
    line = book.add_line("D-PLA-1", WORDS, by=by)
    sent = {"thing": f"line-{line.pk}", "revision": line.revision, "key": "k", "text": WORDS, "quadrant": quadrant}
    client.post(at("sort", book), {**PLACED, **sent})


def sorted_from_the_tray(client, book, by, quadrant):
    row = factories.entry(book, by=by, quadrant="", text=WORDS)
    sent = {"thing": row.ref, "revision": row.revision, "key": "k", "text": WORDS, "quadrant": quadrant}
    client.post(at("sort", book), {**PLACED, **sent})


def written_in_a_section(client, book, by, quadrant):
    sent = {"key": "k", "text": WORDS, "quadrant": quadrant, "use": "sort"}
    client.post(at("line-add", book, "D-PLA-1"), {**PLACED, **sent})


def moved_on_the_board(client, book, by, quadrant):
    row = factories.entry(book, by=by, quadrant="threat", text=WORDS)
    client.post(at("entry-move", book, row.ref), {"quadrant": quadrant, "revision": row.revision})


WAYS = [added, edited, sorted_from_a_line, sorted_from_the_tray, written_in_a_section, moved_on_the_board]


@pytest.mark.parametrize("quadrant", ["strength", "opportunity"])
@pytest.mark.parametrize("way", WAYS)
def test_rule_11_every_way_of_writing_a_good_thing_asks_and_offers_a_twin(way, quadrant, ana, cast, workbook):
    way(ana, workbook, cast.ana, quadrant)
    row = Entry.objects.get(text=WORDS)
    assert row.quadrant == quadrant
    page = ana.get(at("board", workbook)).text
    assert f"{row.ref}: {escape(QUESTION)}" in page
    assert f'href="{reverse("swot:entry", args=[workbook.pk, row.ref])}#h-twin">Write its twin' in page
    assert Entry.objects.count() == 1
    entry_page = ana.get(at("entry", workbook, row.ref))
    assert entry_page.context["twin_form"].initial["quadrant"] == "threat"


@pytest.mark.parametrize("quadrant", ["weakness", "threat"])
@pytest.mark.parametrize("way", [added, sorted_from_a_line, written_in_a_section])
def test_rule_11_a_bad_thing_rings_no_alarm(way, quadrant, ana, cast, workbook):
    way(ana, workbook, cast.ana, quadrant)
    assert Entry.objects.get().quadrant == quadrant
    assert QUESTION not in ana.get(at("board", workbook)).text


def test_rule_11_saving_by_script_asks_too(ana, cast, workbook):
    row = factories.entry(workbook, by=cast.ana, text="Something about the yard and its gate")
    sent = {**PLACED, "text": WORDS, "quadrant": "strength", "revision": row.revision}
    response = ana.post(at("entry", workbook, row.ref), sent, headers={"HX-Request": "true"})
    assert QUESTION in response.text


def test_rule_11_one_that_has_its_twin_is_quiet(ana, cast, workbook):
    row = factories.entry(workbook, by=cast.ana, text=WORDS)
    row.link_twin(factories.entry(workbook, by=cast.ana, quadrant="threat", text="Rents follow the fair"), by=cast.ana)
    sent = {**PLACED, "text": WORDS, "quadrant": "strength", "revision": row.revision}
    assert QUESTION not in ana.post(at("entry", workbook, row.ref), sent, follow=True).text
