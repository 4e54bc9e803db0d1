"""Everybody of the table of access, each with a browser: the cast, a former member, a superuser and a guest of the room."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from clusters.access import GUEST, Role, remember_guest
from clusters.models import Membership
from tests import factories
from tests.access import EVERYBODY
from tests.access.workshops import room


def company(world: Any) -> dict[str, Client]:
    """A browser for each of the nine, by name; nobody's knows nothing."""
    fay = factories.user("Fay")
    Membership.objects.create(cluster=world.cluster, user=fay, role=Role.EDITOR).leave()
    people = {
        **{name: getattr(world.cast, name, None) for name in EVERYBODY},
        "fay": fay,
        "root": factories.user("Root", is_staff=True, is_superuser=True),
    }
    return {name: guest(world) if name == "guest" else browser(person) for name, person in people.items()}


def browser(person: Any) -> Client:
    """A browser in which somebody is signed in, None for nobody."""
    client = Client()
    if person:
        client.force_login(person)
    return client


def guest(world: Any) -> Client:
    """The browser of a guest of the room on the workbook: it sends the cookie everywhere, which a real one never would."""
    there, response, client = room(world), HttpResponse(), Client()
    remember_guest(response, there.pk, factories.guest(there, name="Pia"))
    client.cookies[GUEST] = response.cookies[GUEST].value
    return client
