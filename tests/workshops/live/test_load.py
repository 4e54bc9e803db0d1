"""A short smoke of `manage.py workshop_load`: bad wifi, a killed server, writing and voting; nothing is lost or doubled."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests import factories
from tests.databases import own_database
from workshops.models import Ballot, Contribution, Participant
from workshops.simulator.stage import balance

FAULTS = ("lost", "doubled", "lost_votes", "doubled_people")


@pytest.fixture
def empty_database(db, tmp_path):
    """The environment that leads to an empty database of the kind that is tested."""
    with own_database("workshop_load_smoke", tmp_path) as env:
        yield env


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_while_the_wifi_is_bad_and_the_server_is_killed(empty_database):
    room = ["--phones", "12", "--rate", "4", "--seconds", "6", "--drop", "0.3", "--kill", "2"]
    command = [sys.executable, "manage.py", "workshop_load", *room]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=empty_database, capture_output=True, text=True)
    told = done.stdout + done.stderr
    assert "lost 0, doubled 0" in done.stdout, told
    assert "votes lost 0; people doubled 0" in done.stdout, told
    assert done.returncode == 0, told


@pytest.mark.parametrize("fault", FAULTS)
def test_the_balance_tells_what_is_missing_or_twice(workbook, cast, fault):
    room = factories.workshop(workbook, by=cast.ana)
    pia = factories.guest(room)
    note = factories.contribution(room, by=pia, text="one")
    Ballot.objects.create(step=room.step, participant=pia, seq=1, marks={"1": 2})
    typed, votes = {str(note.key): "one"}, {str(pia.key): {"1": 2}}
    assert not any(getattr(balance(room, typed, votes, 1), name) for name in FAULTS)
    if fault == "lost":
        Contribution.objects.all().delete()
    if fault == "doubled":
        factories.contribution(room, by=pia, text="one")
    if fault == "lost_votes":
        Ballot.objects.update(marks={"1": 1})
    if fault == "doubled_people":
        Participant.objects.create(workshop=room, key=note.key)
    assert getattr(balance(room, typed, votes, 1), fault) == 1
