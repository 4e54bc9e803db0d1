"""What is too long ends in a sentence, and others notice nothing while it is found out."""

import threading
import time

import pytest
from django.test import Client
from django.urls import reverse

from briefings import make
from briefings.pdf.render import WORKERS, TooLong, render
from briefings.pdf.workers import Full
from swot.models import Entry
from tests import factories
from tests.briefings.build import TODAY, content, empty, full_of

SENTENCE = "This is too long for one PDF: at most 60 pages or 1,000 entries. Split it by section."
BOMB = "<html lang=en><title>x</title>" + "<table><tr><td>" * 60 + "<p>word " * 60_000
WORDS = "Rents rise and workshops leave for the edge of the town. "


def filled(workbook, count):
    """A workbook with so many entries."""
    section = workbook.version.sections.first()
    wanted = (
        Entry(workbook=workbook, ref=f"S{n}", section=section, text=f"Rents rise {n}", quadrant="strength")
        for n in range(1, count + 1)
    )
    Entry.objects.bulk_create(wanted)


def draft(client, workbook, edition="community"):
    """Ask for the PDF of a workbook as it stands."""
    return client.get(reverse("briefings:draft", args=[workbook.pk]) + f"?for={edition}")


def test_more_entries_than_a_pdf_takes_are_refused_with_the_sentence(ana, workbook):
    filled(workbook, 1001)
    response = draft(ana, workbook)
    assert (response.status_code, SENTENCE in response.content.decode()) == (422, True)


@pytest.mark.slow
def test_a_thousand_entries_are_printed_for_a_reader_and_are_too_long_in_full():
    document = full_of(WORDS * 3, count=250)
    said = {"paper": "a4", "today": TODAY}
    assert make.pdf(document, content("district"), edition="agency", **said).startswith(b"%PDF")
    with pytest.raises(TooLong, match="Split it by section"):
        make.pdf(document, content("district"), edition="full", **said)


def test_a_page_past_the_sixtieth_is_one_too_many():
    pages = '<html lang=en><title>x</title><p style="break-after: page">x</p>{}<p>x'
    assert render(pages.format('<p style="break-after: page">x</p>' * 58)).pages == 60
    with pytest.raises(TooLong):
        render(pages.format('<p style="break-after: page">x</p>' * 59))


def test_a_word_and_a_line_of_any_length_are_printed():
    for text in ("W" * 20_000, "Z" + "\u0301" * 20_000, "👩🏽\u200d" * 3_000, "\u202e" * 20_000, "<" * 10_000):
        page = make.html(
            empty(about=text, title=text, status="demo"), content("district"), edition="full", paper="a4", today=TODAY
        )
        assert render(page).pages <= 60


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_others_get_pages_and_pdfs_while_a_bomb_renders():
    cast = factories.cast()
    workbook = factories.workbook(cast.cluster, by=cast.ana)
    client = Client()
    client.force_login(cast.ana)
    found = []

    def someone_else():
        with pytest.raises(TooLong) as error:
            render(BOMB, cpu_seconds=600, wall_seconds=600)
        found.append(str(error.value))

    other = threading.Thread(target=someone_else)
    other.start()
    while not WORKERS.busy:
        time.sleep(0.01)
    (bomb,) = WORKERS.busy
    assert client.get(reverse("swot:workbook", args=[workbook.pk])).status_code == 200
    assert client.get(reverse("briefings:list", args=[workbook.pk])).status_code == 200
    assert draft(client, workbook).content.startswith(b"%PDF-")
    assert bomb in WORKERS.busy
    bomb.process.kill()
    other.join()
    assert found == [SENTENCE]
    assert render("<html lang=en><title>x</title><p>calm").pages == 1


def test_who_comes_when_too_many_wait_is_asked_to_come_again(ana, workbook, monkeypatch):
    def full(*_job):
        raise Full

    monkeypatch.setattr(WORKERS, "ask", full)
    response = draft(ana, workbook)
    assert (response.status_code, "Please try again in a minute." in response.content.decode()) == (503, True)
    assert "Too long" not in response.content.decode()
