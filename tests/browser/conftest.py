"""A real browser: Debian's Chromium, signed in by cookie, that minds its console."""

import shutil

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests import factories
from tests.browser.room import serving

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"]
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": flags}


@pytest.fixture
def cast(transactional_db):
    """The cast, in a database that the server under test reads too."""
    return factories.cast()


@pytest.fixture
def window(browser, live_server):
    """`window(person, width=1280, script=True)`: a page in a browser of its own, its complaints in `page.said`, whether it runs script in `page.script`."""
    yield from windows(browser, live_server.url)


@pytest.fixture
def hall(transactional_db, tmp_path):
    """A real server with its stream on the database of this test: `hall.url`, `hall.kill()`, `hall.start()`."""
    with serving(tmp_path) as hall:
        yield hall


@pytest.fixture
def inside(browser, hall):
    """`inside(person, width=390, script=True)`: as `window`, in the hall."""
    yield from windows(browser, hall.url)


def windows(browser, url):
    """Opens pages of one server, each in a browser of its own, and closes them all in the end."""
    contexts = []

    def open_window(person=None, *, width=1280, script=True):
        height = 844 if width < 768 else 900
        context = browser.new_context(
            base_url=url,
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if person is not None:
            client = Client()  # one each: signing in ends the session of whoever was signed in before
            client.force_login(person)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.said, page.script = [], script
        page.on(
            "console",
            lambda message: (
                page.said.append(f"{message.text} {message.location['url']}") if message.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: page.said.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()
