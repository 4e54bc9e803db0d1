"""A short smoke of `python -m tests.bench.writers` and `python -m tests.bench.kills`: nothing is lost, doubled or half-written."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.bench.hands import Tally, balance
from tests.databases import own_database

WRITERS = ["writers", "--writers", "8", "--edits", "3", "--entries", "3"]
KILLS = ["kills", "--times", "2"]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("words", [WRITERS, KILLS], ids=["writers", "kills"])
def test_nothing_is_lost_doubled_or_half_written(words, tmp_path):
    with own_database(f"smoke_of_{words[0]}", tmp_path) as env:
        command = [sys.executable, "-m", f"tests.bench.{words[0]}", *words[1:]]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True)
    told = done.stdout + done.stderr
    assert "lost 0, doubled 0, half-written 0" in done.stdout, told
    assert done.returncode == 0, told


FAULTS = {
    "lost": lambda entry, tally: tally.texts.append("never saved"),
    "doubled": lambda entry, tally: entry.workbook.note("added", entry.ref, by=None, text=entry.text),
    "half": lambda entry, tally: type(entry).objects.filter(pk=entry.pk).update(text="half", revision=9),
}


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_the_balance_tells_each_fault(fault, workbook, cast):
    entry = workbook.add_entry("One", by=cast.ana, section="PLA", quadrant="strength")
    entry.edit(by=cast.ana, seen=1, text="Two")
    tally = Tally(texts=["Two"], added=["One"])
    assert balance(workbook, tally).is_sound
    FAULTS[fault](entry, tally)
    assert getattr(balance(workbook, tally), fault)
