"""Briefings as files to take away: every format of a draft and of an issued one, under plain names."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.fit import fitted
from briefings.formats.registry import FORMATS
from briefings.models import Briefing
from swot.models import Action
from tests import factories

DUE = date(2099, 3, 1)
FILES = [key for key in FORMATS if key != "pdf"]


def draft(book, key, query=""):
    return reverse("briefings:draft-file", args=[book.pk, key]) + query


def issued(key):
    return reverse("briefings:file", args=[Briefing.objects.get().pk, key])


@pytest.fixture
def filled(workbook, cast):
    factories.entry(workbook, by=cast.ana, impact=5, certainty=2)
    workbook.add_action(by=cast.ana, text="Ring the owner", due=DUE, first_step="Find the number")
    return workbook


@pytest.mark.parametrize("key", FILES)
def test_a_draft_comes_in_every_format_as_an_attachment_with_its_type(key, ana, filled):
    answer = ana.get(draft(filled, key, "?for=funder"))
    assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[key].mime)
    assert answer["Content-Disposition"] == f'attachment; filename="{filled.slug}-funder-draft.{key}"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_issued_briefing_stays_the_same_bytes_in_every_format_when_the_workbook_moves_on(ana, filled, cast):
    ana.post(reverse("briefings:issue", args=[filled.pk]), {"for": "agency"})
    first = {key: ana.get(issued(key)).content for key in FILES}
    factories.entry(filled, by=cast.ana, text="Something entirely new that came later")
    row = Action.objects.get()
    row.edit(by=cast.ana, seen=row.revision, text="Write to the owner")
    filled.look_again_on(date(2099, 1, 1), by=cast.ana, seen=type(filled).objects.get(pk=filled.pk).revision)
    assert {key: ana.get(issued(key)).content == body for key, body in first.items()} == dict.fromkeys(FILES, True)
    assert b"Ring the owner" in first["ics"]
    assert ana.get(issued("docx"))["Content-Disposition"] == f'attachment; filename="{filled.slug}-agency-1.docx"'


def test_the_dates_of_a_briefing_have_the_names_they_have_in_the_workbooks_calendar(ana, filled):
    ana.post(reverse("briefings:issue", args=[filled.pk]), {"for": "agency"})
    calendar = ana.get(reverse("swot:calendar", args=[filled.pk])).content
    told = ana.get(issued("ics")).content

    def uids(body):
        return [line for line in body.splitlines() if line.startswith((b"UID", b"DTSTART"))]

    assert uids(told) == uids(calendar)
    assert b"URL" not in told


def test_without_a_date_a_sentence_stands_on_the_page_instead_of_a_file(ana, workbook):
    answer = ana.get(draft(workbook, "ics"), follow=True)
    assert answer.redirect_chain == [(reverse("briefings:list", args=[workbook.pk]), 302)]
    assert "Nothing has a date yet" in answer.content.decode()


@pytest.mark.parametrize("query", ["?for=tourists", "?paper=a3"])
def test_an_unknown_reader_or_paper_is_not_found(query, ana, workbook):
    assert ana.get(draft(workbook, "docx", query)).status_code == 404


@pytest.mark.parametrize("ending", ["odt", "exe", "DOCX", "docx.zip", "pdf.docx"])
def test_a_format_there_is_not_is_not_found(ending, ana, workbook):
    assert ana.get(f"/workbooks/{workbook.pk}/briefings/draft.{ending}").status_code == 404


def test_more_than_a_briefing_holds_is_answered_with_a_sentence(ana, workbook, cast, monkeypatch):
    monkeypatch.setattr("briefings.make.ENTRIES_AT_MOST", 1)
    for _ in range(2):
        factories.entry(workbook, by=cast.ana)
    for key, what in (("docx", "Word text"), ("zip", "ZIP")):
        answer = ana.get(draft(workbook, key))
        assert (answer.status_code, f"too long for one {what}: at most 60 pages or 1,000" in answer.text) == (422, True)
        assert f"<h1>Too long for one {what}</h1>" in answer.text
    assert ana.get(draft(workbook, "xlsx")).status_code == 200


def test_a_draft_given_again_is_not_composed_again_until_something_is_written(ana, filled, cast, monkeypatch):
    address = reverse("briefings:draft", args=[filled.pk])
    first = ana.get(address).content
    monkeypatch.setattr("briefings.make.html", lambda *_given, **_more: pytest.fail("composed"))
    assert ana.get(address).content == first
    factories.entry(filled, by=cast.ana, text="Rents rise")
    with pytest.raises(pytest.fail.Exception):
        ana.get(address)


def test_all_in_one_lays_out_once_what_its_pdf_and_its_word_text_are_made_of(ana, filled, monkeypatch):
    laid = []
    monkeypatch.setattr("briefings.make.fitted", lambda *given, **more: laid.append(1) or fitted(*given, **more))
    with zipfile.ZipFile(io.BytesIO(ana.get(draft(filled, "zip")).content)) as files:
        packed = {name: files.read(name) for name in files.namelist() if name.endswith((".docx", ".pdf"))}
    assert (len(packed), len(laid)) == (2, 1)
    assert ana.get(draft(filled, "docx")).content in packed.values()
    assert len(laid) == 1


def test_the_page_links_every_format_and_names_no_address_twice(ana, filled):
    page = ana.get(reverse("briefings:list", args=[filled.pk]) + "?for=council").content.decode()
    assert all(page.count(f'href="{draft(filled, key)}?for=council"') == 1 for key in FILES)


@pytest.mark.parametrize("key", ["docx", "xlsx", "ics"])
def test_a_file_costs_as_many_queries_with_thirty_entries_as_with_one(key, ana, filled, cast):
    counts = []
    for number in range(2):
        ana.get(draft(filled, key))
        with CaptureQueriesContext(connection) as queries:
            ana.get(draft(filled, key))
        counts.append(len(queries))
        for more in range(30 * (1 - number)):
            factories.entry(filled, by=cast.ana, text=f"Point {more} of many")
    assert counts[0] == counts[1] <= 23
