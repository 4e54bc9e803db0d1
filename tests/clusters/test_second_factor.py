"""Apps for codes, recovery codes and passkeys; who must have one; and what is typed wrongly."""

import base64
import json
import random
import re
import time

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from clusters.adapter import SecondFactorAdapter
from tests import factories

LOGIN, STEP, BEGIN = "/accounts/login/", "/accounts/second-step/", "/account/second-factor/"
APP, CODES, ADD = "/account/app/", "/account/recovery-codes/", "/account/passkeys/add/"
PASSWORD = "correct horse battery"
MADE_UP = [
    "",
    "[" * 100_000,
    "{",
    "[]",
    "7",
    '"x"',
    "null",
    "{}",
    '{"id": 1}',
    '{"response": []}',
    '{"response": {"userHandle": 7}}',
]
MADE_UP += [json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": one}) for one in (
    {}, {"clientDataJSON": "e30", "attestationObject": "oA"}, {"clientDataJSON": "%%", "attestationObject": "////"},
    {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"},
)]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def code(secret=factories.SECRET):
    """What an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def unreachable(*args, **kwargs):
    raise ConnectionRefusedError


def signed_in(client):
    return "_auth_user_id" in client.session


def enter(client, email="ana@example.org", **more):
    return client.post(LOGIN, {"login": email, "password": PASSWORD, **more})


def in_after_both_steps(client, email):
    enter(client, email)
    assert client.post(STEP, {"code": code()}).status_code == 302
    cache.clear()


@pytest.fixture
def bare(client, cast):
    """A browser in which Cleo, who curates, has signed in by password and has no second factor yet."""
    Authenticator.objects.all().delete()
    enter(client, "cleo@example.org")
    return client


def set_up(client):
    """Set up an app as a person would; its secret."""
    secret = re.search(r'id="id_key" readonly value="(\w+)"', client.get(APP).content.decode())[1]
    assert client.post(APP, {"code": code(secret)})["Location"] == CODES
    return secret


def recovery(client):
    return [
        found.replace(" ", "") for found in re.findall(r"<samp>([\d ]+)</samp>", client.get(CODES).content.decode())
    ]


# ---------- who must have one ----------


def test_a_curator_without_a_second_factor_is_led_to_set_it_up_from_every_page(bare):
    for url in ("/", "/account/", "/admin/", "/clusters/new/", CODES, "/account/elsewhere/"):
        assert bare.get(url).headers.get("Location") == BEGIN, url
    assert bare.post("/account/", {"name": "Cleo", "email": "cleo@example.org"})["Location"] == BEGIN
    assert "needs more than a password" in bare.get(BEGIN).content.decode()
    assert [bare.get(url).status_code for url in (APP, ADD, "/accounts/logout/")] == [200, 200, 200]


def test_a_superuser_who_is_not_staff_must_have_one_too(client, cast):
    client.force_login(factories.user("Root", is_superuser=True))
    assert client.get("/")["Location"] == BEGIN


def test_an_app_opens_everything(bare):
    set_up(bare)
    assert bare.get("/").status_code == 200
    assert bare.get("/admin/").status_code == 200
    assert bare.get(BEGIN)["Location"] == "/account/"


def test_recovery_codes_alone_are_not_a_second_factor(bare, cast):
    set_up(bare)
    Authenticator.objects.filter(type="totp").delete()
    assert bare.get("/")["Location"] == BEGIN


def test_everybody_else_may_do_without(client, cast):
    enter(client)
    assert client.get("/").status_code == 200


def test_the_admin_leads_to_our_own_pages(cleo):
    assert Client().get("/admin/login/?next=/admin/")["Location"] == f"{LOGIN}?next=%2Fadmin%2F"
    assert cleo.get("/admin/password_change/")["Location"] == "/accounts/password/change/"
    assert not any(
        "authenticator" in address for address in re.findall(r'href="([^"]+)"', cleo.get("/admin/").content.decode())
    )


# ---------- the second step ----------


def test_a_password_alone_does_not_sign_in_whoever_has_an_app(client, cast):
    assert enter(client, "cleo@example.org", next="/account/")["Location"] == STEP
    assert not signed_in(client)
    assert client.get("/")["Location"].startswith(LOGIN)
    assert client.post(STEP, {"code": code()})["Location"] == "/account/"
    assert signed_in(client)


def test_a_wrong_code_says_so_and_the_same_code_works_once(client, cast):
    enter(client, "cleo@example.org")
    answer = client.post(STEP, {"code": "000000" if code() != "000000" else "000001"})
    assert answer.status_code == 422
    assert "Wait for the next one" in answer.content.decode()
    shown = code()
    assert client.post(STEP, {"code": shown}).status_code == 302
    other = Client()
    enter(other, "cleo@example.org")
    assert other.post(STEP, {"code": shown}).status_code == 422


@pytest.mark.parametrize("tried", ["000000", "00000000"])
def test_the_eleventh_code_is_answered_429_whatever_the_header_says(client, cast, tried):
    enter(client, "cleo@example.org")
    answers = [client.post(STEP, {"code": tried}, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").status_code for n in range(11)]
    assert answers == [422] * 10 + [429]
    other = Client()
    enter(other, "cleo@example.org")
    assert other.post(STEP, {"code": code()}).status_code == 429


def test_a_recovery_code_takes_the_place_of_the_app_once(client, bare, cast):
    set_up(bare)
    first, *others = recovery(bare)
    assert len(others) == 9
    for expected in (302, 422):
        other = Client()
        enter(other, "cleo@example.org")
        assert other.post(STEP, {"code": f"{first[:4]} {first[4:]}"}).status_code == expected
    assert recovery(bare) == others


def test_looking_at_the_recovery_codes_changes_nothing(bare):
    set_up(bare)
    before = list(Authenticator.objects.values())
    recovery(bare)
    assert list(Authenticator.objects.values()) == before


def test_new_recovery_codes_end_the_old_ones(bare):
    set_up(bare)
    old = recovery(bare)
    assert bare.post(f"{CODES}new/")["Location"] == CODES
    assert set(recovery(bare)).isdisjoint(old)


def test_one_who_must_have_it_may_remove_the_app_and_is_asked_at_once_for_another(client, cast):
    in_after_both_steps(client, "cleo@example.org")
    assert client.post(f"{APP}remove/")["Location"] == "/account/"
    assert client.get("/account/")["Location"] == BEGIN
    assert not Authenticator.objects.exists()


def test_some_time_after_signing_in_one_is_asked_again_who_it_is(ana, cast):
    assert ana.get(APP)["Location"] == "/accounts/again/?next=%2Faccount%2Fapp%2F"
    wrong = ana.post("/accounts/again/", {"password": "wrong horse", "next": APP})
    assert wrong.status_code == 422
    assert ana.post("/accounts/again/", {"password": PASSWORD, "next": APP})["Location"] == APP
    assert ana.get(APP).status_code == 200


def test_the_eleventh_password_typed_again_is_answered_429(ana):
    tries = [ana.post("/accounts/again/", {"password": "wrong horse"}).status_code for _n in range(11)]
    assert tries == [422] * 10 + [429]


def test_a_code_of_the_app_no_longer_holds_in_the_next_thirty_seconds(client, cast):
    enter(client, "cleo@example.org")
    before = format_hotp_value(hotp_value(factories.SECRET, int(time.time()) // 30 - 1))
    assert client.post(STEP, {"code": before}).status_code == 422
    assert not signed_in(client)


def test_a_password_set_by_a_link_does_not_skip_the_second_step(client, cast, capsys, settings):
    settings.PUBLIC_URL = "http://testserver"
    call_command("set_password_link", "cleo@example.org")
    form = client.get(capsys.readouterr().out.strip(), follow=True).redirect_chain[-1][0]
    new = "a new horse battery"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert not signed_in(client)
    assert client.post(LOGIN, {"login": "cleo@example.org", "password": new})["Location"] == STEP
    assert not signed_in(client)


# ---------- passkeys ----------


def test_a_passkey_signs_by_a_present_algorithm_alone(client, cast):
    """By the numbers of IANA's COSE registry: elliptic curves, RSA and ML-DSA, each with SHA-256 or better."""
    enter(client)
    asked = client.get(ADD).context["js_data"]["creation_options"]["publicKey"]
    numbers = {one["alg"] for one in asked["pubKeyCredParams"]}
    assert -7 in numbers
    assert numbers <= {-7, -8, -35, -36, -37, -47, -48, -49, -50, -257}


