"""Drafts are ready before anybody asks, once a workbook has been still; one that fails stops no other."""

import pytest
from django.urls import reverse

from briefings import ahead, fit
from briefings.ahead import MOST_WAITING, Ahead, make_drafts
from swot.models import Workbook


def test_a_workbook_is_made_once_after_it_was_still():
    made = []
    waiting = Ahead(made.append, still=120)
    waiting.touched("book", now=0)
    assert waiting.due(now=119) is None
    assert waiting.due(now=120) == "book"
    assert waiting.due(now=500) is None


def test_who_writes_again_makes_it_wait_again():
    waiting = Ahead(still=120)
    waiting.touched("one", now=0)
    waiting.touched("two", now=50)
    waiting.touched("one", now=100)
    assert waiting.due(now=171) == "two"
    assert waiting.due(now=171) is None


def test_no_more_wait_than_can_be_made():
    waiting = Ahead()
    for number in range(MOST_WAITING + 5):
        waiting.touched(number, now=0)
    assert len(waiting.waiting) == MOST_WAITING
    assert waiting.due(now=1000) == 5


@pytest.mark.django_db
def test_one_that_fails_stops_no_other_and_no_word_is_logged(caplog):
    made = []

    def make(pk):
        made.append(pk)
        if pk == "bad":
            raise ValueError("Rents rise on Quay Street")

    waiting = Ahead(make, still=0)
    waiting.touched("bad")
    waiting.touched("good")
    waiting.work()
    assert made == ["bad", "good"]
    assert "ValueError" in caplog.text
    assert "Quay Street" not in caplog.text


@pytest.mark.django_db
def test_a_download_after_that_lays_nothing_out(ana, workbook, monkeypatch):
    make_drafts(workbook.pk)

    def never(*_args, **_more):
        raise AssertionError("laid out again")

    monkeypatch.setattr(fit, "render", never)
    for key in ("agency", "community", "full"):
        response = ana.get(f"{reverse('briefings:draft', args=[workbook.pk])}?for={key}")
        assert response.status_code == 200


@pytest.mark.django_db
def test_writing_is_noticed_by_what_was_started(workbook, cast, monkeypatch):
    listening = Ahead(lambda pk: None)
    monkeypatch.setattr(listening, "run", lambda: None)
    listening.start()
    try:
        workbook.add_entry("Nine studios", by=cast.ana, section="PLA")
        assert list(listening.waiting) == [workbook.pk]
    finally:
        ahead.written.disconnect(dispatch_uid="briefings.ahead")


@pytest.mark.django_db
def test_a_closed_or_deleted_one_is_left(workbook, monkeypatch):
    monkeypatch.setattr(ahead, "pdf", lambda *_args, **_more: pytest.fail("made"))
    Workbook.objects.filter(pk=workbook.pk).update(closed_at=workbook.begun_at)
    make_drafts(workbook.pk)
