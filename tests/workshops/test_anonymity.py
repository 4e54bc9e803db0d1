"""Who wrote what is told nowhere: one test a surface. And what may not be seen yet, or any more, is on no screen."""

import io
import json
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from briefings.formats.registry import FORMATS
from briefings.make import html
from clusters.ids import uuid7
from swot.document.gather import Rows
from tests import factories
from tests.workshops.phones import Phone
from tests.workshops.test_screen_pages import turn, wall
from workshops.models import Contribution, Group, Participant, State, Step, Workshop
from workshops.operations import operate
from workshops.projection import counts, leader, screen, state
from workshops.room import room as read
from workshops.verbs import VERBS
from workshops.writing import cast as vote
from workshops.writing import join

NOTE, HELD, LATE, HIDDEN = "The canteen feeds three streets", "Held until read", "Written too late", "Kept off the wall"
NAME, WHO = "Zebedee Quixwright", "zz-quokka"


@pytest.fixture
def author(stage):
    """Somebody with a name and a description that stand nowhere else."""
    people = [*stage.people, {"key": WHO, "text": "I was born in this street", "local": True}]
    Workshop.objects.filter(pk=stage.pk).update(asks_names=True, people=people)
    return join(Workshop.objects.get(pk=stage.pk), uuid7(), name=NAME, who=WHO)[0]


@pytest.fixture
def notes(stage, author):
    """One note of each state by the author, the shown one in a group that was voted on."""
    found = {}
    for text, kept in ((NOTE, State.SHOWN), (HELD, State.HELD), (LATE, State.LATE), (HIDDEN, State.HIDDEN)):
        found[text] = factories.contribution(stage, by=author, text=text)
        Contribution.objects.filter(pk=found[text].pk).update(state=kept)
    group = stage.groups.create(number=1, title="Food", quadrant="strength", place=1)
    Contribution.objects.filter(text=NOTE).update(group=group)
    return found


@pytest.fixture
def told(author, notes):
    """Whether an answer tells who wrote: what of the author and their notes it holds."""
    keys = [author.key, *(one.key for one in notes.values())]
    secret = [NAME, *NAME.split(), WHO, *(form for key in keys for form in (str(key), key.hex))]

    def found(text):
        text = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
        return [one for one in secret if one.lower() in text.lower()]

    return found


@pytest.fixture
def reveal(stage, notes):
    return turn(stage, "reveal", others_visible=True)


@pytest.fixture
def results(stage, author, notes):
    """A vote by the author, closed, with its result on the screen."""
    now = turn(stage, "vote", others_visible=True, vote_open=True, budget=3, vote_on=[stage.groups.get().pk])
    vote(now, now.step_id, seq=1, by=author, marks={str(stage.groups.get().pk): 2})
    Step.objects.filter(pk=now.step_id).update(vote_open=False, voted_at=timezone.now())
    return turn(now, "results", others_visible=True, results_visible=True)


@pytest.fixture
def sent(results, cast):
    """The workbook after the group was sent to it."""
    now = Workshop.objects.get(pk=results.pk)
    items = {f"g{Group.objects.get().pk}": {}}
    operate(now, VERBS, "send", key=uuid7(), by=cast.ana, base=now.revision, seen=now.place, items=items)
    return type(results.workbook).objects.with_pages().get(pk=results.workbook_id)


# ---------- what streams tell ----------


def test_the_words_that_may_not_be_told_are_found_where_they_are(told, author, notes):
    assert told([author.name, author.who, author.key.hex, str(notes[NOTE].key)])


def test_a_phone_is_told_no_note_and_nobody(reveal, told):
    said = state(read(reveal.pk), timezone.now())
    assert said["joined" if "joined" in said else "here"] == 1
    assert not told(said)
    assert NOTE not in json.dumps(said)


def test_counts_count_and_name_nobody(reveal, told):
    said = counts(read(reveal.pk))
    assert said["written"] == 4
    assert not told(said)


@pytest.mark.parametrize("since", ["whole", "delta"])
def test_a_screen_is_told_words_and_nobody(since, reveal, told):
    place = 0
    if since == "delta":
        place = reveal.place
        Contribution.objects.update(place=reveal.bump())
    said = screen(read(reveal.pk), timezone.now(), place)
    assert said["whole"] == (since == "whole")
    assert NOTE in [one.get("text") for one in said["notes"]]
    assert not told(said)


def test_a_note_on_a_screen_is_its_words_its_field_and_its_group(reveal):
    (note,) = screen(read(reveal.pk), timezone.now())["notes"]
    assert set(note) == {"id", "text", "quadrant", "group"}


def test_a_screen_with_results_names_no_voter(results, told):
    said = screen(read(results.pk), timezone.now())
    assert said["results"][0]["marks"] == 2
    assert not told(said)


def test_a_leader_is_told_how_many_and_nobody(reveal, told):
    said = leader(read(reveal.pk), timezone.now())
    assert (said["held"], said["late"]) == (1, 1)
    assert not told(said)


# ---------- pages ----------


