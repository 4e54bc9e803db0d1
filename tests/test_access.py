"""Every address × everybody × every method, against one table. An address that is not in the table fails."""

import importlib
import pkgutil

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access import EVERYBODY, METHODS, Row
from tests.access.company import company
from tests.access.world import world

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
    browsers, url = company(stage), reverse(name, kwargs=row.args(stage))
    got = {person: answers(url, browsers[person]) for person in EVERYBODY}
    told = {person: {method: row.expected(method, person) for method in METHODS} for person in EVERYBODY}
    wrong = {
        f"{person} {method}": (got[person][method], told[person][method])
        for person in EVERYBODY
        for method in METHODS
        if got[person][method] != told[person][method]
    }
    assert wrong == {}, "what was got, and what the table says"


def answers(url, client):
    """What each method gives somebody; what they do is taken back."""
    with transaction.atomic():
        got = {method: getattr(client, method)(url).status_code for method in METHODS}
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
