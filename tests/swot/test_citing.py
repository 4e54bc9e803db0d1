"""Entries that rest on a source of the library: choosing it, making it, its age wherever it is cited."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.tables import stale_words
from clusters.ids import new_key
from swot.document.gather import gather
from swot.document.values import Evidence
from swot.models import Entry, Source
from tests import factories
from tests.briefings import build
from tests.swot.pages import at, text_of
from tests.swot.test_entry_pages import typed

STALE = {"speaks_of": date(2024, 5, 1), "good_until": date(2025, 5, 1)}


@pytest.fixture
def source(workbook, cast):
    return factories.source(workbook, by=cast.ana, url="https://example.org/rents")


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana)


def book_of(workbook):
    return type(workbook).objects.with_pages().get(pk=workbook.pk)


def test_choosing_a_source_cites_it_and_a_hunch_is_known_as_well_as_that(ana, workbook, entry, source):
    assert ana.post(at("entry", workbook, "S1"), typed(entry, source=source.pk)).status_code == 302
    entry.refresh_from_db()
    assert (entry.source, entry.evidence_grade) == (source, 3)
    known = gather(book_of(workbook)).entries[0].evidence
    assert (known.source, known.url, known.date, known.cites) == (source.name, source.url, source.speaks_of, source.key)


def test_a_grade_that_was_chosen_stays_and_one_lowered_later_stays_low(ana, workbook, entry, source):
    ana.post(at("entry", workbook, "S1"), typed(entry, source=source.pk, evidence_grade="1"))
    entry.refresh_from_db()
    assert entry.evidence_grade == 1
    stands = {"revision": 2, "source": source.pk, "cites": source.pk}
    ana.post(at("entry", workbook, "S1"), {**typed(entry), **stands, "evidence_grade": "0"})
    entry.refresh_from_db()
    assert entry.evidence_grade == 0


def test_a_page_that_saves_itself_keeps_the_grade_of_the_source_until_it_is_read_anew(ana, workbook, entry, source):
    for seen in (1, 2):
        form = typed(entry, source=source.pk, cites="", revision=seen, evidence_text=f"Typed {seen}")
        response = ana.post(at("entry", workbook, "S1"), form, headers={"HX-Request": "true"})
        assert "It is now known as well as its source" in text_of(response)
    entry.refresh_from_db()
    assert (entry.source, entry.evidence_grade) == (source, 3)


def test_what_was_written_by_hand_is_kept_beneath_and_comes_back_without_the_source(ana, workbook, entry, source):
    words = {"evidence_source": "A neighbour", "evidence_text": "Said so"}
    ana.post(at("entry", workbook, "S1"), typed(entry, source=source.pk, **words))
    entry.refresh_from_db()
    assert (entry.evidence.source, entry.evidence.text) == (source.name, "Said so")
    ana.post(at("entry", workbook, "S1"), typed(entry, source="", **words))
    entry.refresh_from_db()
    assert (entry.source, entry.evidence.source, entry.evidence.good_until) == (None, "A neighbour", None)


def test_a_change_of_the_source_is_a_change_wherever_it_is_cited(workbook, cast, source):
    factories.entry(workbook, by=cast.ana, source=source)
    source.edit(by=cast.ben, seen=1, name="Rent survey, 2027")
    assert gather(book_of(workbook)).entries[0].evidence.source == "Rent survey, 2027"


def test_an_entry_can_be_added_with_its_source_and_so_can_its_twin(ana, workbook, source):
    form = {"key": new_key(), "section": "PLA", "text": "Rents rose", "helps": "both", "ours": "theirs"}
    assert ana.post(at("entry-add", workbook), {**form, "source": source.pk}).status_code == 302
    assert {(row.source, row.evidence_grade) for row in Entry.objects.all()} == {(source, 3)}
    assert ana.post(at("entry-add", workbook), {**form, "key": new_key(), "source": 99}).status_code == 422


def test_the_page_says_where_an_entry_is_graded_higher_than_its_source(ana, workbook, cast):
    low = factories.source(workbook, by=cast.ana, grade=1)
    factories.entry(workbook, by=cast.ana, source=low, evidence_grade=3)
    assert "Graded higher here than in the library" in text_of(ana.get(at("entry", workbook, "S1")))
    assert "Graded higher than the source" in text_of(ana.get(at("source", workbook, low.pk)))


def test_evidence_goes_into_the_library_in_one_click_and_is_cited_from_there(ana, workbook, entry, cast):
    known = {"evidence_source": "The archive", "evidence_text": "Two letters", "evidence_date": date(2026, 5, 1)}
    entry.edit(by=cast.ana, seen=1, evidence_grade=2, evidence_url="https://example.org/a", **known)
    form = {"revision": 2, "key": new_key()}
    assert ana.post(at("entry-source", workbook, "S1"), form).status_code == 302
    assert ana.post(at("entry-source", workbook, "S1"), form).status_code == 302
    row = Source.objects.get()
    assert (row.name, row.says, row.grade, row.good_until) == ("The archive", "Two letters", 2, date(2027, 5, 1))
    entry.refresh_from_db()
    assert entry.source == row


def test_evidence_of_an_entry_somebody_just_changed_makes_no_source(ana, workbook, entry, cast):
    entry.edit(by=cast.ben, seen=1, evidence_text="Two letters")
    assert ana.post(at("entry-source", workbook, "S1"), {"revision": 1}).status_code == 409
    assert not Source.objects.exists()


def test_an_entry_without_evidence_has_nothing_to_put_into_the_library(ana, workbook, entry):
    page = text_of(ana.post(at("entry-source", workbook, "S1"), {"revision": 1}, follow=True))
    assert "There is nothing to put into the library" in page


@pytest.mark.parametrize("name", ["entry", "board", "section", "priorities", "find-out"])
def test_stale_evidence_is_marked_wherever_it_is_cited(ana, workbook, cast, name):
    old = factories.source(workbook, by=cast.ana, **STALE)
    fields = {"prompt": "D-PLA-1", "impact": 4, "certainty": 2, "evidence_grade": 3}
    factories.entry(workbook, by=cast.ana, source=old, **fields)
    page = at(name, workbook, *{"entry": ["S1"], "section": ["PLA"]}.get(name, []))
    assert "Stale since May 2025" in text_of(ana.get(page))
    old.edit(by=cast.ana, seen=1, good_until=date(2999, 1, 1))
    assert "Stale since" not in text_of(ana.get(page))


def test_stale_evidence_is_marked_in_print_on_the_day_of_the_briefing(workbook, cast):
    old = factories.source(workbook, by=cast.ana, **STALE)
    factories.entry(workbook, by=cast.ana, source=old)
    known = gather(book_of(workbook)).entries[0].evidence
    assert stale_words(known, date(2025, 5, 1)) == ""
    assert stale_words(known, date(2025, 5, 2)) == "stale since May 2025"


def test_a_reader_sees_the_source_and_its_age_without_a_form(client, workbook, cast):
    old = factories.source(workbook, by=cast.ana, **STALE)
    factories.entry(workbook, by=cast.ana, source=old)
    client.force_login(cast.caro)
    page = text_of(client.get(at("entry", workbook, "S1")))
    assert at("source", workbook, old.pk) in page
    assert "Stale since May 2025" in page


@pytest.mark.parametrize("many", [1, 3, 300])
def test_an_entry_that_cites_costs_the_same_whatever_the_number(ana, cast, workbook, many):
    for number in range(many):
        row = factories.source(workbook, by=cast.ana, name=f"Source {number}")
        if number < 30:
            factories.entry(workbook, by=cast.ana, source=row, text=f"Entry {number} of many")
    for address in (at("entry", workbook, "S1"), at("board", workbook), at("section", workbook, "PLA")):
        ana.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert ana.get(address).status_code == 200
        assert len(seen) <= 12


def test_the_board_can_show_what_rests_on_stale_evidence_alone(ana, workbook, cast):
    old = factories.source(workbook, by=cast.ana, **STALE)
    factories.entry(workbook, by=cast.ana, source=old, text="Fibre reaches four streets")
    factories.entry(workbook, by=cast.ana, text="Nine tenants get weekly work")
    page = text_of(ana.get(at("board", workbook), {"state": "stale"}))
    assert "Fibre reaches four streets" in page
    assert "Nine tenants get weekly work" not in page


def test_a_full_briefing_says_what_is_stale(workbook):
    known = Evidence("Four of nine streets", "Regulator", 3, date=date(2024, 5, 1), good_until=date(2025, 5, 1))
    document = build.empty(entries=(build.entry("S1", "strength", evidence=known),))
    assert "2024, stale since May 2025" in build.said("entries", document, key="full")
    assert "Checked, stale since May 2025" in build.words_of(build.printed(document))
