"""A migration that is killed half-way is run again, and then all is there: nobody repairs anything."""

import signal
import sqlite3
import subprocess
import sys
import time

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.databases import own_database

NAME = "killed_migration"
# After how many applied migrations it is killed: in the middle, and near the end.
KILLED_AT = (12, 30)
PATIENCE = 240.0  # seconds
RECORDED = "SELECT count(*) FROM django_migrations"


def applied(folder, env):
    """How many migrations are recorded, as somebody else sees it."""
    if connection.vendor == "postgresql":
        return _of_postgres(env["DATABASE_URL"])
    try:
        with sqlite3.connect(f"file:{folder}/workbook.sqlite3?mode=ro", uri=True) as other:
            return other.execute(RECORDED).fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def _of_postgres(url):
    try:
        with psycopg.connect(url) as other:
            return other.execute(RECORDED).fetchone()[0]
    except psycopg.errors.UndefinedTable:
        return 0


@pytest.mark.slow
@pytest.mark.django_db
def test_it_is_killed_twice_and_run_again(tmp_path):
    with own_database(NAME, tmp_path) as env:
        again = {"cwd": settings.BASE_DIR, "env": env, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        command = [sys.executable, "manage.py", "migrate"]
        for number in KILLED_AT:
            running, until = subprocess.Popen(command, **again), time.monotonic() + PATIENCE
            while applied(tmp_path, env) < number and running.poll() is None and time.monotonic() < until:
                time.sleep(0.005)
            running.send_signal(signal.SIGKILL)
            running.communicate()
            assert running.returncode == -signal.SIGKILL, "it ended before it was killed"
        before = applied(tmp_path, env)
        done = subprocess.run(command, **again, text=True)
        assert done.returncode == 0, done.stdout
        assert applied(tmp_path, env) > before >= KILLED_AT[0]
        sound = subprocess.run([sys.executable, "manage.py", "check_data"], **again, text=True)
        assert sound.stdout.endswith("All is sound.\n"), sound.stdout
