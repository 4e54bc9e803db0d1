"""A browser without a screen: one connection that is kept open, signed in by the cookies of a session."""

import re
from dataclasses import dataclass
from http.client import HTTPConnection
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from tests.bench.stage import HOST

KEPT_OPEN = 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REVISION = re.compile(r'name="revision" value="(\d+)"')


class Unexpected(Exception):
    """A page that did not answer as pages do; a figure for it would mean nothing."""


@dataclass(frozen=True)
class Reply:
    """One answer of the server."""

    body: bytes
    headers: Any

    @property
    def stays(self) -> bool:
        """Whether browsers keep it for good."""
        return "immutable" in (self.headers["Cache-Control"] or "")


class Visitor:
    """Somebody who is signed in; `asked` counts the requests made."""

    def __init__(self, port: int, client: Client) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=120)
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.asked = 0
        self.last = monotonic()

    def get(self, path: str) -> Reply:
        """Open an address."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, Any]) -> Reply:
        """Send a form as the script of the page does."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), {**kind, "HX-Request": "true", "X-Autosave": "1"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Accept-Encoding": "gzip, deflate, br", **headers}
        if monotonic() - self.last > KEPT_OPEN:  # the server closes after five seconds; a closed one opens itself
            self.connection.close()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        reply = Reply(response.read(), response.headers)
        self.asked, self.last = self.asked + 1, monotonic()
        if response.status != 200:
            raise Unexpected(f"{method} {path}: {response.status}")
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return reply


class Writer:
    """Somebody who answers one scale, again and again, each time as if it had been read before."""

    def __init__(self, page: str, revision: int) -> None:
        token = TOKEN.search(page)
        if token is None:
            raise Unexpected("There is no form on the section page.")
        self.token, self.revision, self.turn = token[1], revision, 0

    def fields(self) -> dict[str, Any]:
        """What the form sends next: the five answers in turn."""
        self.turn += 1
        said = {"value": self.turn % 5 + 1, "reason": "", "note": "", "basis": "Our diary"}
        return {"csrfmiddlewaretoken": self.token, **said, "revision": self.revision}

    def saved(self, fragment: str) -> None:
        """Take the next revision from the answer to a save."""
        found = REVISION.search(fragment)
        if found is None:
            raise Unexpected("A save did not answer with a revision.")
        self.revision = int(found[1])
