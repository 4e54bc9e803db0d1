"""Who is here: written for all who listen or ask, in one UPDATE."""

import asyncio
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories, loops
from tests.workshops.live.driven import Listener, asked, serving
from workshops.live import presence
from workshops.live.tickets import address
from workshops.models import Participant
from workshops.projection import Audience
from workshops.room import room

pytestmark = pytest.mark.django_db(transaction=True)
OLD = timezone.now() - timedelta(minutes=5)


def test_phones_that_listen_or_ask_are_here_and_no_others(workbook, cast, monkeypatch):
    stage = factories.workshop(workbook, by=cast.ana)
    listens, asks, _gone = (factories.guest(stage) for _ in range(3))
    Participant.objects.update(seen_at=OLD)
    monkeypatch.setattr(presence, "EVERY", 0.3)

    async def told():
        async with serving() as app:
            await Listener(app, address(stage, Audience.PHONE, person=listens.pk)).next()
            await asked(app, address(stage, Audience.PHONE, person=asks.pk) + "delta")
            await asyncio.sleep(1)

    loops.run(told())
    here = Participant.objects.filter(seen_at__gt=OLD).values_list("pk", flat=True)
    assert sorted(here) == sorted([listens.pk, asks.pk])
    assert (room(stage.pk).counts.here, room(stage.pk).counts.joined) == (2, 3)


def test_all_are_written_down_at_once(workbook, cast, django_assert_num_queries):
    stage = factories.workshop(workbook, by=cast.ana)
    people = [factories.guest(stage).pk for _ in range(5)]
    with django_assert_num_queries(1):
        presence.heard(people)


def test_a_reading_costs_the_same_however_much_was_written(workbook, cast, django_assert_max_num_queries):
    stage = factories.workshop(workbook, by=cast.ana)
    pia = factories.guest(stage)
    factories.contribution(stage, by=pia)
    last = room(stage.pk)
    with django_assert_max_num_queries(2):
        room(stage.pk, last)
    for n in range(5):
        factories.contribution(stage, by=pia, text=f"note {n}")
    with django_assert_max_num_queries(7):
        now = room(stage.pk, last)
    assert (now.counts.written, now.counts.writers, now.counts.quadrants) == (6, 1, {"strength": 6})
    assert now.counts == room(stage.pk).counts
