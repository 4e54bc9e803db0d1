"""Streams and polling, through the application itself: from a place without gaps, to whom it may concern, until it is over."""

import asyncio

import pytest

from clusters.access import Role
from clusters.models import Membership
from tests import factories, loops
from tests.workshops.live.driven import Listener, asked, beside, serving
from workshops.leading import go
from workshops.live import hub, stream, watch
from workshops.live.tickets import address
from workshops.models import Participant, Status, Step, Workshop
from workshops.projection import Audience

pytestmark = pytest.mark.django_db(transaction=True)
LEADS = {"place", "turned", "now", "status", "step"}


@pytest.fixture
def stage(workbook, cast):
    """A workshop whose notes may be seen, once its factories have said all they have to."""
    room = factories.workshop(workbook, by=cast.ana)
    Step.objects.filter(pk=room.step_id).update(others_visible=True)
    return room


@pytest.fixture
def pia(stage):
    return factories.guest(stage, name="Pia Nowhere")


def driven(story):
    """Run a story in an event loop with the application."""

    async def told():
        async with serving() as app:
            await story(app)

    loops.run(told())


def screen(room):
    return address(room, Audience.SCREEN, person=None)


def phone(room, guest, **more):
    return address(room, Audience.PHONE, person=guest.pk, **more)


write = beside(factories.contribution)


def texts(frames):
    return [note.get("text") for frame in frames for note in frame["notes"]]


def test_a_screen_is_told_all_and_then_each_note_once(stage, pia):
    async def story(app):
        await write(stage, by=pia, text="one")
        listener = Listener(app, screen(stage))
        first = await listener.next()
        assert (first["kind"], first["whole"], texts([first])) == ("screen", True, ["one"])
        await write(stage, by=pia, text="two")
        more = await listener.until(lambda frame: frame["notes"])
        assert texts(more) == ["two"]
        assert not more[-1]["whole"]

    driven(story)


def test_a_stream_goes_on_from_its_place_without_gaps(stage, pia):
    async def story(app):
        listener = Listener(app, screen(stage))
        place = (await listener.next())["place"]
        await write(stage, by=pia, text="one")
        place = (await listener.until(lambda frame: frame["notes"]))[-1]["place"]
        await listener.leave()
        for text in ("two", "three"):
            await write(stage, by=pia, text=text)
        again = Listener(app, screen(stage), since=place)
        found = await again.until(lambda frame: "three" in texts([frame]))
        assert texts(found) == ["two", "three"]
        assert not any(frame["whole"] for frame in found)

    driven(story)


def test_nothing_is_lost_to_one_who_goes_and_comes_while_a_room_writes(stage):
    people = [factories.guest(stage) for _ in range(4)]
    wanted = {f"{person.pk}: {n}" for person in people for n in range(6)}

    async def write_all(person):
        for n in range(6):
            await write(stage, by=person, text=f"{person.pk}: {n}")

    async def story(app):
        writing = [asyncio.create_task(write_all(person)) for person in people]
        seen, place = [], 0
        while set(seen) != wanted:
            listener = Listener(app, screen(stage), since=place)
            for _ in range(2):
                frame = await listener.next()
                seen += texts([frame])
                place = frame["place"]
                if set(seen) == wanted:
                    break
            await listener.leave()
        await asyncio.gather(*writing)
        assert sorted(seen) == sorted(wanted)

    driven(story)


def test_what_happens_at_once_comes_in_few_frames(stage, pia):
    async def story(app):
        listener = Listener(app, screen(stage))
        await listener.next()
        for n in range(20):
            await write(stage, by=pia, text=f"note {n}")
        frames = await listener.until(lambda frame: frame["written"] == 20)
        assert len(texts(frames)) == 20
        assert len(frames) < 20

    driven(story)


def test_after_a_turn_a_screen_begins_anew(stage, pia, cast):
    def turn():
        act = type("Press", (), {"params": {"base": None, "step": stage.step_id}})
        act.place = stage.bump()
        now = stage.as_now()
        act.params["base"] = now.revision
        go(now, act)
        Step.objects.filter(pk=stage.step_id).update(others_visible=True)

    async def story(app):
        await write(stage, by=pia, text="one")
        listener = Listener(app, screen(stage))
        await listener.next()
        await beside(turn)()
        frames = await listener.until(lambda frame: frame["whole"] and frame["notes"])
        assert texts(frames[-1:]) == ["one"]

    driven(story)


