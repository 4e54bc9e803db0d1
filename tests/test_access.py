"""Every address × everybody × every method, against one table. An address that is not in the table fails."""

import importlib
import pkgutil

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access import PEOPLE, Row
from tests.access.world import world

METHODS = ("get", "post", "put", "patch", "delete")
ORDER = ("get", "put", "patch", "delete", "post")
OUTSIDE = {"admin"}


def table() -> dict[str, Row]:
    rows = {}
    for module in pkgutil.iter_modules(tests.access.__path__):
        rows |= getattr(importlib.import_module(f"tests.access.{module.name}"), "ROWS", {})
    return rows


ROWS = table()


def names(resolver=None, space=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or ""
            if inner not in OUTSIDE:
                yield from names(pattern, f"{space}{inner}:" if inner else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_address_is_in_the_table():
    assert sorted(set(names())) == sorted(ROWS)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_everybody_gets_what_the_table_says(name, db):
    row, stage = ROWS[name], world()
    url = reverse(name, kwargs=row.args(stage))
    got = {person: answers(url, getattr(stage.cast, person, None)) for person in PEOPLE}
    assert got == {person: {method: row.expected(method, person) for method in METHODS} for person in PEOPLE}


def answers(url, person):
    """What each method gives a person, None for nobody; what they do is taken back."""
    client = Client()
    with transaction.atomic():
        if person:
            client.force_login(person)
        got = {method: getattr(client, method)(url).status_code for method in ORDER}
        transaction.set_rollback(True)
    return got


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_get_changes_nothing(name, client, db, django_assert_num_queries):
    row, stage = ROWS[name], world()
    client.force_login(stage.cast.ana)
    url = reverse(name, kwargs=row.args(stage))
    before = stage.workbook.changes.count()
    client.get(url)
    assert stage.workbook.changes.count() == before
