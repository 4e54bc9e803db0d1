"""A shared briefing as its readers see it: what the page shows, what they say, and what nobody ever learns."""

import io
import logging
from datetime import date, timedelta

import pikepdf
import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from briefings.models import Briefing, Opened, ReaderNote, Share, ShareUse
from clusters.errors import Closed
from swot.document.gather import Rows
from swot.document.write import to_json
from swot.models import Snapshot
from swot.models.comment import MOST_AN_HOUR
from tests import factories
from tests.access.world import world
from tests.adversarial.pages import Page

WORDS = "What would the nine traders pay after repair?"


@pytest.fixture
def stage(db):
    return world()


@pytest.fixture
def here(stage):
    """The address of the readers' page."""
    return reverse("briefings:reader", args=[stage.share_token])


@pytest.fixture
def reader():
    """A browser without an account, in which forms are checked for where they come from."""
    return Client(enforce_csrf_checks=True)


def said(key="k1", **fields):
    return {"what": "fact", "about": "", "text": WORDS, "key": key, **fields}


def shared(stage, edition, **fields):
    """A briefing in another edition, and the address of its page."""
    own = {"snapshot": stage.briefing.snapshot, "issued_on": stage.cluster.today, "issued_by": stage.cast.ana}
    number = Briefing.objects.count() + 1
    briefing = Briefing.objects.create(workbook=stage.workbook, number=number, edition=edition, **{**own, **fields})
    told = {"for_whom": "", "until": stage.cluster.today, "may_answer": True, "by": stage.cast.ana}
    return briefing, reverse("briefings:reader", args=[Share.make(briefing, **told)[1]])


# ---------- the page ----------


@pytest.mark.parametrize("edition", ["agency", "council", "funder", "community", "full"])
def test_every_edition_shows_its_parts_the_strip_and_the_inclusion_box(edition, stage, reader):
    briefing, url = shared(stage, edition)
    response = reader.get(url)
    reading, page = response.context["reading"], Page(response)
    assert response.status_code == 200
    assert [heading for heading in reading.headings.values() if heading not in page.words] == []
    assert 'aria-label="Local inclusion"' in response.text
    assert 'id="part-inclusion"' in response.text
    for label in stage.workbook.content().words["windows"].values():
        assert label in page.words
    assert f"Check number {reading.check_number}." in page.words
    assert f"Briefing {briefing.number}, " in page.words


def test_the_page_stays_as_issued_when_the_workbook_moves_on(stage, here, reader):
    factories.entry(stage.workbook, by=stage.cast.ana, text="Something entirely new that came later")
    assert "Something entirely new" not in reader.get(here).text


def test_the_pdf_beside_it_is_the_one_that_was_issued(stage, here, reader):
    signed_in = Client()
    signed_in.force_login(stage.cast.ana)
    mine, theirs = signed_in.get(reverse("briefings:pdf", args=[stage.briefing.pk])), reader.get(f"{here}briefing.pdf")
    assert theirs.content[:5] == b"%PDF-"
    assert theirs.content == mine.content
    assert theirs["Content-Disposition"] == mine["Content-Disposition"]


def test_the_text_for_word_is_the_one_that_was_issued(stage, here, reader):
    signed_in = Client()
    signed_in.force_login(stage.cast.ana)
    mine = signed_in.get(reverse("briefings:file", args=[stage.briefing.pk, "docx"]))
    theirs = reader.get(f"{here}briefing.docx")
    assert theirs.content[:2] == b"PK"
    assert theirs.content == mine.content


def test_what_the_pdf_carries_names_nobody_who_wrote(stage, reader):
    factories.entry(stage.workbook, by=stage.cast.ben, text="Nine firms from the rope works remain")
    book = type(stage.workbook).objects.with_pages().get(pk=stage.workbook.pk)
    snapshot = Snapshot.take(book, to_json(Rows(book).whole, book.content()), by=stage.cast.ana)
    _briefing, url = shared(stage, "agency", snapshot=snapshot)
    with pikepdf.open(io.BytesIO(reader.get(f"{url}briefing.pdf").content)) as pdf:
        assert sorted(pdf.attachments) == ["entries.csv", "workbook.json"]
        carried = "".join(file.get_file().read_bytes().decode() for file in pdf.attachments.values())
    assert "Nine firms from the rope works remain" in carried
    people = (stage.cast.ana, stage.cast.ben, stage.cast.caro)
    said = [person.email for person in people] + [f'"{person}"' for person in people]
    assert [name for name in said if name in carried] == []