def test_a_phone_gets_the_state_and_no_notes(stage, pia):
    async def story(app):
        await write(stage, by=pia, text="secret words")
        listener = Listener(app, phone(stage, pia))
        frame = await listener.next()
        assert frame["kind"] == "state"
        assert frame.keys() >= LEADS
        assert "secret words" not in str(frame)

    driven(story)


def test_a_phone_is_not_told_of_each_note(stage, pia, monkeypatch):
    async def story(app):
        quiet, loud = Listener(app, phone(stage, pia)), Listener(app, screen(stage))
        await quiet.next()
        await loud.next()
        for n in range(3):
            await write(stage, by=pia, text=f"note {n}")
            await loud.until(lambda frame, n=n: f"note {n}" in texts([frame]))
        told = [await quiet.next() for _ in range(quiet.waiting())]
        assert [frame["kind"] for frame in told] in ([], ["counts"])

    driven(story)


def test_a_phone_is_told_the_counts_now_and_then(stage, pia, monkeypatch):
    monkeypatch.setattr(watch, "COUNTS_EVERY", 0.0)

    async def story(app):
        listener = Listener(app, phone(stage, pia))
        await listener.next()
        await write(stage, by=pia)
        frame = (await listener.until(lambda frame: frame["written"] == 1))[-1]
        assert frame["kind"] == "counts"
        assert frame.keys() == {"kind", "place", "now", "here", "local", "written", "writers", "voted"}

    driven(story)


def test_a_phone_that_reads_along_gets_what_the_screen_gets(stage, pia):
    async def story(app):
        await write(stage, by=pia, text="one")
        frame = await Listener(app, phone(stage, pia, along=True)).next()
        assert (frame["kind"], texts([frame])) == ("screen", ["one"])

    driven(story)


def test_nobody_is_told_who_wrote(stage, pia, cast):
    stage.asks_names = True
    asha = factories.guest(Workshop.objects.get(pk=stage.pk), who="alone")
    Participant.objects.filter(pk=asha.pk).update(name="Asha Nobody")

    async def story(app):
        note = await write(stage, by=asha, text="words")
        leads = address(stage, Audience.LEADER, person=cast.ana.pk)
        for path in (screen(stage), phone(stage, asha), phone(stage, asha, along=True), leads):
            told = str(await Listener(app, path).next()) + str(await asked(app, path + "delta"))
            for word in ("Asha", "alone", "participant", str(asha.key), str(note.key)):
                assert word not in told

    driven(story)


# ---------- over ----------


def test_it_is_over_for_all_once_it_is_put_away(stage, pia):
    async def story(app):
        listeners = [Listener(app, screen(stage)), Listener(app, phone(stage, pia))]
        for listener in listeners:
            await listener.next()
        await beside(Workshop.objects.filter(pk=stage.pk).update)(status=Status.ARCHIVED)
        for listener in listeners:
            assert (await listener.until(lambda frame: frame["kind"] == "over"))[-1] == {"kind": "over"}
            await listener.task
        assert (await asked(app, screen(stage) + "delta"))[2] == b'{"kind":"over"}'

    driven(story)


def test_it_is_over_for_one_who_may_not_lead_any_more(stage, cast):
    path = address(stage, Audience.LEADER, person=cast.ben.pk)

    async def story(app):
        ben, shown = Listener(app, path), Listener(app, screen(stage))
        assert (await ben.next())["kind"] == "leader"
        await shown.next()
        await beside(Membership.objects.filter(user=cast.ben).update)(role=Role.VIEWER)
        assert (await ben.until(lambda frame: frame["kind"] == "over"))[-1] == {"kind": "over"}
        assert not shown.task.done()
        assert (await Listener(app, path).next()) == {"kind": "over"}
        assert (await asked(app, path + "delta"))[2] == b'{"kind":"over"}'

    driven(story)


def test_links_made_anew_end_the_old_screen_and_no_phone(stage, pia):
    old = screen(stage)

    async def story(app):
        listener, person = Listener(app, old), Listener(app, phone(stage, pia))
        await listener.next()
        await person.next()
        await beside(Workshop.objects.filter(pk=stage.pk).update)(turn=2)
        assert (await listener.until(lambda frame: frame["kind"] == "over"))[-1] == {"kind": "over"}
        assert not person.task.done()

    driven(story)


# ---------- asking now and then ----------


