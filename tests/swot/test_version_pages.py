"""Versions of the workbook: kept by name or by what happened, read as they were, compared in words."""

import pytest

from clusters.ids import uuid7
from swot.document.gather import Rows
from swot.following import follow
from swot.models import Snapshot, Workbook
from swot.versions import keep
from tests import factories
from tests.swot.pages import at, strategy, text_of


@pytest.fixture
def book(workbook, cast):
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, value=3, note="Two of us")
    strategy(workbook, cast.ana)
    workbook.add_action(by=cast.ana, text="Ring the owner", owner="Ben")
    return Workbook.objects.with_pages().get(pk=workbook.pk)


@pytest.fixture
def kept(book, cast):
    return keep(Rows(book), by=cast.ana, key=uuid7(), name="Before the council", says="All agreed on it")


def compared(client, book, **sides):
    return {
        str(group.title): group.things for group in client.get(at("versions-compare", book), sides).context["groups"]
    }


def test_a_version_is_kept_once_under_its_name_and_recorded(ana, book, cast):
    sent = {"name": "Before the council", "says": "All agreed on it", "key": str(uuid7())}
    for _again in range(2):
        assert ana.post(at("versions", book), sent).status_code == 302
    version = book.snapshots.get()
    assert (version.name, version.says, version.made_by) == ("Before the council", "All agreed on it", cast.ana)
    assert book.changes.filter(verb="kept version").count() == 1
    text = text_of(ana.get(at("versions", book)))
    assert "Before the council" in text
    assert "All agreed on it" in text


def test_a_name_stands_on_one_line_however_it_was_typed(ana, book):
    ana.post(at("versions", book), {"name": "Before\u2028the \x85 council\r\n", "key": str(uuid7())})
    assert book.snapshots.get().name == "Before the council"


def test_without_a_name_nothing_is_kept_and_what_was_typed_is_there(ana, book):
    response = ana.post(at("versions", book), {"name": " ", "says": "All agreed on it", "key": str(uuid7())})
    assert response.status_code == 422
    assert "All agreed on it" in text_of(response)
    response = ana.post(at("versions", book), {"name": "Named", "says": "", "key": "x"})
    assert response.status_code == 422
    assert "Named" in text_of(response)
    assert not Snapshot.objects.exists()


def test_the_key_of_a_version_of_another_workbook_keeps_nothing(ana, book, kept, cast):
    other = factories.stored(Rows(book).whole, leader=cast.ana)
    response = ana.post(at("versions", other), {"name": "Mine", "key": str(kept.pk)})
    assert response.status_code == 422
    assert not other.snapshots.exists()


def test_a_version_is_read_as_it_was(ana, book, kept, cast):
    entry = book.entries.get(quadrant="threat")
    was = entry.text
    entry.edit(by=cast.ana, seen=1, text="Said otherwise since")
    text = text_of(ana.get(at("version", book, kept.pk)))
    assert was in text
    assert "Said otherwise since" not in text
    for words in ("Two of us", "Ring the owner", "All agreed on it"):
        assert words in text


def test_nothing_changed_says_so(ana, book, kept):
    assert compared(ana, book, older=kept.pk) == {}
    assert "Nothing changed" in text_of(ana.get(at("versions-compare", book), {"older": kept.pk}))


def test_what_was_added_removed_moved_and_changed_is_told_by_section(ana, book, kept, cast):
    by, content = cast.ana, book.content()
    place = content.section_by_code["PLA"].title
    new = factories.entry(book, by=by, text="A new one")
    book.answer("D-PLA-3", by=by, seen=1, value=5, note="Four of us")
    made = book.strategy_set.get()
    made.edit(by=by, seen=1, text="Lease the yard")
    book.action_set.get().delete_gently(by=by, seen=1)
    found = compared(ana, book, older=kept.pk, newer="now")
    section = {one.about: (one.then, one.now) for one in found[place]}
    asked = content.prompts["D-PLA-3"].text
    assert section.keys() == {asked, new.ref}
    assert section[new.ref][0] == ""
    assert {one.url for one in found[place]} == {
        at("answer-history", book, "D-PLA-3"),
        at("entry-history", book, new.ref),
    }
    assert "Two of us" in section[asked][0]
    assert "Four of us" in section[asked][1]
    (changed,) = found["Strategies"]
    assert ("Lease the yard" in changed.now, "Lease the yard" in changed.then) == (True, False)
    (gone,) = found["Actions"]
    assert ("Ring the owner" in gone.then, gone.now) == (True, "")
    assert found.keys() == {place, "Strategies", "Actions"}


def test_an_entry_that_moved_says_from_where_to_where(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, quadrant="strength")
    book = Workbook.objects.with_pages().get(pk=workbook.pk)
    kept = keep(Rows(book), by=cast.ana, key=uuid7(), name="Then", says="")
    entry.move(by=cast.ana, seen=1, quadrant="weakness")
    ((moved,),) = compared(ana, book, older=kept.pk).values()
    assert (moved.then.partition(":")[0], moved.now.partition(":")[0]) == ("Strength", "Weakness")


def test_any_two_are_compared(ana, book, kept, cast):
    factories.entry(book, by=cast.ana, text="Between the two")
    later = keep(Rows(book), by=cast.ana, key=uuid7(), name="After", says="")
    factories.entry(book, by=cast.ana, text="After both")
    ((only,),) = compared(ana, book, older=kept.pk, newer=later.pk).values()
    assert "Between the two" in only.now


def test_a_version_is_named_by_what_took_it(ana, book, cast):
    follow(book, by=cast.ana)
    assert "As it ended" in text_of(ana.get(at("versions", book)))


def test_viewers_read_and_strangers_find_nothing(client, book, kept, cast):
    client.force_login(cast.caro)
    assert "Keep this version" not in text_of(client.get(at("versions", book)))
    assert client.post(at("versions", book), {"name": "Mine", "key": str(uuid7())}).status_code == 404
    elsewhere = factories.stored(Rows(book).whole, leader=cast.dev)
    client.force_login(cast.dev)
    assert client.get(at("version", elsewhere, kept.pk)).status_code == 404
    assert client.get(at("versions-compare", elsewhere), {"older": kept.pk}).status_code == 404
