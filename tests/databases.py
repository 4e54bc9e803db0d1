"""Databases of their own, for programs that a test starts: of the kind that is tested, empty, and gone afterwards."""

import os
from contextlib import contextmanager

from django.db import connection


@contextmanager
def own_database(name, folder):
    """The environment that leads to an empty database: SQLite's in a folder, or one more of the same PostgreSQL."""
    here = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env = {**here, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "", "HTTPS": ""}
    if connection.vendor == "sqlite":
        yield env
        return
    at = connection.settings_dict
    make_anew(name)
    try:
        yield {**env, "DATABASE_URL": f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{name}"}
    finally:
        on_its_own(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def make_anew(name):
    """Take a database of PostgreSQL away, and make it again with nothing in it."""
    on_its_own(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    on_its_own(f"CREATE DATABASE {name}")


def on_its_own(sentence):
    """Outside of the test's transaction; the rows of an answer."""
    fresh = connection.copy()
    try:
        fresh.set_autocommit(True)
        with fresh.cursor() as cursor:
            cursor.execute(sentence)
            return cursor.fetchall() if cursor.description else []
    finally:
        fresh.close()