def test_polling_gives_the_same_and_says_when_nothing_is_new(stage, pia):
    async def story(app):
        await write(stage, by=pia, text="one")
        status, headers, body = await asked(app, screen(stage) + "delta", "since=0")
        assert (status, b'"kind":"screen"' in body, b"one" in body) == (200, True, True)
        known = [("If-None-Match", headers[b"etag"].decode())]
        assert (await asked(app, screen(stage) + "delta", "since=0", known))[0] == 304
        await write(stage, by=pia, text="two")
        await asyncio.sleep(0.5)
        place = headers[b"etag"].decode().strip('"')
        status, _, body = await asked(app, screen(stage) + "delta", f"since={place}", known)
        assert (status, b"two" in body, b"one" in body) == (200, True, False)

    driven(story)


def test_polling_is_answered_from_memory(stage, pia, django_assert_num_queries):
    async def story(app):
        path = phone(stage, pia) + "delta"
        await asked(app, path)
        room = app.hub.watches[stage.pk]
        before = room.frames
        for _ in range(5):
            assert (await asked(app, path))[0] == 200
        assert app.hub.watches[stage.pk].frames is before

    driven(story)


@pytest.mark.parametrize("since", ["", "0", "-1", "x", "9" * 40, "999999"])
def test_a_place_that_it_never_was_at_begins_anew(stage, pia, since):
    async def story(app):
        await write(stage, by=pia, text="one")
        _, _, body = await asked(app, screen(stage) + "delta", f"since={since}")
        assert b'"whole":true' in body
        assert b"one" in body

    driven(story)


# ---------- what does not open ----------


@pytest.mark.parametrize("how", ["stream", "delta"])
def test_what_is_no_ticket_is_refused(how, db):
    async def story(app):
        assert (await asked(app, f"/live/{'x' * 40}/{how}"))[0] == 403

    driven(story)


def test_another_method_is_refused_and_another_address_is_for_the_pages(stage):
    async def story(app):
        assert (await asked(app, screen(stage) + "stream", method="POST"))[0] == 405
        for path in ("/", "/live/", "/live/x/stream", screen(stage), f"/live/{'x' * 400}/stream"):
            assert (await asked(app, path))[0] == 418

    driven(story)


def test_without_https_the_pages_answer_where_https_is_set_up(stage, settings):
    settings.SECURE_SSL_REDIRECT = True

    async def story(app):
        assert (await asked(app, screen(stage) + "delta"))[0] == 418
        assert (await asked(app, screen(stage) + "delta", headers=[("X-Forwarded-Proto", "https")]))[0] == 200

    driven(story)


def test_a_full_process_and_a_person_with_many_pages_are_told_to_wait(stage, pia, monkeypatch):
    async def story(app):
        listeners = [Listener(app, phone(stage, pia)) for _ in range(6)]
        for listener in listeners:
            await listener.next()
        assert (await asked(app, phone(stage, pia) + "stream"))[0] == 503
        monkeypatch.setattr(hub, "MOST_STREAMS", 6)
        assert (await asked(app, screen(stage) + "stream"))[0] == 503
        await listeners[0].leave()
        assert (await Listener(app, phone(stage, pia)).next())["kind"] == "state"

    driven(story)


def test_a_screen_that_takes_nothing_is_cut_and_holds_nobody_up(stage, pia, monkeypatch):
    monkeypatch.setattr(stream, "STUCK", 0.5)

    async def story(app):
        stuck, other = Listener(app, screen(stage), takes=1), Listener(app, screen(stage))
        await other.next()
        await write(stage, by=pia, text="one")
        assert texts(await other.until(lambda frame: frame["notes"])) == ["one"]
        await asyncio.wait_for(stuck.task, 10)
        assert app.hub.open == 1

    driven(story)


# ---------- the end ----------


def test_streams_end_when_the_server_does(stage, pia):
    async def story(app):
        listeners = [Listener(app, screen(stage)), Listener(app, phone(stage, pia))]
        for listener in listeners:
            await listener.next()
        app.hub.end()
        for listener in listeners:
            await asyncio.wait_for(listener.task, 5)
        assert (await asked(app, screen(stage) + "stream"))[0] == 503

    driven(story)


def test_a_workshop_is_forgotten_once_nobody_listens(stage, monkeypatch):
    monkeypatch.setattr(watch, "LINGER", 0.0)
    monkeypatch.setattr(watch, "REREAD", 0.1)

    async def story(app):
        listener = Listener(app, screen(stage))
        await listener.next()
        assert stage.pk in app.hub.watches
        await listener.leave()
        for _ in range(50):
            await asyncio.sleep(0.05)
            if not app.hub.watches:
                break
        assert (app.hub.watches, app.hub.open) == ({}, 0)

    driven(story)
