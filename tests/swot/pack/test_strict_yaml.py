"""YAML is read as plain values without guesses: what is typed as text stays text, or is refused with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.pack.strict_yaml import Refused, dump, parse
from tests.pace import is_quick

QUOTE = "can be read as something else than a text: put a text in quotation marks"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
ODD = st.sampled_from(["no", "Yes", "y", "null", "~", "", "1e3", "010", "0o17", "1_000", "12:30", "2024-01-01", "- a", "a: b", "a #b", "=", "<<", "*a", "&a", "!t", "1.", ".5", "+1", "%", "@x", " a ", "a\nb\n", "\n", "é", "\x85", "\u2028", "😀", "\ufeff"])  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers(-(10**14), 10**14) | TEXTS | ODD
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | ODD, inner, max_size=4), max_leaves=12
)


@given(VALUES)
def test_what_is_written_is_read_back_the_same(value):
    assert parse(dump(value)) == value


@given(st.binary(max_size=200) | TEXTS.map(str.encode))
def test_any_bytes_are_read_or_refused(raw):
    try:
        parse(raw)
        told = ("taken",)
    except Refused as refused:
        told = refused.faults
    assert 1 <= len(told) <= 10


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "yes",
        "on",
        "off",
        "NO",
        "True",
        "FALSE",
        "Null",
        "y",
        "N",
        "010",
        "0x1F",
        "0o17",
        "1_000",
        "+1",
        "1.",
        ".5",
        "1e3",
        "1.5e3",
        ".inf",
        "-.Inf",
        ".nan",
        "12:30",
        "2024-01-01",
        "<<",
        "=",
    ],
)
def test_a_word_that_could_be_something_else_is_refused_unless_quoted(word):
    with pytest.raises(Refused, match=QUOTE):
        parse(f"a: {word}")
    assert parse(f"a: '{word}'") == {"a": word}
    assert parse(f'a: "{word}"') == {"a": word}


def test_true_false_null_and_numbers_are_those_of_json():
    assert parse("[true, false, null, ~, 0, -7, 2.50, 3 rooms, 'x', D-INC-1, 5% a year]") == [
        True, False, None, None, 0, -7, 2.5, "3 rooms", "x", "D-INC-1", "5% a year",
    ]  # fmt: skip
    assert type(parse("1.0")) is int


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x b", "a: an anchor or alias"),
        ("a: &x [b]\nc: *x", "c: an anchor or alias"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "an anchor or alias"),
        ("a: !!python/object/apply:os.system [ls]", "a: a tag"),
        ("a: !!str 1", "a: a tag"),
        ("%TAG ! tag:x,2000:\n---\na: !b c", "a: a tag"),
        ("1: a", r'\["1"\]: a key must be a text'),
        ("true: a", r'\["true"\]: a key must be a text|true: a key must be a text'),
        ("2024-01-01: a", "a key must be a text"),
        ("? [a]\n: b", "a key must be a text"),
        ("<<: {a: b}", "a key must be a text"),
        ("a: 1\na: 2", "a: this key stands twice"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("a: [", r"the file is not YAML \(line 2"),
        ("a: \x01", "the file is not YAML"),
        ('a: "\\0"', "a: holds a NUL character"),
        ('a: "\\ud800"', "the file is not YAML"),
        ("a: 1234567890123456", "a: a number of more than 15 digits"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(text, words):
    with pytest.raises(Refused, match=words):
        parse(text)


@pytest.mark.parametrize(
    "raw",
    [b"[" * 1_000_000, b"{" * 1_000_000, b"- " * 900_000, b"? " * 900_000, b"- a\n" * 400_000, b"a: 1\n" * 300_000,
     b"&a " * 500_000, b"[[]," + b"[],[],[]," * 200_000, b"{" + b"a: b, " * 300_000, b"'" + b"x" * 1_900_000,
     b'"' + b"\\n" * 900_000, b"x" * 1_999_999 + b":", b"\t" * 1_900_000, b"a: 'b\n" * 300_000, b"!" * 1_900_000,
     b"k: [" + b"[x, y, z, a, b, c, d, e], " * 70_000, b"- " + b"{a: {b: {c: [1,2,3]}}}\n- " * 70_000],
    ids=lambda raw: f"{raw[:8]!r}",
)  # fmt: skip
def test_a_huge_file_is_refused_quickly(raw):
    whole = ("a:\n" + "".join(f"- word {number}\n" for number in range(500))).encode()
    with pytest.raises(Refused):
        parse(raw)
    assert is_quick(lambda: parse(raw), lambda: parse(whole), times=400)
