"""A closed workbook is read on every page and written on none."""

import pytest
from django.urls import reverse

from swot.following import follow
from tests.access import entries, sections, strategies
from tests.access.world import world

ROWS = {**sections.ROWS, **entries.ROWS, **strategies.ROWS}


@pytest.fixture
def closed(db):
    found = world()
    follow(found.workbook, by=found.cast.ana)
    return found


def address(name, row, world):
    return reverse(name, kwargs=row.args(world))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_page_is_read_or_leads_to_one_that_is(name, client, closed):
    row = ROWS[name]
    if row.get is None or "pk" not in row.args(closed):
        return
    client.force_login(closed.cast.ana)
    page = client.get(address(name, row, closed), follow=True)
    assert page.status_code == 200
    assert b"Closed on" in page.content or name == "swot:export"


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_form_is_refused_with_a_sentence_and_its_words(name, client, closed):
    row = ROWS[name]
    if row.post is None or "pk" not in row.args(closed):
        return
    client.force_login(closed.cast.ana)
    before = closed.workbook.changes.count()
    for headers in ({}, {"HX-Request": "true"}):
        page = client.post(address(name, row, closed), {"text": "Written too late"}, headers=headers)
        assert page.status_code == 409
        assert "nothing more is written" in page.text
        assert "Written too late" in page.text
    assert closed.workbook.changes.count() == before


@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_may_not_write_learns_nothing_of_its_being_closed(name, client, closed):
    row = ROWS[name]
    if row.post is None or "pk" not in row.args(closed):
        return
    client.force_login(closed.cast.dev)
    assert client.post(address(name, row, closed)).status_code == 404


def test_an_edit_page_leads_to_the_page_that_reads_it(client, closed):
    client.force_login(closed.cast.ana)
    page = client.get(reverse("swot:action", args=[closed.workbook.pk, "A1"]))
    assert page["Location"] == reverse("swot:strategies", args=[closed.workbook.pk]).replace("strategies", "actions")


def test_the_contents_page_of_a_closed_one_leads_to_its_briefing(client, closed):
    client.force_login(closed.cast.ana)
    page = client.get(reverse("swot:workbook", args=[closed.workbook.pk]))
    assert page.context["next"].url == reverse("briefings:list", args=[closed.workbook.pk])
    assert not page.context["may_write"]