def test_a_pdf_too_long_says_so_and_shows_nobody_who_is_signed_in(stage, here, monkeypatch):
    monkeypatch.setattr("briefings.make.ENTRIES_AT_MOST", -1)
    client = Client()
    client.force_login(stage.cast.ana)
    response = client.get(f"{here}briefing.pdf")
    assert response.status_code == 422
    assert "Ana" not in response.text
    assert "Sign out" not in response.text


def test_a_newer_one_for_the_same_readers_is_announced(stage, reader):
    _first, url = shared(stage, "agency", issued_on=date(2026, 11, 22))
    shared(stage, "council")
    assert 'id="standing"' not in reader.get(url).text
    newer, later = shared(stage, "agency", issued_on=date(2026, 12, 3))
    assert f"Briefing {newer.number}, 3 December 2026" in reader.get(url).text
    assert 'id="standing"' not in reader.get(later).text


def answers(stage, here, client):
    """One of every answer that the address of a link gives."""
    yield 200, client.get(here)
    yield 200, client.get(f"{here}briefing.pdf")
    yield 200, client.get(f"{here}briefing.docx")
    yield 302, client.post(here, said())
    yield 422, client.post(here, {})
    yield 405, client.delete(here)
    yield 405, client.post(f"{here}briefing.pdf")
    yield 404, client.get(reverse("briefings:reader", args=[stage.share_token.swapcase()]))
    stage.share.revoke(by=stage.cast.ana)
    yield 404, client.post(here, said("k2"))


@pytest.mark.parametrize("who", [None, "ana", "dev"])
def test_no_answer_is_stored_told_to_others_or_sets_a_cookie(who, stage, here):
    client = Client()
    if who:
        client.force_login(getattr(stage.cast, who))
    for status, response in answers(stage, here, client):
        assert response.status_code == status
        assert not response.cookies
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert b"Sign out" not in response.content


def test_nobody_of_the_cluster_is_named_but_who_answers(stage, here, reader):
    stage.reader_note.answer(text="It is", key="k", by=stage.cast.ben)
    page = reader.get(here).text
    names = [stage.cast.ana.email, stage.cast.ben.email, stage.cast.caro.email, "Caro", "Ana<", "Ana,"]
    assert [name for name in names if name in page] == []
    assert "Ben" in page
    assert stage.share.for_whom not in page


# ---------- links that work no more ----------


def ended(way, stage):
    now = timezone.now()
    if way == "revoked":
        stage.share.revoke(by=stage.cast.ana)
    elif way == "run out":
        Share.objects.update(expires_at=now)
    elif way == "workbook deleted":
        type(stage.workbook).objects.update(deleted_at=now)
    else:
        type(stage.cluster).objects.update(deleted_at=now)


@pytest.mark.parametrize("way", ["revoked", "run out", "workbook deleted", "cluster deleted"])
def test_an_ended_link_says_the_same_words_as_an_unknown_one_and_takes_nothing(way, stage, here, reader):
    assert reader.get(here).status_code == 200
    ended(way, stage)
    unknown = reader.get(reverse("briefings:reader", args=["nothing-of-ours"]))
    assert unknown.status_code == 404
    assert "This link does not work any more" in unknown.text
    for response in (reader.get(here), reader.post(here, said()), reader.get(f"{here}briefing.pdf")):
        assert response.status_code == 404
        assert response.text == unknown.text
        assert response["Referrer-Policy"] == "no-referrer"
    assert ReaderNote.objects.count() == 1


