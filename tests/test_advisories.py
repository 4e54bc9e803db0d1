"""What `scripts/test` does with what the list of advisories says: fails on a known one, and is loud where nobody could be asked."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "scripts" / "test"
FOUND = '{"dependencies": [{"name": "x", "version": "1", "vulns": [{"id": "GHSA-1"}]}]}'
UNKNOWN = '{"dependencies": [{"name": "x", "skip_reason": "not found"}]}'
NONE = '{"dependencies": [{"name": "x", "version": "1", "vulns": []}]}'


def part():
    """The lines of the script that ask, and nothing else of it."""
    text = SCRIPT.read_text(encoding="utf-8")
    return text[text.index('echo "== advisories"') : text.index('echo "== types"')]


@pytest.mark.parametrize(
    ("says", "code", "fails", "words"),
    [
        (FOUND, 1, True, "GHSA-1"),
        (NONE, 0, False, "no known advisory"),
        (UNKNOWN, 0, False, "ADVISORIES WERE NOT CHECKED for 1 packages"),
        ("requests.exceptions.ConnectionError: no route", 1, False, "ADVISORIES WERE NOT CHECKED"),
    ],
)
def test_a_known_advisory_fails_and_a_list_out_of_reach_is_said_loudly(says, code, fails, words, tmp_path):
    asked = tmp_path / "pip-audit"
    asked.write_text(f"#!/bin/sh\necho \"$@\" > {tmp_path}/given\ncat <<'END'\n{says}\nEND\nexit {code}\n")
    asked.chmod(0o755)
    lines = f"set -euo pipefail\nbin={tmp_path}\n{part()}"
    done = subprocess.run(["bash", "-c", lines], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (done.returncode != 0) == fails
    assert words in done.stdout + done.stderr
    assert "requirements-dev.txt --require-hashes" in (tmp_path / "given").read_text()


def test_the_script_asks_on_every_run():
    text = SCRIPT.read_text(encoding="utf-8")
    assert text.index("scripts/setup") < text.index("pip-audit") < text.index("pytest -n 2")
    assert "pip-audit==" in (SCRIPT.parent.parent / "requirements-dev.txt").read_text(encoding="utf-8")
