"""Headers of every answer, streams and files that never change among them."""

import pytest

from config.everywhere import Everywhere
from tests import loops

SAID = [(b"Referrer-Policy", b"no-referrer"), (b"content-type", b"text/event-stream")]


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": SAID})
    await send({"type": "http.response.body", "body": b"x"})


def answered(scope, told=app):
    sent = []

    async def send(message):
        sent.append(message)

    loops.run(Everywhere(told)(scope, None, send))
    return sent


@pytest.mark.parametrize("https", [False, True])
def test_what_an_answer_lacks_is_added_and_what_it_says_stays(https, settings):
    if https:
        settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
        settings.SECURE_HSTS_PRELOAD = False
    start, body = answered({"type": "http"})
    told = dict(start["headers"])
    assert start["headers"][:2] == SAID
    assert len(told) == len(start["headers"])
    assert told[b"content-security-policy"].startswith(b"default-src 'none'; frame-ancestors 'none'")
    assert (told[b"x-content-type-options"], told[b"cross-origin-resource-policy"]) == (b"nosniff", b"same-origin")
    assert b"referrer-policy" not in told
    expected = b"max-age=31536000; includeSubDomains" if https else None
    assert told.get(b"strict-transport-security") == expected
    assert body["body"] == b"x"


def test_the_life_of_a_server_is_passed_on():
    seen = []

    async def alive(scope, receive, send):
        seen.append(scope["type"])
        await send({"type": "lifespan.startup.complete"})

    assert answered({"type": "lifespan"}, alive) == [{"type": "lifespan.startup.complete"}]
    assert seen == ["lifespan"]
