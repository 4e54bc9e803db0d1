"""Between processes: what one writes the streams of another hear of, by PostgreSQL, at once."""

import asyncio

import pytest
from django.db import connection

from tests import factories, loops
from tests.workshops.live.driven import Listener, beside, serving
from workshops import bus
from workshops.live import notices, watch
from workshops.live.tickets import address
from workshops.models import Step
from workshops.projection import Audience

pytestmark = pytest.mark.django_db(transaction=True)


def hold(story):
    async def told():
        async with serving() as app:
            await story(app)

    loops.run(told())


@pytest.fixture
def stage(workbook, cast, monkeypatch):
    """A workshop whose hub hears nothing within its own process, and reads unprompted only after a minute."""
    room = factories.workshop(workbook, by=cast.ana)
    Step.objects.filter(pk=room.step_id).update(others_visible=True)
    monkeypatch.setattr(bus, "listen", lambda listener: None)
    monkeypatch.setattr(bus, "leave", lambda listener: None)
    monkeypatch.setattr(watch, "REREAD", 60.0)
    return room


if connection.vendor == "postgresql":

    def test_a_write_of_another_process_is_heard(stage):
        pia = factories.guest(stage)

        async def story(app):
            listener = Listener(app, address(stage, Audience.SCREEN, person=None))
            await listener.next()
            await asyncio.sleep(1)
            await beside(factories.contribution)(stage, by=pia, text="from elsewhere")
            frames = await listener.until(lambda frame: frame["notes"])
            assert frames[-1]["notes"][0]["text"] == "from elsewhere"

        hold(story)

    def test_it_connects_again_and_looks_at_what_it_missed(stage, monkeypatch):
        pia = factories.guest(stage)
        monkeypatch.setattr(notices, "SHORTEST", 0.2)

        def cut():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
                assert cursor.fetchall()

        async def story(app):
            listener = Listener(app, address(stage, Audience.SCREEN, person=None))
            await listener.next()
            await asyncio.sleep(1)
            await beside(cut)()
            await beside(factories.contribution)(stage, by=pia, text="meanwhile")
            assert (await listener.until(lambda frame: frame["notes"]))[-1]["notes"][0]["text"] == "meanwhile"

        hold(story)

else:

    def test_with_sqlite_there_is_nothing_to_hear():
        loops.run(asyncio.wait_for(notices.hear(print, print), 1))


def test_a_dead_bus_means_slower_not_stopped(stage, monkeypatch):
    pia = factories.guest(stage)
    monkeypatch.setattr(watch, "REREAD", 0.5)
    monkeypatch.setattr(bus, "announce", lambda pk: None)

    async def story(app):
        listener = Listener(app, address(stage, Audience.SCREEN, person=None))
        await listener.next()
        await beside(factories.contribution)(stage, by=pia, text="unheard")
        assert (await listener.until(lambda frame: frame["notes"]))[-1]["notes"][0]["text"] == "unheard"

    hold(story)
