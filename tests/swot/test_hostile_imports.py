"""Whatever file comes, import_workbook takes it whole or refuses it in a sentence, quickly, and leaves no row behind."""

import os
import re
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from swot.document.strict_json import MOST_BYTES
from swot.models import Workbook
from tests import factories
from tests.swot.document.hostile import FILES, changed, entries, good, numbered

MANAGE = Path(settings.BASE_DIR) / "manage.py"


def rows():
    """How many rows each table has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def run(path, leader="ana@example.org"):
    """What importing a file prints."""
    out = StringIO()
    call_command("import_workbook", str(path), leader=leader, stdout=out)
    return out.getvalue()


@pytest.fixture
def path(db, tmp_path):
    """A place for a file, with the network's template published."""
    factories.version("network")
    return tmp_path / "case.json"


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_a_sentence_and_leaves_no_row(name, path):
    make, words = FILES[name]
    path.write_bytes(make())
    before, begun = rows(), time.process_time()
    with pytest.raises(CommandError, match=re.escape(words)) as refused:
        run(path)
    assert time.process_time() - begun < 1
    assert rows() == before
    assert 1 <= len(str(refused.value).splitlines()) <= 10
    assert "Traceback" not in str(refused.value)


def test_the_file_the_others_are_made_of_is_taken(path):
    path.write_bytes(good())
    assert Workbook.objects.get(pk=UUID(run(path).splitlines()[-1]))


def test_as_much_as_is_allowed_is_taken(path):
    path.write_bytes(
        changed({"strategies": numbered("X", 2000), "actions": numbered("A", 2000), "entries": entries(2000)})
    )
    book = Workbook.objects.get(pk=run(path).splitlines()[-1])
    assert [book.entries.count(), book.strategy_set.count(), book.action_set.count()] == [2000] * 3


def test_a_file_of_exactly_two_megabytes_is_taken(path):
    path.write_bytes(good() + b" " * (MOST_BYTES - len(good())))
    assert Workbook.objects.get(pk=run(path).splitlines()[-1])


def longest():
    """The longest texts, lists of words and keys that a document may hold, in letters of four bytes."""
    text, key = "𝌆" * 10_000, "𝌆" * 80
    line = {"key": key, "text": "𝌆" * 280}
    return {
        "slug": "x" * 100,
        "status": text,
        "title": text,
        "cluster/name": text,
        "cluster/place": text,
        "cluster/country": text,
        "cluster/leader_role": text,
        "classifier/note": text,
        "first_questions": {"here_before": text},
        "answers_by_section/Inclusion: who gains, who pays/0/answer/0": line,
        "entries/0/text": "𝌆" * 200,
        "entries/0/line": key,
        "entries/0/evidence/url": "https://" + "x" * 9_992,
        "entries/0/id": "T999999999",
        "entries/9/twin_of": "T999999999",
        "strategies/1/external_entries/1": "T999999999",
        "actions/0/owner": text,
        "briefings/0/decided_by": text,
    }


def test_the_longest_texts_the_format_allows_fit_the_tables(path):
    path.write_bytes(changed(longest()))
    book = Workbook.objects.get(pk=run(path).splitlines()[-1])
    assert len(book.title) == len(book.cluster.name) == 10_000
    assert book.entries.get(ref="T999999999").line.key == "𝌆" * 80


def test_the_first_ten_faults_are_told_and_no_more(path):
    path.write_bytes(changed({f"entries/{place}/section": "XXX" for place in range(13)}))
    with pytest.raises(CommandError) as refused:
        run(path)
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        f"entries[{place}].section" for place in range(10)
    ]


@pytest.mark.parametrize("where", ["", "missing.json", "folder/case.json", "case.json/below", "nowhere"])
def test_a_path_without_a_file_is_a_sentence(where, path, tmp_path):
    path.write_bytes(good())
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    before = rows()
    with pytest.raises(CommandError, match=r"cannot be read: [A-Z][a-z ]+\.$"):
        run(tmp_path / where)
    assert rows() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="everything can be read by root")
def test_a_file_that_may_not_be_read_is_a_sentence(path):
    path.write_bytes(good())
    path.chmod(0)
    with pytest.raises(CommandError, match="cannot be read: Permission denied"):
        run(path)


def test_a_file_without_an_end_is_read_no_further_than_its_limit(path):
    with pytest.raises(CommandError, match="over 2 MB"):
        run("/dev/zero")


@pytest.mark.parametrize(
    "leader",
    ["", " ", "Ana", "ana@", "@example.org", "ana@example", "ana@example.org, ben@example.org", "a\n@example.org",
     f"ana@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 60}.org"],
)  # fmt: skip
def test_a_leader_that_is_no_email_makes_no_account(leader, path):
    path.write_bytes(good())
    before = rows()
    with pytest.raises(CommandError, match="is not an email address"):
        run(path, leader=leader)
    assert rows() == before


def address():
    """The test's own database, as a process of its own is told of it."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def spawned(*args):
    """The command line as people type it."""
    env = {**os.environ, "DATABASE_URL": address(), "DATA_DIR": str(settings.DATA_DIR)}
    command = [sys.executable, str(MANAGE), "import_workbook", *map(str, args)]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["NaN", "a twin of itself", "a bomb of lists", "an empty file", "half a character"])
def test_the_command_line_exits_with_1_and_the_place_on_stderr_alone(name, tmp_path):
    factories.version("network")
    make, words = FILES[name]
    path = tmp_path / "case.json"
    path.write_bytes(make())
    before = rows()
    ended = spawned(path, "--leader", "ana@example.org")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert rows() == before


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_line_prints_the_id_alone_on_its_last_line(tmp_path):
    factories.version("network")
    path = tmp_path / "case.json"
    path.write_bytes(changed({"title": "Sixty\u2028names ☂"}))
    ended = spawned(path, "--leader", "ana@example.org")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("\n")
    assert Workbook.objects.get(pk=UUID(ended.stdout.split("\n")[-2])).title == "Sixty\u2028names ☂"
