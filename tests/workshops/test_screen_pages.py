"""The room's screen by its link, and reading along on a phone: every scene as its template first draws it."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests import factories
from workshops.models import Contribution, Participant, Step, Workshop
from workshops.projection import scene
from workshops.writing import cast as vote

NOTE = "The canteen feeds three streets"


@pytest.fixture
def room(stage):
    """A room with one note."""
    factories.contribution(stage, by=factories.guest(stage, who="live"), text=NOTE)
    return stage


def turn(room, kind="collect", *, status="running", is_blank=False, **switches):
    """Go to the first step of a kind with these switches on."""
    step = room.steps.filter(kind=kind).first() or room.steps.create(order=99, kind=kind, title=kind, minutes=10)
    told = {"input_open": False, **switches}
    Step.objects.filter(pk=step.pk).update(**told)
    Workshop.objects.filter(pk=room.pk).update(step=step, status=status, is_blank=is_blank)
    room.bump(turns=True)
    return Workshop.objects.with_it().get(pk=room.pk)


def wall(client, room):
    return client.get(reverse("workshops:screen", args=[room.screen_token]))


def seen(response):
    """What is to be seen on a page: without parts that are hidden, and without what the script begins with."""
    html = re.sub(r"<script.*?</script>|<template.*?</template>", "", response.content.decode(), flags=re.S)
    parts = re.split(r'(?=<(?:div|section)[^>]* data-in=")', html)
    return "".join(one for one in parts if not re.match(r"<(?:div|section)[^>]* hidden", one))


SCENES = [
    ("soon", {"status": "draft"}),
    ("lobby", {"status": "lobby"}),
    ("welcome", {"kind": "welcome"}),
    ("collect", {"input_open": True}),
    ("reveal", {"kind": "reveal", "others_visible": True}),
    ("reveal", {"input_open": True, "others_visible": True}),
    ("collect", {"kind": "reveal", "others_visible": False}),
    ("group", {"kind": "group", "others_visible": True, "grouping": True}),
    ("vote", {"kind": "vote", "others_visible": True, "vote_open": True, "budget": 3}),
    ("vote", {"kind": "vote", "others_visible": True}),
    ("results", {"kind": "results", "others_visible": True, "results_visible": True}),
    ("strategies", {"kind": "strategies", "others_visible": True, "results_visible": True}),
    ("actions", {"kind": "actions", "others_visible": True, "results_visible": True}),
    ("break", {"kind": "break"}),
    ("reveal", {"kind": "reveal", "others_visible": True, "status": "paused"}),
    ("blank", {"kind": "reveal", "others_visible": True, "is_blank": True}),
    ("closed", {"kind": "reveal", "others_visible": True, "status": "closed"}),
]


@pytest.mark.parametrize(("name", "how"), SCENES)
def test_each_state_of_a_room_has_its_scene(name, how, client, room):
    now = turn(room, **how)
    assert scene(now) == name
    response = wall(client, now)
    assert response.status_code == 200
    assert f'<body data-scene="{name}">' in response.content.decode()


def test_notes_are_in_their_fields_once_they_may_be_seen(client, room):
    assert NOTE in seen(wall(client, turn(room, "reveal", others_visible=True)))


@pytest.mark.parametrize("how", [how for name, how in SCENES if name not in ("reveal", "group")])
def test_notes_are_to_be_seen_in_no_other_scene(how, client, room):
    assert NOTE not in seen(wall(client, turn(room, **how)))


def test_the_lobby_shows_the_square_the_code_and_the_address(client, room, monkeypatch):
    monkeypatch.setattr(settings, "PUBLIC_URL", "https://w.example")
    html = wall(client, turn(room, status="lobby")).content.decode()
    assert f"<span>{room.code[:4]}</span> <span>{room.code[4:]}</span>" in html
    assert "w.example/join" in html
    assert '<svg class="qr"' in html


def test_groups_have_their_notes_and_the_rest_is_beside_them(client, room):
    group = room.groups.create(number=7, title="Food", quadrant="strength", place=1)
    Contribution.objects.filter(text=NOTE).update(group=group)
    factories.contribution(room, by=factories.guest(room), text="Lending tools")
    html = seen(wall(client, turn(room, "group", others_visible=True)))
    assert re.search(r"7</span>.*Food.*" + NOTE + r".*Not in a group yet.*Lending tools", html, re.S)


def voted(room):
    """Two groups tied and one behind, voted on by two phones."""
    groups = [
        room.groups.create(number=n, title=title, place=1) for n, title in enumerate(("Press", "Food", "Fair"), 1)
    ]
    now = turn(room, "vote", vote_open=True, budget=3, vote_on=[one.pk for one in groups], others_visible=True)
    press, food, fair = (str(one.pk) for one in groups)
    vote(now, now.step_id, seq=1, by=factories.guest(now), marks={press: 2, fair: 1})
    vote(now, now.step_id, seq=1, by=factories.guest(now), marks={food: 2})
    return now


def test_while_a_vote_is_open_groups_are_numbered_and_only_voters_are_counted(client, room):
    html = seen(wall(client, voted(room)))
    assert re.search(r'data-n="voted">2</b> of <b data-n="joined">3</b> voted', html)
    assert [one in html for one in ("Press", "Food", "Fair")] == [True] * 3
    assert 'class="bar"' not in html


def test_results_are_ranked_with_ties_and_spread(client, room):
    now = voted(room)
    Step.objects.filter(pk=now.step_id).update(vote_open=False, voted_at="2030-06-01T10:00Z")
    html = seen(wall(client, turn(now, "results", others_visible=True, results_visible=True)))
    bars = re.findall(r'class="rank">(\d)(.*?)</li>', html, re.S)
    assert [(rank, "shared" in rest) for rank, rest in bars] == [("1", True), ("1", True), ("3", False)]
    assert re.findall(r'rect width="(\d+)"', html) == ["100", "100", "50"]
    assert "1 by phone, 1 of them with two marks" in html


def test_strategies_bring_the_four_beginnings(client, room):
    html = seen(wall(client, turn(room, "strategies", others_visible=True, results_visible=True)))
    assert "Use this strength to take that chance by" in html
    assert "Before that threat arrives, reduce this weakness by" in html


def test_words_of_somebody_are_text(client, room):
    hostile = '</script><script>alert("x")</script>'
    factories.contribution(room, by=factories.guest(room), text=hostile)
    html = wall(client, turn(room, "reveal", others_visible=True)).content.decode()
    assert hostile not in html
    assert "&lt;/script&gt;&lt;script&gt;alert(&quot;x&quot;)" in html


def test_the_strip_says_who_is_in_the_room(client, room):
    html = wall(client, room).content.decode()
    assert re.search(
        r'In the room: <span data-n="local">1</span> of <span data-n="joined">1</span> are people already here',
        html,
    )


def test_who_went_away_still_counts_in_the_strip(client, room):
    Participant.objects.update(seen_at="2020-01-01T10:00Z")
    html = wall(client, room).content.decode()
    assert 'data-n="local">1<' in html


def test_a_link_that_was_made_anew_opens_nothing(client, room):
    old = room.screen_token
    room.turn += 1
    room.save()
    assert client.get(reverse("workshops:screen", args=[old])).status_code == 404
    assert wall(client, room).status_code == 200


def test_the_screen_is_never_stored_and_no_form(client, room):
    response = wall(client, room)
    assert response["Cache-Control"] == "private, no-store"
    assert "<form" not in response.content.decode()
    assert not response.cookies


def test_who_has_not_come_in_is_sent_to_the_way_in(client, room):
    response = client.get(reverse("workshops:along", args=[room.pk]))
    assert response["Location"] == reverse("workshops:room", args=[room.pk])


def test_a_phone_reads_along_what_the_screen_shows(phone, room):
    silent = phone.get(phone.address("along"))
    assert NOTE not in silent.content.decode()
    turn(room, "reveal", others_visible=True)
    response = phone.get(phone.address("along"))
    assert NOTE in seen(response)
    assert 'data-live-again="' + reverse("workshops:guest-ticket", args=[room.pk]) + '?along=1"' in (
        response.content.decode()
    )


def test_reading_along_is_at_most_50_kb_compressed_at_first(phone, room):
    turn(room, "reveal", others_visible=True)
    page = phone.get(phone.address("along"))
    files = [*settings.BUNDLES["css/reading.css"], *settings.BUNDLES["js/reading.js"], "img/mark.svg"]
    assert sorted(re.findall(r'(?:src|href)="/static/([^"]+)"', page.text)) == sorted(files)
    sizes = [len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files]
    assert len(gzip.compress(page.content)) + sum(sizes) <= 50_000


@pytest.mark.parametrize("page", ["wall", "along"])
def test_a_page_asks_the_same_whatever_the_room_holds(page, client, phone, room, django_assert_max_num_queries):
    now = turn(room, "reveal", others_visible=True)
    get = (lambda: wall(client, now)) if page == "wall" else (lambda: phone.get(phone.address("along")))
    get()
    with django_assert_max_num_queries(12) as before:
        get()
    for _ in range(3):
        factories.contribution(now, by=factories.guest(now))
    with django_assert_max_num_queries(len(before)):
        get()