def test_it_works_to_the_end_of_its_last_day(stage, here, reader):
    Share.objects.update(expires_at=timezone.now() + timedelta(seconds=30))
    assert reader.get(here).status_code == 200
    Share.objects.update(expires_at=timezone.now() - timedelta(microseconds=1))
    assert reader.get(here).status_code == 404


def test_a_link_revoked_while_somebody_writes_takes_nothing(stage):
    link = Share.objects.get(pk=stage.share.pk)
    stage.share.revoke(by=stage.cast.ana)
    with pytest.raises(Closed):
        link.say(key="x", what="say", about="", text=WORDS, name="", email="")


# ---------- what readers say ----------


def test_what_is_said_stands_on_the_page_and_waits_for_an_answer(stage, here, reader):
    response = reader.post(here, said(what="wrong", about="matrix", name="Lena Mikkelsen"))
    assert (response.status_code, response.url) == (302, f"{here}?said=1#said")
    row = ReaderNote.objects.order_by("-pk").first()
    heading = reader.get(here).context["reading"].headings["matrix"]
    assert (row.what, row.about, row.text, row.name, row.by, row.share) == (
        *("wrong", heading, WORDS, "Lena Mikkelsen", None),
        stage.share,
    )
    page = Page(reader.get(response.url)).words
    assert WORDS in page
    assert f"about “{heading}”" in page
    assert "Thank you." in page


def test_one_link_does_not_show_what_another_said(stage, here, reader):
    told = {"for_whom": "", "until": stage.cluster.today, "may_answer": True, "by": stage.cast.ana}
    other, _token = Share.make(stage.briefing, **told)
    other.say(key="k", what="say", about="", text="From the council", name="", email="")
    assert "From the council" not in reader.get(here).text


def test_sent_twice_it_is_said_once(here, reader):
    for _ in range(2):
        assert reader.post(here, said()).status_code == 302
    assert ReaderNote.objects.filter(text=WORDS).count() == 1


@pytest.mark.django_db(transaction=True)
def test_leaders_hear_by_email_where_it_is_set_up(reader, settings):
    stage = world()
    here = reverse("briefings:reader", args=[stage.share_token])
    reader.post(here, said("k0"))
    assert mail.outbox == []
    settings.EMAIL_SET_UP = True
    for _ in range(2):
        reader.post(here, said(name="Lena\r\nBcc: all@example.org"))
    (letter,) = mail.outbox
    assert letter.to == [stage.cast.ana.email]
    assert WORDS in letter.body
    assert reverse("briefings:share", args=[stage.briefing.pk]) in letter.body
    assert stage.share_token not in letter.body


