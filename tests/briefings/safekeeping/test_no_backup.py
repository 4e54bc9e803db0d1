"""What is no backup of ours is refused in a sentence, before anything is touched."""

import json
import stat
import zipfile
from functools import cache

import pytest
from django.conf import settings

from briefings.safekeeping import backup
from briefings.safekeeping.restore import restore
from clusters.errors import Refusal
from swot.models import Entry

pytestmark = pytest.mark.django_db


@cache
def once(folder):
    """The bytes of a backup of a database with tables and a file; the same for all."""
    kept = settings.MEDIA_ROOT / "sources"
    kept.mkdir(parents=True)
    (kept / "x.pdf").write_bytes(b"%PDF-1.7 a paper")
    return backup.make(folder / "once.zip").path.read_bytes()


@pytest.fixture
def made(tmp_path, tmp_path_factory):
    """A backup."""
    path = tmp_path / "made.zip"
    path.write_bytes(once(tmp_path_factory.getbasetemp()))
    return path


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


def test_a_file_that_is_something_else_is_refused(tmp_path):
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
