"""Sharing an issued briefing: links are made, listed and revoked; what readers say is answered and can be hidden."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from briefings.models import Opened, ReaderNote, Share, ShareUse
from swot.following import follow
from tests.access.world import world
from tests.adversarial.corpus import SHORT, decoded
from tests.adversarial.foreign import foreign
from tests.adversarial.pages import Page, plain


@pytest.fixture
def stage(db):
    return world()


@pytest.fixture
def ana(client, stage):
    client.force_login(stage.cast.ana)
    return client


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def at(name, stage, *more):
    return reverse(f"briefings:{name}", args=[stage.briefing.pk, *more])


def ahead(stage, days):
    return (stage.cluster.today + timedelta(days=days)).isoformat()


def made(ana, stage, **sent):
    """Make a link; the address that is shown, and the link."""
    response = ana.post(at("share", stage), {"until": ahead(stage, 30), "may_answer": "on", **sent})
    assert response.status_code == 200
    return response.text.split('id="id_link" readonly value="')[1].split('"')[0], Share.objects.order_by("-pk").first()


# ---------- links ----------


def test_a_link_is_shown_once_in_full_and_opens_the_briefing(ana, stage):
    url, link = made(ana, stage, for_whom="The harbour office")
    token = url.rstrip("/").rsplit("/", 1)[-1]
    assert (link.for_whom, link.until, link.may_answer, link.made_by) == (
        "The harbour office",
        stage.cluster.today + timedelta(days=30),
        True,
        stage.cast.ana,
    )
    assert len(token) == 43  # 256 bits
    assert Client().get(url).status_code == 200
    later = ana.get(at("share", stage)).text
    assert "The harbour office" in later
    assert token not in later
    assert link.token_hash not in later


def test_a_link_works_for_90_days_unless_another_day_is_chosen(ana, stage):
    assert f'value="{ahead(stage, 90)}"' in ana.get(at("share", stage)).text


@pytest.mark.parametrize("days", [0, 365])
def test_a_link_works_from_today_to_a_year_ahead(days, ana, stage):
    url, link = made(ana, stage, until=ahead(stage, days))
    assert link.until == stage.cluster.today + timedelta(days=days)
    assert Client().get(url).status_code == 200


@pytest.mark.parametrize("until", [-1, 366, None, "soon"])
def test_another_day_is_refused_with_a_sentence_and_nothing_is_lost(until, ana, stage):
    sent = {"until": ahead(stage, until) if isinstance(until, int) else until or "", "for_whom": "Lena Mikkelsen"}
    response = ana.post(at("share", stage), sent)
    assert response.status_code == 422
    assert 'href="#id_until"' in response.text
    assert 'value="Lena Mikkelsen"' in response.text
    assert Share.objects.count() == 1


def test_the_last_day_ends_where_the_cluster_is(ana, stage):
    type(stage.cluster).objects.update(time_zone="Pacific/Auckland")
    there = type(stage.cluster).objects.get(pk=stage.cluster.pk).today
    _url, link = made(ana, stage, until=there.isoformat())
    assert link.expires_at == datetime.combine(there, time.max, ZoneInfo("Pacific/Auckland"))
    assert link.until == there


def test_a_link_revoked_between_two_requests_opens_nothing(ana, stage):
    url, link = made(ana, stage)
    reader = Client()
    assert reader.get(url).status_code == 200
    assert ana.post(at("share-revoke", stage, link.pk)).status_code == 302
    for address in (url, f"{url}briefing.pdf"):
        response = reader.get(address)
        assert response.status_code == 404
        assert "This link does not work any more" in response.text
    assert "Revoked" in ana.get(at("share", stage)).text


def test_revoking_twice_keeps_who_did_it_first(ana, stage):
    ana.post(at("share-revoke", stage, stage.share.pk))
    first = Share.objects.get(pk=stage.share.pk)
    browser(stage.cast.ben).post(at("share-revoke", stage, stage.share.pk))
    again = Share.objects.get(pk=stage.share.pk)
    assert (again.revoked_by, again.revoked_at) == (stage.cast.ana, first.revoked_at)


def test_one_link_is_revoked_without_the_others(ana, stage):
    (url, _link), (other, link) = made(ana, stage), made(ana, stage)
    ana.post(at("share-revoke", stage, link.pk))
    assert (Client().get(url).status_code, Client().get(other).status_code) == (200, 404)


def test_links_and_notes_of_other_briefings_are_not_found_here(ana, stage):
    _book, briefing = foreign(stage.cast.dev)
    link, token = Share.make(briefing, for_whom="", until=stage.cluster.today, may_answer=True, by=stage.cast.dev)
    note, _new = link.say(key="k", what="say", about="", text="Theirs", name="", email="")
    for address in (
        at("share-revoke", stage, link.pk),
        at("note-answer", stage, note.pk),
        at("note-hide", stage, note.pk),
        reverse("briefings:share-revoke", args=[briefing.pk, link.pk]),
        reverse("briefings:share", args=[briefing.pk]),
    ):
        assert ana.post(address, {"text": "Mine", "key": "k", "until": ahead(stage, 1)}).status_code == 404
    assert Share.objects.for_token(token).exists()
    assert list(ReaderNote.objects.filter(share=link, hidden_at=None)) == [note]


@pytest.mark.parametrize("times", [0, 1, 3])
def test_openings_are_counted_by_day_the_page_and_the_pdf_apart(times, ana, stage):
    for _ in range(times):
        stage.share.count_use(Opened.PAGE)
        stage.share.count_use(Opened.PDF)
    page = plain(" ".join(Page(ana.get(at("share", stage))).texts))
    assert list(ShareUse.objects.values_list("times", flat=True)) == [times, times][: 2 * bool(times)]
    if not times:
        assert "Not yet" in page
    else:
        assert f"{2 * times} times, last" in page
        word = "time" if times == 1 else "times"
        assert f"page {times} {word}, PDF {times} {word}" in page


def test_a_viewer_sees_the_list_and_may_change_nothing(stage):
    caro = browser(stage.cast.caro)
    page = Page(caro.get(at("share", stage)))
    assert "The agency" in page.words
    assert "Is it promised?" in page.words
    assert [address for address, _names in page.forms] == [reverse("account_logout")]


@pytest.mark.parametrize("person", ["caro", "dev", "cleo"])
def test_who_may_not_write_shares_nothing(person, stage):
    client = browser(getattr(stage.cast, person))
    assert client.post(at("share", stage), {"until": ahead(stage, 9)}).status_code == 404
    assert client.post(at("share-revoke", stage, stage.share.pk)).status_code == 404
    assert client.post(at("note-answer", stage, stage.reader_note.pk), {"text": "No", "key": "k"}).status_code == 404
    assert Share.objects.get().is_open
    assert ReaderNote.objects.count() == 1


def test_a_briefing_of_a_closed_workbook_is_shared_read_answered_and_revoked(ana, stage):
    follow(type(stage.workbook).objects.get(pk=stage.workbook.pk), by=stage.cast.ana)
    url, link = made(ana, stage)
    assert Client().get(url).status_code == 200
    answered = ana.post(at("note-answer", stage, stage.reader_note.pk), {"text": "It is", "key": "k"})
    assert answered.status_code == 302
    assert ana.post(at("share-revoke", stage, link.pk)).status_code == 302
    assert Client().get(url).status_code == 404


def test_a_withdrawn_briefing_says_so_where_it_is_shared_and_read(ana, stage):
    assert "This briefing is withdrawn." not in ana.get(at("share", stage)).text
    stage.briefing.withdraw("The rents were of 2024", by=stage.cast.ana)
    assert "This briefing is withdrawn." in ana.get(at("share", stage)).text
    assert "The rents were of 2024" in Client().get(reverse("briefings:reader", args=[stage.share_token])).text


# ---------- what readers say ----------


def answer(client, stage, key="k1", text="€184,000 is pledged"):
    return client.post(at("note-answer", stage, stage.reader_note.pk), {"text": text, "key": key})


def test_a_note_waits_first_and_its_answer_stands_on_the_readers_page(ana, stage):
    assert "Waits for an answer." in ana.get(at("share", stage)).text
    response = answer(browser(stage.cast.ben), stage)
    assert response.url == f"{at('share', stage)}#note-{stage.reader_note.pk}"
    assert "Waits for an answer." not in ana.get(at("share", stage)).text
    page = Client().get(reverse("briefings:reader", args=[stage.share_token])).text
    assert "€184,000 is pledged" in page
    assert "Ben" in page


def test_an_answer_sent_twice_is_given_once_and_another_takes_no_answers_place(ana, stage):
    for key, text in (("k1", "Yes"), ("k1", "Yes"), ("k1", "No, sorry")):
        assert answer(ana, stage, key, text).status_code == 302
    assert list(ReaderNote.objects.exclude(parent=None).values_list("text", flat=True)) == ["Yes", "No, sorry"]


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_an_answer_that_cannot_be_is_refused_and_kept_as_typed(text, ana, stage):
    response = answer(ana, stage, text=text)
    assert response.status_code == 422
    assert f'href="#id_note{stage.reader_note.pk}_text"' in response.text
    assert text in response.text
    assert not ReaderNote.objects.exclude(parent=None).exists()


def test_an_answer_is_not_answered_by_itself(ana, stage):
    answer(ana, stage)
    given = ReaderNote.objects.exclude(parent=None).get()
    assert ana.post(at("note-answer", stage, given.pk), {"text": "x", "key": "k"}).status_code == 404


def test_a_leader_hides_a_note_with_its_answers_and_shows_it_again(ana, stage):
    answer(ana, stage)
    here, there = at("note-hide", stage, stage.reader_note.pk), reverse("briefings:reader", args=[stage.share_token])
    assert browser(stage.cast.ben).post(here).status_code == 404
    ana.post(here)
    assert "Hidden from readers." in ana.get(at("share", stage)).text
    page = Client().get(there).text
    assert "Is it promised?" not in page
    assert "€184,000 is pledged" not in page
    ana.post(here, {"do": "show"})
    assert "Is it promised?" in Client().get(there).text
    assert ReaderNote.objects.get(pk=stage.reader_note.pk).hidden_by is None


def test_hostile_words_are_shown_to_the_letter_and_harmless(ana, stage):
    words = [decoded(text).strip() for text in SHORT]
    words = [text for text in words if text and "\0" not in text]
    for number, text in enumerate(words):
        note = ReaderNote.objects.create(share=stage.share, key=f"h{number}", text=text, name=text[:100], about=text)
        note.answer(text=text, key="h", by=stage.cast.ana)
    Share.objects.update(for_whom=words[0])
    for page in (
        Page(ana.get(at("share", stage))),
        Page(Client().get(reverse("briefings:reader", args=[stage.share_token]))),
    ):
        assert page.faults == []
        assert page.away == set()
        assert [text for text in words if plain(text) not in page.words] == []


@pytest.mark.parametrize("person", ["ana", "caro"])
def test_the_page_asks_as_often_with_one_of_each_and_with_fifty(person, stage, django_assert_num_queries):
    client = browser(getattr(stage.cast, person))
    client.get(at("share", stage))
    for size in (1, 50):
        fill(stage, size)
        with django_assert_num_queries(QUERIES):
            client.get(at("share", stage))


QUERIES = 13


def fill(stage, size):
    """So many links, each opened on so many days, and so many notes with answers."""
    today = stage.cluster.today
    for number in range(size):
        link, _token = Share.make(stage.briefing, for_whom="A", until=today, may_answer=True, by=stage.cast.ben)
        note, _new = link.say(key=f"{size}-{number}", what="say", about="", text=f"Note {number}", name="", email="")
        note.answer(text="Yes", key="y", by=stage.cast.ana)
        ShareUse.objects.create(share=stage.share, on=today - timedelta(days=size + number), what="page", times=2)
        own, _new = ReaderNote.objects.get_or_create(share=stage.share, key=f"{size}-{number}", defaults={"text": "x"})
        own.answer(text="Yes", key="y", by=stage.cast.ana)


# ---------- letters ----------


def test_a_reader_who_left_an_address_hears_once_of_each_answer(
    ana, stage, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_SET_UP = True
    ReaderNote.objects.update(email="lena@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        answer(ana, stage)
        answer(ana, stage)
    assert [(letter.to, "€184,000 is pledged" in letter.body) for letter in mail.outbox] == [
        (["lena@example.org"], True)
    ]
    page = Client().get(reverse("briefings:reader", args=[stage.share_token])).text
    assert "lena@example.org" not in page + ana.get(at("share", stage)).text


def test_without_email_nobody_is_written_to(ana, stage, django_capture_on_commit_callbacks):
    ReaderNote.objects.update(email="lena@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        answer(ana, stage)
    assert mail.outbox == []
