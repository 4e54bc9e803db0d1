"""What a password may be, how its fields are drawn, of what chance a session is, and how long it lasts."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.models import User
from config.sessions import BEGAN, LONGEST

pytestmark = pytest.mark.django_db
FIELD = re.compile(r"<input[^>]*name=\"[^\"]*password[^\"]*\"[^>]*>")
OF_ANY_SIGNS = (
    "hhhh jjjj kkkk llll",
    "x" * 60 + " кораблик 👩🏽‍🚀 " + "y" * 50,
    "MMMMNNNN(OOOO)",
    "4096 8192 16384 32768",
)
COMMON = ("qwertyuiop", "1234567890", "password123")


def accept(made, password):
    """Take up the invitation with a password; the answer."""
    sent = {"name": "Eve", "password": password}
    return Client().post(reverse("clusters:invitation", args=[made.invitation_token]), sent)


def sign_in(password, email="eve@example.org"):
    client = Client()
    return client, client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize("password", OF_ANY_SIGNS)
def test_a_password_of_any_signs_and_length_is_taken_exactly_as_typed(password, made):
    assert accept(made, password).status_code == 302
    assert sign_in(password)[1].status_code == 302
    for other in (password[:-1], password[:64] if len(password) > 64 else password + "x", f"{password}x"):
        assert sign_in(other)[1].status_code == 422
    if password != password.swapcase():
        assert sign_in(password.swapcase())[1].status_code == 422


@pytest.mark.parametrize("password", COMMON)
def test_one_of_the_most_common_is_refused_however_long(password, made):
    assert accept(made, password).status_code == 422
    assert not User.objects.filter(email="eve@example.org").exists()


@pytest.mark.parametrize("password", ["Clusterworkbook", "workbook2026!", "my-SWOT-briefing-1", "leaderleader"])
def test_one_made_of_words_of_this_place_is_refused_with_a_sentence(password, made):
    answer = accept(made, password)
    assert answer.status_code == 422
    assert "words that everybody here knows" in answer.content.decode()
    assert accept(made, f"{password} heron sluice").status_code == 302


def test_every_field_for_a_password_is_masked_and_says_to_a_manager_what_it_is(made, ana, settings):
    settings.OPEN_SIGNUP = True
    invitation = reverse("clusters:invitation", args=[made.invitation_token])
    pages = [Client().get(one) for one in (reverse("account_login"), reverse("account_signup"), invitation)]
    pages += [ana.get(reverse(name)) for name in ("account_change_password", "clusters:account")]
    for page in pages:
        fields = FIELD.findall(page.content.decode())
        assert fields
        for field in fields:
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field)
            assert not re.search(r'maxlength="([0-9]|[1-5][0-9])"', field)


def test_a_session_is_known_by_a_key_of_chance(made):
    keys = {sign_in("correct horse battery", "ana@example.org")[0].cookies["sessionid"].value for _ in range(5)}
    assert len(keys) == 5
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)


def test_a_session_that_is_not_used_ends_after_fourteen_days(ana):
    ends = Session.objects.get().expire_date
    assert timedelta(days=13, hours=23) < ends - timezone.now() <= timedelta(days=14)
    assert ana.get("/").status_code == 200
    assert Session.objects.get().expire_date == ends  # reading is no use that makes it longer
    Session.objects.update(expire_date=timezone.now())
    assert ana.get("/")["Location"].startswith(reverse("account_login"))


def test_a_session_ends_thirty_days_after_signing_in_however_much_it_is_used(made):
    client = sign_in("correct horse battery", "ana@example.org")[0]
    session = client.session
    began = session[BEGAN]
    session[BEGAN] = began - (LONGEST - timedelta(minutes=5)).total_seconds()
    session.save()
    assert Session.objects.get(pk=session.session_key).expire_date - timezone.now() <= timedelta(minutes=5)
    assert client.get("/").status_code == 200
    session[BEGAN] = began - LONGEST.total_seconds()
    session.save()
    assert client.get("/")["Location"].startswith(reverse("account_login"))
