"""docs/security.md: every requirement of the first two levels has its line, every test that is named exists, numbers are true."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from clusters.access import GUEST_DAYS
from clusters.models.membership import Invitation
from clusters.passwords import WORDS
from config.sessions import LONGEST
from swot.document.strict_json import MOST_BYTES, MOST_IN_LIST, MOST_LEVELS
from swot.rules.files import LARGEST, MOST_MEMBERS, TYPES
from workshops import limits
from workshops.live.tickets import LASTS

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs" / "security.md"
ASKED = ROOT / "tests" / "data" / "asvs-5.0.0.txt"
LINE = re.compile(r"^\| (V[\d.]+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
OUT, OPEN, WAITS = "Not applicable:", "Does not hold:", "Not yet:"


@cache
def lines():
    """Every line of the tables: number, level, what is asked, how it holds, what shows it."""
    return [tuple(part.strip() for part in found) for found in LINE.findall(PAGE.read_text(encoding="utf-8"))]


@cache
def functions(path):
    """The tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def state(how):
    """What a line says of itself."""
    return next((word for word in (OUT, OPEN, WAITS) if how.startswith(word)), "Holds")


def counted():
    """How many lines of each level hold, do not apply, wait or do not hold."""
    return Counter((level, state(how)) for _number, level, _asked, how, _shown in lines())


def test_every_requirement_of_both_levels_has_one_line_of_its_level():
    asked = dict(line.split() for line in ASKED.read_text(encoding="ascii").splitlines())
    assert Counter(asked.values()) == {"1": 70, "2": 183}
    assert [number for number, *_ in lines()] == list(asked)
    assert {number: level for number, level, *_ in lines()} == asked


@pytest.mark.parametrize("chapter", range(1, 18))
def test_what_holds_names_a_test_that_exists_and_what_does_not_says_why(chapter):
    for number, _level, asked, how, shown in lines():
        if not number.startswith(f"V{chapter}."):
            continue
        named = TEST.findall(shown)
        assert asked, number
        assert bool(named) == (state(how) == "Holds"), number
        assert state(how) == "Holds" or len(how) > len(state(how)) + 5, number
        missing = [name for path, name in named if not (ROOT / path).exists() or name not in functions(path)]
        assert missing == [], number


def test_the_numbers_on_top_are_counted():
    text = PAGE.read_text(encoding="utf-8")
    for level in ("1", "2"):
        told = [counted()[level, word] for word in ("Holds", OUT, WAITS, OPEN)]
        assert f"| level {level} | {' | '.join(map(str, told))} |" in text, told


def test_no_requirement_of_the_first_level_does_not_hold():
    assert [number for number, level, _asked, how, _shown in lines() if level == "1" and state(how) == OPEN] == []


def test_of_what_applies_at_the_second_level_nearly_all_holds():
    applies = sum(count for (level, word), count in counted().items() if level == "2" and word != OUT)
    assert counted()["2", OPEN] <= applies * 7 / 117


@pytest.mark.parametrize(
    "words",
    [
        f"at most {LARGEST // 2**20} MB",
        f"{MOST_MEMBERS:,} members",
        f"{MOST_BYTES // 10**6} MB, {MOST_LEVELS} levels deep and {MOST_IN_LIST:,} parts a list",
        f"{settings.ACCOUNT_RATE_LIMITS['login_failed'].split('/')[0]} wrong passwords in ten minutes",
        f"{settings.ACCOUNT_RATE_LIMITS['reset_password'].split('/')[0]} letters in ten minutes",
        f"{settings.INVITATION_DAYS} days",
        f"{settings.AUTH_PASSWORD_VALIDATORS[1]['OPTIONS']['min_length']} signs",
        f"{GUEST_DAYS} days after a workshop",
        f"{LASTS // 3600} hours",
        f"{int(limits.NOTES.most)} notes at once",
        f"{int(limits.JOINS.most)} people a second",
        f"{int(limits.WRONG_FROM.most)} wrong codes in ten minutes",
        f"{settings.SESSION_COOKIE_AGE // 86_400} days after it was last written to",
        f"{LONGEST.days} days after signing in",
        f"for {settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60} minutes, three tries",
    ],
)
def test_the_figures_in_it_are_those_of_the_code(words):
    assert words in PAGE.read_text(encoding="utf-8")


def test_every_kind_of_file_that_is_taken_is_named():
    text = PAGE.read_text(encoding="utf-8")
    assert [ending for ending in TYPES if f"`.{ending}`" not in text] == []


def test_words_that_a_password_may_not_be_made_of_are_listed():
    assert f"place alone: {', '.join(WORDS)}." in PAGE.read_text(encoding="utf-8")


def test_every_event_of_security_is_listed():
    written, further = (
        "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / room).rglob("*.py")))
        for room in ("clusters", "swot")
    )
    events = set(re.findall(r'\bnote\("([^"]+)"', written)) | set(re.findall(r'log\.warning\("(\w+) account', written))
    events |= set(re.findall(r'\bsecurity\.note\("([^"]+)"', further))
    assert len(events) > 9
    listed = PAGE.read_text(encoding="utf-8").split("## What is logged")[1].split("## Keys")[0]
    assert [event for event in sorted(events) if f"`{event}`" not in listed.replace("\n", " ")] == []


def test_what_is_kept_of_a_token_is_named_as_it_is():
    assert Invitation._meta.get_field("token_hash").max_length == 64
    assert "SHA-256" in PAGE.read_text(encoding="utf-8")


def test_every_library_that_is_used_is_locked_by_its_sum():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([\w.\[\],-]+)==\S+ \\$", text, re.MULTILINE)
        assert len(pinned) > 20
        assert text.count("\n    --hash=sha256:") >= len(pinned)
        assert re.findall(r"^\S*(?:git\+|https?://)\S+", text, re.MULTILINE) == []
