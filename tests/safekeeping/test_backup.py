"""A backup is what was there, or there is none; what is no backup of ours is refused before anything is touched."""

import json
import stat
import threading
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from clusters.errors import Refusal
from safekeeping import backup
from safekeeping.archive import Archive
from safekeeping.restore import restore
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


def other(path, tmp_path, change=lambda name, data: data, **more):
    """The same archive with members changed, left out (None) or added."""
    to = tmp_path / "other.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(zipfile.ZipInfo(name), data)
        for name, data in more.items():
            new.writestr(zipfile.ZipInfo(name), data)
    return to


def with_manifest(path, tmp_path, change):
    def changed(name, data):
        if name != "manifest.json":
            return data
        told = json.loads(data)
        change(told)
        return json.dumps(told)

    return other(path, tmp_path, changed)


# ---------- making ----------


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


# ---------- what is no backup ----------


def refused(path, words):
    """It is refused in a sentence with these words, by all that open it, before anything is touched."""
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        restore(path, replace=True)
    assert words in refusal.value.sentence
    assert Entry.objects.count() == before


def test_a_byte_that_changed_is_found(made, tmp_path):
    whole = bytearray(made.read_bytes())
    whole[len(whole) // 3] ^= 1
    (tmp_path / "other.zip").write_bytes(whole)
    refused(tmp_path / "other.zip", "damaged")


def test_half_a_file_is_refused(made, tmp_path):
    (tmp_path / "other.zip").write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    refused(tmp_path / "other.zip", "damaged")


def test_a_file_that_is_something_else_is_refused(book, tmp_path):
    (tmp_path / "other.zip").write_bytes(b"%PDF-1.7")
    refused(tmp_path / "other.zip", "damaged")
    refused(tmp_path / "missing.zip", "There is no file")


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "files/../../x", "files/.ssh", "secret-key", "files/a\\..\\b", "files/", "files//x"]
)
def test_a_name_that_leads_elsewhere_is_refused(made, tmp_path, name):
    refused(other(made, tmp_path, **{name: b"x"}), "is no name of a file in a backup")


def test_a_link_is_refused(made, tmp_path):
    path = other(made, tmp_path)
    link = zipfile.ZipInfo("files/sources/link.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    refused(path, "not a plain file")


def test_what_is_packed_is_refused_so_that_nothing_grows(made, tmp_path):
    path = other(made, tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("files/sources/bomb.pdf", b"0" * 5_000_000)
    refused(path, "packs nothing")


def test_members_that_say_they_are_larger_than_the_file_are_refused(made, tmp_path):
    path = other(made, tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        first = archive.infolist()[0]
        for number in range(3):
            again = zipfile.ZipInfo(f"files/sources/{number}.pdf")
            for name in ("header_offset", "file_size", "compress_size", "CRC"):
                setattr(again, name, getattr(first, name))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
        archive._didModify = True
    refused(path, "more in it than there is")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(made, tmp_path):
    path = other(made, tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("database", b"another")
    refused(path, "twice")


def test_what_the_manifest_does_not_tell_is_refused(made, tmp_path):
    refused(other(made, tmp_path, **{"files/sources/more.pdf": b"x"}), "not what its manifest tells")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda told: told.update(format=2), "newer version"),
        (lambda told: told["migrations"]["swot"].append("9999_from_tomorrow"), "swot 9999_from_tomorrow"),
        (lambda told: told.update(vendor="oracle"), "a backup of oracle"),
        (lambda told: told["tables"]["swot_entry"].update(rows=2), "swot_entry"),
        (lambda told: told.update(fingerprint="0" * 64), "fingerprint"),
        (lambda told: told.update(tables={"swot_entry": 1}), "manifest"),
        (lambda told: told.pop("members"), "damaged"),
        (lambda told: told.update(members=[1]), "damaged"),
        (lambda told: told["members"]["database"].update(sha256="0"), "not what it was"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(made, tmp_path, change, words):
    refused(with_manifest(made, tmp_path, change), words)


def test_what_stands_in_the_database_is_not_written_over_unasked(made):
    with pytest.raises(CommandError, match="say so with --replace"):
        call_command("restore", str(made))
