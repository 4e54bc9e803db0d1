"""Whatever the bytes, the reader gives a document or refuses; nothing else escapes."""

import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from swot.document.faults import MOST_TOLD
from swot.document.read import Refused, read
from swot.document.values import Document
from tests.swot.document.samples import case, contents, export

RANDOM = settings(deadline=None, max_examples=200, derandomize=True, suppress_health_check=list(HealthCheck))
CASE = json.dumps(case()).encode()
WORDS = ["", "S1", "T2", "check 1", "answered", "yes", "district", "regional", "2026-02-30", "\u2028", "\ud800", "\0"]
PLAIN = st.sampled_from([None, True, False, 0, 1, -1, 5, 26, 1.5, 1e300, float("nan"), 10**20, *WORDS])
ANY = st.recursive(
    PLAIN, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3)
)


def judged(raw):
    """The faults told, none for a document; anything else that is raised fails the test."""
    refused = None
    try:
        assert isinstance(read(raw, contents=contents), Document)
    except Refused as fault:
        refused = fault
    if refused is None:
        return ()
    assert 1 <= len(refused.faults) <= MOST_TOLD
    assert str(refused).splitlines() == list(refused.faults)
    assert str(refused).encode()
    return refused.faults


def spots(value, way=()):
    """The way to every part of a document."""
    yield way
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from spots(part, (*way, key))


SPOTS = {"case": list(spots(case())), "export": list(spots(export()))}


def changed(raw, way, value):
    if not way:
        return value
    spot = raw
    for step in way[:-1]:
        spot = spot[step]
    spot[way[-1]] = value
    return raw


@RANDOM
@given(st.binary())
@example(b"null")
@example(b"[]")
@example(b"{}")
def test_any_bytes_are_judged(raw):
    assert judged(raw)


@RANDOM
@given(st.integers(0, len(CASE) - 1), st.binary(max_size=4), st.integers(0, 40))
def test_a_damaged_file_is_judged(start, patch, dropped):
    judged(CASE[:start] + patch + CASE[start + dropped :])


@settings(RANDOM, max_examples=400)
@given(st.data())
def test_any_value_at_any_place_is_judged(data):
    name = data.draw(st.sampled_from(sorted(SPOTS)))
    raw = case() if name == "case" else export()
    for way in data.draw(st.lists(st.sampled_from(SPOTS[name]), min_size=1, max_size=2)):
        try:
            raw = changed(raw, way, data.draw(ANY))
        except (KeyError, IndexError, TypeError):
            continue
    judged(json.dumps(raw))


def test_every_key_is_missed_or_not_without_a_crash():
    for way in SPOTS["export"]:
        # The first of a list stands for the others.
        if way and way[0] != "derived" and not any(isinstance(step, int) and step for step in way):
            judged(json.dumps(changed(export(), way, None)))


def test_an_unknown_key_is_refused_at_every_level():
    raw = export()
    for way in SPOTS["export"]:
        spot = raw
        for step in way:
            spot = spot[step]
        if isinstance(spot, dict) and way[:1] != ("derived",):
            spot["unknown_key"] = 1
            assert any("unknown_key: " in fault for fault in judged(json.dumps(raw))), way
            del spot["unknown_key"]
    assert judged(json.dumps(raw)) == ()
