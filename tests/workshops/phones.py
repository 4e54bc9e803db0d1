"""Phones in tests: browsers without an account that came into a room."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from clusters.access import GUEST, remember_guest
from clusters.ids import uuid7
from tests import factories


def newcomer(room):
    """A browser that photographed the square, and has not said yet who it is."""
    client = Client()
    client.get(reverse("workshops:square", args=[room.join_token]))
    return client


class Phone(Client):
    """A browser of a guest; sends what the script sends. Its token is checked as outside of tests."""

    def __init__(self, room, guest=None, **fields):
        super().__init__(enforce_csrf_checks=True)
        self.room, self.guest = room, guest or factories.guest(room, **fields)
        self.cookies.load(self.cookie())
        self.token = "t" * 32
        self.cookies[settings.CSRF_COOKIE_NAME] = self.token

    def cookie(self):
        """The cookie by which the guest is known."""
        response = HttpResponse()
        remember_guest(response, self.room.pk, self.guest)
        return {GUEST: response.cookies[GUEST].value}

    def address(self, name, *args):
        return reverse(f"workshops:{name}", args=[self.room.pk, *args])

    def send(self, method, address, data=None, **headers):
        """JSON with the token of the page; the answer has `told`."""
        body = json.dumps(data) if not isinstance(data, bytes) else data
        headers = {"X-CSRFToken": self.token, **headers}
        response = self.generic(method, address, body, content_type="application/json", headers=headers)
        is_json = response.headers["Content-Type"] == "application/json"
        response.told = json.loads(response.content) if is_json else None
        return response

    def page(self):
        return self.get(self.address("room"))

    def form(self, address, data=None):
        """A form of a page without script."""
        return self.post(address, {"csrfmiddlewaretoken": self.token, **(data or {})})

    def write(self, key=None, **words):
        """PUT a note."""
        sent = {"seq": 1, "step": self.room.step_id, "text": "We share a press", "quadrant": "strength", **words}
        return self.send("PUT", self.address("note", key or uuid7()), sent)

    def take_back(self, key, seq=2):
        return self.send("DELETE", f"{self.address('note', key)}?seq={seq}")

    def cast(self, marks, seq=1, step=None):
        """PUT a ballot."""
        return self.send("PUT", self.address("ballot", step or self.room.step_id), {"seq": seq, "marks": marks})
