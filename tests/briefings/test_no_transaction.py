"""No transaction is open while something is printed: others would wait for seconds to save one word."""

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.urls import reverse

from briefings.ahead import make_drafts
from briefings.models import Briefing
from briefings.pdf.render import WORKERS
from swot.models import Workbook
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_while_printing(monkeypatch):
    """Whether a transaction was open on the connection of whoever asked, at each print."""
    mine, ask, found = connections[DEFAULT_DB_ALIAS], WORKERS.ask, []

    def watched(*args):
        found.append(mine.in_atomic_block)
        return ask(*args)

    monkeypatch.setattr(WORKERS, "ask", watched)
    return found


@pytest.fixture
def book(transactional_db, client):
    cast = factories.cast()
    client.force_login(cast.ana)
    book = factories.workbook(cast.cluster, by=cast.ana)
    factories.entry(book, by=cast.ana)
    return book


def issued(client, book):
    client.post(reverse("briefings:issue", args=[book.pk]), {"for": "agency"})
    return client.get(reverse("briefings:pdf", args=[Briefing.objects.get().pk]))


PRINTS = {
    "a draft": lambda client, book: client.get(reverse("briefings:draft", args=[book.pk])),
    "an issued briefing": issued,
    "sheets": lambda client, book: client.get(reverse("briefings:paper-pdf", args=[book.pk, "questions"])),
    "drafts ahead": lambda client, book: make_drafts(Workbook.objects.get().pk),
}


@pytest.mark.parametrize("what", PRINTS)
def test_none_is_open_while_it_is_printed(what, client, book, open_while_printing):
    answer = PRINTS[what](client, book)
    assert answer is None or answer.status_code == 200
    assert open_while_printing
    assert not any(open_while_printing)
