"""Several who lead at once: no group numbered twice, no note in two places, one vote opened, one entry sent."""

import pytest

from clusters.errors import Refusal, Stale
from clusters.ids import uuid7
from swot.models import Entry
from tests import factories
from tests.swot.test_two_writers import at_once
from workshops.models import Contribution, Group, HandCount, Operation, Step, Workshop
from workshops.operations import operate
from workshops.verbs import VERBS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return factories.cast()


@pytest.fixture
def stage(cast):
    return factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)


@pytest.fixture
def notes(stage):
    pia = factories.guest(stage)
    return [factories.contribution(stage, by=pia, text=f"Note {n}").pk for n in range(8)]


@pytest.fixture
def press(stage, cast):
    def pressed(verb, key=None, **params):
        at = Workshop.objects.with_it().get(pk=stage.pk)
        given = {"base": at.revision, "seen": at.place, "notes": [], "groups": [], "to": None, "title": "", **params}
        return operate(at, VERBS, verb, key=key or uuid7(), by=cast.ana, **given)

    return pressed


def tried(work):
    """The same for each of eight threads: what it came to, or None where it was refused."""

    def one(number):
        try:
            return work(number)
        except (Stale, Refusal):
            return None

    return [result for result in at_once(one) if result is not None]


def test_eight_who_group_other_notes_at_once_all_do_and_no_number_comes_twice(stage, notes, press):
    seen = Workshop.objects.get(pk=stage.pk).place
    done = tried(lambda number: press("group", notes=[notes[number]], seen=seen))
    assert len(done) == 8
    assert sorted(Group.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert len({one.place for one in done}) == 8


def test_of_eight_who_group_the_same_note_one_does(stage, notes, press):
    seen = Workshop.objects.get(pk=stage.pk).place
    done = tried(lambda number: press("group", notes=[notes[0]], title=f"Of {number}", seen=seen))
    assert len(done) == 1
    assert Group.objects.get().title == done[0].result["title"]
    assert Contribution.objects.get(pk=notes[0]).group == Group.objects.get()


def test_one_press_sent_eight_times_is_done_once(notes, press):
    key = uuid7()
    done = tried(lambda number: press("group", key=key, notes=notes[:2]))
    assert len({one.pk for one in done}) == 1
    assert (Group.objects.count(), Operation.objects.count()) == (1, 1)


def test_of_eight_who_undo_one_does(notes, press):
    of = press("group", notes=notes[:2]).pk
    assert len(tried(lambda number: press("undo", of=of))) == 1
    assert not Contribution.objects.exclude(group=None).exists()


def test_of_eight_who_open_a_vote_one_does(stage, notes, press):
    press("go", step=stage.steps.get(kind="vote").pk)
    base = Workshop.objects.get(pk=stage.pk).revision
    assert len(tried(lambda number: press("open-vote", budget=None, base=base))) == 1
    assert Step.objects.get(vote_open=True).vote_on == list(Group.objects.values_list("pk", flat=True))
    assert Group.objects.count() == 8


def test_of_eight_who_type_other_hands_one_is_kept(stage, notes, press):
    press("go", step=stage.steps.get(kind="vote").pk)
    press("open-vote", budget=None)
    step = Step.objects.get(vote_open=True)
    sent = {"step": step.pk, "voters": 20, "seen": {None: step.revision}}
    done = tried(lambda number: press("hands", marks={step.vote_on[0]: number + 1}, **sent))
    assert len(done) == 1
    assert HandCount.objects.get().marks == done[0].result["marks"]


def test_what_eight_send_at_once_is_there_once(notes, press):
    codes = {f"n{pk}": {} for pk in notes[:3]}
    done = tried(lambda number: press("send", items=codes))
    assert len(done) == 8
    assert sum(one.result["new"] for one in done) == 3
    assert sorted(Entry.objects.values_list("ref", flat=True)) == ["S1", "S2", "S3"]