@pytest.mark.parametrize("made_up", MADE_UP, ids=range(len(MADE_UP)))
def test_a_passkey_that_no_browser_made_is_refused_with_a_sentence(client, cast, made_up):
    ask = client.get("/accounts/passkey/", HTTP_ACCEPT="application/json", HTTP_HOST="localhost")
    assert ask.json()["request_options"]["publicKey"]["challenge"]
    answer = client.post("/accounts/passkey/", {"credential": made_up}, HTTP_HOST="localhost")
    assert answer.status_code == 422
    assert "does not sign in here" in answer.content.decode()
    enter(client)
    assert client.get(ADD).status_code == 200
    assert client.post(ADD, {"name": "x", "credential": made_up}).status_code == 422
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize(
    ("host", "secure", "offered"),
    [
        ("localhost:8000", False, True),
        ("127.0.0.1:8000", False, False),
        ("[::1]", True, False),
        ("testserver", False, False),
        ("testserver", True, True),
    ],
)
def test_passkeys_are_offered_where_browsers_have_them(client, host, secure, offered):
    page = client.get(LOGIN, HTTP_HOST=host, secure=secure).content.decode()
    assert ("Use a passkey" in page) is offered


def test_nobody_removes_the_passkey_of_another(client, cast):
    theirs = Authenticator.objects.create(user=cast.ben, type="webauthn", data={"name": "Ben's", "credential": {}})
    enter(client)
    url = reverse("mfa_remove_webauthn", args=[theirs.pk])
    assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# ---------- letters ----------


