"""Who is in a workbook now, and what others changed a moment ago."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from swot.models import Change, Presence
from tests.swot.pages import at


@pytest.fixture
def ben(cast):
    browser = Client()
    browser.force_login(cast.ben)
    return browser


def now(browser, book, **headers):
    return browser.get(at("now", book), headers=headers)


def come(browser, book, place):
    assert browser.post(at("here", book), {"place": place}).status_code == 204


def test_others_are_here_with_their_place_and_oneself_is_not(ana, ben, workbook):
    come(ana, workbook, "board")
    come(ben, workbook, "PLA")
    title = workbook.content().section_by_code["PLA"].title
    assert now(ana, workbook).json()["here"] == [f"Ben, in {title}"]
    assert now(ben, workbook).json()["here"] == ["Ana, on the board"]


@pytest.mark.parametrize("place", ["", "nowhere", "<script>", "x" * 300, "\x00"])
def test_a_place_that_is_none_is_anywhere(place, ana, ben, workbook):
    come(ben, workbook, place)
    assert now(ana, workbook).json()["here"] == ["Ben"]


def test_who_was_not_seen_for_a_minute_is_forgotten(ana, ben, workbook):
    come(ben, workbook, "board")
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    assert now(ana, workbook).json()["here"] == []
    come(ana, workbook, "board")
    assert [row.user.name for row in Presence.objects.select_related("user")] == ["Ana"]


def test_it_is_written_at_most_every_twenty_seconds_and_at_once_elsewhere(ana, workbook):
    def stamp():
        return Presence.objects.get().seen_at

    come(ana, workbook, "board")
    first = stamp()
    come(ana, workbook, "board")
    assert stamp() == first
    come(ana, workbook, "PLA")
    assert stamp() > first
    Presence.objects.update(seen_at=first - timedelta(seconds=21))
    come(ana, workbook, "PLA")
    assert stamp() > first


def test_changes_of_others_in_the_last_minutes_are_told_and_ones_own_are_not(ana, cast, workbook):
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, value=3)
    workbook.answer("D-PLA-3", by=cast.ben, seen=1, value=4)
    told = now(ana, workbook).json()["changes"]
    assert [one["what"] for one in told] == ["prompt D-PLA-3"]
    assert told[0]["said"].startswith("Ben changed this at ")
    assert abs(told[0]["at"] / 1000 - timezone.now().timestamp()) < 60
    Change.objects.update(at=timezone.now() - timedelta(minutes=4))
    assert now(ana, workbook).json()["changes"] == []


def test_the_same_again_is_304_and_costs_as_many_queries_as_nobody(ana, ben, cast, workbook):
    with CaptureQueriesContext(
        connection,
    ) as alone:
        now(ana, workbook)
    come(ben, workbook, "PLA")
    for number in range(5):
        workbook.add_entry(f"Nine looms stand still in yard {number}", by=cast.ben, section="PLA", key=f"k{number}")
    first = now(ana, workbook)
    with CaptureQueriesContext(connection) as again:
        same = now(ana, workbook, **{"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert len(again) <= len(alone) == 5
    workbook.answer("D-PLA-3", by=cast.ben, seen=0, value=4)
    assert now(ana, workbook, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_strangers_and_nobody_are_told_nothing(client, cast, workbook):
    for person in (cast.dev, cast.cleo):
        client.force_login(person)
        assert now(client, workbook).status_code == 404
        assert client.post(at("here", workbook), {"place": "board"}).status_code == 404
    assert not Presence.objects.exists()
