"""Files of the library spoilt by chance: each is refused in sentences, or taken and can be told, compared and written again."""

import copy
import json
import random

import pytest

from swot.pack.read import Pack, Refused, read, read_value
from swot.pack.write import as_value, write
from swot.problems import problems
from swot.rules.differences import differences
from swot.rules.translation import moved_since, untouched
from tests import factories

KINDS = ["district", "network", "region", "workspace"]
ODD = [None, True, False, 0, 1, -1, 0.5, 10**14, 1e308, "", " ", "x", "no", "x" * 500, "x" * 11_000, "é\n", [], {}, [[]], [{}], {"a": 1}, ["x", "x"], "I2", "D-INC-1"]  # fmt: skip


def places(value, path=()):
    """Every place of a value but the whole."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield (*path, key)
        yield from places(part, (*path, key))


def spoil(body, chance):
    """Do one thing to a file at one place: another value, a value of elsewhere, a key less, a part twice, a key more."""
    ways = list(places(body))
    path = chance.choice(ways)
    where = body
    for key in path[:-1]:
        where = where[key]
    key, way = path[-1], chance.randrange(5)
    if way == 0:
        where[key] = chance.choice(ODD)
    elif way == 1:
        other = body
        for step in chance.choice(ways):
            other = other[step]
        where[key] = copy.deepcopy(other)
    elif way == 2:
        del where[key]
    elif isinstance(where, list):
        where.insert(chance.randrange(len(where) + 1), copy.deepcopy(where[key]))
    elif way == 3:
        where[chance.choice(["colour", "id", "code", "text", "in", ""])] = chance.choice(ODD)
    else:
        where[key] = [where[key]] if chance.random() < 0.5 else {str(key): where[key]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_is_refused_or_taken_and_nothing_else(kind):
    raw, before = (factories.LIBRARY / f"{kind}.en.json").read_text(encoding="utf-8"), factories.library(kind)
    chance, taken, refused = random.Random(kind), 0, 0
    for _ in range(250):
        body = json.loads(raw)
        for _ in range(chance.choice([1, 1, 1, 2, 5])):
            spoil(body, chance)
        try:
            pack = read(json.dumps(body))
        except Refused as refusal:
            refused += 1 <= len(refusal.faults) <= 10
            continue
        taken += 1
        assert read_value(as_value(pack)) == pack
        for form in ("json", "yaml"):
            assert read(write(pack, form), form).content.reckon_fingerprint() == pack.content.reckon_fingerprint()
        problems(pack.content, previous=before)
        differences(before, pack.content)
        moved_since(before, pack.content, before)
        untouched(before, pack.content)
    assert taken > 10
    assert refused == 250 - taken


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_spoilt_bytes_are_refused_or_taken_and_nothing_else(kind, form):
    raw = write(Pack(factories.library(kind)), form).encode()
    chance, told = random.Random(kind), []
    for _ in range(60):
        at, long = chance.randrange(len(raw)), chance.choice([0, 1, 1, 3, 400])
        try:
            read(raw[:at] + chance.randbytes(chance.choice([0, 1, 2])) + raw[at + long :], form)
        except Refused as refusal:
            told.append(len(refusal.faults))
    assert told
    assert all(1 <= count <= 10 for count in told)
