"""The signed address under which a page listens: whose it is, for how long, and who is given another one."""

from datetime import timedelta

import pytest
from django.core.signing import get_cookie_signer
from django.urls import reverse

from clusters.access import GUEST
from tests import factories
from workshops.live import tickets
from workshops.live.tickets import read, ticket
from workshops.projection import Audience


@pytest.fixture
def stage(workbook, cast):
    return factories.workshop(workbook, by=cast.ana)


def test_a_ticket_says_who_is_told_of_what(stage):
    given = read(ticket(stage, Audience.PHONE, person=7, along=True))
    assert (given.workshop, given.audience, given.person, given.along) == (stage.pk, Audience.PHONE, 7, True)
    assert given.reads_screen
    assert not read(ticket(stage, Audience.PHONE, person=7)).reads_screen


@pytest.mark.parametrize("spoil", [lambda t: t[:-1] + "~", lambda t: "x" + t, lambda t: "", lambda t: t * 9])
def test_what_is_not_ours_is_no_ticket(stage, spoil):
    assert read(spoil(ticket(stage, Audience.SCREEN, person=None))) is None


def test_a_ticket_runs_out(stage, monkeypatch):
    given = ticket(stage, Audience.SCREEN, person=None)
    monkeypatch.setattr(tickets, "LASTS", timedelta(seconds=-1))
    assert read(given) is None


def test_each_page_is_given_another_ticket_under_its_own_rules(client, ana, stage, cast):
    told = ana.get(reverse("workshops:lead-ticket", args=[stage.pk])).json()["live"]
    assert read(told.split("/")[2]).person == cast.ana.pk
    told = client.get(reverse("workshops:screen-ticket", args=[stage.screen_token])).json()["live"]
    assert read(told.split("/")[2]).audience is Audience.SCREEN


def test_a_phone_is_known_by_its_cookie(client, stage):
    url = reverse("workshops:guest-ticket", args=[stage.pk])
    assert client.get(url).status_code == 403
    come_in(client, stage, pia := factories.guest(stage))
    given = read(client.get(url).json()["live"].split("/")[2])
    assert (given.person, given.along) == (pia.pk, False)
    assert read(client.get(url, {"along": 1}).json()["live"].split("/")[2]).along


def test_the_cookie_of_one_room_opens_no_other(client, stage, workbook, cast):
    other = factories.workshop(workbook, by=cast.ana)
    come_in(client, other, factories.guest(stage))
    assert client.get(reverse("workshops:guest-ticket", args=[other.pk])).status_code == 403


def come_in(client, room, guest):
    client.cookies[GUEST] = get_cookie_signer(salt=GUEST + str(room.pk)).sign(str(guest.pk))