@pytest.mark.parametrize(
    ("sent", "place"),
    [({"text": ""}, "id_text"), ({"text": "x" * 2001}, "id_text"), ({"about": "nothing"}, "id_about"),
     ({"what": "shout"}, "id_what"), ({"what": ""}, "id_what"), ({"email": "nobody"}, "id_email"),
     ({"name": "x" * 101}, "id_name")],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_and_kept_as_typed(sent, place, here, reader, settings):
    settings.EMAIL_SET_UP = True
    typed = said(**{"name": "Lena Mikkelsen", **sent})
    response = reader.post(here, typed)
    page = Page(response)
    assert response.status_code == 422
    assert f'href="#{place}' in response.text
    assert typed["text"] in page.fields
    assert typed["name"] in page.fields
    assert ReaderNote.objects.count() == 1


def test_an_address_is_asked_for_only_where_letters_can_be_sent(here, reader, settings):
    assert 'name="email"' not in reader.get(here).text
    reader.post(here, said(email="lena@example.org"))
    assert not ReaderNote.objects.exclude(email="").exists()
    settings.EMAIL_SET_UP = True
    assert 'name="email"' in reader.get(here).text
    reader.post(here, said("k2", email="lena@example.org"))
    assert ReaderNote.objects.exclude(email="").get().email == "lena@example.org"


def test_addresses_are_kept_for_90_days(stage):
    old = timezone.now() - timedelta(days=90)
    ReaderNote.objects.update(email="lena@example.org", written_at=old + timedelta(minutes=1))
    assert ReaderNote.objects.with_old_address().count() == 0
    ReaderNote.objects.update(written_at=old)
    assert [row.name for row in ReaderNote.objects.with_old_address()] == ["Lena"]


def test_too_many_in_an_hour_wait_and_lose_nothing(here, reader):
    for number in range(MOST_AN_HOUR - 1):
        assert reader.post(here, said(f"k{number}")).status_code == 302
    response = reader.post(here, said("more", text="One more thing about the lift"))
    assert response.status_code == 429
    assert "One more thing about the lift" in Page(response).fields
    assert "Wait a little" in response.text
    assert ReaderNote.objects.count() == MOST_AN_HOUR
    assert reader.post(here, said("k1")).status_code == 302  # said before, so nothing new
    ReaderNote.objects.update(written_at=timezone.now() - timedelta(minutes=61))
    assert reader.post(here, said("more")).status_code == 302


def test_a_link_to_read_only_has_no_form_and_takes_nothing(stage, here, reader):
    Share.objects.update(may_answer=False)
    assert Page(reader.get(here)).forms == []
    assert reader.post(here, said()).status_code == 404
    assert ReaderNote.objects.count() == 1


# ---------- what is kept ----------


@pytest.mark.parametrize(("method", "counted"), [("get", 1), ("head", 0)])
def test_every_opening_is_counted_once(method, counted, here, reader):
    for path, what in (("", Opened.PAGE), ("briefing.pdf", Opened.PDF), ("briefing.docx", Opened.DOCX)):
        getattr(reader, method)(here + path)
        found = ShareUse.objects.filter(what=what).values_list("times", flat=True)
        assert list(found) == [1] * counted
    reader.post(here, said())
    assert ShareUse.objects.count() == 3 * counted


def test_nothing_of_who_opened_it_is_kept(stage, here, reader):
    reader.get(
        here,
        REMOTE_ADDR="203.0.113.9",
        headers={"user-agent": "Reader’s own browser", "x-forwarded-for": "203.0.113.9"},
    )
    reader.post(here, said(), REMOTE_ADDR="203.0.113.9", headers={"user-agent": "Reader’s own browser"})
    assert {"203.0.113.9", "Reader’s own browser"} & words_in_the_database() == set()


def words_in_the_database():
    """Every value of every text column."""
    found = set()
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            found.update(str(one) for one in row)
    return found


def test_the_token_stands_nowhere_in_the_database(stage, here, reader):
    reader.get(here)
    reader.post(here, said())
    assert [text for text in words_in_the_database() if stage.share_token in text] == []


def test_the_token_stands_in_no_log_whatever_goes_wrong(stage, here, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    told = [client.post(here, {}).status_code, client.delete(here).status_code]
    with monkeypatch.context() as broken:
        broken.setattr("briefings.views.share_reader.reading", lambda briefing: 1 / 0)
        told.append(client.get(here).status_code)
    stage.share.revoke(by=stage.cast.ana)
    told += [client.get(here).status_code, client.get(f"{here}briefing.pdf").status_code]
    assert told == [422, 405, 500, 404, 404]
    shown = [record.getMessage() for record in caplog.records]
    assert len([line for line in shown if "/b/…/" in line]) == len(told)
    assert stage.share_token not in caplog.text


# ---------- what it costs ----------


def test_the_page_asks_as_often_with_one_note_and_with_fifty(stage, here, reader, django_assert_num_queries):
    reader.get(here)
    for size in (1, 50):
        for number in range(size):
            note = ReaderNote.objects.create(share=stage.share, key=f"{size}-{number}", text="x", name="Lena")
            note.answer(text="y", key="y", by=stage.cast.ana)
            ShareUse.objects.create(
                share=stage.share, on=stage.cluster.today - timedelta(days=size + number), what="page"
            )
        with django_assert_num_queries(QUERIES):
            reader.get(here)


# The link with its briefing, a newer one, what was said, and the opening; the briefing itself is kept.
QUERIES = 4
