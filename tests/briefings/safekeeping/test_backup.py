"""A backup is what was there, or there is none."""

import stat
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from briefings.safekeeping import backup
from briefings.safekeeping.archive import Archive
from swot.models import Change, Entry
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def book(transactional_db):
    cast = factories.cast()
    book = factories.workbook(cast.cluster, by=cast.ana)
    factories.entry(book, by=cast.ana)
    return book


@pytest.fixture
def source(book):
    """A source with a file in the evidence library."""
    row = factories.source(book, by=book.begun_by)
    row.file.save("x.pdf", ContentFile(b"%PDF-1.7 a paper"))
    return row


@pytest.fixture
def made(source, tmp_path):
    """A backup."""
    return backup.make(tmp_path / "made.zip").path


def test_it_holds_every_row_and_file_and_only_its_owner_may_read_it(made, source):
    archive = Archive(made)
    assert set(archive.members) == {"database", f"files/{source.file.name}"}
    assert archive.manifest["tables"]["swot_entry"]["rows"] == Entry.objects.count() == 1
    assert archive.manifest["vendor"] == connection.vendor
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_nothing_is_left_beside_it(made):
    assert [path.name for path in made.parent.iterdir()] == ["made.zip"]


def test_a_file_that_is_there_is_not_written_over(made):
    before = made.read_bytes()
    with pytest.raises(CommandError, match="already"):
        call_command("backup", str(made))
    assert made.read_bytes() == before


def test_where_it_cannot_be_written_there_is_a_sentence_and_no_file(book, tmp_path):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("backup", str(tmp_path / "nowhere" / "made.zip"))


def test_a_file_that_is_missing_is_told_and_stands_in_the_way_of_nothing(source, tmp_path):
    name = source.file.name
    source.file.storage.delete(name)
    assert backup.make(tmp_path / "made.zip").missing == [name]


def test_whoever_writes_meanwhile_it_is_of_one_moment(book, tmp_path):
    done, begun = threading.Event(), Change.objects.count() - Entry.objects.count()

    def write():
        try:
            while not done.is_set():
                factories.entry(book, by=book.begun_by, text="Nine firms share a press")
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for number in range(3):
            tables = Archive(backup.make(tmp_path / f"{number}.zip").path).manifest["tables"]
            counts.append(tables["swot_entry"]["rows"])
            # One row and one change are one save: a copy of two moments would hold one without the other.
            assert tables["swot_change"]["rows"] - tables["swot_entry"]["rows"] == begun
    finally:
        done.set()
        writer.join()
    assert counts == sorted(counts)


def test_what_is_written_afterwards_is_not_in_it(made, book, tmp_path):
    factories.entry(book, by=book.begun_by)
    again = Archive(backup.make(tmp_path / "again.zip").path).manifest
    assert again["fingerprint"] != Archive(made).manifest["fingerprint"]


def test_what_stands_in_the_database_is_not_written_over_unasked(made):
    with pytest.raises(CommandError, match="say so with --replace"):
        call_command("restore", str(made))
