"""Nothing is served from a database that could lose what it acknowledged: asked of the live connection."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connection, connections

from briefings.safekeeping.held import faults
from tests.databases import own_database

FULL = "PRAGMA synchronous=FULL;"
BROKEN_OF_SQLITE = {
    "journal_mode is delete": {"init_command": FULL},
    "synchronous is below FULL": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
    "waits 5000 ms": {"timeout": 5},
    "do not begin as IMMEDIATE": {"transaction_mode": "DEFERRED"},
}
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="these are settings of SQLite: run there")
postgres = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="these are settings of PostgreSQL: run there")


@pytest.fixture
def live(db, tmp_path):
    """A connection of its own, as the product makes it: with `options` other than the product's."""
    made = []

    def connect(**options):
        other = connection.copy()
        changed = {"OPTIONS": {**connection.settings_dict["OPTIONS"], **options}}
        if connection.vendor == "sqlite":
            changed["NAME"] = str(tmp_path / f"{len(made)}.sqlite3")
        other.settings_dict = {**connection.settings_dict, **changed}
        if connection.vendor == "sqlite":
            # Read when the connection is made, not when it is opened.
            other = type(connections[DEFAULT_DB_ALIAS])(other.settings_dict, DEFAULT_DB_ALIAS)
        made.append(other)
        return other

    yield connect
    for one in made:
        one.close()


def test_the_product_is_set_as_it_must_be(live):
    assert list(faults(live())) == []


@sqlite
@pytest.mark.parametrize("said", BROKEN_OF_SQLITE)
def test_each_loose_setting_of_sqlite_is_told(live, said):
    [sentence] = faults(live(**BROKEN_OF_SQLITE[said]))
    assert said in sentence


@postgres
def test_a_commit_that_does_not_wait_for_the_disk_is_told(live):
    [sentence] = faults(live(options="-c synchronous_commit=off"))
    assert "synchronous_commit is off" in sentence


def test_a_transaction_around_each_page_is_told(live):
    other = live()
    other.settings_dict = {**other.settings_dict, "ATOMIC_REQUESTS": True}
    assert "ATOMIC_REQUESTS" in " ".join(faults(other))


@pytest.mark.django_db
def test_the_check_of_django_asks_the_same():
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    assert [one for one in found if one.level >= checks.ERROR] == []
    settings_dict = connection.settings_dict
    settings_dict["ATOMIC_REQUESTS"] = True
    try:
        found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    finally:
        settings_dict["ATOMIC_REQUESTS"] = False
    assert [one.id for one in found if one.level >= checks.ERROR] == ["safekeeping.E001"]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("how", ["loose", "unreachable"])
def test_the_server_does_not_start_and_says_why_in_a_sentence(how, tmp_path):
    with own_database("held", tmp_path) as env:
        if how == "loose":
            env = {**env, "DJANGO_SETTINGS_MODULE": "tests.briefings.safekeeping.loose_settings"}
        else:
            env = {**env, "DATABASE_URL": f"sqlite:///{tmp_path}/nowhere/at/all.sqlite3"}
        command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", "0"]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=240)
    assert done.returncode != 0
    assert "The workbook is not served." in done.stderr
    assert {"loose": "synchronous", "unreachable": "cannot be reached"}[how] in done.stderr
    assert "Traceback" not in done.stderr