@pytest.mark.django_db(transaction=True)
def test_a_letter_tells_of_each_change_where_email_is_set_up(client, cast, settings):
    enter(client)
    set_up(client)
    assert mail.outbox == []
    settings.EMAIL_SET_UP = True
    client.post(f"{APP}remove/")
    new = {"password1": "a new horse battery", "password2": "a new horse battery"}
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]] * 2
    assert [letter.body.splitlines()[0] for letter in mail.outbox] == [
        "The app for codes was removed.",
        "The password was changed.",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_be_sent_undoes_nothing(client, cast, settings, monkeypatch):
    settings.EMAIL_SET_UP = True
    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", unreachable)
    enter(client)
    set_up(client)
    assert Authenticator.objects.filter(user=cast.ana, type="totp").exists()


# ---------- what is kept ----------


def test_the_secret_is_of_no_use_without_the_key_of_this_installation(cast, settings):
    kept = Authenticator.objects.get().data["secret"]
    assert factories.SECRET not in json.dumps(kept)
    assert SecondFactorAdapter().decrypt(kept) == factories.SECRET
    settings.SECRET_KEY = "another key " * 5
    assert SecondFactorAdapter().decrypt(kept) != SecondFactorAdapter().decrypt(kept)


def test_what_is_enciphered_is_never_twice_the_same_and_cannot_be_changed():
    kept, again = (SecondFactorAdapter().encrypt(factories.SECRET) for _n in range(2))
    assert kept != again
    assert SecondFactorAdapter().decrypt(kept) == SecondFactorAdapter().decrypt(again) == factories.SECRET
    for at in range(0, len(kept) - 4, 7):
        changed = kept[:at] + ("A" if kept[at] != "A" else "B") + kept[at + 1 :]
        assert SecondFactorAdapter().decrypt(changed) != factories.SECRET


def test_recovery_codes_are_ten_of_eight_figures_and_of_no_use_without_the_key(bare, settings):
    set_up(bare)
    codes, kept = recovery(bare), Authenticator.objects.get(type="recovery_codes")
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{8}", one) for one in codes)
    assert not any(one in json.dumps(kept.data) for one in codes)
    settings.SECRET_KEY = "another key " * 5
    assert set(Authenticator.objects.get(pk=kept.pk).wrap().get_unused_codes()).isdisjoint(codes)


def test_seeds_and_codes_are_of_chance_that_nobody_can_repeat():
    drawn = []
    for _n in range(2):
        random.seed(7)
        drawn.append((generate_totp_secret(), RecoveryCodes.generate_seed(), get_adapter().generate_login_code()))
    assert all(one != other for one, other in zip(*drawn, strict=True))
    assert len(base64.b32decode(drawn[0][0])) == 20
    assert len(bytes.fromhex(drawn[0][1])) == 40
    assert re.fullmatch(r"\d{6}", drawn[0][2])


def test_the_operator_takes_everything_off_and_ends_the_sessions(bare, cast, capsys):
    set_up(bare)
    call_command("remove_second_factor", "Cleo@example.org")
    assert capsys.readouterr().out == "2 removed; the account is signed out everywhere\n"
    assert not signed_in(bare) or bare.get("/")["Location"].startswith(LOGIN)
    with pytest.raises(CommandError):
        call_command("remove_second_factor", "nobody@example.org")


def test_signing_out_elsewhere_keeps_this_browser_alone(client, cast):
    here, there = client, Client()
    enter(here), enter(there)
    assert here.post("/account/elsewhere/")["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/")["Location"].startswith(LOGIN)
    enter(there)
    assert there.get("/account/").status_code == 200
