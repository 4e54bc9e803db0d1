"""The script that follows a workshop: through a killed server, and where streams do not open at all."""

import pytest

from tests import factories
from workshops.live.tickets import address
from workshops.models import Step
from workshops.projection import Audience

pytestmark = pytest.mark.browser
FOLLOW = """([url, again]) => {
    window.got = []; window.links = [];
    window.Live.follow({ url, again, beat: 5, onFrame: (frame) => got.push(frame), onLink: (link) => links.push(link) });
}"""
TEXTS = "got.flatMap((frame) => frame.notes.map((note) => note.text))"


@pytest.fixture
def stage(cast):
    room = factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)
    Step.objects.filter(pk=room.step_id).update(others_visible=True)
    return room


def until(page, holds):
    """Wait for an expression: asked from outside, since a page of ours evaluates no strings."""
    for _ in range(600):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{holds}: {page.evaluate('[links, got]')}")


def following(inside, hall, stage, block=()):
    """A page of ours with the script alone, following as a screen."""
    page = inside()
    for pattern in block:
        page.route(pattern, lambda route: route.abort())
    page.goto("/accessibility/")
    page.add_script_tag(url="/static/js/live.js")
    page.evaluate(FOLLOW, [address(stage, Audience.SCREEN, person=None), f"/screen/{stage.screen_token}/live/"])
    return page


def test_it_goes_on_from_its_place_after_the_server_was_killed(inside, hall, stage):
    pia = factories.guest(stage)
    factories.contribution(stage, by=pia, text="before")
    page = following(inside, hall, stage)
    until(page, f"{TEXTS}.includes('before')")
    hall.kill()
    until(page, "links.at(-1) === 'off'")
    factories.contribution(stage, by=pia, text="meanwhile")
    hall.start()
    until(page, f"{TEXTS}.includes('meanwhile')")
    assert page.evaluate(TEXTS) == ["before", "meanwhile"]
    assert page.evaluate("links") == ["on", "off", "on"]
    page.said.clear()  # the browser says of each attempt that it failed


def test_where_no_stream_opens_it_asks_instead(inside, hall, stage):
    pia = factories.guest(stage)
    page = following(inside, hall, stage, block=["**/stream*"])
    until(page, "got.length > 0")
    factories.contribution(stage, by=pia, text="by asking")
    until(page, f"{TEXTS}.includes('by asking')")
    assert page.evaluate("links") == ["slow"]
    page.said.clear()


def test_a_ticket_that_has_run_out_is_changed_for_another(inside, hall, stage):
    page = inside()
    page.goto("/accessibility/")
    page.add_script_tag(url="/static/js/live.js")
    page.evaluate(FOLLOW, [f"/live/{'x' * 40}/", f"/screen/{stage.screen_token}/live/"])
    until(page, "got.length > 0")
    assert page.evaluate("got[0].kind") == "screen"
    page.said.clear()
