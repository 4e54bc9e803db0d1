"""The cast and the stage: Ana leads, Ben edits, Caro views, Dev is a stranger; the four templates are published."""

import os
from pathlib import Path

import pytest
from django.db import connection, connections
from hypothesis import settings

from swot.curators import make_curator
from tests import factories

# By hand, for the properties that ask for it: pytest --hypothesis-profile=long
settings.register_profile("long", max_examples=400)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path_factory):
    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    settings.MEDIA_ROOT = settings.DATA_DIR / "files"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite is tested as a file, as it runs: in memory it locks whole tables, and nobody writes at once."""
    database = connections.databases["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {
            **database.get("TEST", {}),
            "NAME": str(tmp_path_factory.mktemp("database") / "test.sqlite3"),
        }


@pytest.fixture
def cast(db):
    """Ana (leader), Ben (editor), Caro (viewer), Dev (stranger), Cleo (curator) and Ana's cluster."""
    return factories.cast()


@pytest.fixture
def workbook(cast):
    """Ana's empty district workbook."""
    return factories.workbook(cast.cluster, by=cast.ana)


@pytest.fixture
def ana(client, cast):
    """A browser in which Ana is signed in."""
    client.force_login(cast.ana)
    return client


@pytest.fixture
def cleo(client, cast):
    """A browser in which Cleo, who curates, is signed in."""
    make_curator(cast.cleo)
    client.force_login(cast.cleo)
    return client


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of worked cases."""
    return Path(__file__).parent / "data" / "cases"


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, leave prints that ask nothing of a database to the run on SQLite: they are the same there."""
    if connection.vendor != "postgresql":
        return
    prints = Path(__file__).parent / "briefings"
    left = [item for item in items if prints in item.path.parents and not asks_database(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


def asks_database(item):
    """Whether a test has a database, by its mark or by one of its fixtures."""
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(
        item.fixturenames
    )
