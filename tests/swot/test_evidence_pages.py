"""The evidence library: list, add, read, change, delete, download."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.errors import Refusal
from clusters.ids import new_key
from swot.models import Change, Source
from swot.rules.files import LARGEST
from swot.uploads import Upload
from tests import factories
from tests.swot.pages import at, text_of

PDF = b"%PDF-1.7\n"
TYPED = {
    "name": "City rent survey, Quay Street",
    "says": "Rents rose by a third",
    "grade": "3",
    "speaks_of": "2026-08-01",
    "good_until": "",
    "kept_where": "City hall, room 12",
    "url": "https://example.org/rents",
}
STALE = {"speaks_of": date(2024, 5, 1), "good_until": date(2025, 5, 1)}


@pytest.fixture
def source(workbook, cast):
    return factories.source(workbook, by=cast.ana)


def typed(**fields):
    return {**TYPED, "key": new_key(), **fields}


def sent(name="rents.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="text/html")


def kept_files():
    folder = default_storage.path("sources")
    return default_storage.listdir("sources")[1] if default_storage.exists(folder) else []


def test_a_source_is_written_once_and_is_good_for_a_year(ana, workbook, cast):
    form = typed()
    assert ana.post(at("source-add", workbook), form).status_code == 302
    assert ana.post(at("source-add", workbook), form).status_code == 302
    row = Source.objects.get()
    assert (row.cluster, row.name, row.grade, row.changed_by) == (cast.cluster, TYPED["name"], 3, cast.ana)
    assert (row.speaks_of, row.good_until) == (date(2026, 8, 1), date(2027, 8, 1))
    assert Change.objects.filter(verb="added", what=f"source {row.pk}").count() == 1


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "Give the source a name"),
        ("grade", "7", "7 is not one of the available choices"),
        ("url", "javascript:alert(1)", "Enter a valid URL"),
        ("url", "ftp://example.org/rents", "Enter a valid URL"),
        ("speaks_of", "yesterday", "Give a date such as 2026-11-18"),
        ("good_until", "2026-07-31", "It cannot be good only until a day before the one it speaks of"),
    ],
)
def test_a_faulty_source_comes_back_with_all_its_words(ana, workbook, field, text, said):
    response = ana.post(at("source-add", workbook), typed(**{field: text}))
    page = text_of(response)
    assert response.status_code == 422
    assert said in page
    assert "City hall, room 12" in page
    assert not Source.objects.exists()


def test_a_file_is_kept_under_a_name_of_chance_and_given_back_as_it_was(ana, workbook):
    ana.post(at("source-add", workbook), typed(file=sent("../Rents 2026.PDF", PDF + b"\0\xff")))
    row = Source.objects.get()
    assert (row.file_name, row.file_size) == ("Rents 2026.PDF", len(PDF) + 2)
    assert "Rents" not in row.file.name
    assert row.file.name.endswith(".pdf")
    response = ana.get(at("source-file", workbook, row.pk))
    assert response.content == PDF + b"\0\xff"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Rents 2026.PDF"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_the_same_file_sent_twice_is_kept_once(ana, workbook):
    key = new_key()
    for _again in range(2):
        ana.post(at("source-add", workbook), typed(key=key, file=sent()))
    assert len(kept_files()) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rents.html", b"<script>alert(1)</script>", "Choose a PDF, a picture"),
        ("rents.pdf", b"<script>alert(1)</script>", "what is inside is no PDF"),
        ("rents.pdf", PDF + b"x" * LARGEST, "larger than 10 MB"),
        ("rents.pdf", PDF + b"x" * 3 * LARGEST, "larger than 10 MB"),
        ("rents.pdf", b"", "empty"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_with_a_sentence_and_not_kept(ana, workbook, name, content, said):
    response = ana.post(at("source-add", workbook), typed(file=sent(name, content)))
    assert response.status_code == 422
    assert said in text_of(response)
    assert kept_files() == []


def test_a_good_file_beside_a_faulty_word_must_be_chosen_again_and_the_page_says_so(ana, workbook):
    response = ana.post(at("source-add", workbook), typed(name="", file=sent("rents.pdf")))
    assert response.status_code == 422
    assert "Choose “rents.pdf” again" in text_of(response)


def test_another_file_takes_the_place_of_the_old_and_a_file_can_be_taken_away(
    ana, workbook, cast, django_capture_on_commit_callbacks
):
    row = factories.source(workbook, by=cast.ana, upload=Upload("old.pdf", PDF))
    with django_capture_on_commit_callbacks(execute=True):
        ana.post(at("source", workbook, row.pk), typed(revision=1, file=sent("new.pdf")))
    row.refresh_from_db()
    assert (row.file_name, len(kept_files())) == ("new.pdf", 1)
    with django_capture_on_commit_callbacks(execute=True):
        ana.post(at("source", workbook, row.pk), typed(revision=2, without_file="on"))
    row.refresh_from_db()
    assert (row.file.name, row.file_name, row.file_size, kept_files()) == ("", "", None, [])
    assert ana.get(at("source-file", workbook, row.pk)).status_code == 404


def test_the_second_writer_of_a_source_sees_both_texts_and_keeps_neither_file(ana, workbook, cast, source):
    source.edit(by=cast.ben, seen=1, says="Rents rose by a quarter")
    response = ana.post(at("source", workbook, source.pk), typed(revision=1, file=sent("mine.pdf")))
    page = text_of(response)
    assert response.status_code == 409
    assert "Ben changed this while you were writing" in page
    assert "quarter" in page
    assert "third" in page
    assert "Choose “mine.pdf” again" in page
    assert kept_files() == []
    source.refresh_from_db()
    assert source.says == "Rents rose by a quarter"


def test_a_stale_source_can_be_said_to_be_still_good_with_a_reason(ana, workbook, cast):
    row = factories.source(workbook, by=cast.ana, **STALE)
    assert "Stale since May 2025" in text_of(ana.get(at("source", workbook, row.pk)))
    form = {"do": "good", "good_until": "2999-01-01", "good_reason": "", "revision": 1}
    response = ana.post(at("source", workbook, row.pk), form)
    assert response.status_code == 422
    assert "Say why it is still good" in text_of(response)
    assert ana.post(at("source", workbook, row.pk), {**form, "good_reason": "Ben asked"}).status_code == 302
    page = text_of(ana.get(at("source", workbook, row.pk)))
    assert "Stale since" not in page
    assert "Ben asked" in page
    assert ana.post(at("source", workbook, row.pk), {**form, "good_reason": "Later"}).status_code == 409


def test_this_years_figures_begin_from_the_older_source(ana, workbook, source):
    page = ana.get(at("source-add", workbook), {"from": source.pk})
    assert page.context["form"]["name"].value() == source.name
    assert "which stays as it is" in text_of(page)
    for nonsense in ("x", "99999", "²", "-1"):
        assert ana.get(at("source-add", workbook), {"from": nonsense}).status_code == 200


def test_stale_sources_stand_first_and_the_address_filters(ana, workbook, cast, source):
    factories.source(workbook, by=cast.ana, name="Zinc broadband map", grade=1, **STALE)
    page = text_of(ana.get(at("evidence", workbook)))
    assert page.index("Zinc broadband map") < page.index(source.name)
    assert "Two sources; one is stale" in page
    for query, shown in (({"stale": "on"}, "Zinc"), ({"grade": "3"}, "City rent"), ({"q": "ZINC"}, "Zinc")):
        filtered = text_of(ana.get(at("evidence", workbook), query))
        assert "1 of 2 shown" in filtered
        assert shown in filtered
    assert ana.get(at("evidence", workbook), {"grade": "9", "q": "\0"}).status_code == 200


def test_a_source_shows_who_cites_it_in_every_workbook_and_a_gap_where_nobody_does(ana, workbook, cast, source):
    assert "none yet" in text_of(ana.get(at("evidence", workbook)))
    entry = factories.entry(workbook, by=cast.ana, source=source, evidence_grade=3)
    page = text_of(ana.get(at("evidence", workbook)))
    assert "none yet" not in page
    assert at("entry", workbook, entry.ref) in page
    type(workbook).objects.filter(pk=workbook.pk).update(closed_at=workbook.begun_at)
    later = factories.workbook(cast.cluster, by=cast.ana, title="The next one")
    page = text_of(ana.get(at("evidence", later)))
    assert "none yet" in page
    assert at("entry", workbook, entry.ref) in page


def test_a_deleted_source_can_be_brought_back_and_one_that_is_cited_stays(ana, workbook, cast, source):
    entry = factories.entry(workbook, by=cast.ana, source=source)
    page = text_of(ana.post(at("source-delete", workbook, source.pk), {"revision": 1}, follow=True))
    assert f"{entry.ref} (" in page
    with pytest.raises(Refusal):
        source.delete_gently(by=cast.ana, seen=1)
    entry.edit(by=cast.ana, seen=1, source=None)
    page = text_of(ana.post(at("source-delete", workbook, source.pk), {"revision": 1}, follow=True))
    assert at("source-restore", workbook, source.pk) in page
    assert ana.get(at("source", workbook, source.pk)).status_code == 404
    assert ana.post(at("source-restore", workbook, source.pk)).status_code == 302
    assert ana.get(at("source", workbook, source.pk)).status_code == 200


def test_deleting_what_somebody_just_changed_does_nothing(ana, workbook, cast, source):
    source.edit(by=cast.ben, seen=1, says="Changed")
    response = ana.post(at("source-delete", workbook, source.pk), {"revision": 1})
    assert (response.status_code, "Changed" in text_of(response)) == (409, True)


@pytest.mark.parametrize(("person", "read", "write"), [("ben", 200, 200), ("caro", 200, 404), ("dev", 404, 404)])
def test_each_role_gets_what_it_may_and_a_stranger_no_file(client, cast, workbook, person, read, write):
    row = factories.source(workbook, by=cast.ana, upload=Upload("a.pdf", PDF))
    client.force_login(getattr(cast, person))
    for name, args in (("evidence", []), ("source", [row.pk]), ("source-file", [row.pk])):
        assert client.get(at(name, workbook, *args)).status_code == read
    assert client.get(at("source-add", workbook)).status_code == write
    assert (client.post(at("source", workbook, row.pk), typed(revision=1)).status_code == 404) == (write == 404)


def test_a_source_of_another_cluster_is_not_there(ana, cast, workbook):
    other = type(cast.cluster).found(by=cast.dev, name="Elsewhere", kind="district")
    theirs = factories.workbook(other, by=cast.dev)
    row = factories.source(theirs, by=cast.dev, upload=Upload("a.pdf", PDF))
    for name in ("source", "source-file"):
        assert ana.get(at(name, workbook, row.pk)).status_code == 404
        assert ana.get(at(name, theirs, row.pk)).status_code == 404
    entry = factories.entry(workbook, by=cast.ana)
    form = {"text": entry.text, "quadrant": "strength", "revision": 1, "source": row.pk}
    assert ana.post(at("entry", workbook, entry.ref), form).status_code == 422


@pytest.mark.parametrize("many", [1, 3, 300])
@pytest.mark.parametrize("name", ["evidence", "source"])
def test_a_page_costs_the_same_whatever_the_number_of_sources(ana, cast, workbook, name, many):
    rows = [factories.source(workbook, by=cast.ana, name=f"Source {number}") for number in range(many)]
    factories.entry(workbook, by=cast.ana, source=rows[0])
    address = at(name, workbook, *([rows[0].pk] if name == "source" else []))
    ana.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert ana.get(address).status_code == 200
    assert len(seen) <= 12
