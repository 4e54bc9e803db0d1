"""What phones send waits for a thread in the event loop: dropped where they gave up, whole or not at all."""

import asyncio

import pytest

from config import waiting as waiting_room
from config.waiting import LARGEST, Waiting
from tests import loops

SCOPE = {"type": "http", "method": "PUT", "path": "/room/x/notes/y/"}


class Pages:
    """Pages that take as long as they are let; `seen` are the bodies they were shown."""

    def __init__(self):
        self.seen, self.let = [], asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.seen.append((await receive()).get("body"))
        await self.let.wait()


def phone(*messages):
    """What a phone sends, message by message, and then nothing."""
    queue = asyncio.Queue()
    for message in messages:
        queue.put_nowait(message)
    return queue


def part(body, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


GONE = {"type": "http.disconnect"}


def run(story):
    async def told():
        pages = Pages()
        await asyncio.wait_for(story(pages, Waiting(pages, 1)), 10)

    loops.run(told())


async def nowhere(message):
    return None


def test_a_body_is_shown_whole():
    async def story(pages, waiting):
        pages.let.set()
        await waiting(SCOPE, phone(part(b"one ", True), part(b"two")).get, nowhere)
        assert pages.seen == [b"one two"]

    run(story)


def test_one_that_broke_off_is_not_shown():
    async def story(pages, waiting):
        await waiting(SCOPE, phone(part(b"one ", True), GONE).get, nowhere)
        assert pages.seen == []

    run(story)


def test_who_gave_up_while_waiting_costs_nothing():
    async def story(pages, waiting):
        first = asyncio.create_task(waiting(SCOPE, phone(part(b"first")).get, nowhere))
        await asyncio.sleep(0.05)
        impatient, patient = phone(part(b"impatient")), phone(part(b"patient"))
        others = [asyncio.create_task(waiting(SCOPE, one.get, nowhere)) for one in (impatient, patient)]
        await asyncio.sleep(0.05)
        impatient.put_nowait(GONE)
        await asyncio.sleep(0.05)
        pages.let.set()
        await asyncio.gather(first, *others)
        assert pages.seen == [b"first", b"patient"]

    run(story)


@pytest.mark.parametrize(("method", "status"), [("PUT", 503), ("DELETE", 503), ("POST", None), ("GET", None)])
def test_a_script_that_waited_long_comes_again_and_a_person_is_served(monkeypatch, method, status):
    monkeypatch.setattr(waiting_room, "LONGEST", 0.05)
    sent = []

    async def send(message):
        sent.append(message)

    async def story(pages, waiting):
        first = asyncio.create_task(waiting(SCOPE, phone(part(b"first")).get, nowhere))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(waiting({**SCOPE, "method": method}, phone(part(b"second")).get, send))
        await asyncio.sleep(0.2)
        pages.let.set()
        await asyncio.gather(first, second)
        assert pages.seen == ([b"first"] if status else [b"first", b"second"])
        assert [one["status"] for one in sent[:1]] == ([status] if status else [])

    run(story)


def test_other_pages_do_not_wait():
    async def story(pages, waiting):
        tasks = [
            asyncio.create_task(waiting({**SCOPE, "path": "/workbooks/"}, phone(part(b"")).get, nowhere))
            for _ in range(3)
        ]
        await asyncio.sleep(0.05)
        assert len(pages.seen) == 3
        pages.let.set()
        await asyncio.gather(*tasks)

    run(story)


@pytest.mark.parametrize("parts", [1, 3])
def test_what_is_too_large_is_refused(parts):
    sent = []

    async def send(message):
        sent.append(message)

    async def story(pages, waiting):
        size = LARGEST // parts + 1
        messages = [part(b"x" * size, n < parts - 1) for n in range(parts)]
        await waiting(SCOPE, phone(*messages).get, send)
        assert pages.seen == []
        assert sent[0]["status"] == 413

    run(story)
