"""Signing in with six figures that came by email."""

import re
import time
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from clusters.models import User
from tests import factories

LOGIN, ASK, TYPE, STEP = "/accounts/login/", "/accounts/code/", "/accounts/code/type/", "/accounts/second-step/"
# Both ask for an address; which of them it is was settled by the setting at the first import of django-allauth.
BACK = (LOGIN, ASK)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def email_is_set_up(settings):
    cache.clear()
    settings.EMAIL_SET_UP = settings.ACCOUNT_LOGIN_BY_CODE_ENABLED = True


def signed_in(client):
    return "_auth_user_id" in client.session


def ask(client, email="ana@example.org", **headers):
    return client.post(ASK, {"email": email, "next": "/account/"}, **headers)


def sent():
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


def wrong(code):
    return "000000" if code != "000000" else "000001"


def test_the_code_signs_in_and_goes_where_one_was_going(client, cast):
    to = ask(client)["Location"]
    assert to == f"{TYPE}?next=%2Faccount%2F"
    assert "six figures are on their way there" in client.get(to).content.decode()
    assert client.post(TYPE, {"code": sent(), "next": "/account/"})["Location"] == "/account/"
    assert signed_in(client)


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_a_letter_that_cannot_be_sent_is_no_broken_page_and_reads_alike_for_everybody(email, client, cast, monkeypatch):
    def refused(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refused)
    asked = ask(client, email)
    assert asked.status_code == 302
    assert "No letter can be sent just now." in client.get(asked["Location"]).content.decode()


def test_the_same_code_does_not_sign_in_another_browser(client, cast):
    ask(client)
    other = Client()
    assert other.post(TYPE, {"code": sent()})["Location"] in BACK
    ask(other, "ben@example.org")
    assert other.post(TYPE, {"code": re.search(r"^\d{6}$", mail.outbox[0].body, re.MULTILINE)[0]}).status_code == 422


def test_known_unknown_and_closed_addresses_read_alike_and_each_gets_one_letter(cast):
    User.objects.filter(pk=cast.dev.pk).update(is_active=False)
    pages = []
    for email in ("ana@example.org", "nobody@example.org", "dev@example.org"):
        client = Client()
        ask(client, email)
        page = client.get(TYPE)
        tried = client.post(TYPE, {"code": "-"})
        pages.append((page.status_code, tried.status_code, page.content.decode().replace(email, "")))
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"], ["nobody@example.org"], ["dev@example.org"]]
    assert {page[:2] for page in pages} == {(200, 422)}
    assert len({re.sub(r'value="\w{64}"|"\w{64}"', "", page[2]) for page in pages}) == 1
    assert not re.search(r"\d{6}", mail.outbox[1].body + mail.outbox[2].body)


def test_a_code_no_longer_holds_after_ten_minutes(client, cast, monkeypatch):
    ask(client)
    later = time.time() + 601
    monkeypatch.setattr("time.time", lambda: later)
    assert client.post(TYPE, {"code": sent()})["Location"] == ASK
    assert not signed_in(client)


def test_the_third_wrong_code_ends_it(client, cast):
    ask(client)
    code = sent()
    assert [client.post(TYPE, {"code": wrong(code)}).status_code for _n in range(3)] == [422, 422, 302]
    assert client.post(TYPE, {"code": code})["Location"] in BACK
    assert not signed_in(client)


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_there_are_at_most_ten_tries_in_ten_minutes_whatever_the_header_says(cast, email):
    tries = 0
    for number in range(5):
        client, header = Client(), {"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}"}
        if ask(client, email, **header).status_code == 429:
            continue
        while client.get(TYPE).status_code == 200:
            tries += client.post(TYPE, {"code": "-"}, **header).status_code in (422, 302)
    assert tries <= 10


def test_tries_sent_at_once_are_counted_for_the_account_and_not_in_the_session(client, cast, monkeypatch):
    """As if each request had read the session before any other wrote it."""
    monkeypatch.setattr(
        "allauth.account.internal.flows.login_by_code.LoginCodeVerificationProcess.record_invalid_attempt",
        lambda self: True,
    )
    ask(client)
    code = sent()
    tries = [client.post(TYPE, {"code": wrong(code)}).status_code for _n in range(11)]
    assert tries == [422] * 10 + [429]
    assert client.post(TYPE, {"code": code}).status_code == 429


def test_a_fourth_letter_in_ten_minutes_is_not_sent(cast):
    answers = [ask(Client(), HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").status_code for n in range(4)]
    assert (answers, len(mail.outbox)) == ([302, 302, 302, 429], 3)


def test_whoever_has_a_second_factor_is_asked_for_it_after_the_code(client, cast):
    ask(client, "cleo@example.org")
    assert client.post(TYPE, {"code": sent()})["Location"] == STEP
    assert not signed_in(client)


def test_one_who_mistyped_the_address_can_begin_anew(client, cast):
    ask(client, "anna@example.org")
    assert client.get(LOGIN).status_code == 200
    ask(client)
    client.post(TYPE, {"code": sent()})
    assert signed_in(client)


def test_the_page_of_signing_in_offers_what_there_is(client, settings):
    assert "Send me a code" in client.get(LOGIN).content.decode()
    settings.EMAIL_SET_UP = False
    assert "Send me a code" not in client.get(LOGIN).content.decode()
    assert client.get(ASK)["Location"] == LOGIN
    assert ask(client)["Location"] == LOGIN
    assert mail.outbox == []


def test_a_wrong_password_opens_the_part_it_was_typed_in(client, cast):
    page = client.post(LOGIN, {"login": "ana@example.org", "password": "wrong horse"}).content.decode()
    assert '<details class="more" open>' in page
    assert factories.user("Eve").email not in page
