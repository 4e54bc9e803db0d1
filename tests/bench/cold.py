"""What a browser that has never been here asks for, told by a real one."""

from playwright.sync_api import Error, sync_playwright

from tests.bench.stage import HOST
from tests.bench.visitor import Visitor

CHROMIUM = "/usr/bin/chromium"


class NoBrowser(Exception):
    """Chromium could not be started."""


def asked_for(visitor: Visitor, path: str) -> list[str]:
    """The paths that Chromium asks for on opening a page, the page first."""
    home = f"http://{HOST}:{visitor.connection.port}"
    asked: list[str] = []
    try:
        with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as opened:
            context = opened.new_context()
            context.add_cookies(
                [{"name": name, "value": value, "url": home} for name, value in visitor.cookies.items()]
            )
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.goto(home + path, wait_until="networkidle")
    except Error as error:
        raise NoBrowser(str(error).splitlines()[0]) from error
    return [url.removeprefix(home) for url in asked if url.startswith(home)]
