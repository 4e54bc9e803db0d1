"""The drill: a backup of everything, everything lost, restored into nothing; somebody signs in and prints."""

import re
import shutil
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import make_anew, on_its_own, own_database

NAME = "restore_drill"
LONGEST = 900  # seconds: a quarter of an hour, of which this takes a small part

# Each is a process of its own, as an operator's commands are.
BEGIN = """
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.management import call_command
from swot.models import Workbook, Source
call_command("migrate", verbosity=0)
call_command("load_library", publish=True, verbosity=0)
call_command("demo")
book = Workbook.objects.order_by("begun_at").first()
source = Source(cluster=book.cluster, name="The rent survey", file_name="survey.pdf", file_size=18, key="survey")
source.file.save("survey.pdf", ContentFile(b"%PDF-1.7 a survey"[:18].ljust(18)))
"""
COUNT = """
import django
django.setup()
from django.apps import apps
for model in apps.get_models():
    print(model._meta.label, model._default_manager.count())
"""
SIGN_IN_AND_PRINT = """
import sys
import django
django.setup()
from django.test import Client
from django.urls import reverse
from swot.models import Source, Workbook
there = Client(SERVER_NAME="localhost")
answer = there.post(reverse("account_login"), {"login": "ana.duarte@example.org", "password": sys.argv[1]})
print("signed in", answer.status_code)
book = Workbook.objects.order_by("begun_at").first()
print("opened", there.get(reverse("swot:workbook", args=[book.pk])).status_code)
answer = there.get(reverse("briefings:draft", args=[book.pk]))
print("printed", answer.status_code, answer.content[:5])
print("file", Source.objects.get(key="survey").file.read()[:8])
"""


@pytest.fixture
def place(db, tmp_path):
    """A data folder and a database of their own, both empty."""
    folder = tmp_path / "data"
    folder.mkdir()
    with own_database(NAME, folder) as env:
        yield folder, {**env, "DEBUG": "1"}  # static files as they lie: none are collected for it


def run(env, *words):
    done = subprocess.run([sys.executable, *words], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def lose(folder):
    """Everything: the data folder, and with PostgreSQL the database as well."""
    shutil.rmtree(folder)
    folder.mkdir()
    if connection.vendor == "postgresql":
        make_anew(NAME)


def kept_beside(folder, env, kept):
    """Restored once more over what is there, it is refused unasked, and kept beside where it is asked for."""
    again = [sys.executable, "manage.py", "restore", str(kept)]
    refused = subprocess.run(again, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True)
    assert (refused.returncode, "say so with --replace" in refused.stderr) == (1, True)
    told = run(env, "manage.py", "restore", str(kept), "--replace")
    beside = re.search(r"What stood there before is kept: (.+)", told)[1]
    if connection.vendor == "sqlite":
        assert beside.startswith(str(folder / "workbook.sqlite3.before-"))
        assert folder.joinpath(beside).stat().st_size > 500_000
        return
    name = beside.removeprefix("the database ")
    assert on_its_own(f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == [(1,)]
    on_its_own(f"DROP DATABASE {name}")


@pytest.mark.slow
def test_everything_is_lost_and_restored_and_somebody_signs_in_and_prints(place, tmp_path):
    (folder, env), kept = place, tmp_path / "kept.zip"
    password = re.search(r"ana\.duarte@example\.org with the password (\S+)", run(env, "-c", BEGIN))[1]
    before = run(env, "-c", COUNT)
    told = run(env, "manage.py", "backup", str(kept))
    assert " 1 files" in told
    lose(folder)
    began = time.monotonic()
    assert "Restored the backup of" in run(env, "manage.py", "restore", str(kept))
    assert "All is sound." in run(env, "manage.py", "check_data")
    assert run(env, "-c", COUNT) == before
    assert "swot.Entry 0" not in before
    seen = run(env, "-c", SIGN_IN_AND_PRINT, password)
    assert time.monotonic() - began < LONGEST
    kept_beside(folder, env, kept)
    assert seen.splitlines() == ["signed in 302", "opened 200", "printed 200 b'%PDF-'", "file b'%PDF-1.7'"]
