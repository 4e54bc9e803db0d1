"""The bytes are judged before and while they are parsed: size, depth, lists, keys, numbers, characters."""

import json
import time

import pytest

from swot.document.strict_json import parse, settled
from tests.swot.document.samples import faults_of

BROKEN = [
    (b"\xff\xfe{}", "the file is not UTF-8 (byte 0)"),
    (b"", "the file is not JSON (line 1, column 1)"),
    (b'{"a": 1,}', "the file is not JSON (line 1, column 9)"),
    (b'{"a": 1} x', "the file is not JSON (line 1, column 10)"),
    ("\ufeff{}".encode(), "the file is not JSON (line 1, column 1)"),
    (b'"' + b"x" * 2_000_000, "the file is over 2 MB"),
    (b"[" * 21 + b"]" * 21, "the file is nested more than 20 levels deep"),
    (b"[" * 1_900_000, "the file is nested more than 20 levels deep"),
    (b'{"a":' * 300_000, "the file is nested more than 20 levels deep"),
    (b'{"a": [' + b"0," * 2000 + b"0]}", "a: a list of 2001, and 2000 is the most"),
    (b'{"a": {"b": 1, "b": 1}}', "a.b: this key stands twice"),
    (b'{"a": [NaN]}', "a[0]: must be a finite number"),
    (b'{"a": -Infinity}', "a: must be a finite number"),
    (b'{"a": 1e999}', "a: must be a finite number"),
    (b'{"a": 1234567890123456}', "a: a number of more than 15 digits"),
    (b'{"a": ' + b"9" * 5000 + b"}", "a: a number of more than 15 digits"),
    (b'{"a": 0.1234567890123456}', "a: a number of more than 15 digits"),
    (b'{"a": 1e15}', "a: a number of more than 15 digits"),
    (b'{"a": "\\u0000"}', "a: holds a NUL character"),
    (b'{"a\\u0000": 1}', '["a\\u0000"]: holds a NUL character'),
    (b'{"a": "\\ud800"}', "a: holds half a character (a lone surrogate)"),
    (b'{"\\udfff": 1}', '["\\udfff"]: holds half a character (a lone surrogate)'),
    ("\ud800", "the text holds half a character (a lone surrogate)"),
]


@pytest.mark.parametrize(("raw", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_what_is_refused_is_told_in_one_sentence(raw, sentence):
    assert faults_of(lambda: parse(raw)) == (sentence,)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"[" * 20 + b"]" * 20, None),
        (b'{"a": "]]]]]]]]]]]]]]]]]]]]]]]]]]]] \\" [[[[[[[[[[[[[[[[[[[[[[["}', None),
        (b"[" + b"0," * 1999 + b"0]", [0] * 2000),
        (b"123456789012345", 123456789012345),
        (b"-0.000000123456789012345", -0.000000123456789012345),
        (b"5.0", 5),
        (b"-0.0", 0),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
    ],
)
def test_what_is_just_allowed_is_read(raw, value):
    assert parse(raw) == (json.loads(raw) if value is None else value)


def test_whole_numbers_are_read_whole_however_they_are_written():
    assert [type(number) for number in parse(b"[5.0, 5e0, -0.0, 5.5]")] == [int, int, int, float]


def test_numbers_are_written_so_that_they_can_be_read_again():
    assert [settled(number) for number in (0.1 + 0.2, 5.0, 7, 1 / 3)] == [0.3, 5, 7, 0.333333333333333]
    assert type(settled(5.0)) is int


@pytest.mark.parametrize("raw", [b'"' + b'\\"' * 990_000, b'"' * 1_990_000, b'["' + b"\\" * 1_990_000])
def test_the_scan_takes_no_longer_on_hostile_bytes(raw):
    begun = time.perf_counter()
    assert len(faults_of(lambda: parse(raw))) == 1
    assert time.perf_counter() - begun < 5