def test_the_page_of_the_screen_names_nobody(client, reveal, told):
    page = wall(client, reveal).content.decode()
    assert NOTE in page
    assert not told(page)


def test_reading_along_names_nobody_to_others_or_the_author(reveal, author, told):
    for phone in (Phone(reveal), Phone(reveal, guest=author)):
        page = phone.get(phone.address("along")).content.decode()
        assert NOTE in page
        assert not told(page)


def test_the_page_of_another_phone_knows_nobody(reveal, told):
    phone = Phone(reveal)
    page = phone.page().content.decode()
    offered = f'value="{WHO}"'  # what everybody may choose from
    assert page.count(WHO) == page.count(offered) > 0
    assert not told(page.replace(offered, "") + phone.get(phone.address("mine")).content.decode())


PAGES = [
    ("scribe", ""),
    ("lead", "tray"),
    ("tray", LATE),
    ("groups", NOTE),
    ("votes", "Food"),
    ("send", "Food"),
    ("steps", ""),
]


@pytest.mark.parametrize(("name", "shows"), PAGES)
def test_a_page_of_whoever_leads_shows_words_and_nobody(name, shows, ana, results, told):
    page = ana.get(reverse(f"workshops:{name}", args=[results.pk])).content.decode()
    assert shows in page
    assert not told(page)


def test_a_sheet_of_paper_shows_what_stands_on_it_and_nobody(ana, results, told):
    sheet = results.paper_sheets.create(number=3, step=results.steps.filter(kind="collect").first())
    Contribution.objects.filter(text=NOTE).update(sheet=sheet, key=sheet.line_key(1))
    page = ana.get(reverse("workshops:paper-sheet", args=[results.pk, sheet.number])).content.decode()
    assert NOTE in page
    assert not told(page)


# ---------- what goes to the workbook ----------


def test_the_workbook_as_a_file_has_the_words_and_nobody(ana, sent, told):
    for address in (reverse("swot:export", args=[sent.pk]), reverse("swot:export", args=[sent.pk]) + "?comments=1"):
        text = ana.get(address).content.decode()
        assert NOTE in text
        assert not told(text)


def test_its_board_and_its_history_name_nobody(ana, sent, told):
    for name in ("swot:board", "swot:workbook", "workshops:list"):
        assert not told(ana.get(reverse(name, args=[sent.pk])).content.decode())


def test_a_briefing_names_nobody(sent, told, cast):
    page = html(Rows(sent).whole, sent.content(), edition="full", paper="a4", today=cast.cluster.today)
    assert "Food" in page
    assert not told(page)


@pytest.mark.parametrize("ending", ["entries.csv", "xlsx", "json"])
def test_lists_to_take_away_name_nobody(ending, ana, sent, told):
    address = reverse("briefings:draft-file", kwargs={"pk": sent.pk, "format": ending})
    data = ana.get(address).content
    if ending == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    assert ending in FORMATS
    assert b"Food" in data
    assert not told(data.decode())


# ---------- what may not be seen ----------


def everything_seen(client, room):
    """All that reaches a screen or a phone that reads along: frames from every place, and both pages."""
    now, at = read(room.pk), timezone.now()
    frames = [screen(now, at, since) for since in range(now.workshop.place + 1)]
    phone = Phone(room)
    pages = wall(client, room).content.decode() + phone.get(phone.address("along")).content.decode()
    return json.dumps(frames) + pages


@pytest.mark.parametrize("kind", ["reveal", "group", "vote", "results", "strategies"])
def test_held_late_and_hidden_notes_are_on_no_screen(kind, client, stage, notes):
    seen = everything_seen(client, turn(stage, kind, others_visible=True, results_visible=kind == "results"))
    assert NOTE in seen
    assert [text for text in (HELD, LATE, HIDDEN) if text in seen] == []


def test_a_note_taken_back_leaves_the_screen(client, reveal, author, notes):
    before = reveal.place
    Contribution.objects.filter(text=NOTE).update(state=State.WITHDRAWN, place=reveal.bump())
    assert NOTE not in everything_seen(client, reveal)
    last = screen(read(reveal.pk), timezone.now(), before)
    assert {"id": notes[NOTE].pk, "gone": True} in last["notes"]


def test_while_the_room_writes_in_silence_only_counts_are_seen(client, stage, notes):
    seen = everything_seen(client, turn(stage, input_open=True))
    assert [text for text in (NOTE, "Food") if text in seen] == []
    assert re.search(r'data-n="writers">1<', seen)


def test_a_blank_screen_is_blank(client, stage, notes):
    switches = {"others_visible": True, "vote_open": True, "results_visible": True, "vote_on": [stage.groups.get().pk]}
    seen = everything_seen(client, turn(stage, "vote", is_blank=True, budget=3, **switches))
    assert [text for text in (NOTE, "Food") if text in seen] == []
    assert "One moment, please" in seen


def test_what_counts_as_present_names_nobody_either(client, stage, notes, told):
    assert Participant.objects.filter(name=NAME, who=WHO).exists()
    assert not told(everything_seen(client, turn(stage, status="lobby")))
