"""What the log of security says of accounts, and that it says nothing of people."""

import logging

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.clusters.test_code_by_email import ASK, TYPE, sent, wrong
from tests.clusters.test_second_factor import APP, CODES, LOGIN, PASSWORD, STEP, code, enter, recovery, set_up

pytestmark = pytest.mark.django_db(transaction=True)  # some are told of once the transaction is over


@pytest.fixture
def lines(caplog):
    """What the log has said so far."""
    cache.clear()
    caplog.set_level(logging.INFO, "security")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "security"]


def everything(cast, settings):
    """One of each that can happen, and everything secret that was typed or shown meanwhile."""
    settings.EMAIL_SET_UP = True
    client, secrets = Client(), [PASSWORD, "wrong horse", "ana@example.org", "nobody@example.org", "Ana"]
    for _n in range(11):
        client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong horse"})
    client.post(LOGIN, {"login": "ana@example.org", "password": "wrong horse"})
    enter(client)
    secrets += [set_up(client), *recovery(client)]
    client.post(f"{CODES}new/")
    secrets += recovery(client)
    client.post("/account/elsewhere/")
    new = {"password1": "a new horse battery", "password2": "a new horse battery"}
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    client.post(f"{APP}remove/")
    client.post("/accounts/logout/")
    client.post(ASK, {"email": "ana@example.org"})
    secrets.append(sent())
    client.post(TYPE, {"code": wrong(secrets[-1])})
    client.post(TYPE, {"code": secrets[-1]})
    other = Client()
    enter(other, "cleo@example.org")
    other.post(STEP, {"code": "0000000"})
    secrets.append(code())
    other.post(STEP, {"code": secrets[-1]})
    other.post("/accounts/password/reset/", {"email": "cleo@example.org"})
    secrets.append(next(word for word in mail.outbox[-1].body.split() if "/key/" in word).split("/key/")[1])
    return [*secrets, "cleo@example.org", "Cleo", "127.0.0.1"]


def test_each_event_is_a_line_with_the_number_of_the_account(cast, settings, lines):
    everything(cast, settings)
    said, ana, cleo = lines(), cast.ana.pk, cast.cleo.pk
    assert said[:11] == ["failed account=none with=password"] * 10 + ["locked account=none"]
    for event in ("failed account={} with=password", "signed in account={}", "factor added account={} with=totp"):
        assert event.format(ana) in said
    for event in ("factor made anew account={} with=recovery_codes", "signed out everywhere else account={}"):
        assert event.format(ana) in said
    for event in ("password changed account={}", "factor removed account={} with=totp", "failed account={} with=code"):
        assert event.format(ana) in said
    assert f"failed account={cleo} with=totp" in said
    assert f"second step account={cleo} with=totp" in said
    assert f"signed out account={ana}" in said


def test_no_line_of_any_log_holds_a_name_an_address_a_code_or_a_link(cast, settings, lines, caplog):
    secrets = everything(cast, settings)
    assert len(secrets) > 25
    assert len(lines()) > 25
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert [secret for secret in secrets if secret in text] == []
